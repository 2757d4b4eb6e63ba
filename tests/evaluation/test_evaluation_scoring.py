"""What counts as right, strictly and fairly, and the figures made of it."""

from typing import Any

import pytest

from evaluation import figures
from evaluation.calibration import Asking, asking
from evaluation.rows import DEVELOPMENT, HELD, Row, load
from evaluation.scoring import alike, count, f1, right


def row(**expect: Any) -> Row:
    asked = expect.pop("asked", None)
    style, register = expect.pop("style", "plain"), expect.pop("register", None)
    return Row(
        "话", style, "somebody", {"kind": None, "category": None, "act": None, "facts": {}, **expect}, asked, register
    )


def reading(**found: Any) -> dict[str, Any]:
    return {"kind": None, "category": None, "act": None, "facts": {}, **found}


MATTER = row(kind="report", category="poor_signal", also=["standard_breach"], fair_kind=["fault", "consult"])


@pytest.mark.parametrize(
    ("found", "strict", "fair"),
    [
        (reading(kind="report", category="poor_signal"), True, True),
        (reading(kind="report", category="standard_breach"), False, True),
        (reading(kind="fault", category="poor_signal"), False, True),
        (reading(kind="consult"), False, True),
        (reading(kind="report", category="fraud"), False, False),
        (reading(kind="query"), False, False),
    ],
)
def test_kind_and_category_of_a_matter_are_both_judged(found: dict[str, Any], strict: bool, fair: bool) -> None:
    assert (right(MATTER, found, fair=False), right(MATTER, found, fair=True)) == (strict, fair)


@pytest.mark.parametrize(
    ("expect", "found", "strict", "fair"),
    [
        ({"act": "deny", "fair_act": ["correct"]}, {"act": "deny"}, True, True),
        ({"act": "deny", "fair_act": ["correct"]}, {"act": "correct"}, False, True),
        ({"act": "deny", "fair_act": [None]}, {}, False, True),
        ({"kind": "consult"}, {"kind": "consult"}, True, True),
        ({"kind": "consult"}, {"act": "greet"}, False, False),
        ({"act": "greet"}, {"kind": "consult"}, False, False),
    ],
)
def test_what_steers_the_talk_is_judged_by_act_or_kind(
    expect: dict[str, Any], found: dict[str, Any], strict: bool, fair: bool
) -> None:
    assert (right(row(**expect), reading(**found), fair=False), right(row(**expect), reading(**found), fair=True)) == (
        strict,
        fair,
    )


def test_an_answer_is_right_when_all_its_facts_are_and_no_other() -> None:
    asked = row(asked="amount", facts={"amount": "94.00"}, fair_facts={"complained": [True]})
    assert right(asked, reading(facts={"amount": "94.00"}), fair=False)
    assert right(asked, reading(facts={"amount": "94.00", "complained": True}), fair=False)
    assert not right(asked, reading(facts={"amount": "49.00"}), fair=True)
    assert not right(asked, reading(facts={"amount": "94.00", "operator": "china_mobile"}), fair=True)


def test_a_wrong_value_is_both_a_false_find_and_a_miss() -> None:
    wanted = row(facts={"amount": "94.00"})
    assert count(wanted, "amount", reading(facts={"amount": "1.00"})) == {"false": 1, "missed": 1}
    assert count(wanted, "operator", reading(facts={"operator": "china_mobile"})) == {"false": 1, "missed": 0}


def test_lists_are_counted_by_their_elements() -> None:
    wanted = row(facts={"demands": ["refund", "fix"]}, fair_facts={"demands": ["explanation"]})
    found = reading(facts={"demands": ["refund", "explanation", "restore"]})
    assert count(wanted, "demands", found) == {"hit": 1, "false": 1, "missed": 1}


def test_evidence_is_compared_by_overlap() -> None:
    assert alike("账单", "十月账单截图")
    assert alike("通话錄音", "通话录音")
    assert not alike("账单", "聊天记录")


def test_f1_of_counts() -> None:
    assert f1({"hit": 9, "false": 1, "missed": 1}) == pytest.approx(0.9)
    assert f1({}) == 1.0
    assert f1({"missed": 3}) == 0.0


def test_a_long_story_counts_for_its_register_too() -> None:
    pairs = [
        (
            row(kind="report", category="fraud", style="long", register="dialect"),
            reading(kind="report", category="fraud"),
        )
    ]
    assert set(figures.by_style(pairs)) == {"long", "dialect"}


def test_fair_alternatives_are_no_confusions() -> None:
    pairs = [(MATTER, reading(kind="report", category=category)) for category in ("standard_breach", "fraud", "fraud")]
    assert figures.confusions(pairs) == [("poor_signal", "fraud", 2)]
    assert figures.matrix(pairs, ["poor_signal", "fraud"]) == [[1, 2, 0], [0, 0, 0]]


def test_asking_is_worth_it_when_one_of_the_two_is_right() -> None:
    def told(first: str, chance: float, second: str, next_chance: float) -> dict[str, Any]:
        return reading(kind="report", category=first, alternatives=[(first, chance), (second, next_chance)])

    pairs = [
        (MATTER, told("poor_signal", 0.9, "fraud", 0.01)),
        (MATTER, told("fraud", 0.9, "poor_signal", 0.01)),
        (MATTER, told("fraud", 0.2, "poor_signal", 0.19)),
        (MATTER, told("fraud", 0.2, "tied_choice", 0.19)),
    ]
    assert asking(pairs) == Asking(1, 1, 1, 1)


def test_the_sets_are_apart_in_their_writers() -> None:
    assert not {one.voice for one in load(DEVELOPMENT)} & {one.voice for one in load(HELD)}
    assert len(load(DEVELOPMENT)) > 900
    assert len(load(HELD)) > 200
