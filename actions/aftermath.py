"""Life after the letter: the appeal is filed, the operator or the regulator acts, the matter is solved."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from actions import callback
from actions.asking import ask, ask_next, go_on
from actions.closing import how, set_status
from actions.showing import tell_calendar
from actions.taking import take_up, welcome
from actions.turn import Turn, TurnAction
from bot import escalation, parties
from bot.admissibility import assess
from bot.understanding.answers.reader import read_answer
from bot.understanding.days.links import named_days
from bot.understanding.text.normalise import normalise

NOT_YET = re.compile(
    r"还没|没有?(?:提交|交|递|申诉|寄|填)|准备|打算|正要|怎么|如何|要不要|能不能|想(?:去|要)?(?:提交|申诉|交)|[吗？]"
)
DONE = re.compile(r"已|了|过|完|成功|好了|咗|咯|喽|毕")
UNSOLVED = re.compile(r"(?:没|未)有?(?:给)?我?(?:彻底|完全)?(?:解决|办|弄|搞|退|处理|好)|解决不了|不算解决")
BARE_REPLY = re.compile(r"[^没未不冇，]{0,10}(?:答复|回复|回话|回电话?|回信)(?:我|来)?了?[。！]?")
PARTLY = re.compile(r"一部分|部分|一半|解决了一点|只解决|还差|没全")


class ActionTakeNews(TurnAction):
    """Notes that the operator answered, the appeal was filed or the matter solved, and says what comes next."""

    def name(self) -> str:
        return "action_take_news"

    def carry_out(self, turn: Turn) -> None:
        welcome(turn)
        NEWS[turn.reading.intent](turn)


def _filed(turn: Turn) -> None:
    said = normalise(turn.text)
    if NOT_YET.search(said) or not DONE.search(said):
        turn.say("utter_how_to_file", how=how(turn, "bureau_appeal"))
        go_on(turn)
        return
    if not turn.case:
        turn.say("utter_after_filing")
        turn.say("utter_filed_without_case")
        ask(turn, "narrative")
        return
    if turn.progress.filed:
        turn.say("utter_filed_twice", warning=_again())
    else:
        _note_filing(turn, _day_named(said, turn.on))
    turn.asks = None


def _note_filing(turn: Turn, day: date) -> None:
    verdict = assess(turn.case, day).verdict
    turn.progress = turn.progress.but(filed=day.isoformat(), planned=(), misses=0)
    set_status(turn, _where(turn))
    turn.cases.note(turn.open_case(), "filed", {"day": day.isoformat()}, turn.at)
    turn.say("utter_filed", number=turn.open_case().case_no)
    if verdict == "not_yet":
        turn.say("utter_filed_early")
    elif verdict == "inadmissible":
        turn.say("utter_filed_in_vain")
    tell_calendar(turn)
    turn.say("utter_after_filing")


def _where(turn: Turn) -> str:
    """Whose desk the appeal lies on: the national one only where the province has none."""
    office = parties.bureau(turn.case.get("province"))
    national = turn.progress.chosen_step == "miit_appeal" and not (office and office.has_desk)
    return "with_miit" if national else "with_bureau"


def _day_named(said: str, on: date) -> date:
    """The day on which it was filed, where one day is named; else today."""
    found = named_days(said, on)
    exact = [span.last for span in found if span.first == span.last]
    return exact[0] if exact else on


def _again() -> str:
    warning = escalation.conflict("bureau_appeal", "bureau_appeal")
    return warning.text if warning else ""


def _solved(turn: Turn) -> None:
    said = normalise(turn.text)
    if UNSOLVED.search(said):
        turn.say("utter_not_solved")
        go_on(turn)
    elif not turn.case:
        turn.say("utter_glad")
        turn.asks = None
    else:
        turn.say("utter_glad")
        callback.begin(turn, "partly" if PARTLY.search(said) else "yes")


def _replied(turn: Turn) -> None:
    """Whether the operator answered, told unasked, is taken as the answer to that question."""
    found = read_answer("operator_reply", turn.text, turn.on).get("operator_reply")
    if turn.case and BARE_REPLY.fullmatch(normalise(turn.text)):
        ask(turn, "operator_reply")
        return
    if found:
        facts = {"operator_reply": found}
        turn.reading = replace(turn.reading, intent="inform", asked="operator_reply", facts=facts)
    take_up(turn)
    ask_next(turn)


NEWS: dict[str, Callable[[Turn], None]] = {"filed": _filed, "solved": _solved, "replied": _replied}
