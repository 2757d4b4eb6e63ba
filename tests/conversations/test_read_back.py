"""What was understood is read back, put right by its name, and the verdict on it is told once."""

import asyncio
from typing import Any

import pytest

TOLD = (
    "我是湖北武汉的电信用户，11月3日账单上多扣了66.5元，说不清是什么费用，11月5日打10000投诉，答复说没有问题，我不满意",
    "是我本人的",
    "没有和解",
    "都没有",
)


async def _until_read_back(talk: Any) -> Any:
    await talk.say(*TOLD)
    assert talk.asked == "facts_confirmed"
    return talk


@pytest.mark.parametrize(
    ("said", "slot", "value"),
    [
        ("金额不对，应该是65", "amount", "65.00"),
        ("投诉日期应该是11月6号", "operator_complaint_date", "2026-11-06"),
        ("不是电信，是联通", "operator", "china_unicom"),
        ("日期是11月2日", "event_date", "2026-11-02"),
    ],
)
async def test_a_fact_is_put_right_by_its_name_and_no_other_changes(
    talk: Any, said: str, slot: str, value: str
) -> None:
    await _until_read_back(talk)
    before = dict(talk.case)
    await talk.say(said)
    changed = {key for key, new in talk.case.items() if new != before.get(key)} - {"narrative", "updated_at"}
    assert (talk.case[slot], changed - {"timeline"}) == (value, {slot})
    assert talk.asked == "facts_confirmed"


async def test_only_wrong_is_met_with_which(talk: Any) -> None:
    await _until_read_back(talk)
    await talk.say("有不对的")
    assert "哪一处不对" in talk.text
    assert "我记下的情况是" not in talk.text


async def test_a_fact_said_to_be_wrong_without_its_value_is_asked_anew(talk: Any) -> None:
    await _until_read_back(talk)
    await talk.say("金额不对")
    assert talk.asked == "amount"


async def test_the_verdict_is_told_once_and_again_on_request(talk: Any) -> None:
    await _until_read_back(talk)
    await talk.say("都对")
    assert "逐条对照" in talk.text
    await talk.say("哦")
    assert "逐条对照" not in talk.text
    await talk.say("再说一遍")
    assert "逐条对照" in talk.text


async def test_a_number_stands_for_the_button_in_its_place(talk: Any) -> None:
    await talk.say("账单上多扣了我66.5元，说不清是什么费用")
    assert talk.asked == "operator"
    await talk.say("2")
    assert talk.case["operator"] == "china_unicom"
    assert "中国联通" in talk.case["narrative"], "the narrative holds what the number stood for"


async def test_an_answer_to_another_question_is_noted(talk: Any) -> None:
    await talk.say("账单上多扣了我66.5元，说不清是什么费用")
    await talk.say("在武汉，11月3号扣的")
    assert "记下了" in talk.text
    assert talk.asked == "operator"


async def test_an_answer_with_many_facts_is_said_back(talk: Any) -> None:
    await talk.say("移动扣我钱")
    await talk.say("广州的，11月3号扣了58块，我自己的号，11月5号投诉过，他们说是我自己开的，不退")
    assert "我的理解是" in talk.text and "58元" in talk.text


async def test_a_name_that_holds_a_place_moves_no_case(talk: Any) -> None:
    await _until_read_back(talk)
    for text in ("都对", "直接向通信管理局申诉", "18971234567", "退还多扣的钱", "账单截图"):
        await talk.say(text)
    assert talk.asked == "complainant_name"
    await talk.say("我妈叫陈秀英，我叫周杰")
    assert (talk.case["complainant_name"], talk.case["agent_name"]) == ("陈秀英", "周杰")
    assert talk.case["city"] == "武汉市"


async def test_a_number_sent_at_once_means_a_button_of_the_answer_before_it(new_talk: Any) -> None:
    talk = new_talk()
    *before, last = TOLD
    await talk.say(*before)
    told, number = await asyncio.gather(
        talk.assistant.reply(talk.conversation, last), talk.assistant.reply(talk.conversation, "2")
    )
    assert [button["title"] for reply in told for button in reply.get("buttons") or []] == ["都对", "有不对的"]
    assert number[-1]["response"] == "utter_what_is_wrong"
