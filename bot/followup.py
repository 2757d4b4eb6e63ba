"""The call back after a matter has ended: which question comes next, and what an answer in one's own words means.

Questions and words for the choices stand in rulebook/followup.yml.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.rulebook import load
from bot.triage import FollowupQuestion, check_answer, questionnaire
from bot.understanding.text.normalise import normalise
from bot.understanding.text.numerals import whole

PREFIX = "followup_"
SLOTS = tuple(PREFIX + question.id for question in questionnaire())
NUMERAL = re.compile(r"\d{1,3}|十|[零一二两三四五六七八九]")
FULL_MARKS = re.compile(r"满分|最高分")


def is_slot(slot: str | None) -> bool:
    """Whether a question asked is one of the call back."""
    return bool(slot) and str(slot).startswith(PREFIX)


def question_of(slot: str) -> FollowupQuestion:
    return next(question for question in questionnaire() if PREFIX + question.id == slot)


def next_question(answers: Mapping[str, Any]) -> str | None:
    """The slot to ask for now; None once each question was answered or passed over (None in `answers`)."""
    return next((PREFIX + q.id for q in questionnaire() if q.id not in answers), None)


def read(slot: str, text: str) -> str | int | None:
    """An answer as it is kept (see `triage.check_answer`); None for what does not answer the question."""
    question, said = question_of(slot), normalise(text).strip("。！，,!. ")
    try:
        return check_answer(question, _number(question, said) if question.kind == "number" else said) or None
    except ValueError:
        return next((id for id, words in question.words.items() if re.search(words, said)), None)


def problem(slot: str) -> str:
    """What an answer has to be, in words."""
    question = question_of(slot)
    words = {"choices": "、".join(question.choices.values())}
    words |= {"at_least": str(question.at_least), "at_most": str(question.at_most)}
    return str(load("followup")["problems"].get(question.kind, "").format(**words))


def closing(answers: Mapping[str, Any]) -> str:
    """The last words, by how the matter ended."""
    return str(load("followup")["closing"]["bad" if answers.get("solved") in {"no", "partly"} else "good"])


def _number(question: FollowupQuestion, said: str) -> str:
    found = NUMERAL.search(said)
    if FULL_MARKS.search(said):
        return str(question.at_most)
    return str(whole(found[0])) if found else ""
