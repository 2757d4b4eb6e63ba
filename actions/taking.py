"""Taking up what a message says, and saying back what was understood."""

from actions.turn import Turn
from bot import triage
from bot.intake import Taken
from bot.summary import one_sentence, said_of
from bot.understanding import mood

RICH, MANY = 2, 4  # facts at once that are worth saying back, in a story and in an answer


def welcome(turn: Turn) -> None:
    """Before the first fact: who this is and what happens with what one tells."""
    if not turn.tracker.get_slot("welcomed"):
        turn.slots["welcomed"] = True
        turn.say("utter_welcome", greeting=triage.greeting(turn.on))


def take_up(turn: Turn) -> Taken:
    """Takes up the facts of a message and says what was understood or put right."""
    first = not turn.case
    taken = turn.take()
    if turn.case:
        turn.open_case()
    for problem in taken.problems:
        turn.say(f"utter_{problem}")
    _comfort(turn, first)
    _say_back(turn, taken)
    return taken


def _comfort(turn: Turn, first: bool) -> None:
    feeling = mood.of(turn.text)
    if feeling and (first or turn.reading.kind == "report"):
        turn.say(f"utter_comfort_{feeling}")


def _say_back(turn: Turn, taken: Taken) -> None:
    news = [slot for slot in taken.changed if slot != "narrative"]
    if taken.corrected:
        said = "、".join(said_of(turn.case, slot) for slot in taken.corrected)
        turn.say("utter_corrected", value=said)
    elif len(news) >= (RICH if turn.reading.kind == "report" else MANY):
        turn.say("utter_understood", summary=one_sentence(turn.case))
    elif turn.asked and news and turn.asked not in news and turn.asked not in {"facts_confirmed", "draft_approved"}:
        places = {"city"} if "province" in news else set()  # the province is said together with its city
        noted = [said_of(turn.case, slot) for slot in news if slot not in places]
        turn.say("utter_noted", value="、".join(part for part in noted if part))
    elif turn.asked and not taken.understood and not taken.problems and turn.asked != "facts_confirmed":
        turn.say("utter_not_understood")
