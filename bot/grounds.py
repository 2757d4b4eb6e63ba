"""The grounds of the admissibility check that need no counting: facts → what was found.

Measures on Telecom Users' Appeals (MIIT Order 35), Art. 2, 10 to 12; time_limits has the two that count days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.case import TELECOM_CATEGORIES, Facts, label

CLEAR, HIT, UNKNOWN = "clear", "hit", "unknown"


@dataclass(frozen=True)
class Finding:
    """What a check found: the reason and notes name wordings of refusal_grounds.yml, `words` fill them."""

    status: str
    reason: str
    words: Mapping[str, object] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    citation: str | None = None


def scope(facts: Facts, on: date) -> Finding:
    if facts.category is None:
        return Finding(UNKNOWN, "no_category", missing=("category",))
    words = {"category": label("categories", facts.category)}
    if facts.category in TELECOM_CATEGORIES:
        return Finding(CLEAR, "telecom", words)
    return Finding(HIT, "other_desk", words)


def identifiable_respondent(facts: Facts, on: date) -> Finding:
    if facts.operator == "virtual_operator" and facts.operator_name is None:
        return Finding(UNKNOWN, "nameless_reseller", missing=("operator_name",))
    if facts.operator is None and facts.operator_name is None:
        return Finding(UNKNOWN, "nobody", missing=("operator",))
    named_by_user = facts.operator in (None, "virtual_operator")
    name = facts.operator_name if named_by_user else label("operators", str(facts.operator))
    return Finding(CLEAR, "named", {"respondent": name})


def direct_interest(facts: Facts, on: date) -> Finding:
    if facts.relation is None:
        return Finding(UNKNOWN, "not_told", missing=("relation",))
    if facts.relation == "other":
        return Finding(HIT, "stranger")
    return Finding(CLEAR, facts.relation)


def operator_first(facts: Facts, on: date) -> Finding:
    if facts.complained is None:
        return Finding(UNKNOWN, "not_told", missing=("complained",))
    if not facts.complained:
        return Finding(HIT, "not_complained")
    if facts.operator_reply == "satisfied":
        return Finding(HIT, "satisfied")
    return Finding(CLEAR, "complained")


def settled(facts: Facts, on: date) -> Finding:
    if facts.settled is None:
        return Finding(UNKNOWN, "not_told", missing=("settled",))
    return Finding(HIT, "settled") if facts.settled else Finding(CLEAR, "not_settled")


def already_handled(facts: Facts, on: date) -> Finding:
    if facts.other_body is None:
        return Finding(UNKNOWN, "not_told", missing=("other_body",))
    return Finding(HIT, "handled") if facts.other_body == "appeal_centre" else Finding(CLEAR, "not_handled")


def other_body(facts: Facts, on: date) -> Finding:
    if facts.other_body is None:
        return Finding(UNKNOWN, "not_told", missing=("other_body",))
    if facts.other_body in ("none", "appeal_centre"):
        return Finding(CLEAR, "not_handled")
    notes = ("only_called",) if facts.other_body == "other_agency" else ()
    return Finding(HIT, "handled", {"body": label("other_bodies", facts.other_body)}, notes=notes)


def specific_facts(facts: Facts, on: date) -> Finding:
    return _complete(facts, "narrative", "event_date", "demands")


def contact_details(facts: Facts, on: date) -> Finding:
    return _complete(facts, "complainant_name", "contact_phone", "address")


def _complete(facts: Facts, *slots: str) -> Finding:
    lacking = tuple(slot for slot in slots if facts.absent(slot))
    if not lacking:
        return Finding(CLEAR, "complete")
    names = "、".join(label("slots", slot) for slot in lacking)
    return Finding(UNKNOWN, "incomplete", {"lacking": names}, missing=lacking)
