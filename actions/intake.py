"""The person tells, answers, agrees or corrects."""

from actions import callback, erasure, lookup, weighing
from actions.asking import NONE_OF_THESE, ask_next
from actions.choosing import choose
from actions.correcting import correct
from actions.taking import take_up, welcome
from actions.turn import Turn, TurnAction
from bot import choices, followup
from bot.case import CATEGORIES, label
from bot.understanding.reading import Reading

# Questions that are not about the matter, and who takes their answers.
ELSEWHERE = {
    **dict.fromkeys(lookup.SLOTS, lookup.proceed),
    **dict.fromkeys(followup.SLOTS, callback.take),
    "deletion_confirmed": erasure.decide,
    weighing.ASKED: weighing.decide,
}


class ActionIntake(TurnAction):
    """Takes up what was said, says back what was understood, and asks for what is missing."""

    def name(self) -> str:
        return "action_intake"

    def carry_out(self, turn: Turn) -> None:
        if turn.asked in lookup.SLOTS and turn.reading.intent == "report":
            lookup.leave(turn)  # somebody who tells a matter has no number at hand
        elif turn.asked in ELSEWHERE:
            ELSEWHERE[turn.asked](turn)
            return
        if turn.asked == "open_case" and not _opened(turn):
            return
        welcome(turn)
        if turn.reading.intent == "report" and turn.progress.over:
            turn.release()  # another matter
        if turn.asked == "chosen_step" and choose(turn):
            return
        if correct(turn):
            return
        if turn.asked == "category":
            choose_category(turn)
        take_up(turn)
        weighing.warn_of_plans(turn)
        ask_next(turn)


def _opened(turn: Turn) -> bool:
    """Whether the person wants a case after an answer to a question or a fault; takes up what was told before."""
    pending = turn.tracker.get_slot("pending_matter")
    wanted = turn.reading.facts.get("open_case")
    if wanted is False or turn.reading.intent in {"deny", "skip", "stop"}:
        turn.asks = None
        turn.slots["pending_matter"] = None
        turn.say("utter_no_case_wanted")
        return False
    if wanted and pending:
        turn.reading = Reading(**{**pending["reading"], "intent": "report"})
        turn.text = pending["text"]
        turn.slots["pending_matter"] = None
    turn.asked = None
    return True


def choose_category(turn: Turn) -> None:
    """An answer to which kind of matter it is, by number or by name."""
    offered = list(turn.progress.doubt) or list(CATEGORIES)
    names = [label("categories", id) for id in offered]
    place = choices.match(turn.text, [*names, NONE_OF_THESE])
    if place is None and not turn.reading.facts:
        place = choices.nearest(turn.text, names)
    if place is None:
        return
    facts = dict(turn.reading.facts)
    if place < len(offered):
        facts["category"] = offered[place]
    else:
        turn.progress = turn.progress.but(doubt=())
        turn.case.pop("category", None)
    turn.reading = Reading(**{**turn.reading.to_dict(), "facts": facts, "intent": "inform"})
