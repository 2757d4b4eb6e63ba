"""What the classifier adds to the patterns where a question has few possible answers."""

from datetime import date
from typing import Any

import pytest

from bot.understanding.answers.choices import FILLS, OVERRULES
from bot.understanding.answers.reader import read_answer

ON = date(2026, 11, 24)
SURE, LIKELY = OVERRULES + 0.1, FILLS + 0.1


@pytest.mark.parametrize(
    ("asked", "text", "likely", "want"),
    [
        # the patterns find nothing
        ("complained", "那必须的，不然我找你们作甚", [("yes", LIKELY)], {"complained": True}),
        ("complained", "那必须的，不然我找你们作甚", [("yes", FILLS - 0.1)], {}),
        ("relation", "落的我屋头那口子", [("other", LIKELY)], {"relation": "other"}),
        ("operator_reply", "看情况", [("open", SURE)], {}),
        # they find something else
        ("relation", "我妈的号", [("authorised", SURE)], {"relation": "authorised"}),
        ("relation", "我妈的号", [("authorised", LIKELY)], {"relation": "other"}),
        # what would end the case is not taken from the classifier against the patterns
        ("settled", "双方未达成和解协议", [("yes", SURE)], {"settled": False}),
        ("operator_reply", "没人回我", [("satisfied", SURE)], {"operator_reply": "none"}),
        # no question about one of a few things
        ("amount", "不晓得", [("yes", SURE)], {}),
    ],
)
def test_the_classifier_speaks_where_the_patterns_are_silent(
    asked: str, text: str, likely: list[tuple[str, float]], want: dict[str, Any]
) -> None:
    assert read_answer(asked, text, ON, likely) == want


def test_without_the_classifier_the_patterns_stand() -> None:
    assert read_answer("relation", "我妈的号", ON) == {"relation": "other"}


def test_a_correction_of_something_else_is_no_answer_however_likely() -> None:
    assert read_answer("complained", "不对，是联通", ON, [("no", SURE)]) == {"operator": "china_unicom"}
