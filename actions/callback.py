"""The call back after a matter has ended: the seed's questions one by one, each of which may be passed over."""

from actions.asking import ask_next, put_followup
from actions.closing import set_status
from actions.turn import Turn
from bot import followup

PASSES = frozenset({"skip", "deny"})


def begin(turn: Turn, solved: str) -> None:
    """Opens the questions with what was said of the outcome: yes or partly."""
    answers = {**turn.progress.followup, "solved": solved}
    turn.progress = turn.progress.but(followup=answers, planned=(), misses=0)
    if solved == "yes":
        set_status(turn, "resolved")
    _go_on(turn)


def take(turn: Turn) -> None:
    """Takes the answer to the open question; two misses pass it over."""
    slot = str(turn.asked)
    value = followup.read(slot, turn.text) if turn.reading.intent != "skip" else None
    missed = value is None and turn.reading.intent not in PASSES and turn.progress.misses == 0
    if missed:
        turn.progress = turn.progress.but(misses=1)
        turn.say("utter_followup_problem", problem=followup.problem(slot))
        put_followup(turn, slot)
        return
    _keep(turn, slot, value)


def pass_over(turn: Turn) -> None:
    """Leaves a question out."""
    _keep(turn, str(turn.asked), None)


def _keep(turn: Turn, slot: str, value: str | int | None) -> None:
    answers = {**turn.progress.followup, followup.question_of(slot).id: value}
    turn.progress = turn.progress.but(followup=answers, misses=0)
    if answers.get("solved") == "yes":
        set_status(turn, "resolved")
    _go_on(turn)


def _go_on(turn: Turn) -> None:
    slot = followup.next_question(turn.progress.followup)
    if slot is not None:
        put_followup(turn, slot)
        return
    answers = dict(turn.progress.followup)
    turn.cases.note(turn.open_case(), "followup", answers, turn.at)
    turn.asked = turn.asks = None
    turn.say("utter_followup_closing", closing=followup.closing(answers))
    if answers.get("solved") != "yes":
        ask_next(turn)
