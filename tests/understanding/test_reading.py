"""What an answer is where the classifier alone would take it for something else."""

from datetime import date
from typing import Any

import pytest

from bot.understanding.reading import Reading, read

ON = date(2026, 11, 24)


def reading(text: str, asked: str, intent: str, chance: float = 0.95) -> Reading:
    rankings = {"intent": [(intent, chance), ("inform", 1 - chance)], "category": [("unknown_charge", 0.1)]}
    return read(text, rankings | {"topic": [("settling", 0.1)]}, asked, ON)


@pytest.mark.parametrize(
    ("text", "asked", "intent", "want"),
    [
        ("孙七", "complainant_name", "abuse", {"complainant_name": "孙七"}),
        ("退50块", "demands", "offer", {"demands": ["refund"], "amount": "50.00"}),
        ("上个月的27", "event_date", "query", {"event_date": "2026-10-27"}),
    ],
)
def test_an_answer_is_taken_as_one(text: str, asked: str, intent: str, want: dict[str, Any]) -> None:
    found = reading(text, asked, intent)
    assert (found.intent, found.facts) == ("inform", want)


@pytest.mark.parametrize(
    ("text", "asked", "intent"),
    [("得了，不告了，不折腾了", "demands", "stop"), ("没看懂，再说一遍", "operator_reply", "repeat")],
)
def test_what_steers_the_talk_is_no_answer(text: str, asked: str, intent: str) -> None:
    found = reading(text, asked, intent)
    assert (found.intent, asked in found.facts) == (intent, False)


def test_a_day_that_cannot_be_told_is_no_question() -> None:
    assert reading("就是投诉前一天", "event_date", "consult", 0.5).intent == "out_of_reach"


def test_a_question_about_the_account_stays_one() -> None:
    assert reading("查一下我上个月的话费", "event_date", "query").intent == "query"


def test_names_are_kept_as_typed_and_are_names_in_either_script() -> None:
    rankings = {"intent": [("abuse", 0.95)], "category": [("unknown_charge", 0.1)], "topic": [("settling", 0.1)]}
    found = read("孙七", rankings, "complainant_name", ON, "孫七")
    assert (found.intent, found.facts) == ("inform", {"complainant_name": "孫七"})
