"""The person tells, answers, agrees or corrects."""

import re

from actions import erasure, lookup
from actions.asking import NONE_OF_THESE, ask_next
from actions.taking import take_up, welcome
from actions.turn import Turn, TurnAction
from actions.verdict import LATER, LETTER_FIRST, options
from bot import choices
from bot.case import CATEGORIES, label
from bot.step_names import named_steps
from bot.understanding.reading import Reading

# Questions that are not about the matter, and who takes their answers.
ELSEWHERE = {**dict.fromkeys(lookup.SLOTS, lookup.proceed), "deletion_confirmed": erasure.decide}


class ActionIntake(TurnAction):
    """Takes up what was said, says back what was understood, and asks for what is missing."""

    def name(self) -> str:
        return "action_intake"

    def carry_out(self, turn: Turn) -> None:
        if turn.asked in ELSEWHERE:
            ELSEWHERE[turn.asked](turn)
            return
        if turn.asked == "open_case" and not _opened(turn):
            return
        welcome(turn)
        if turn.asked == "chosen_step" and _chose_step(turn):
            ask_next(turn)
            return
        if turn.asked == "category":
            _choose_category(turn)
        take_up(turn)
        ask_next(turn)


def _opened(turn: Turn) -> bool:
    """Whether the person wants a case after an answer to a question or a fault; takes up what was told before."""
    pending = turn.tracker.get_slot("pending_matter")
    if turn.reading.intent in {"deny", "skip", "stop"}:
        turn.asks = None
        turn.slots["pending_matter"] = None
        turn.say("utter_no_case_wanted")
        return False
    if turn.reading.intent == "affirm" and pending:
        turn.reading = Reading(**{**pending["reading"], "intent": "report"})
        turn.text = pending["text"]
        turn.slots["pending_matter"] = None
    turn.asked = None
    return True


def _chose_step(turn: Turn) -> bool:
    offered = options(turn.case, turn.on)
    place = choices.match(turn.text, [title for _, title in offered])
    ids = [id for id, _ in offered]
    named = [id for id in _steps_meant(turn.text) if id in ids]
    if place is None and not named:
        return False
    chosen = ids[place] if place is not None else named[0]
    turn.progress = turn.progress.but(chosen_step=chosen, misses=0)
    return True


def _steps_meant(text: str) -> tuple[str, ...]:
    """The steps an answer names; 先写申诉书 wants the letter first, 以后 and 先存着 nothing today."""
    if re.search(r"先写|写好|备用|准备", text):
        return (LETTER_FIRST, "bureau_appeal")
    return (LATER,) if re.search(r"以后再|改天|先存|不急", text) else named_steps(text)


def _choose_category(turn: Turn) -> None:
    """An answer to which kind of matter it is, by number or by name."""
    offered = list(turn.progress.doubt) or list(CATEGORIES)
    names = [label("categories", id) for id in offered]
    place = choices.match(turn.text, [*names, NONE_OF_THESE])
    if place is None:
        return
    facts = dict(turn.reading.facts)
    if place < len(offered):
        facts["category"] = offered[place]
    else:
        turn.progress = turn.progress.but(doubt=())
        turn.case.pop("category", None)
    turn.reading = Reading(**{**turn.reading.to_dict(), "facts": facts, "intent": "inform"})
