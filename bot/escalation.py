"""The steps a user can take, which stand open today, and which step would shut another.

Source: Measures on Telecom Users' Appeals (MIIT Order 35) Art. 8-20; data in rulebook/steps.yml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.admissibility import Assessment, assess
from bot.case import Facts, validate
from bot.parties import bureau
from bot.rulebook import load
from bot.triage import desk
from bot.wording import citations, fill, short_citation, view

Case = Mapping[str, Any]

OPEN, LATER, DONE, SHUT = "open", "later", "done", "shut"
OTHER_DESK = "other_desk"


@dataclass(frozen=True)
class Step:
    """One step on a day. status: open, later, done or shut, with `why`; `opens` and `closes` None if unknown.

    `shuts` are the steps that it shuts or puts at risk; `warning` says so where there is something to lose.
    """

    id: str
    title: str
    addressee: str
    status: str
    why: str
    opens: date | None
    closes: date | None
    comes_back: str
    script: str
    shuts: tuple[str, ...]
    warning: str
    citation: str


@dataclass(frozen=True)
class StepWarning:
    """Why one step stands against another.

    kind: barred (`first`, done, bars `next`), would_shut (`next` shuts `first`, still to come) or again (the
    same one twice). Not certain where the text is silent or practice is not known.
    """

    kind: str
    first: str
    next: str
    certain: bool
    text: str
    citation: str


@dataclass(frozen=True)
class _Standing:
    status: str
    why: str = ""
    opens: date | None = None
    closes: date | None = None


def step_ids() -> tuple[str, ...]:
    """The ids of all steps in their order; `other_desk`, for matters outside telecom, is none of them."""
    return tuple(id for id in load("steps")["steps"] if id != OTHER_DESK)


def steps(case: Case, on: date) -> list[Step]:
    """All steps as they stand on a day; for a matter outside telecom the one step to its own desk.

    ValueError names a bad key of the case.
    """
    facts, assessment, words = validate(case, on), assess(case, on), view(case, on)
    if assessment.verdict == "out_of_scope":
        return [_to_other_desk(facts, words)]
    done = done_steps(case)
    standings = {id: _standing(id, facts, assessment, done, words) for id in step_ids()}
    appeal_lives = standings["bureau_appeal"].status in (OPEN, LATER)
    return [_step(id, standing, facts, words, appeal_lives) for id, standing in standings.items()]


def conflict(done_or_planned: str, next: str) -> StepWarning | None:
    """The warning before taking `next` with the other step done or planned; None where they do not meet."""
    for id in (done_or_planned, next):
        _check_step(id)
    if done_or_planned == next:
        again = _rule(next, next)
        return _warning("again", again, next, next) if again else None
    bars = _rule(done_or_planned, next)
    harms = _rule(next, done_or_planned)
    found = [_warning("barred", bars, done_or_planned, next)] if bars else []
    if harms and not harms.get("one_way") and (bars is None or (harms["certain"] and not bars["certain"])):
        found.insert(0, _warning("would_shut", harms, next, done_or_planned))
    return replace(found[0], text="".join(warning.text for warning in found)) if found else None


def conflicts(planned: Sequence[str]) -> list[StepWarning]:
    """Every conflict among steps planned together, such as all three at once."""
    found = (conflict(first, second) for first, second in combinations(planned, 2))
    return [warning for warning in found if warning]


def shut_by(step: str) -> tuple[str, ...]:
    """The other steps that a step shuts or puts at risk once it is taken up."""
    return tuple(other for other in step_ids() if other != step and _rule(step, other))


def done_steps(case: Case) -> tuple[str, ...]:
    """The steps a case has behind it, as far as its facts and its status tell."""
    found = [load("steps")["bodies"].get(case.get("other_body"))]
    found += ["operator_complaint" if case.get("complained") or _replied(case) else None]
    found += ["settlement" if case.get("settled") else None]
    found += [{"with_bureau": "bureau_appeal", "with_miit": "miit_appeal"}.get(str(case.get("status")))]
    return tuple(id for id in step_ids() if id in found)


def hotline_script(case: Case, on: date) -> str:
    """What to say to the operator's hotline, one sentence a line, with the facts the case has, no others."""
    return _script("operator_complaint", view(case, on))


def _replied(case: Case) -> bool:
    return case.get("operator_reply") in ("satisfied", "unsatisfied")


def _standing(
    id: str, facts: Facts, assessment: Assessment, done: Sequence[str], words: Mapping[str, Any]
) -> _Standing:
    if id in done:
        return _Standing(DONE, opens=_day_done(id, facts))
    special = _STANDINGS.get(id)
    found = special(facts, assessment, words) if special else _Standing(OPEN)
    if id not in _APPEALS and (bar := _barred(id, done)):
        return _Standing(SHUT, bar["why"])
    return found


def _barred(id: str, done: Sequence[str]) -> Mapping[str, Any] | None:
    """The rule by which a step already taken shuts this one for certain."""
    rules = (_rule(earlier, id) for earlier in done)
    return next((rule for rule in rules if rule and rule["certain"]), None)


def _day_done(id: str, facts: Facts) -> date | None:
    span = facts.operator_complaint_date
    return span.first if span and id == "operator_complaint" else None


def _headquarters(facts: Facts, assessment: Assessment, words: Mapping[str, Any]) -> _Standing:
    return _Standing(OPEN) if facts.complained else _Standing(LATER, _why("not_complained", words))


