"""Looking at the letter and changing it by saying so."""

from actions.asking import ask, ask_next
from actions.turn import Turn, TurnAction
from bot import edits, interview
from bot.letter import draft


class ActionPreviewDraft(TurnAction):
    """Shows the letter as far as the facts go, and says what it still wants."""

    def name(self) -> str:
        return "action_preview_draft"

    def carry_out(self, turn: Turn) -> None:
        if not turn.case:
            turn.say("utter_no_draft_yet")
            ask(turn, "narrative")
            return
        if interview.next_slot(turn.case, turn.progress, turn.on) != "draft_approved":
            turn.say("utter_draft", letter=draft(turn.case, turn.on).text)
            turn.say("utter_draft_unfinished")
        ask_next(turn)


class ActionEditDraft(TurnAction):
    """Changes what the letter rests on: demands, amount, contact, dates."""

    def name(self) -> str:
        return "action_edit_draft"

    def carry_out(self, turn: Turn) -> None:
        if not turn.case:
            turn.say("utter_no_draft_yet")
            ask(turn, "narrative")
            return
        edit = edits.parse(turn.text, turn.case, turn.on)
        if edit is None:
            turn.say("utter_edit_unclear")
            ask_next(turn)
            return
        turn.case = edits.apply(edit, turn.case)
        turn.progress = turn.progress.but(draft_approved=False, misses=0)
        if edit.asks:
            turn.progress = turn.progress.but(skipped=tuple(s for s in turn.progress.skipped if s != edit.asks))
            turn.say("utter_edit_asks")
            ask(turn, edit.asks)
            return
        turn.say("utter_edited", what=edit.said)
        ask_next(turn)
