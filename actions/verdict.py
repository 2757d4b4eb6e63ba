"""Telling the verdict: ground by ground, with dates, the steps open today, the number to come back with."""

from dataclasses import asdict
from datetime import date
from typing import Any

from actions.showing import tell_calendar
from actions.turn import Turn
from bot import escalation, links, step_text
from bot.admissibility import Assessment, assess
from bot.interview import Case
from bot.parties import bureau

SIGNS = {"clear": "✓ 符合", "hit": "✗ 不符合", "unknown": "？ 待补充"}
LETTER_FIRST, LATER = "letter_first", "later"
# What an inadmissible matter can still be taken to, and what a matter not yet open can be prepared for.
CHOOSABLE = step_text.MAIN
OTHER_WAYS = (
    "consumer_association", "market_regulator_12315", "hotline_12345", "arbitration", "court", "settlement",
)  # fmt: skip


def tell_verdict(turn: Turn) -> None:
    """Says whether the regulator would accept the appeal, why, and what is open today; the same one only once."""
    assessment = assess(turn.case, turn.on)
    verdict = f"{assessment.verdict} {assessment.earliest_filing} {assessment.latest_filing}"
    if turn.progress.told == verdict:
        return
    turn.progress = turn.progress.but(told=verdict)
    turn.say(
        _verdict_response(assessment),
        earliest=_said(assessment.earliest_filing),
        latest=_said(assessment.latest_filing),
        card={"type": "verdict", **assessment.to_dict()},
    )
    turn.say("utter_grounds", grounds=grounds_text(assessment))
    if assessment.verdict != "out_of_scope":
        _tell_steps(turn)
        tell_calendar(turn)
    give_number(turn)


def _verdict_response(assessment: Assessment) -> str:
    waits = assessment.verdict == "not_yet" and assessment.earliest_filing
    ending = ("_outlasted" if assessment.outlasted else "_until") if waits else ""
    return f"utter_verdict_{assessment.verdict}{ending}"


def grounds_text(assessment: Assessment) -> str:
    """One line a ground: sign and word, what was found, the article."""
    told = [g for g in assessment.to_dict()["grounds"] if g["explanation"]]
    return "\n".join(f"{SIGNS[g['status']]}｜{g['explanation']}（{g['citation']}）" for g in told)


def _tell_steps(turn: Turn) -> None:
    steps = escalation.steps(turn.known, turn.on)
    ours = [step for step in steps if step.id in step_text.MAIN and step.status != "shut"]
    office = bureau(turn.case.get("province"))
    turn.say(
        "utter_steps",
        steps=step_text.listing(ours),
        bureau=office.name if office else "被投诉企业所在省的通信管理局",
        card={"type": "steps", "steps": [_as_json(step) for step in steps]},
    )
    others = [step for step in steps if step.id in OTHER_WAYS and step.status == "open"]
    if others:
        risky = any(step.warning for step in others)
        ways = "、".join(step.title for step in others)
        turn.say("utter_other_ways_shut_appeal" if risky else "utter_other_ways", ways=ways)


def _as_json(step: escalation.Step) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(step).items()}


def options(case: Case, on: date) -> list[tuple[str, str]]:
    """The steps a person can choose now: id and title, ways to prepare or to come back last."""
    open_now = [(s.id, s.title) for s in escalation.steps(case, on) if s.id in CHOOSABLE and s.status == "open"]
    verdict = assess(case, on).verdict
    if verdict in {"not_yet", "needs_facts"}:
        open_now.append((LETTER_FIRST, "先把申诉书写好备用"))
    return [*open_now, (LATER, "先存着，以后再说")]


def give_number(turn: Turn) -> None:
    """The case number, and once the code that opens it; only the code's hash stays."""
    row = turn.open_case()
    if turn.progress.code_given:
        turn.say("utter_case_number_again", number=row.case_no)
        return
    code = turn.cases.issue_code(row)
    turn.progress = turn.progress.but(code_given=True)
    turn.say("utter_case_number", number=row.case_no, code=code, card={"type": "case", "case_no": row.case_no})


def letter_links(case_no: str) -> dict[str, Any]:
    """Where the letter can be fetched, as text and as documents."""
    return {form: links.letter(case_no, form) for form in ("txt", "docx", "pdf")}


def _said(day: date | str | None) -> str:
    if not day:
        return ""
    day = day if isinstance(day, date) else date.fromisoformat(day)
    return f"{day.year}年{day.month}月{day.day}日"
