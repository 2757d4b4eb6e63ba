"""Putting the next question: most are one sentence of domain.yml, some are made from the case."""

from collections.abc import Callable

from actions.closing import close
from actions.showing import letter_stands, show_letter
from actions.turn import Turn
from actions.verdict import options, tell_verdict
from bot import followup, interview, rulebook
from bot.case import TELECOM_CATEGORIES, label
from bot.summary import listing

NONE_OF_THESE = "都不是"
# Questions that are not about the matter.
OUTSIDE = frozenset(
    {"lookup_case_no", "access_code", "open_case", "deletion_confirmed", "plan_confirmed", *followup.SLOTS}
)


def ask_next(turn: Turn) -> None:
    """Asks for what is still missing, or closes the talk for today."""
    slot = interview.next_slot(turn.case, turn.progress, turn.on)
    if slot is None:
        turn.asks = None
        close(turn)
        return
    ask(turn, slot)


def ask(turn: Turn, slot: str) -> None:
    """Puts the question for a slot; after two misses with its reason, after three with ways out."""
    turn.asks = slot
    misses = turn.progress.misses
    turn.progress = turn.progress.put(slot).but(misses=misses)
    if misses >= interview.MISSES_BEFORE_WAY_OUT:
        turn.say("utter_way_out")
    elif misses >= interview.MISSES_BEFORE_WHY:
        turn.say(f"utter_explain_{slot}")
    made = MADE_FROM_THE_CASE.get(slot)
    if made:
        made(turn)
    else:
        turn.say(f"utter_ask_{slot}")


def _ask_category(turn: Turn) -> None:
    ids = turn.progress.doubt or TELECOM_CATEGORIES
    names = tuple(label("categories", id) for id in ids)
    if turn.progress.doubt:
        turn.say("utter_ask_category_between", buttons=(*names, NONE_OF_THESE), first=names[0], second=names[1])
    else:
        turn.say("utter_ask_category", buttons=names)


def _read_back(turn: Turn) -> None:
    titles = rulebook.load("vocabulary")["slots"]
    turn.say("utter_ask_facts_confirmed", facts=listing(turn.case, titles))


def _ask_step(turn: Turn) -> None:
    tell_verdict(turn)
    titles = tuple(title for _, title in options(turn.case, turn.on))
    turn.say("utter_ask_chosen_step", buttons=titles)


def _show_letter(turn: Turn) -> None:
    show_letter(turn)
    turn.say("utter_ask_draft_approved")


MADE_FROM_THE_CASE: dict[str, Callable[[Turn], None]] = {
    "category": _ask_category,
    "facts_confirmed": _read_back,
    "chosen_step": _ask_step,
    "draft_approved": _show_letter,
}


def go_on(turn: Turn) -> None:
    """Puts the open question again; without one, invites to tell the matter."""
    if turn.asked:
        ask_again(turn)
    elif turn.case:
        ask_next(turn)
    else:
        ask(turn, "narrative")


def put_followup(turn: Turn, slot: str) -> None:
    """A question of the call back, in the words of the rule book."""
    question = followup.question_of(slot)
    turn.asks = slot
    turn.say("utter_ask_followup", question=question.ask, buttons=tuple(question.choices.values()))


def ask_again(turn: Turn) -> None:
    """The open question once more, without counting a miss; questions outside the interview by their words."""
    if followup.is_slot(turn.asked):
        put_followup(turn, str(turn.asked))
    elif turn.asked in OUTSIDE or (turn.asked == "draft_approved" and letter_stands(turn)):
        turn.asks = turn.asked
        turn.say(f"utter_ask_{turn.asked}")
    else:
        ask_next(turn)
