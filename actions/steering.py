"""Words that steer the talk: they work everywhere and lose nothing."""

from collections.abc import Callable

from actions import callback, lookup
from actions.asking import OUTSIDE, ask, ask_again, ask_next, go_on
from actions.intake import choose_category
from actions.taking import take_up, welcome
from actions.turn import Turn, TurnAction
from actions.verdict import give_number
from bot import followup, interview
from bot.settings import settings


class ActionSteer(TurnAction):
    """Back, restart, stop, save, a person, repeat, why, skip — and the small talk around them."""

    def name(self) -> str:
        return "action_steer"

    def carry_out(self, turn: Turn) -> None:
        STEERS[turn.reading.intent](turn)


def _go_back(turn: Turn) -> None:
    facts, progress, slot = interview.step_back(turn.case, turn.progress)
    if slot is None:
        turn.say("utter_nowhere_back")
        go_on(turn)
        return
    turn.case, turn.progress = facts, progress
    turn.say("utter_went_back")
    ask(turn, slot)


def _restart(turn: Turn) -> None:
    if turn.case:
        give_number(turn)
    turn.release()
    turn.say("utter_restarted")
    ask(turn, "narrative")


def _stop(turn: Turn) -> None:
    _put_away(turn, "utter_stopped", "utter_stopped_empty")


def _save(turn: Turn) -> None:
    _put_away(turn, "utter_saved_for_later", "utter_nothing_to_save")


def _put_away(turn: Turn, done: str, empty: str) -> None:
    """The case is stored already; the person learns its number and may come back by any word."""
    if turn.asked in lookup.SLOTS:
        lookup.leave(turn)
    if turn.case:
        give_number(turn)
        turn.say(done)
    else:
        turn.say(empty)


def _human(turn: Turn) -> None:
    contact = settings().HUMAN_CONTACT
    if contact:
        turn.say("utter_human", contact=contact)
    else:
        turn.say("utter_no_human")
    if turn.case:
        give_number(turn)


def _repeat(turn: Turn) -> None:
    turn.progress = turn.progress.but(told="", closed="")
    if turn.asked == "draft_approved":
        ask_next(turn)
        return
    go_on(turn)


def _why(turn: Turn) -> None:
    about = "followup" if followup.is_slot(turn.asked) else turn.asked
    turn.say(f"utter_explain_{about}" if about else "utter_what_i_do")
    go_on(turn)


def _skip(turn: Turn) -> None:
    if followup.is_slot(turn.asked):
        callback.pass_over(turn)
        return
    if not turn.asked or turn.asked in OUTSIDE or turn.asked in {"narrative", "facts_confirmed", "chosen_step"}:
        turn.say("utter_cannot_skip")
        go_on(turn)
        return
    if turn.asked == "draft_approved":
        turn.progress = turn.progress.but(draft_approved=True)
    else:
        turn.progress = turn.progress.but(skipped=(*turn.progress.skipped, turn.asked), misses=0)
        turn.say("utter_skipped")
    ask_next(turn)


def _greet(turn: Turn) -> None:
    welcome(turn)
    if turn.reading.facts:
        take_up(turn)
    elif turn.case:
        turn.say("utter_welcome_back")
    go_on(turn)


def _thanks(turn: Turn) -> None:
    turn.say("utter_thanks")
    if turn.asked:
        ask_again(turn)


def _abuse(turn: Turn) -> None:
    welcome(turn)
    turn.say("utter_comfort_abuse")
    if turn.reading.facts:
        take_up(turn)
    go_on(turn)


def _small_talk(turn: Turn) -> None:
    turn.say("utter_small_talk")
    go_on(turn)


def _out_of_reach(turn: Turn) -> None:
    welcome(turn)
    if turn.asked and turn.asked not in OUTSIDE:
        if turn.asked == "category":
            choose_category(turn)
        take_up(turn)
        ask_next(turn)
        return
    turn.say("utter_out_of_reach")
    go_on(turn)


def _new_code(turn: Turn) -> None:
    if not turn.case:
        turn.say("utter_nothing_to_save")
        return
    turn.progress = turn.progress.but(code_given=False)
    give_number(turn)


STEERS: dict[str, Callable[[Turn], None]] = {
    "go_back": _go_back,
    "start_over": _restart,
    "stop": _stop,
    "save": _save,
    "human": _human,
    "repeat": _repeat,
    "why": _why,
    "skip": _skip,
    "greet": _greet,
    "thanks": _thanks,
    "abuse": _abuse,
    "chitchat": _small_talk,
    "out_of_reach": _out_of_reach,
    "new_code": _new_code,
}
