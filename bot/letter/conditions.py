"""Conditions of the YAML templates: whether `when` holds for a case, and on which facts it rests."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from bot.case import Facts
from bot.rulebook import load

When = Mapping[str, Any]
_SLOT_OF = {
    "mentions": "narrative",
    "mentions_all": "narrative",
    "demands": "demands",
    "demands_mention": "demands",
    "evidence_mentions": "evidence",
}


def holds(when: When, facts: Facts, cited: Collection[str] = ()) -> bool:
    """Whether every part of a condition is met; `cited` are the ids of the articles cited so far."""
    return all(_part_holds(key, wanted, facts, cited) for key, wanted in when.items())


def slots(when: When) -> tuple[str, ...]:
    """The slots whose values a condition rests on."""
    found = list(when.get("is", ()))
    found += [_SLOT_OF[key] for key in when if key in _SLOT_OF]
    return tuple(dict.fromkeys(found))


def _part_holds(key: str, wanted: Any, facts: Facts, cited: Collection[str]) -> bool:
    if key == "is":
        return all(_is_one_of(getattr(facts, slot), values) for slot, values in wanted.items())
    if key == "not_category":
        return facts.category not in wanted
    if key == "basis":
        return not set(wanted).isdisjoint(cited)
    if key == "demands":
        return not set(wanted).isdisjoint(facts.demands)
    if key == "mentions_all":
        return all(mentions(facts.narrative or "", [name]) for name in wanted)
    text = {"demands_mention": facts.demands, "evidence_mentions": facts.evidence,
            "not_evidence_mentions": facts.evidence}.get(key, (facts.narrative or "",))
    found = mentions("\n".join(text), wanted)
    return not found if key in ("unless_mentions", "not_evidence_mentions") else found


def _is_one_of(value: object, values: object) -> bool:
    return value in values if isinstance(values, list) else value == values


def mentions(text: str, names: Sequence[str]) -> bool:
    """Whether the text mentions what any of the named patterns of letter_wording.yml describes."""
    return any(_pattern(name).search(text) for name in names)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in load("letter_wording")["patterns"][name]), re.DOTALL)
