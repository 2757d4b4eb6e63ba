"""Answers that look like giving up or like having gone elsewhere, and are neither."""

from datetime import date

import pytest

from bot.understanding.dealings.bodies import body_in
from bot.understanding.reading import read

RANKINGS = {"intent": [("stop", 0.98)], "category": [("poor_signal", 0.1)], "topic": [("accept", 0.1)]}


def _intent(text: str) -> str:
    return read(text, RANKINGS, "complained", date(2026, 11, 24)).intent


@pytest.mark.parametrize("text", ["投诉了", "投诉咗"])
def test_having_complained_is_not_giving_up(text: str) -> None:
    assert _intent(text) == "inform"


@pytest.mark.parametrize("text", ["不投诉了", "算了，不弄了"])
def test_giving_up_is_still_heard(text: str) -> None:
    assert _intent(text) == "stop"


@pytest.mark.parametrize("text", ["我没有找过法院也没有找过消协", "没有去过法院，也没有去过消协"])
def test_nobody_asked_is_no_other_body(text: str) -> None:
    assert (body_in(text) or ("none",))[0] == "none"
