"""What would change if something happened: the operator answers, the user goes elsewhere, accepts, or waits.

A pure function of case, event and day: the case as it would be then, assessed again, and the difference in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.admissibility import Assessment, assess
from bot.case import validate
from bot.deadlines import add_working_days, reply_due
from bot.escalation import conflict, done_steps, shut_by, step_ids
from bot.parties import bureau
from bot.rulebook import load
from bot.wording import Figures, blocking, chinese, fill, short_citation, view

Case = Mapping[str, Any]


@dataclass(frozen=True)
class OperatorReplies:
    """The operator answers on a day, to the user's satisfaction or not."""

    date: date
    satisfied: bool


@dataclass(frozen=True)
class GoesTo:
    """The user takes a step (an id of steps.yml) today, and whoever is there takes the matter up."""

    body: str


@dataclass(frozen=True)
class AcceptsOffer:
    """The user accepts an offer and it is carried out; `offer` says it in a few words."""

    offer: str = ""


@dataclass(frozen=True)
class WaitsUntil:
    """Nothing happens until a day."""

    date: date


Event = OperatorReplies | GoesTo | AcceptsOffer | WaitsUntil


@dataclass(frozen=True)
class Change:
    """What an event would do: the case and the assessment of `day` after it, the steps it shuts, and the words."""

    event: Event
    day: date
    case: Mapping[str, Any]
    before: Assessment
    after: Assessment
    shut: tuple[str, ...]
    text: str


def what_if(case: Case, event: Event, on: date) -> Change:
    """The change that an event would bring.

    ValueError for a bad key of the case, an answer before the complaint, or a day to wait for that has passed;
    LookupError for an unknown step.
    """
    before = assess(case, on)
    if isinstance(event, OperatorReplies):
        return _replies(case, event, on, before)
    if isinstance(event, WaitsUntil):
        return _waits(case, event, on, before)
    if isinstance(event, AcceptsOffer):
        return _accepts(case, event, on, before)
    return _goes(case, event, on, before)


def _replies(case: Case, event: OperatorReplies, on: date, before: Assessment) -> Change:
    complained = validate(case, max(on, event.date)).operator_complaint_date
    if complained and event.date < complained.first:
        raise ValueError(_say("bad_date", day=chinese(complained.first)))
    reply = "satisfied" if event.satisfied else "unsatisfied"
    changed = {**case, "complained": True, "operator_reply": reply}
    after = assess(changed, event.date)
    words = {"when": chinese(event.date), "then": _standing(after)}
    text = _say("replied_satisfied" if event.satisfied else "replied_unsatisfied", **words)
    shut = ("bureau_appeal", "miit_appeal") if event.satisfied else ()
    return Change(event, event.date, changed, before, after, shut, text)


def _waits(case: Case, event: WaitsUntil, on: date, before: Assessment) -> Change:
    if event.date < on:
        raise ValueError(_say("bad_wait", day=chinese(on)))
    after = assess(case, event.date)
    latest = after.latest_filing
    passes = latest is not None and before.ground("filing_window").status == "clear" and event.date > latest
    still = before.verdict == after.verdict == "admissible"
    words = {"when": chinese(event.date), "latest": chinese(latest), "until": _until(after)}
    sentence = "waits_past" if passes else "waits_still" if still else "waits"
    text = _say(sentence, **words, then=_standing(after))
    return Change(event, event.date, case, before, after, ("bureau_appeal",) if passes else (), text)


def _accepts(case: Case, event: AcceptsOffer, on: date, before: Assessment) -> Change:
    changed = {**case, "settled": True}
    offer = event.offer or _say("accepts_offer")
    text = _say("accepts", offer=offer, citation=short_citation("appeal_measures.11.2"))
    if _has_nothing_to_lose(before):
        text += _say("nothing_to_lose")
    return Change(event, on, changed, before, assess(changed, on), shut_by("settlement"), text)


