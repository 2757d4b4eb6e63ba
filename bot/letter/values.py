"""What the placeholders of the templates stand for in a case: each value with the slots it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from bot.case import Facts
from bot.deadlines import reply_due
from bot.letter.clean import one_line
from bot.letter.dates import chinese_day, chinese_span
from bot.parties import Party, respondent
from bot.rulebook import load

PLAIN = ("complainant_name", "contact_phone", "address", "postcode", "email", "agent_name", "subscriber_number",
         "operator_complaint_no")


class Value(NamedTuple):
    """A placeholder's text and the slots behind it."""

    text: str
    slots: tuple[str, ...]


Values = Mapping[str, Value]


def values_of(facts: Facts, case: Mapping[str, Any], on: date) -> dict[str, Value]:
    """All placeholders that the facts can fill; what is absent has no entry."""
    found = {"today": Value(chinese_day(on), ())}
    for slot in PLAIN:
        if text := one_line(getattr(facts, slot) or ""):
            found[slot] = Value(text, (slot,))
    return found | _respondent(facts, case) | _place(facts) | _money(facts) | _days(facts, on) | _other_body(facts)


def party_of(facts: Facts, case: Mapping[str, Any]) -> Party | None:
    """The respondent; None while it cannot be named (Measures on Appeals, Art. 10(2))."""
    nameless = facts.operator in (None, "virtual_operator") and facts.operator_name is None
    return None if nameless else respondent(case)


def _respondent(facts: Facts, case: Mapping[str, Any]) -> dict[str, Value]:
    party = party_of(facts, case)
    if party is None:
        return {}
    named = facts.operator in (None, "virtual_operator")
    keys = ("operator", "operator_name") if named else ("operator", "province", "city")
    slots = tuple(key for key in keys if not facts.absent(key))
    found = {"respondent": Value(one_line(party.name), slots)}
    if party.address:
        found["respondent_address"] = Value(one_line(party.address), slots)
    return found


def _place(facts: Facts) -> dict[str, Value]:
    parts = {slot: one_line(getattr(facts, slot) or "") for slot in ("province", "city")}
    slots = tuple(slot for slot, text in parts.items() if text)
    text = "".join(dict.fromkeys(part for part in parts.values() if part))
    return {"place": Value(text, slots)} if text else {}


def _money(facts: Facts) -> dict[str, Value]:
    if facts.amount is None:
        return {}
    amounts = {"money": facts.amount, "money_double": facts.amount * 2}
    return {name: Value(money(amount), ("amount",)) for name, amount in amounts.items()}


def money(amount: Decimal) -> str:
    """人民币94.00元."""
    return str(load("letter_wording")["money"]).format(amount=f"{amount:.2f}")


def _days(facts: Facts, on: date) -> dict[str, Value]:
    found = {}
    if facts.event_date:
        found["event_day"] = Value(chinese_span(facts.event_date), ("event_date",))
    if complaint := facts.operator_complaint_date:
        slots = ("operator_complaint_date",)
        found["complaint_day"] = Value(chinese_span(complaint), slots)
        if complaint.exact and complaint.first < on:
            found["days_waited"] = Value(str((on - complaint.first).days), slots)
        due = reply_due(complaint.last, on, facts.province)
        if on > due.last_day:
            found["reply_limit"] = Value(str(due.period), (*slots, "province") if due.period.province else slots)
    return found


def _other_body(facts: Facts) -> dict[str, Value]:
    name = load("letter_wording")["complaint"]["other_bodies"].get(facts.other_body)
    return {"other_body_name": Value(name, ("other_body",))} if name else {}
