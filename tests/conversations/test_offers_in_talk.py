"""What the operator offers is held against the claim, never taken as accepted."""

from typing import Any

import pytest
from steps_cases import ANSWERED, WAITING


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("他们说退我30块让我撤诉", ["还少64元", "请先兑现、再撤"]),
        ("客服答应送我10G流量算了事", ["不能当退款看", "不是现钱"]),
        ("客服刚来电说退94元，问我同不同意", ["不少于您要的94元"]),
    ],
)
async def test_an_offer_is_compared_warned_of_and_answered(talk: Any, said: str, told: list[str]) -> None:
    await talk.say(*WAITING)
    await talk.say(said)
    for part in told:
        assert part in talk.text
    assert "这件事就算和解了，申诉不再受理" in talk.text
    assert "可以这样回复对方" in talk.text
    assert (talk.case["settled"], talk.case["amount"]) == (False, "94.00")
    assert talk.case["timeline"][-1]["event"] == "offer"


async def test_an_offer_while_waiting_is_an_answer_whose_worth_is_asked(talk: Any) -> None:
    await talk.say(*WAITING)
    await talk.say("他们说退我30块让我撤诉")
    assert talk.asked == "operator_reply"
    await talk.say("答复了，我不满意")
    assert talk.case["operator_reply"] == "unsatisfied"
    assert "现在就可以向监管部门申诉" in talk.text


async def test_an_offer_inside_the_form_lets_it_go_on(talk: Any) -> None:
    await talk.say(*ANSWERED, "向省通信管理局申诉")
    assert talk.asked == "subscriber_number"
    await talk.say("联通让我接受和解，退30元")
    assert "还少36.50元" in talk.text
    assert talk.asked == "subscriber_number"


async def test_an_offer_without_a_matter_is_not_advised_to_be_taken(talk: Any) -> None:
    await talk.say("他们说退我30块让我撤诉")
    assert "我不能接受" in talk.text
    assert talk.asked == "narrative"
    assert not talk.case
