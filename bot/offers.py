"""Judging what an operator offers: against the sum in dispute, the formulas of the law, and what acceptance ends.

Source: Measures on Telecom Users' Appeals Art. 11(2) (settled and carried out: not accepted any more);
formulas in rulebook/remedies.yml, words in rulebook/remedies_offers.yml; the seed guide's third sample and its note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.admissibility import assess
from bot.case import Facts, label, validate
from bot.offer_text import Offer, parse_offer
from bot.rulebook import load
from bot.wording import chinese, short_citation, yuan

__all__ = ["Entitlement", "Judgement", "Offer", "install_penalty", "judge", "parse_offer"]

Case = Mapping[str, Any]

COVERS, PARTIAL, BELOW, NOT_MONEY, NO_AMOUNT, REFUSAL, PROMISE, NO_CLAIM = (
    "covers", "partial", "below", "not_money", "no_amount", "refusal", "promise", "no_claim",
)  # fmt: skip


@dataclass(frozen=True)
class Entitlement:
    """What may be asked for: `amount` in yuan, None where the formula needs more; `certain`: told as today's rule."""

    id: str
    what: str
    amount: Decimal | None
    condition: str
    citation: str
    certain: bool


@dataclass(frozen=True)
class Judgement:
    """An offer held against the case.

    verdict: covers, partial, below, not_money, no_amount, refusal, promise or no_claim. `offered` and `claim` in
    yuan. `suggested` names one of `replies`: accept, counter or decline.
    """

    verdict: str
    offered: Decimal | None
    claim: Decimal | None
    entitled: tuple[Entitlement, ...]
    open_demands: tuple[str, ...]
    text: str
    warnings: tuple[str, ...]
    suggested: str
    replies: Mapping[str, str]

    @property
    def reply(self) -> str:
        """The suggested answer to the operator."""
        return self.replies[self.suggested]


def judge(offer: Offer, case: Case, on: date) -> Judgement:
    """The offer compared with the claim and the formulas, what to beware of, and drafts of an answer.

    ValueError names a bad key of the case.
    """
    facts = validate(case, on)
    offered, claim = _offered(offer, facts), _claim(facts)
    verdict = _verdict(offer, offered, claim, facts)
    still_open = _open_demands(offer, facts, verdict)
    return Judgement(
        verdict=verdict,
        offered=offered,
        claim=claim,
        entitled=_entitled(facts),
        open_demands=still_open,
        text=_text(verdict, offer, offered, claim, facts, still_open),
        warnings=_warnings(verdict, offer, case, on),
        suggested=_suggested(verdict, still_open),
        replies=_replies(offer, facts, on),
    )


def install_penalty(fee: Decimal, days_late: int) -> Decimal:
    """The penalty for late installation: one percent of the fee a day (Telecom Regulations Art. 31), in yuan."""
    percent = Decimal(load("remedies")["remedies"]["late_installation"]["formula"]["percent"])
    return (fee * percent / 100 * max(days_late, 0)).quantize(Decimal("0.01"))


def _factor(facts: Facts) -> Decimal:
    doubled = "double_refund" in facts.demands
    return Decimal(load("remedies")["remedies"]["double_refund"]["formula"]["factor"] if doubled else 1)


def _claim(facts: Facts) -> Decimal | None:
    return facts.amount * _factor(facts) if facts.amount is not None else None


def _offered(offer: Offer, facts: Facts) -> Decimal | None:
    if offer.amount is None and offer.kind == "double_refund" and facts.amount is not None:
        return facts.amount * Decimal(load("remedies")["remedies"]["double_refund"]["formula"]["factor"])
    return offer.amount


def _verdict(offer: Offer, offered: Decimal | None, claim: Decimal | None, facts: Facts) -> str:
    if offer.kind in (REFUSAL, PROMISE):
        return offer.kind
    if claim is None or facts.amount is None:
        return NO_CLAIM
    if offered is None:
        pays = any(load("remedies_offers")["kinds"].get(kind, {}).get("money") for kind in offer.kinds)
        return NO_AMOUNT if pays or offer.kind == "unclear" else NOT_MONEY
    if offered >= claim:
        return COVERS
    return PARTIAL if offered >= facts.amount else BELOW


