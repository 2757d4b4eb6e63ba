"""Putting right what was read back: by the name of a fact with its new value, or by its name alone."""

from dataclasses import replace

from actions.asking import ask
from actions.turn import Turn
from bot import edits
from bot.interview import MATTER_SLOTS

READ_BACK = "facts_confirmed"


def correct(turn: Turn) -> bool:
    """Reads 投诉日期应该是11月6号 as that very fact; asks anew for what is only said to be wrong.

    True when a question has been put, so that nothing is left to take up.
    """
    if turn.reading.intent != "correct" and turn.asked != READ_BACK:
        return False
    edit = edits.correction(turn.text, turn.on)
    if edit is None:
        return _asks_what(turn)
    if edit.asks is None:
        turn.reading = replace(turn.reading, intent="correct", facts=edit.values)
        return False
    turn.case = edits.apply(edit, turn.case)
    turn.progress = turn.progress.but(facts_confirmed=False, draft_approved=False, misses=0)
    ask(turn, edit.asks)
    return True


def _asks_what(turn: Turn) -> bool:
    """有不对的 alone: asks which, without reading all of it back again."""
    told = any(slot in MATTER_SLOTS for slot in turn.reading.facts)
    if turn.asked != READ_BACK or turn.reading.facts.get(READ_BACK) is not False or told:
        return False
    turn.asks = READ_BACK
    turn.say("utter_what_is_wrong")
    return True
