"""Coming back to a case: by its number and its access code, on any channel."""

import re

from actions.asking import ask, ask_next
from actions.turn import Turn, TurnAction
from bot.case import label
from bot.progress import Progress
from bot.store.cases import Entry
from bot.summary import one_sentence
from bot.understanding.text.normalise import narrow

NUMBER, CODE = "lookup_case_no", "access_code"
SLOTS = (NUMBER, CODE)
NUMBER_DIGITS, CODE_DIGITS = range(8, 13), 6


class ActionLookupCase(TurnAction):
    """Asks for number and code, then takes the case up in this conversation."""

    def name(self) -> str:
        return "action_lookup_case"

    def carry_out(self, turn: Turn) -> None:
        turn.slots[NUMBER] = None
        proceed(turn)


def proceed(turn: Turn) -> None:
    """One step of looking a case up: whatever is still missing is asked for."""
    if turn.reading.intent in {"deny", "stop", "skip", "go_back"}:
        leave(turn)
        turn.say("utter_lookup_left")
        if turn.case:
            ask_next(turn)
        return
    number, code = _given(turn.text)
    known = number or turn.tracker.get_slot(NUMBER)
    if not known:
        turn.asks = NUMBER
        turn.say("utter_ask_lookup_case_no")
    elif not code:
        turn.slots[NUMBER], turn.asks = known, CODE
        turn.say("utter_ask_access_code")
    else:
        _enter(turn, known, code)


def _given(text: str) -> tuple[str | None, str | None]:
    """The number and the code in a text, each None if it is not there; written as one they are told apart."""
    digits = re.findall(r"\d+", re.sub(r"(?<=\d)[\s-]+(?=\d)", "", narrow(text)))
    both = next((run for run in digits if len(run) - CODE_DIGITS in NUMBER_DIGITS), None)
    if both:
        return both[:-CODE_DIGITS], both[-CODE_DIGITS:]
    number = next((run for run in digits if len(run) in NUMBER_DIGITS), None)
    return number, next((run for run in digits if len(run) == CODE_DIGITS), None)


def _enter(turn: Turn, number: str, code: str) -> None:
    entry, row = turn.cases.enter(number, code, turn.at)
    if row is None:
        turn.slots[NUMBER], turn.asks = None, NUMBER
        turn.say("utter_case_locked" if entry is Entry.LOCKED else "utter_case_refused")
        return
    turn.keep()
    turn.cases.attach(turn.conversation, row)
    turn.cases.note(row, "opened_again", {"channel": turn.channel}, turn.at)
    turn.row, turn.case, turn.progress = row, dict(row.facts), Progress.from_dict(row.progress)
    turn.slots |= {NUMBER: None, "welcomed": True}
    turn.say(
        "utter_case_found", number=number, status=label("statuses", row.status), summary=one_sentence(turn.case)
    )
    turn.progress = turn.progress.but(chosen_step=None, told="")
    since = _what_may_have_changed(turn)
    if since:
        ask(turn, since)
    else:
        ask_next(turn)


def _what_may_have_changed(turn: Turn) -> str | None:
    """The question to open with where the operator had the matter: was it told, has it answered."""
    if turn.row is None or turn.row.status != "with_operator" or turn.progress.over:
        return None
    if not turn.case.get("complained"):
        return "complained"
    return "operator_reply" if turn.case.get("operator_reply") in (None, "none") else None


def leave(turn: Turn) -> None:
    """Looks nothing up any more."""
    turn.slots[NUMBER] = turn.asked = turn.asks = None
