"""The end of a talk for today: what the person holds in hand, and what comes next."""

from actions.showing import calendar_link
from actions.turn import Turn
from actions.verdict import give_number, letter_links, tell_verdict
from bot import escalation, step_text, triage
from bot.admissibility import assess
from bot.interview import LETTER_STEPS
from bot.letter import draft

STATUS_AFTER = {
    "operator_complaint": "with_operator",
    "operator_headquarters": "with_operator",
}


def close(turn: Turn) -> None:
    """Nothing is left to ask: the desk for what is not ours, the letter, or the step that was chosen; told once."""
    if turn.progress.over:
        _close_for_now(turn)
        return
    way = f"{assess(turn.case, turn.on).verdict} {turn.progress.chosen_step}"
    if turn.progress.closed == way and not turn.news:
        turn.say("utter_nothing_more", number=turn.open_case().case_no)
        return
    turn.progress = turn.progress.but(closed=way)
    if assess(turn.case, turn.on).verdict == "out_of_scope":
        _close_out_of_scope(turn)
    elif turn.progress.chosen_step in LETTER_STEPS:
        _close_with_letter(turn)
    else:
        _close_with_step(turn)


def _close_for_now(turn: Turn) -> None:
    """Nothing to ask while the regulator works, or once the matter is solved."""
    number = turn.open_case().case_no
    solved = turn.progress.followup.get("solved") == "yes"
    turn.say("utter_solved_status" if solved else "utter_filed_status", number=number)
    turn.asks = None


def set_status(turn: Turn, status: str) -> None:
    row = turn.open_case()
    if row.status != status:
        row.status = status
        turn.cases.note(row, "status", {"status": status}, turn.at)


def _close_out_of_scope(turn: Turn) -> None:
    tell_verdict(turn)
    desk = triage.desk(turn.case["category"], str(turn.case.get("narrative") or ""))
    if desk:
        turn.say("utter_other_desk", desk=desk.text)
    set_status(turn, "closed")


def _close_with_letter(turn: Turn) -> None:
    row = turn.open_case()
    set_status(turn, "drafted")
    links = letter_links(row.case_no)
    card = {"type": "downloads", "case_no": row.case_no, **links, **calendar_link(turn)}
    turn.say("utter_stored", number=row.case_no, card=card, **links)
    give_number(turn)
    remarks = draft(turn.case, turn.on).remarks
    if remarks:
        turn.say("utter_letter_remarks", remarks="\n".join(f"· {remark.text}" for remark in remarks))
    if assess(turn.case, turn.on).verdict == "admissible":
        turn.say("utter_how_to_file", how=how(turn, "bureau_appeal"))
        turn.say("utter_after_filing")
    else:
        turn.say("utter_letter_waits", how=how(turn, "operator_complaint"))


def _close_with_step(turn: Turn) -> None:
    step = turn.progress.chosen_step
    if step in STATUS_AFTER:
        turn.say("utter_do_step", how=how(turn, step))
        set_status(turn, STATUS_AFTER[step])
    turn.say("utter_saved", number=turn.open_case().case_no)


def how(turn: Turn, step_id: str) -> str:
    """A step whole: to whom, when, what to say, what comes back."""
    return step_text.detail(next(s for s in escalation.steps(turn.case, turn.on) if s.id == step_id))
