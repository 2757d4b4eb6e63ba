"""Would the regulator accept this appeal on this day? Case + day → assessment, ground by ground.

A pure function of the case's facts and the day; the numbers and the wording stand in the rule book.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import grounds, time_limits
from bot.case import Facts, validate
from bot.grounds import CLEAR, HIT, UNKNOWN, Finding
from bot.rulebook import article, load

__all__ = ["CHECKS", "CLEAR", "HIT", "UNKNOWN", "VERDICTS", "Assessment", "Ground", "assess"]

# Verdicts from the one that outranks all others to the one that remains.
VERDICTS = ("out_of_scope", "inadmissible", "not_yet", "needs_facts", "admissible")

CHECKS: dict[str, Callable[[Facts, date], Finding]] = {
    "scope": grounds.scope,
    "identifiable_respondent": grounds.identifiable_respondent,
    "direct_interest": grounds.direct_interest,
    "operator_first": grounds.operator_first,
    "reply_period": time_limits.reply_period,
    "filing_window": time_limits.filing_period,
    "settled": grounds.settled,
    "already_handled": grounds.already_handled,
    "other_body": grounds.other_body,
    "specific_facts": grounds.specific_facts,
    "contact_details": grounds.contact_details,
}


@dataclass(frozen=True)
class Ground:
    """One refusal ground on that day: clear, hit or unknown; `effect` is the verdict a hit leads to."""

    id: str
    status: str
    citation: str
    explanation: str
    effect: str | None = None
    reported_only: bool = False


@dataclass(frozen=True)
class Assessment:
    """The verdict with what it rests on. `missing` are the slots that would settle an unknown ground."""

    verdict: str
    grounds: tuple[Ground, ...]
    earliest_filing: date | None
    latest_filing: date | None
    missing: tuple[str, ...]

    @property
    def outlasted(self) -> bool:
        """Whether waiting for the operator's silence would outlast the filing window."""
        return bool(self.earliest_filing and self.latest_filing and self.earliest_filing > self.latest_filing)

    def ground(self, id: str) -> Ground:
        """The ground with an id; LookupError if there is none."""
        for ground in self.grounds:
            if ground.id == id:
                return ground
        raise LookupError(f"no ground {id!r}")

    def to_dict(self) -> dict[str, Any]:
        """The assessment as JSON has it: dates as ISO text, or None."""
        keys = ("id", "status", "citation", "explanation")
        return {
            "verdict": self.verdict,
            "grounds": [{key: getattr(ground, key) for key in keys} for ground in self.grounds],
            "earliest_filing": self.earliest_filing and self.earliest_filing.isoformat(),
            "latest_filing": self.latest_filing and self.latest_filing.isoformat(),
            "missing": list(self.missing),
        }


def assess(case: Mapping[str, Any], on: date) -> Assessment:
    """The admissibility of an appeal filed on that day; ValueError names a bad key of the case."""
    facts = validate(case, on)
    findings = {id: check(facts, on) for id, check in CHECKS.items()}
    found = tuple(_ground(id, finding) for id, finding in findings.items())
    return Assessment(
        verdict=_verdict(found),
        grounds=found,
        earliest_filing=time_limits.earliest_filing(facts, on),
        latest_filing=time_limits.latest_filing(facts, on),
        missing=tuple(dict.fromkeys(slot for finding in findings.values() for slot in finding.missing)),
    )


def _ground(id: str, finding: Finding) -> Ground:
    entry = load("refusal_grounds")["entries"][id]
    sentences = [entry["reasons"][finding.reason], *(entry["notes"][note] for note in finding.notes)]
    return Ground(
        id=id,
        status=finding.status,
        citation=finding.citation or article(entry["article"]).citation,
        explanation="".join(sentence.format_map(finding.words) for sentence in sentences),
        effect=entry["effects"][finding.reason] if finding.status == HIT else None,
        reported_only=entry.get("reported_only", False),
    )


def _verdict(found: tuple[Ground, ...]) -> str:
    reached = {ground.effect for ground in found if ground.status == HIT}
    if any(ground.status == UNKNOWN and not ground.reported_only for ground in found):
        reached.add("needs_facts")
    return next((verdict for verdict in VERDICTS if verdict in reached), "admissible")
