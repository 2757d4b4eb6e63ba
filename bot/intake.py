"""What a message changes in a case: new facts are taken up, known ones kept unless they are corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.case import OTHER_CATEGORIES, SLOTS, validate
from bot.interview import MATTER_SLOTS, MISSES_BEFORE_WAY_OUT
from bot.progress import Progress
from bot.understanding.answers.reader import MAY_BE_NONE
from bot.understanding.reading import Ranking, Reading

OUTCOME = ("operator_reply", "operator_complaint_date", "operator_complaint_no")
LISTS = frozenset({"demands", "evidence"})
DECISIONS = frozenset({"facts_confirmed", "draft_approved"})
# What has not happened yet may happen by the next time the person speaks of it; a question about it changes nothing.
NOT_YET = {"complained": False, "operator_reply": "none", "settled": False, "other_body": "none"}
# Short remarks like “哦是联通的，在广州” put these right without the word for it.
CORRECTED_BY_SAYING = frozenset({"operator", "operator_name", "province", "city"})
SHORT = 30
# Under this lead of the likeliest category over the next, the person is asked instead of guessed at.
LEAD, CONFIDENT = 0.2, 0.45
CATEGORY_KINDS = frozenset({"report", "fault"})


@dataclass(frozen=True)
class Taken:
    """The case and the progress after a message; `changed` slots, and problems as names of responses."""

    case: Mapping[str, Any]
    progress: Progress
    changed: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    problems: tuple[str, ...] = field(default=())

    @property
    def understood(self) -> bool:
        return bool(self.changed)


def take(case: Mapping[str, Any], progress: Progress, reading: Reading, text: str, on: date) -> Taken:
    """Takes up what a message says. `text` is the message as typed."""
    said, problems = _valid(dict(reading.facts), case, on)
    facts, changed, corrected = _merged(case, said, reading, text)
    progress, decided = _decisions(progress, said, reading)
    facts, progress, sorted_out = _category(facts, progress, reading)
    changed = (*changed, *decided, *sorted_out)
    if reading.intent == "deny" and reading.asked in MAY_BE_NONE and reading.asked not in changed:
        progress, changed = progress.but(skipped=(*progress.skipped, reading.asked)), (*changed, reading.asked)
    if {*changed} & MATTER_SLOTS and reading.asked != "facts_confirmed":
        progress = progress.but(facts_confirmed=progress.facts_confirmed and not corrected)
    if changed and "draft_approved" not in changed:
        progress = progress.but(draft_approved=False)
    facts, progress = _told(facts, progress, changed, reading, text)
    if reading.asked and reading.asked not in changed and not changed:
        progress = progress.but(misses=progress.misses + 1)
    elif changed:
        progress = progress.but(misses=0)
    return Taken(facts, progress, changed, corrected, problems)


def _valid(
    said: dict[str, Any], case: Mapping[str, Any], on: date
) -> tuple[dict[str, Any], tuple[str, ...]]:
    problems = []
    for slot in list(said):
        try:
            validate({slot: said[slot]}, on)
        except ValueError:
            del said[slot]
            problems.append("date_in_future" if slot.endswith("date") else f"invalid_{slot}")
    complaint = said.get("operator_complaint_date")
    event = said.get("event_date") or case.get("event_date")
    if complaint and event and complaint[-10:] < event[:10]:
        del said["operator_complaint_date"]
        problems.append("complaint_before_event")
    return said, tuple(problems)


def _merged(
    case: Mapping[str, Any], said: Mapping[str, Any], reading: Reading, text: str
) -> tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]:
    facts, changed, corrected = dict(case), [], []
    for slot, value in said.items():
        if slot not in SLOTS or slot == "category" or facts.get(slot) == value:
            if slot == reading.asked and slot not in DECISIONS:
                changed.append(slot)
            continue
        if slot in LISTS:
            value = _joined(facts.get(slot), value)
        elif facts.get(slot) not in (None, ""):
            if not _may_correct(slot, facts[slot], reading, text):
                continue
            if NOT_YET.get(slot) != facts[slot]:
                corrected.append(slot)
        facts[slot] = value
        changed.append(slot)
    _follow(facts, changed)
    return facts, tuple(changed), tuple(corrected)


def _joined(known: Any, more: Any) -> list[str]:
    return list(dict.fromkeys([*(known or []), *more]))


def _may_correct(slot: str, known: Any, reading: Reading, text: str) -> bool:
    if NOT_YET.get(slot) == known and reading.kind not in {"consult", "query"}:
        return True
    if slot == reading.asked or reading.intent in {"correct", "edit_draft"}:
        return True
    if reading.asked in DECISIONS:
        return True
    about_the_matter = reading.asked is None or reading.asked in MATTER_SLOTS
    return slot in CORRECTED_BY_SAYING and about_the_matter and len(text) <= SHORT


def _follow(facts: dict[str, Any], changed: list[str]) -> None:
    """What goes without saying, and what a correction makes void."""
    if "complained" in changed and facts["complained"] is False:
        _drop(facts, OUTCOME)
    if facts.get("operator_reply") in {"satisfied", "unsatisfied"} or facts.get("operator_complaint_date"):
        facts["complained"] = True
    if "operator" in changed and facts["operator"] != "virtual_operator" and "operator_name" not in changed:
        facts.pop("operator_name", None)
    if "province" in changed and "city" not in changed:
        facts.pop("city", None)
    if facts.get("complained") is False:
        _drop(facts, OUTCOME)


def _drop(facts: dict[str, Any], slots: Iterable[str]) -> None:
    for slot in slots:
        facts.pop(slot, None)


def _decisions(progress: Progress, said: Mapping[str, Any], reading: Reading) -> tuple[Progress, tuple[str, ...]]:
    if reading.asked not in DECISIONS:
        return progress, ()
    agreed = said.get(reading.asked, {"affirm": True, "deny": False}.get(reading.intent))
    other_facts = any(slot not in DECISIONS for slot in said)
    if agreed is True and not other_facts:
        return progress.but(**{reading.asked: True}), (reading.asked,)
    return progress, ()


def _category(
    facts: dict[str, Any], progress: Progress, reading: Reading
) -> tuple[dict[str, Any], Progress, tuple[str, ...]]:
    chosen = reading.facts.get("category")
    if chosen:
        return {**facts, "category": chosen}, progress.but(doubt=()), ("category",)
    if reading.asked == "category" and progress.doubt and progress.misses + 1 >= MISSES_BEFORE_WAY_OUT:
        likely = next((id for id in progress.doubt if id not in OTHER_CATEGORIES), progress.doubt[0])
        return {**facts, "category": likely}, progress.but(doubt=()), ("category",)  # read back before it counts
    if reading.intent not in CATEGORY_KINDS or not reading.alternatives:
        return facts, progress, ()
    known = facts.get("category")
    if known and not (reading.intent == "report" and known in OTHER_CATEGORIES):
        return facts, progress, ()
    (first, chance), (second, next_chance) = reading.alternatives[:2]
    if chance < CONFIDENT and chance - next_chance < LEAD:
        return facts, progress.but(doubt=(first, second)), ("category",)
    return {**facts, "category": first}, progress.but(doubt=()), ("category",)


def unsure(ranking: Ranking) -> bool:
    """Whether the likeliest category leads too little to be taken without asking."""
    (_, chance), (_, next_chance) = ranking[:2]
    return chance < CONFIDENT and chance - next_chance < LEAD


def _told(
    facts: dict[str, Any], progress: Progress, changed: tuple[str, ...], reading: Reading, text: str
) -> tuple[dict[str, Any], Progress]:
    """Keeps the person's own words: every message that told facts of the matter, once, in order."""
    tells = reading.intent in CATEGORY_KINDS or (reading.asked == "narrative" and "narrative" in reading.facts)
    tells = tells or (bool(set(changed) & MATTER_SLOTS - {"category"}) and reading.asked not in DECISIONS)
    if not tells or not text.strip() or text in progress.messages:
        return facts, progress
    messages = (*progress.messages, text)
    return {**facts, "narrative": "\n".join(messages)}, progress.but(messages=messages)