def _bureau_appeal(facts: Facts, assessment: Assessment, words: Mapping[str, Any]) -> _Standing:
    latest = assessment.latest_filing
    if assessment.verdict == "admissible":
        return _Standing(OPEN, closes=latest)
    if assessment.verdict == "inadmissible":
        hits = (ground.explanation for ground in assessment.grounds if ground.effect == "inadmissible")
        return _Standing(SHUT, "".join(hits), closes=latest)
    if assessment.verdict == "needs_facts":
        return _Standing(LATER, _why("needs_facts", words), closes=latest)
    if assessment.outlasted:
        return _Standing(LATER, _why("outlasted", words), closes=latest)
    reason = "waiting" if facts.complained else "not_complained"
    return _Standing(LATER, _why(reason, words), opens=assessment.earliest_filing, closes=latest)


def _miit_appeal(facts: Facts, assessment: Assessment, words: Mapping[str, Any]) -> _Standing:
    place = bureau(facts.province)
    if place is None:
        return _Standing(LATER, _why("miit_province_unknown", words))
    if place.has_desk:
        return _Standing(SHUT, _why("miit_province_has_desk", words))
    return _bureau_appeal(facts, assessment, words)


def _mediation(facts: Facts, assessment: Assessment, words: Mapping[str, Any]) -> _Standing:
    appeal = _bureau_appeal(facts, assessment, words)
    if facts.other_body == "appeal_centre":
        return _Standing(OPEN)
    return appeal if appeal.status == SHUT else _Standing(LATER, _why("mediation_needs_appeal", words))


def _arbitration(facts: Facts, assessment: Assessment, words: Mapping[str, Any]) -> _Standing:
    return _Standing(OPEN, _why("arbitration_clause", words))


def _court(facts: Facts, assessment: Assessment, words: Mapping[str, Any]) -> _Standing:
    if facts.event_date is None:
        return _Standing(OPEN, _why("limitation", words))
    last = facts.event_date.first + relativedelta(years=words["n"]["limitation_years"])
    return _Standing(OPEN, _why("limitation", words), closes=last)


_APPEALS = ("bureau_appeal", "miit_appeal")
_STANDINGS = {
    "operator_headquarters": _headquarters,
    "bureau_appeal": _bureau_appeal,
    "miit_appeal": _miit_appeal,
    "mediation": _mediation,
    "arbitration": _arbitration,
    "court": _court,
}


def _step(id: str, standing: _Standing, facts: Facts, words: Mapping[str, Any], appeal_lives: bool) -> Step:
    entry = load("steps")["steps"][id]
    return Step(
        id=id,
        title=entry["title"],
        addressee=fill(entry["addressee"], words),
        status=standing.status,
        why=standing.why,
        opens=standing.opens,
        closes=standing.closes,
        comes_back=fill(entry["comes_back"], words),
        script=_script(id, words),
        shuts=shut_by(id),
        warning=_step_warning(id, standing, facts, appeal_lives),
        citation="；".join(citations(entry["cites"])) or entry["citation"],
    )


def _step_warning(id: str, standing: _Standing, facts: Facts, appeal_lives: bool) -> str:
    """What a step not yet taken would cost: the appeal, while it lives; and the province's own rule."""
    local = str(load("steps")["local"].get(facts.province, {}).get(id, ""))
    rule = None if id in ("bureau_appeal", "mediation") else _rule(id, "bureau_appeal")
    if rule is None or not appeal_lives or standing.status not in (OPEN, LATER):
        return local
    return _warning("would_shut", rule, id, "bureau_appeal").text + local


def _to_other_desk(facts: Facts, words: Mapping[str, Any]) -> Step:
    entry, found = load("steps")["steps"][OTHER_DESK], desk(facts.category, facts.narrative or "")
    assert found is not None  # a verdict of out_of_scope means the category has its own desk
    return Step(
        id=OTHER_DESK,
        title=entry["title"],
        addressee=found.name,
        status=OPEN,
        why="",
        opens=None,
        closes=None,
        comes_back=fill(entry["comes_back"], words),
        script=found.text,
        shuts=(),
        warning="",
        citation="；".join(citations(entry["cites"])) or entry["citation"],
    )


def _script(id: str, words: Mapping[str, Any]) -> str:
    lines = load("steps")["steps"][id]["script"]
    return "\n".join(fill(line["say"], words) for line in lines if _can_be_said(line, words))


def _can_be_said(line: Mapping[str, Any], words: Mapping[str, Any]) -> bool:
    """A sentence is said only with all the facts it needs, and without those that another sentence tells."""
    needed, told = line.get("needs", []), line.get("unless", [])
    return all(words[fact] for fact in needed) and not any(words[fact] for fact in told)


def _why(reason: str, words: Mapping[str, Any]) -> str:
    return fill(load("steps")["why"][reason], words)


def _rule(first: str, then: str) -> Mapping[str, Any] | None:
    rules = load("steps")["conflicts"].values()
    return next((rule for rule in rules if first in rule["first"] and then in rule["then"]), None)


def _warning(kind: str, rule: Mapping[str, Any], first: str, then: str) -> StepWarning:
    """What a rule says of two steps: once `first` is taken up, `then` is shut or at risk."""
    book = load("steps")
    text = book["warning"][kind].format(
        first=book["steps"][first]["title"],
        then=book["steps"][then]["title"],
        force=book["warning"]["force_certain" if rule["certain"] else "force_doubtful"],
        why=rule["why"].rstrip("。"),
        citation="、".join(short_citation(id) for id in rule["cites"]) or rule["citation"],
    )
    done, next = (then, first) if kind == "would_shut" else (first, then)
    full = "；".join(citations(rule["cites"])) or rule["citation"]
    return StepWarning(kind, done, next, rule["certain"], text + "。", full)


def _check_step(id: str) -> None:
    if id not in step_ids():
        raise LookupError(f"no step {id!r}; there are {', '.join(step_ids())}")