def _goes(case: Case, event: GoesTo, on: date, before: Assessment) -> Change:
    if event.body not in step_ids():
        raise LookupError(f"no step {event.body!r}; there are {', '.join(step_ids())}")
    if event.body == "settlement":
        return _accepts(case, AcceptsOffer(), on, before)
    if event.body == "operator_complaint":
        return _complains(case, event, on, before)
    if event.body in ("bureau_appeal", "miit_appeal"):
        return _files(case, event, on, before)
    if event.body == "mediation":
        text = _say("mediates", days=str(Figures(on)["mediation_days"]))
        return Change(event, on, case, before, before, (), text)
    body = load("steps")["as_other_body"].get(event.body)
    changed = {**case, "other_body": body} if body else case
    after = assess(changed, on)
    text = _say("goes", step=load("steps")["steps"][event.body]["title"], then=_cost(case, event.body, before))
    return Change(event, on, changed, before, after, shut_by(event.body), text + _more(event.body))


def _cost(case: Case, step: str, before: Assessment) -> str:
    """What a step costs the appeal."""
    warning = conflict(step, "bureau_appeal")
    if _has_nothing_to_lose(before) and "bureau_appeal" not in done_steps(case):
        return _say("nothing_to_lose")
    if warning is None:
        return _say("untouched", until=_until(before))
    rule = "barred" if warning.certain else "barred_doubtful"
    return _say(rule, citation=short_citation("appeal_measures.11.4"))


def _more(step: str) -> str:
    """The other steps that a step puts at risk, beside the appeal and what belongs to it."""
    others = [id for id in shut_by(step) if id not in ("bureau_appeal", "miit_appeal", "mediation")]
    titles = [load("steps")["steps"][id]["title"] for id in others]
    return _say("goes_more", steps="、".join(titles)) if titles else ""


def _has_nothing_to_lose(before: Assessment) -> bool:
    return before.verdict in ("inadmissible", "out_of_scope")


def _complains(case: Case, event: GoesTo, on: date, before: Assessment) -> Change:
    changed = {
        **case,
        "complained": True,
        "operator_complaint_date": case.get("operator_complaint_date") or on.isoformat(),
        "operator_reply": case.get("operator_reply") or "none",
    }
    after, facts = assess(changed, on), validate(changed, on)
    assert facts.operator_complaint_date is not None
    raised = facts.operator_complaint_date.last
    due = reply_due(raised, on, facts.province)
    words = {"when": chinese(raised), "due": chinese(due.last_day), "opens": chinese(due.opens)}
    if "operator_complaint" in done_steps(case):
        text = _say("complains_again", when=words["when"], then=_standing(after))
    elif _has_nothing_to_lose(after):
        text = _say("complains_in_vain", then=_standing(after))
    elif after.outlasted:
        text = _say("complains_late", **words, latest=chinese(after.latest_filing))
    else:
        text = _say("complains", **words, until=_until(after))
    return Change(event, on, changed, before, after, (), text)


def _files(case: Case, event: GoesTo, on: date, before: Assessment) -> Change:
    """Filing the appeal: by when an answer is due; or why it would not be taken up today."""
    changed = {**case, "other_body": "appeal_centre"}
    place = bureau(case.get("province"))
    if event.body == "miit_appeal" and place and place.has_desk:
        text = fill(load("steps")["why"]["miit_province_has_desk"], view(case, on))
        return Change(event, on, case, before, before, (), text)
    if before.verdict != "admissible":
        text = _say("files_early", then=_standing(before))
        return Change(event, on, case, before, before, (), text)
    figures = Figures(on)
    decision, _ = add_working_days(on, figures["accept_workdays"])
    answer = on + timedelta(days=figures["final_days"])
    text = _say("files", decision=chinese(decision), answer=chinese(answer))
    return Change(event, on, changed, before, assess(changed, on), shut_by(event.body), text)


def _standing(after: Assessment) -> str:
    """How the appeal stands, in one sentence."""
    words = {
        "until": _until(after),
        "opens": chinese(after.earliest_filing),
        "missing": blocking(after),
        "reasons": "".join(ground.explanation for ground in after.grounds if ground.effect == "inadmissible"),
    }
    if after.verdict == "not_yet" and after.outlasted:
        return _say("outlasted", opens=words["opens"], latest=chinese(after.latest_filing))
    waiting = after.verdict == "not_yet" and after.earliest_filing is not None
    return _say("not_yet_waiting" if waiting else after.verdict, **words)


def _until(assessment: Assessment) -> str:
    latest = assessment.latest_filing
    return _say("until", latest=chinese(latest)) if latest else ""


def _say(sentence: str, **words: str) -> str:
    return str(load("steps")["what_if"][sentence].format(**words))