def _entitled(facts: Facts) -> tuple[Entitlement, ...]:
    """The remedies in money that belong to the category; a doubled sum only where it was asked for."""
    rules = load("remedies")["remedies"]
    fitting = (
        (id, rule)
        for id, rule in rules.items()
        if facts.category in rule["categories"]
        and rule["formula"]["kind"] != "act"
        and (id != "double_refund" or id in facts.demands)
    )
    return tuple(
        Entitlement(
            id, rule["what"], _amount(rule["formula"], facts), rule["condition"], rule["citation"], rule["certain"]
        )
        for id, rule in fitting
    )


def _amount(formula: Mapping[str, Any], facts: Facts) -> Decimal | None:
    if facts.amount is None or formula["kind"] in ("percent_per_day", "waiver"):
        return None
    total = facts.amount * Decimal(formula.get("factor", 1))
    return max(total, Decimal(formula.get("minimum", 0)))


def _open_demands(offer: Offer, facts: Facts, verdict: str) -> tuple[str, ...]:
    return tuple(demand for demand in facts.demands if not _answers(offer, demand, verdict))


def _answers(offer: Offer, demand: str, verdict: str) -> bool:
    """Whether an offer answers a demand: in money where it covers the claim, else by its kinds."""
    book = load("remedies_offers")
    if demand in book["money_demands"]:
        return verdict == COVERS
    if demand == "written_apology" and not offer.in_writing:
        return False
    return not set(book["answers_demand"].get(demand, [])).isdisjoint(offer.kinds)


def _suggested(verdict: str, still_open: tuple[str, ...]) -> str:
    if verdict in (REFUSAL, PROMISE):
        return "decline"
    settled = verdict in (COVERS, NO_CLAIM)
    return "accept" if settled and not still_open else "counter"


def _text(
    verdict: str,
    offer: Offer,
    offered: Decimal | None,
    claim: Decimal | None,
    facts: Facts,
    still_open: tuple[str, ...],
) -> str:
    says, kinds = load("remedies_offers")["says"], load("remedies_offers")["kinds"]
    short = facts.amount - offered if facts.amount is not None and offered is not None else None
    words = {
        "offer": offer.label,
        "amount": yuan(facts.amount),
        "claim": yuan(claim),
        "short": yuan(short),
        "demands": "、".join(label("demands", demand) for demand in still_open),
    }
    parts = [verdict]
    parts += ["not_cash"] if kinds.get(offer.kind, {}).get("not_cash") else []
    parts += ["open_demands"] if still_open and verdict not in (REFUSAL, PROMISE) else []
    return "".join(says[part].format(**words) for part in parts)


def _warnings(verdict: str, offer: Offer, case: Case, on: date) -> tuple[str, ...]:
    texts, latest = load("remedies_offers")["warnings"], assess(case, on).latest_filing
    parts = [] if verdict in (REFUSAL, PROMISE) else ["ends_appeal"]
    parts += ["withdraw_first"] if offer.withdraw else []
    parts += ["in_writing"] if verdict != REFUSAL and not offer.in_writing else []
    if latest is not None:
        parts.append("window_passed" if latest < on else "clock_runs")
    parts += ["double_doubtful"] if "double_refund" in (case.get("demands") or ()) else []
    words = {
        "cite": short_citation("appeal_measures.11.2"),
        "latest": chinese(latest),
        "condition": load("remedies")["remedies"]["double_refund"]["condition"].removeprefix("这是"),
    }
    return tuple(texts[part].format(**words) for part in parts)


def _replies(offer: Offer, facts: Facts, on: date) -> Mapping[str, str]:
    book = load("remedies_offers")
    matter = label("categories", facts.category) if facts.category else book["matter"]["unknown"]
    if facts.amount is not None:
        matter = book["matter"]["with_amount"].format(matter=matter, amount=yuan(facts.amount))
    demands = [label("demands", demand) for demand in facts.demands] or [book["matter"]["no_demands"]]
    words = {
        "matter": matter,
        "offer": offer.label,
        "demands": "；".join(f"{number}. {demand}" for number, demand in enumerate(demands, 1)),
        "withdraw": book["replies"]["hold_back"] if offer.withdraw else "",
        "day": chinese(on + timedelta(days=book["answer_days"])),
    }
    return {kind: book["replies"][kind].format(**words) for kind in ("accept", "counter", "decline")}
