"""People ask, sigh, swear and chat in the middle; they are answered, and the question stays open."""

from typing import Any

import pytest
from matters import RICH, SHORT, TO_LETTER, TO_READ_BACK


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("运营商多少天内要答复我？", "15日"),
        ("申诉要收费吗", "不用交钱"),
        ("为什么要问这个", "利害关系"),
        ("重复一遍", "本人名下"),
        ("你好", "接着"),
        ("谢谢你啊", "不客气"),
        ("你是机器人吗", ""),
        ("今天天气怎么样", ""),
        ("asdfghjkl", ""),
        ("气死我了，你们这帮骗子", ""),
    ],
)
async def test_a_digression_is_answered_and_the_question_stays(talk: Any, said: str, answered: str) -> None:
    await talk.say(RICH)
    before = talk.case
    await talk.say(said)
    assert answered in talk.text
    assert talk.asked == "relation"
    assert {key: talk.case[key] for key in ("operator", "amount", "complained")} == {
        key: before[key] for key in ("operator", "amount", "complained")
    }
    await talk.say("是我本人的")
    assert talk.case["relation"] == "self"


async def test_a_question_while_the_letter_waits_leaves_it_as_it_is(talk: Any) -> None:
    await talk.say(*TO_LETTER)
    letter = talk.case["draft"]
    await talk.say("申诉以后多久有结果")
    assert talk.case["draft"] == letter and talk.asked == "draft_approved"


async def test_a_fact_in_answer_to_another_question_is_taken_and_the_question_stays(talk: Any) -> None:
    await talk.say(SHORT)
    asked = talk.asked
    other = "11月3日打10086投诉过了" if asked != "complained" else "扣了我94元"
    await talk.say(other)
    assert talk.case.get("complained") is True or talk.case.get("amount") == "94.00"
    assert talk.asked == asked


async def test_anger_and_sadness_are_met_with_one_sentence(talk: Any) -> None:
    await talk.say("我真的很难过，" + RICH)
    assert "难受" in talk.text or "着急" in talk.text or "生气" in talk.text
    assert talk.case["operator"] == "china_mobile"


async def test_after_misses_the_reason_is_given_and_then_a_way_out(talk: Any) -> None:
    await talk.say(RICH)
    heard = []
    for _ in range(3):
        await talk.say("香蕉苹果橘子")
        heard.append(talk.text)
    assert talk.asked == "relation"
    assert any("利害关系" in text for text in heard) and any("跳过" in text for text in heard)


async def test_a_question_can_be_passed_over(talk: Any) -> None:
    await talk.say(RICH, "跳过")
    assert talk.asked == "settled" and "relation" not in talk.case
    assert "跳过" in talk.text


async def test_a_query_or_a_fault_opens_no_case(new_talk: Any) -> None:
    for said in ("我想查一下这个月话费还剩多少", "我家宽带突然断网了，能不能派人来修一下"):
        talk = new_talk()
        await talk.say(said)
        assert talk.case == {} and talk.asked == "open_case"
        await talk.say("暂时不用")
        assert talk.case == {} and talk.asked is None


async def test_another_sectors_matter_is_led_to_its_desk_without_a_letter(talk: Any) -> None:
    await talk.say("我住的酒店不给退押金，前台说系统坏了")
    assert talk.case["category"] == "other_sector"
    assert "12315" in talk.text and talk.case["draft"] is None
    assert talk.asked is None
    await talk.say(RICH)
    assert talk.case["operator"] == "china_mobile"


async def test_the_letter_can_be_looked_at_before_it_is_done(talk: Any) -> None:
    await talk.say(*TO_READ_BACK, "看看申诉书")
    assert "电信用户申诉书" in talk.text
    assert talk.asked == "facts_confirmed"
