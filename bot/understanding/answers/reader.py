"""What a short answer means in the light of the question just asked."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.case import CATEGORIES, label
from bot.step_names import named_steps
from bot.understanding.answers.choices import weighed
from bot.understanding.answers.dates import (
    PUTS_RIGHT,
    names_a_day,
    read_complaint_date,
    read_event_date,
    without_borrowed,
)
from bot.understanding.answers.history import (
    read_complained,
    read_other_body,
    read_relation,
    read_reply,
    read_settled,
)
from bot.understanding.answers.numbers import read_contact_phone, read_subscriber_number, read_work_order
from bot.understanding.answers.personal import personal, read_address, read_email, read_names, read_postcode
from bot.understanding.answers.questions import YES_NO_SLOTS, answering_part
from bot.understanding.answers.subject import read_operator, read_operator_name, read_place
from bot.understanding.answers.words import (
    BARE_NEGATIVE,
    DONT_KNOW,
    FILLER,
    NO,
    REFUSES,
    YES,
    is_dont_know,
    is_question,
)
from bot.understanding.dealings.reply import last_told
from bot.understanding.facts import extract
from bot.understanding.money.disputed import plain_sum
from bot.understanding.papers.evidence import named_in_answer
from bot.understanding.people.names import complainant_in, named_outright
from bot.understanding.places.gazetteer import MUNICIPALITIES
from bot.understanding.text.normalise import normalise, tidied
from bot.understanding.wishes.demands import standard_demands

__all__ = ["is_dont_know", "read_answer"]

Reader = Callable[[str, str, date], dict[str, Any]]

# To these, “没有” is an answer: there is nothing to write down, and nothing more to ask.
MAY_BE_NONE = frozenset({"amount", "evidence", "postcode", "email", "subscriber_number"})
SHORT_NO = 10  # characters
_MAY_BE_ANYTHING = frozenset({"narrative", "category"})


def _amount(text: str, raw: str, on: date) -> dict[str, Any]:
    value = plain_sum(text)
    return {"amount": value} if value else {}


def _demands(text: str, raw: str, on: date) -> dict[str, Any]:
    found = standard_demands(text)
    if found or BARE_NEGATIVE.match(text) or _ANYTHING.search(text) or PUTS_RIGHT.match(text):
        return {"demands": found} if found else {}
    parts = [part.strip("。，！ ") for part in re.split(r"[；;\n。]", raw)]
    wishes = [part for part in parts if len(part) >= 3]
    return {"demands": wishes} if wishes else {}


_ANYTHING = re.compile(
    r"没(?:有|什么|啥)*(?:别的)?要求|没(?:有)?想好|还没想|随便|无所谓|都(?:行|可以)|看着(?:办|写|来|弄)|你(?:们)?(?:定|决定)"
)


def _evidence(text: str, raw: str, on: date) -> dict[str, Any]:
    named = [] if _lacks_all(text) else named_in_answer(_NOTHING_ELSE.sub(r"，\1", text))
    return {"evidence": named} if named else {}


_NOTHING_ELSE = re.compile(r"(?<=[^，。])((?:别|其)[的他](?:都|也|就)*(?:没|冇|无))")
_NOTHING_AT_ALL = re.compile(r"(?:啥|什么|一样|都|全)(?:也|都)?(?:没|冇|删)")
_KEPT_NONE = re.compile(r"^(?:当时|我|都|也)*没(?:有)?(?:留|存|录|拍|截)[^，。有只]{0,3}(?:[，。][^有只]*)?$")


def _lacks_all(text: str) -> bool:
    return bool(_KEPT_NONE.match(text) or _NOTHING_AT_ALL.search(text) or BARE_NEGATIVE.match(text))


def _yes_no(slot: str) -> Reader:
    def read(text: str, raw: str, on: date) -> dict[str, Any]:
        if NO.match(text) and not re.match(
            rf"^{FILLER}(?:没错|没问题|没毛病|无误|无异议|不错|没(?:什么|啥)?(?:要改|问题|意见))", text
        ):
            return {slot: False}
        if re.search(r"(?:不对|错了|改一?下|有误|要改|应该是)", text):
            return {slot: False}
        agrees = YES.match(text) or re.match(
            rf"^{FILLER}(?:没错|没问题|没毛病|无误|不错|没(?:什么|啥)?(?:要改|问题|意见))", text
        )
        return {slot: True} if agrees else {}

    return read


def _decision(slot: str, deed: str) -> Reader:
    """Yes or no to a deed, which may be answered by its own word: 删吧, 不删了, 要投诉."""

    def read(text: str, raw: str, on: date) -> dict[str, Any]:
        if NO.match(text) or re.search(rf"不(?:要|想|用)?(?:{deed})|暂时|算了|留着|以后再", text):
            return {slot: False}
        return {slot: True} if YES.match(text) or re.search(rf"{deed}|^要", text) else {}

    return read


# What might happen, and what somebody said, chooses no step: 如果运营商明天答复呢, 客服说送我50块.
_SUPPOSES = re.compile(
    r"不(?:想|要|申诉|去|找)|先别|如果|要是|假如|万一|会怎|会不会|呢[。！]?$|(?<!再)说|答应|[送赔补退]我"
)


def _chosen_step(text: str, raw: str, on: date) -> dict[str, Any]:
    named = () if _SUPPOSES.search(text) else named_steps(text)
    return {"chosen_step": named[0]} if named else {}


_READERS: dict[str, Reader] = {
    "operator": read_operator,
    "operator_name": read_operator_name,
    "province": read_place,
    "city": read_place,
    "event_date": read_event_date,
    "operator_complaint_date": read_complaint_date,
    "amount": _amount,
    "subscriber_number": read_subscriber_number,
    "contact_phone": read_contact_phone,
    "operator_complaint_no": read_work_order,
    "relation": read_relation,
    "complained": read_complained,
    "operator_reply": read_reply,
    "settled": read_settled,
    "other_body": read_other_body,
    "demands": _demands,
    "evidence": _evidence,
    "complainant_name": read_names,
    "agent_name": personal("agent_name", complainant_in),
    "email": read_email,
    "postcode": read_postcode,
    "address": read_address,
    "facts_confirmed": _yes_no("facts_confirmed"),
    "draft_approved": _yes_no("draft_approved"),
    "deletion_confirmed": _decision("deletion_confirmed", "删"),
    "chosen_step": _chosen_step,
    "open_case": _decision("open_case", "投诉|申诉"),
}
_CONTACT_SLOTS = frozenset({"complainant_name", "address", "email", "postcode", "contact_phone"})
# An answer to the first also says the second wrongly: a day asked for as the complaint's is not the event's.
_TAKES_FROM = {
    "contact_phone": ("subscriber_number",),
    "operator_complaint_no": ("subscriber_number", "operator_reply", "complained"),
    "address": ("province", "city"),
    "chosen_step": ("operator", "other_body", "complained"),
    "operator": ("complained", "operator_reply"),
    "complainant_name": ("province", "city", "operator"),
    "relation": ("evidence", "demands"),
    "operator_reply": ("demands",),
    "settled": ("demands",),
    "other_body": ("complained",),
}


_NAMES = frozenset({"complainant_name", "agent_name"})
_OF_THE_MATTER = frozenset({"relation", "complained", "operator_reply", "settled", "other_body"})
_CORRECTS = re.compile(r"不对(?!劲)|错了|不是[^，]{1,12}，?是|(?:我)?(?:说|搞|弄|记|写|打)错|更正")


def read_answer(asked: str, text: str, on: date, likely: Sequence[tuple[str, float]] = ()) -> dict[str, Any]:
    """The facts that an answer to the question for the slot `asked` gives, as slot → value.

    `likely`: what the classifier takes such an answer to say, best first. Includes whatever else the answer states
    by itself. Empty for what is no answer: a question, 不晓得, a refusal.
    """
    raw = tidied(text)
    read = normalise(text) if asked in _MAY_BE_ANYTHING else answering_part(asked, normalise(text), likely)
    if not read:
        return {}
    # A city known by the area code alone is not stated.
    stated = {
        mention.slot: mention.value
        for mention in extract(read, on)
        if not (mention.slot in {"province", "city"} and read[mention.start].isdigit())
    }
    if asked in _MAY_BE_ANYTHING:
        return stated | _category_named(asked, raw)
    answered = names_a_day(asked, read, on) or not _no_answer(asked, read)
    given = _READERS.get(asked, _nothing)(read, raw, on) if answered else {}
    if asked in _OF_THE_MATTER and _CORRECTS.match(read) and stated and asked not in stated:
        given, likely = {}, ()  # 不对，是联通: the no is meant for what was said before
    spare = {slot for slot in _TAKES_FROM.get(asked, ()) if _takes(asked, slot, stated, given)}
    spare |= without_borrowed(asked, read, stated, given, on)
    if asked not in _NAMES and (name := named_outright(raw)):
        given.setdefault("complainant_name", name)
    if asked in _CONTACT_SLOTS and "subscriber_number" in stated and "contact_phone" not in stated:
        given.setdefault("contact_phone", stated.pop("subscriber_number"))
    given = weighed(asked, stated, given, likely)
    about = asked in {"operator_complaint_date", "complained"} and asked in given
    raised = asked == "operator_complaint_date" or (given | stated).get("complained") is True
    if about and raised and "operator_reply" not in stated:
        outcome, _ = last_told(read)
        given |= {"operator_reply": outcome} if outcome else {}
    if asked == "operator_complaint_no" and asked in given and "operator_complaint_date" not in stated:
        given |= read_complaint_date(read, raw, on)
    merged = {slot: value for slot, value in stated.items() if slot not in spare} | given
    return _implied(asked, merged)


_MONEY_BACK = frozenset({"refund", "compensation"})


def _takes(asked: str, slot: str, stated: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Whether what is stated for a slot is only another reading of the answer to the one asked for."""
    if slot == "complained" and asked == "other_body":
        return stated.get(slot) is False  # 没找过 is meant for the other bodies
    if asked == "settled":
        return {*stated.get(slot, ())} <= _MONEY_BACK  # 钱也还我了 is no demand
    denied = asked == "operator_complaint_no" and stated.get(slot) is False  # 没给单号
    return slot in stated and (asked in given or denied)


