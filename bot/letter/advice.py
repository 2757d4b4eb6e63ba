"""What stands beside a draft: facts still missing, cautions about demands, and the remedies open in a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.case import Facts, validate
from bot.letter.conditions import holds
from bot.letter.model import Remark
from bot.letter.values import party_of
from bot.rulebook import load


@dataclass(frozen=True)
class Remedy:
    """A remedy a case may claim. `amount` in yuan where the formula gives one; `certain` false: word it with doubt."""

    id: str
    what: str
    demand: str
    amount: Decimal | None
    condition: str
    citation: str
    source: str
    confidence: str
    certain: bool


def missing(facts: Facts) -> tuple[str, ...]:
    """The slots a complete letter still needs, most needed first (Measures on Appeals, Arts. 10, 12)."""
    needed = load("letter_wording")["needed"]
    slots = list(needed["always"])
    slots += needed["if_complained"] if facts.complained else []
    slots += needed["if_authorised"] if facts.relation == "authorised" else []
    slots += needed["if_reply_open"] if facts.complained else []
    open_slots = [slot for slot in slots if _is_open(slot, facts)]
    return tuple(dict.fromkeys(open_slots))


def _is_open(slot: str, facts: Facts) -> bool:
    if slot == "operator_name":
        return facts.operator == "virtual_operator" and facts.absent(slot)
    if slot == "operator":
        return facts.operator is None and facts.operator_name is None
    if slot == "complained":
        return not facts.complained
    return facts.absent(slot)


def remarks(facts: Facts, case: Mapping[str, Any]) -> tuple[Remark, ...]:
    """What to tell the person beside the draft: an uncertain name, a demand that goes beyond its basis."""
    found = []
    party = party_of(facts, case)
    if party and not party.certain and party.note:
        found.append(Remark("respondent_uncertain", party.note))
    if party and not party.address:
        found.append(Remark("respondent_address", load("operators")["notes"]["address"]))
    for id, caution in load("remedies")["cautions"].items():
        if holds(caution["when"], facts):
            found.append(Remark(id, caution["text"]))
    return tuple(found)


def remedies(case: Mapping[str, Any], on: date) -> tuple[Remedy, ...]:
    """The remedies of remedies.yml that belong to a case, with the sum where the formula gives one."""
    facts = validate(case, on)
    return tuple(
        Remedy(
            id=id,
            what=entry["what"],
            demand=entry["demand"],
            amount=sum_of(entry["formula"], facts.amount),
            condition=entry["condition"],
            citation=entry["citation"],
            source=entry["source"],
            confidence=entry["confidence"],
            certain=entry["certain"],
        )
        for id, entry in load("remedies")["remedies"].items()
        if facts.category in entry["categories"] and holds(entry.get("when", {}), facts)
    )


def sum_of(formula: Mapping[str, Any], amount: Decimal | None) -> Decimal | None:
    """The sum in yuan that a formula gives for an amount; None where it is no money or the base is unknown."""
    if amount is None:
        return None
    if formula["kind"] == "the_sum":
        return amount
    if formula["kind"] == "multiple":
        return amount * Decimal(formula["factor"])
    if formula["kind"] == "multiple_at_least":
        return max(amount * Decimal(formula["factor"]), Decimal(formula["minimum"]))
    return None


def late_fee(fee: Decimal, days_late: int) -> Decimal:
    """The penalty in yuan for late installation: one percent of the fee a day (Telecom Regulations, Art. 31)."""
    percent = Decimal(load("remedies")["remedies"]["late_installation"]["formula"]["percent"])
    return (fee * percent / 100 * days_late).quantize(Decimal("0.01"))
