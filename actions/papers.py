"""What a person can take away in words: how to take a step, the scripts, the paste sheet, the dates, a summary."""

import re
from collections.abc import Callable

from actions.asking import ask, go_on
from actions.showing import tell_calendar
from actions.taking import welcome
from actions.turn import Turn, TurnAction
from bot import escalation, links, papers, paste_text, step_text
from bot.choices import ORDINALS
from bot.step_names import named_steps
from bot.understanding.text.lexicon import lexicon
from bot.understanding.text.normalise import normalise

NTH_STEP = re.compile(r"第\s*(\d{1,2}|[一二三四五六七八九十])\s*步")


class ActionHandOut(TurnAction):
    """Hands out the paper that was asked for and goes on where the talk stood."""

    def name(self) -> str:
        return "action_hand_out"

    def carry_out(self, turn: Turn) -> None:
        welcome(turn)
        if not turn.case:
            turn.say("utter_no_papers_yet")
            ask(turn, "narrative")
            return
        said = normalise(turn.text)
        paper = next((name for name, words in lexicon("papers").items() if any(w in said for w in words)), None)
        step = step_meant(turn, said)
        if step and paper in {None, "script"}:
            turn.say("utter_step", step=step_text.detail(step))
        else:
            PAPERS[paper or "menu"](turn)
        go_on(turn)


def step_meant(turn: Turn, said: str) -> escalation.Step | None:
    """The step that a text means by its number in the list that was told, or by its name."""
    nth = NTH_STEP.search(said)
    if nth:
        main = step_text.main_steps(turn.known, turn.on)
        place = int(nth[1]) if nth[1].isdigit() else ORDINALS.index(nth[1]) + 1
        return main[place - 1] if 1 <= place <= len(main) else None
    named = named_steps(said)
    return next((step for step in escalation.steps(turn.known, turn.on) if step.id in named), None)


def _previous(turn: Turn) -> None:
    drafts = turn.open_case().drafts
    if len(drafts) < 2:
        turn.say("utter_no_previous_draft")
        return
    turn.say("utter_previous_draft", number=str(drafts[-2].number), letter=drafts[-2].text)


def _calendar(turn: Turn) -> None:
    if not tell_calendar(turn):
        turn.say("utter_no_dates_yet")


def _paste_sheet(turn: Turn) -> None:
    link = links.paper(turn.open_case().case_no, "paste")
    turn.say("utter_paste_sheet", sheet=paste_text.sheet(turn.case, turn.on), txt=link)


def _script(turn: Turn) -> None:
    turn.say("utter_script", script=escalation.hotline_script(turn.case, turn.on))


def _hand_over(turn: Turn) -> None:
    turn.say("utter_hand_over", summary=papers.summary(turn.known, turn.open_case().case_no, turn.on))


def _menu(turn: Turn) -> None:
    turn.say("utter_papers_menu")


PAPERS: dict[str, Callable[[Turn], None]] = {
    "previous": _previous,
    "calendar": _calendar,
    "paste_sheet": _paste_sheet,
    "hand_over": _hand_over,
    "script": _script,
    "menu": _menu,
}
