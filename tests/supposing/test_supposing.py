"""What people suppose or plan is read as the events that the what-if reckons with."""

from datetime import date

import pytest

from bot.step_names import named_steps
from bot.supposing import suppose, together
from bot.what_if import AcceptsOffer, GoesTo, OperatorReplies, WaitsUntil

TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "events"),
    [
        ("如果运营商明天答复呢", (OperatorReplies(TOMORROW, False), OperatorReplies(TOMORROW, True))),
        ("万一联通下周答复了我不满意", (OperatorReplies(date(2026, 11, 30), False),)),
        ("要是客服回复了我也满意呢", (OperatorReplies(TODAY, True),)),
        ("要是我先去12315会怎样", (GoesTo("market_regulator_12315"),)),
        ("如果我直接找工信部呢", (GoesTo("miit_appeal"),)),
        ("要是再投诉一次移动呢", (GoesTo("operator_complaint"),)),
        ("去12315投诉移动会不会影响", (GoesTo("market_regulator_12315"),)),
        ("如果我收下50元话费", (AcceptsOffer("50元话费"),)),
        ("假如我同意和解呢", (AcceptsOffer(""),)),
        ("等到下个月再申诉行吗", (WaitsUntil(date(2026, 12, 1)),)),
        ("过完年再申诉来得及吗", (WaitsUntil(date(2027, 2, 20)),)),
    ],
)
def test_a_supposition_is_read(said: str, events: tuple[object, ...]) -> None:
    found = suppose(said, TODAY)
    assert (found.events, found.planned) == (events, False)


@pytest.mark.parametrize("said", ["要是他们一直不理我呢", "如果到期还没答复怎么样", "万一移动不给回复的话"])
def test_silence_is_a_supposition_of_its_own(said: str) -> None:
    assert suppose(said, TODAY).silent


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ("我想同时投诉总公司、省局和工信部", {"operator_headquarters", "bureau_appeal", "miit_appeal"}),
        ("我打算先去法院起诉", {"court"}),
        ("我先打12345", {"hotline_12345"}),
    ],
)
def test_a_plan_is_no_question(said: str, steps: set[str]) -> None:
    found = suppose(said, TODAY)
    assert (set(found.steps), found.planned) == (steps, True)


@pytest.mark.parametrize("said", ["今天天气不错", "再说", ""])
def test_nothing_is_read_into_other_words(said: str) -> None:
    assert not suppose(said, TODAY).clear


def test_a_telephone_number_names_no_hotline() -> None:
    assert named_steps("18971234567") == ()
    assert named_steps("打12345和10086") == ("hotline_12345", "operator_complaint")


def test_only_several_steps_side_by_side_are_together() -> None:
    assert set(together("扣了我94元，准备总公司和工信部同时投诉")) == {"operator_headquarters", "miit_appeal"}
    assert together("我10号打10086投诉了，工信部让我再等等") == ()
    assert together("一起去12315") == ()