def _category_named(asked: str, raw: str) -> dict[str, Any]:
    """A category chosen by its very name, as a tap on an offered one sends it."""
    chosen = next((id for id in CATEGORIES if label("categories", id) == raw), None) if asked == "category" else None
    return {"category": chosen} if chosen else {}


def says_none(asked: str | None, text: str) -> bool:
    """没有证据, 冇, 没留: there is nothing to write down for the slot asked for."""
    short_no = len(text) <= SHORT_NO and bool(NO.match(text))
    return asked in MAY_BE_NONE and short_no and not is_question(text) and not is_dont_know(text)


def _nothing(text: str, raw: str, on: date) -> dict[str, Any]:
    return {}


def _no_answer(asked: str, text: str) -> bool:
    vague = DONT_KNOW.search(text) and not _SAYS_NO_FIRST.match(text) and asked != "relation"
    if asked == "demands" and standard_demands(text):
        return False
    return bool(
        vague or (REFUSES.search(text) and asked not in YES_NO_SLOTS | {"operator_reply", "demands", "settled"})
    )


_SAYS_NO_FIRST = re.compile(r"^(?:还|都|也)?(?:没有?|未|是|对|有)(?:我|，|。)")


def _implied(asked: str, facts: dict[str, Any]) -> dict[str, Any]:
    if facts.get("province") in MUNICIPALITIES and "city" not in facts:
        facts = facts | {"city": facts["province"]}
    return facts
