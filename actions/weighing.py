"""What a person supposes or plans: what would change, and a word of warning before a step that shuts another."""

from collections.abc import Sequence

from actions.asking import ask_next, go_on
from actions.taking import take_up
from actions.turn import Turn
from bot import choices, escalation, questions, step_text
from bot.admissibility import assess
from bot.step_names import named_steps
from bot.supposing import Supposed, suppose, together
from bot.what_if import Event, GoesTo, OperatorReplies, WaitsUntil, what_if

ASKED = "plan_confirmed"
GO, LEAVE = "还是这样做", "先不这样做"
# The seed's advice to complain at three places at once, and the answer that puts it right.
AT_ONCE = frozenset({"bureau_appeal", "miit_appeal"})
# What is said where an agency has been told already.
AGENCIES = {"hotline_12345": "after_12345", "market_regulator_12315": "after_12315"}
# What can be said of an event without a case.
IN_GENERAL = {OperatorReplies: "reply_period", WaitsUntil: "filing_window"}


def weigh(turn: Turn) -> bool:
    """Answers what the message supposes or plans; false where neither is recognised in it."""
    supposed = suppose(turn.text, turn.on)
    if not supposed.clear:
        return False
    if turn.asked == ASKED:
        turn.asked = None  # another plan takes the place of the one asked about
    turn.say("utter_what_if", change=_told(turn, supposed))
    if supposed.planned and _ask_once(turn, supposed.steps):
        return True
    go_on(turn)
    return True


def warn_of_plans(turn: Turn) -> None:
    """Inside a story: places gone to already, and several at once that would shut each other, are warned of once."""
    _warn_of_agencies(turn)
    steps = together(turn.text)
    key = "+".join(steps)
    if not steps or key in turn.progress.warned or not escalation.conflicts(steps):
        return
    turn.progress = turn.progress.but(warned=(*turn.progress.warned, key))
    turn.say("utter_what_if", change=_of_several(turn, steps))


def _warn_of_agencies(turn: Turn) -> None:
    """Where the matter was told to 12345 or 12315: what that means for the appeal, and that it is not settled."""
    if turn.reading.facts.get("other_body") != "other_agency" or turn.case.get("other_body") != "other_agency":
        return
    for step in set(named_steps(turn.text)) & set(AGENCIES) - set(turn.progress.warned):
        turn.progress = turn.progress.but(warned=(*turn.progress.warned, step))
        turn.say("utter_what_if", change=questions.answer(AGENCIES[step], turn.case, turn.on).text)


def guard(turn: Turn, steps: Sequence[str]) -> bool:
    """Before steps that the person wants to take: what they would shut, and once whether to go on with them."""
    turn.say("utter_what_if", change=_told(turn, Supposed(tuple(map(GoesTo, steps)), steps=tuple(steps), planned=True)))
    return _ask_once(turn, steps)


def decide(turn: Turn) -> None:
    """The answer to whether a plan is kept; anything else is taken up as what it is."""
    picked = choices.match(turn.text, (GO, LEAVE))
    steps, agreed = turn.progress.planned, turn.reading.intent == "affirm"
    turn.progress = turn.progress.but(planned=())
    turn.asked = turn.asks = None
    if picked == 0 or (picked is None and agreed):
        _keep_plan(turn, steps)
    elif picked == 1 or turn.reading.intent in {"deny", "stop", "skip"}:
        turn.say("utter_plan_dropped")
    else:
        take_up(turn)
    ask_next(turn)


def _told(turn: Turn, supposed: Supposed) -> str:
    if len(supposed.steps) > 1:
        return _of_several(turn, supposed.steps)
    if supposed.silent:
        return _of_silence(turn)
    return "\n".join(dict.fromkeys(_of_event(turn, event) for event in supposed.events))


def _of_event(turn: Turn, event: Event) -> str:
    if not turn.case and type(event) in IN_GENERAL:
        return questions.answer(IN_GENERAL[type(event)], turn.case, turn.on).text
    if isinstance(event, GoesTo) and event.body in _done(turn):
        warning = escalation.conflict(event.body, event.body)
        if warning:
            return warning.text
    try:
        return what_if(turn.known, event, turn.on).text
    except ValueError as error:  # a day before the complaint or before today; the message says so
        return str(error)


def _of_silence(turn: Turn) -> str:
    opens = assess(turn.case, turn.on).earliest_filing
    if opens is None:
        return questions.answer("reply_period", turn.case, turn.on).text
    return what_if(turn.known, WaitsUntil(opens), turn.on).text


def _of_several(turn: Turn, steps: Sequence[str]) -> str:
    if set(steps) >= AT_ONCE:
        return questions.answer("three_at_once", turn.case, turn.on).text
    planned = [*(step for step in _done(turn) if step not in steps), *steps]
    found = dict.fromkeys(warning.text for warning in escalation.conflicts(planned))
    return "\n".join(found) or "\n".join(_of_event(turn, GoesTo(step)) for step in steps)


def _ask_once(turn: Turn, steps: Sequence[str]) -> bool:
    """Asks whether a plan that costs the appeal, or shuts another step of it, is kept; false if there is no need."""
    key = "+".join(steps)
    if not turn.case or key in turn.progress.warned or not _costs_something(turn, steps):
        return False
    turn.progress = turn.progress.but(planned=tuple(steps), warned=(*turn.progress.warned, key))
    turn.asks = ASKED
    turn.say(f"utter_ask_{ASKED}", buttons=(GO, LEAVE))
    return True


def _costs_something(turn: Turn, steps: Sequence[str]) -> bool:
    if escalation.conflicts(steps):
        return True
    appeal_lives = assess(turn.case, turn.on).verdict not in {"inadmissible", "out_of_scope"}
    return appeal_lives and any(escalation.conflict(step, "bureau_appeal") for step in steps if step not in AT_ONCE)


def _keep_plan(turn: Turn, steps: Sequence[str]) -> None:
    """The person decides: the plan is noted, the facts stay as they are until it is done."""
    turn.cases.note(turn.open_case(), "planned", {"steps": list(steps)}, turn.at)
    found = [step for step in escalation.steps(turn.case, turn.on) if step.id in steps]
    turn.say("utter_plan_kept", how="\n\n".join(step_text.detail(step) for step in found))


def _done(turn: Turn) -> tuple[str, ...]:
    return escalation.done_steps(turn.known)
