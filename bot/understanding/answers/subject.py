"""Short answers about which company it is and where the number belongs."""

import re
from datetime import date
from typing import Any

from bot.understanding.answers.words import BARE_NEGATIVE, is_question
from bot.understanding.dealings.operators import companies
from bot.understanding.facts import extract
from bot.understanding.places.gazetteer import places_by_name
from bot.understanding.text.lexicon import lexicon


def read_operator(text: str, raw: str, on: date) -> dict[str, Any]:
    if any(mention.slot in {"operator", "operator_name"} for mention in extract(text, on)):
        return {}
    named = companies(text)
    if named and not re.match(r".{0,6}(不是|不对)", text):
        last = named[0]
        if last.label == "operator":
            return {"operator": last.company}
    return {}


def read_operator_name(text: str, raw: str, on: date) -> dict[str, Any]:
    facts = {m.slot: m.value for m in extract(text, on) if m.slot in {"operator", "operator_name"}}
    if "operator_name" in facts or not _nameable(text):
        return facts
    name = re.sub(r"^(?:是|叫|就是|应该是|好像是|它叫|公司叫|公司是|名字是|名字叫|一家叫)+", "", text).strip(
        "，。！的 "
    )
    name = re.sub(r"(?:的|呀|啊|吧|呢|哦|来着|嘛)+$", "", name)
    return {"operator_name": name} if 2 <= len(name) <= 20 else {}


def _nameable(text: str) -> bool:
    return not (BARE_NEGATIVE.match(text) or is_question(text)) and len(text) <= 24


def read_place(text: str, raw: str, on: date) -> dict[str, Any]:
    """A place named alone, where a short or ordinary-looking name is meant as a place."""
    table, typo = places_by_name(), lexicon("places")["mistyped"]
    bare = re.sub(
        r"^(?:是|在|我在|我是|就是|就在|归|属于|那是|俺是|家在)+|(?:的|那边|这边|那嘎达|这嘎达|那块儿?|那儿|这儿|本地|人|啊|呀|哦|呢|吧|咯|嘛|。|！|，|那里|这里|喺|啦)+$",
        "",
        text,
    )
    bare = lexicon("places")["letters"].get(bare, typo.get(bare, bare))
    for candidate in (bare, f"{bare}市", f"{bare}县", f"{bare}区"):
        spots = [place for place in table.get(candidate, ()) if candidate == bare or place.exact]
        cities = {(place.province, place.city) for place in spots}
        higher = [place for place in spots if place.level < 2] or (spots if len(cities) == 1 else [])
        if higher:
            place = higher[0]
            return {"province": place.province} | ({"city": place.city} if place.city else {})
    return {}
