"""What kind of matter it is, whose desk it belongs to, how a case is marked, and what is asked after its end.

The sorting rules come from the handling procedures at the end of the seed guide; data in rulebook/desks.yml,
complaint_marks.yml, followup.yml and greetings.yml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import chinese_calendar
from lunardate import LunarDate

from bot.parties import hotline
from bot.rulebook import load

Case = Mapping[str, Any]


@dataclass(frozen=True)
class Treatment:
    """How a kind of message is treated; `offer` invites to go on, `opens_case`: whether it becomes a case."""

    kind: str
    name: str
    text: str
    offer: str | None
    opens_case: bool


@dataclass(frozen=True)
class Desk:
    """Who handles a matter that is not the telecom regulator's, and what to bring there."""

    name: str
    phones: tuple[str, ...]
    site: str | None
    what: str
    bring: tuple[str, ...]
    note: str

    @property
    def text(self) -> str:
        """The desk in words a person can act on."""
        said: str = load("desks")["sentence"].format(
            name=self.name,
            phones="、".join(self.phones),
            site=f"，网站{self.site}" if self.site else "",
            bring="、".join(self.bring),
            note=self.note,
        )
        return said


@dataclass(frozen=True)
class Marks:
    """validity: valid, invalid or undecided, with reasons; marks: the ids of complaint_marks.yml, or ordinary."""

    validity: str
    reasons: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True)
class FollowupQuestion:
    """One question of the call back; kind is choice, number or text, `words` a pattern for each choice."""

    id: str
    ask: str
    kind: str
    choices: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    at_least: int | None = None
    at_most: int | None = None


def treatment(kind: str, case: Case | None = None) -> Treatment:
    """How a report, fault, query or consult is treated; LookupError for another kind."""
    kinds = load("desks")["kinds"]
    if kind not in kinds:
        raise LookupError(f"kind must be one of {', '.join(kinds)}, not {kind!r}")
    entry, limits = kinds[kind], load("service_limits")["entries"]
    line = hotline((case or {}).get("operator"))
    words = {
        "hotline": line.number if line else "客服热线",
        "city": limits["repair_town"]["longest"],
        "country": limits["repair_village"]["longest"],
    }
    text = entry["treatment"].format(**words)
    return Treatment(kind, entry["name"], text, entry["offer"], entry["opens_case"])


def desk(category: str | None, narrative: str = "") -> Desk | None:
    """The desk of a matter outside telecom, else None; the narrative chooses inside other_sector."""
    book = load("desks")
    found = book["desks"].get(category)
    if found is None:
        return None
    if category == "other_sector":
        found = next((s for s in book["sectors"].values() if _mentions(narrative, s["words"])), found)
    phones = (found["phone"], *found.get("more_phones", []))
    return Desk(found["name"], phones, found["site"], found["what"], tuple(found["bring"]), found["note"])


def mark(case: Case) -> Marks:
    """The marks a case bears by the stated rules: valid or not, and major, repeated, batch, escalated."""
    rules = load("complaint_marks")
    reasons = rules["validity"]["reasons"]
    invalid = tuple(_invalid_reasons(case, reasons))
    missing = [id for id, rule in reasons.items() if not all(case.get(slot) for slot in rule.get("needs", []))]
    validity = "invalid" if invalid else "undecided" if missing else "valid"
    found = tuple(id for id, rule in rules["marks"].items() if _bears(case, rule))
    return Marks(validity, invalid or tuple(missing), found or ("ordinary",))


def mark_names(marks: Sequence[str]) -> tuple[str, ...]:
    """Validity and marks, as kept with a case, in words."""
    book = load("complaint_marks")
    known = {**book["validity"], **book["marks"], "ordinary": book["ordinary"]}
    return tuple(known[mark]["name"] for mark in marks)


def questionnaire() -> tuple[FollowupQuestion, ...]:
    """The questions of the call back, in their order."""
    return tuple(FollowupQuestion(**question) for question in load("followup")["questions"])


def check_answer(question: FollowupQuestion, answer: str) -> str | int:
    """The answer as it is kept: a choice's id, a whole number, or text; ValueError says what is allowed."""
    problems, given = load("followup")["problems"], answer.strip()
    if question.kind == "choice":
        for id, words in question.choices.items():
            if given in (id, words):
                return id
        raise ValueError(problems["choice"].format(choices="、".join(question.choices.values())))
    if question.kind == "number":
        return _whole_number(question, given, problems["number"])
    return given


def greeting(on: date) -> str:
    """The opening words of a day: the festival's on a public holiday, else the usual one."""
    book = load("greetings")
    festival = _festival(on, book["festivals"])
    return str(book["festivals"][festival]["greeting"] if festival else book["usual"])


def _festival(on: date, festivals: Mapping[str, Mapping[str, Any]]) -> str | None:
    for id, entry in festivals.items():
        if _is_the_day(on, entry):
            return id
    try:
        off, name = chinese_calendar.get_holiday_detail(on)
    except NotImplementedError:  # the yearly notice is not in the library yet
        return None
    return next((id for id, entry in festivals.items() if off and entry["calendar_name"] == name), None)


def _is_the_day(on: date, entry: Mapping[str, Any]) -> bool:
    if "solar" in entry:
        return bool([on.month, on.day] == entry["solar"])
    if "lunar" not in entry:
        return False
    lunar = LunarDate.from_solar_date(on.year, on.month, on.day)
    return bool([lunar.month, lunar.day] == entry["lunar"] and not lunar.is_leap_month)


def _whole_number(question: FollowupQuestion, given: str, problem: str) -> int:
    low, high = question.at_least or 0, question.at_most or 0
    number = int(given) if given.isdecimal() else None
    if number is None or not low <= number <= high:
        raise ValueError(problem.format(at_least=low, at_most=high))
    return number


def _invalid_reasons(case: Case, reasons: Mapping[str, Mapping[str, Any]]) -> list[str]:
    found = [
        id
        for id, rule in reasons.items()
        if any(case.get(slot) in values for slot, values in rule.get("when", {}).items())
    ]
    if case.get("category") in load("desks")["desks"]:
        found.append("out_of_scope")
    return found


def _bears(case: Case, rule: Mapping[str, Any]) -> bool:
    threshold = rule.get("at_least")
    return bool(
        _mentions(str(case.get("narrative") or ""), rule["words"])
        or case.get("other_body") in rule.get("other_body", [])
        or case.get("status") in rule.get("status", [])
        or (threshold is not None and Decimal(case.get("amount") or "0") >= Decimal(threshold))
    )


def _mentions(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)
