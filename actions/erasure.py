"""Removing what a person told: the case, its letters and the talk itself, after one question."""

from actions.asking import go_on
from actions.turn import Turn, TurnAction
from bot.progress import Progress

CONFIRMED = "deletion_confirmed"


class ActionDeleteData(TurnAction):
    """Asks once, then removes case and conversation and says so."""

    def name(self) -> str:
        return "action_delete_data"

    def carry_out(self, turn: Turn) -> None:
        if turn.asked == CONFIRMED and CONFIRMED in turn.reading.facts:
            decide(turn)
            return
        turn.asks = CONFIRMED
        turn.say("utter_ask_deletion_confirmed")


def decide(turn: Turn) -> None:
    """Carries out or drops the removal, after the answer to the question."""
    if turn.reading.facts.get(CONFIRMED) is not True:
        turn.say("utter_not_deleted")
        turn.asked = turn.asks = None
        go_on(turn)
        return
    told_in = [talk for row in turn.cases.told_in(turn.conversation) for talk in turn.cases.delete(row)]
    turn.row, turn.case, turn.progress, turn.asks = None, {}, Progress(), None
    # What was said, here and wherever else the case was told, is removed by the assistant after this turn.
    turn.slots["forget_conversation"] = [turn.conversation, *told_in]
    turn.say("utter_deleted")
