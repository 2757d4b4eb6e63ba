"""Choosing the next step: by tapping, by name or by its number; a step that shuts another is warned of first."""

import re
from dataclasses import replace

from actions import weighing
from actions.asking import ask_next
from actions.papers import NTH_STEP, step_meant
from actions.turn import Turn
from actions.verdict import options
from bot import choices, escalation, step_text
from bot.step_names import named_steps
from bot.supposing import together
from bot.understanding.dealings.bodies import body_in
from bot.understanding.text.normalise import normalise

DONE = re.compile(r"已|过|了(?!解)")


def choose(turn: Turn) -> bool:
    """Takes the answer to which step comes next; false where it names none."""
    said, offered = normalise(turn.text), options(turn.case, turn.on)
    told = body_in(said)
    if told and told[0] != "none" and DONE.search(said):  # what has been done already is no choice
        turn.reading = replace(turn.reading, facts={"other_body": told[0]})
        return False
    side_by_side = together(turn.text)
    if escalation.conflicts(side_by_side):
        return _not_offered(turn, list(side_by_side))
    ids = [id for id, _ in offered]
    nth = step_meant(turn, said) if NTH_STEP.search(said) else None
    place = None if nth else choices.match(turn.text, [title for _, title in offered])
    named = [nth.id] if nth else list(named_steps(said))
    chosen = ids[place] if place is not None else next((id for id in named if id in ids), None)
    if chosen is not None:
        turn.progress = turn.progress.but(chosen_step=chosen, misses=0)
        ask_next(turn)
        return True
    others = [id for id in named if id in escalation.step_ids() and id != "operator_complaint"]
    return bool(others) and _not_offered(turn, others)


def _not_offered(turn: Turn, steps: list[str]) -> bool:
    """A step that cannot be chosen today is explained; one that goes elsewhere is weighed."""
    main = [step for step in escalation.steps(turn.known, turn.on) if step.id in steps and step.id in step_text.MAIN]
    if len(steps) == 1 and main:
        turn.say("utter_step", step=step_text.detail(main[0]))
        ask_next(turn)
    elif not weighing.guard(turn, steps):
        ask_next(turn)
    return True
