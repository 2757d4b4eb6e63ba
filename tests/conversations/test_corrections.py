"""People put things right at any point, and nothing else changes by it."""

from typing import Any

import pytest
from matters import RICH, TO_LETTER, TO_READ_BACK, TO_VERDICT


@pytest.mark.parametrize(
    ("said", "slot", "value"),
    [
        ("不对，是联通", "operator", "china_unicom"),
        ("不是94，是49元", "amount", "49.00"),
        ("说错了，是深圳", "city", "深圳市"),
        ("不对，是10月9号开的", "event_date", "2026-10-09"),
    ],
)
async def test_a_fact_is_put_right_in_the_middle_of_another_question(
    talk: Any, said: str, slot: str, value: str
) -> None:
    await talk.say(RICH)
    asked, before = talk.asked, talk.case
    await talk.say(said)
    assert talk.case[slot] == value
    changed = {key for key in before if before[key] != talk.case.get(key)}
    assert changed <= {slot, "narrative", "updated_at", "timeline", "marks"}
    assert talk.asked == asked


async def test_another_province_takes_the_city_along(talk: Any) -> None:
    await talk.say(RICH, "不对，是湖南")
    assert talk.case["province"] == "湖南省" and talk.case.get("city") != "广州市"


async def test_a_correction_after_the_verdict_brings_the_new_verdict(talk: Any) -> None:
    await talk.say(*TO_VERDICT, "不对，其实我还没有投诉过")
    if talk.asked == "facts_confirmed":
        await talk.say("都对")
    assert talk.case["complained"] is False
    assert "operator_reply" not in talk.case and "operator_complaint_date" not in talk.case
    assert talk.card("verdict")["verdict"] == "not_yet"


async def test_something_wrong_at_the_read_back_is_asked_for(talk: Any) -> None:
    await talk.say(*TO_READ_BACK, "有不对的")
    assert talk.asked == "facts_confirmed"
    await talk.say("金额是90元")
    assert talk.case["amount"] == "90.00" and talk.asked == "facts_confirmed"


async def test_the_step_before_can_be_taken_back(talk: Any) -> None:
    await talk.say(RICH, "是我本人的", "没有和解", "上一步")
    assert talk.asked == "settled" and "settled" not in talk.case
    await talk.say("已经和解并办完了")
    assert talk.case["settled"] is True


async def test_the_first_question_has_none_before_it(talk: Any) -> None:
    await talk.say(RICH, "上一步")
    assert talk.asked == "relation" and talk.case["operator"] == "china_mobile"


async def test_the_letter_is_changed_by_saying_so(talk: Any) -> None:
    await talk.say(*TO_LETTER, "再加一条书面说明原因")
    assert talk.case["demands"] == ["refund", "written_apology", "explanation"]
    assert "说明" in talk.case["draft"] and talk.asked == "draft_approved"
    await talk.say("删掉第二条")
    assert talk.case["demands"] == ["refund", "explanation"]
    assert "道歉" not in talk.case["draft"]


async def test_an_address_that_was_wrong_is_asked_for_again(talk: Any) -> None:
    await talk.say(*TO_LETTER, "地址写错了")
    assert talk.asked == "address"
    await talk.say("广州市越秀区北京路2号")
    assert talk.asked == "draft_approved"
    assert "北京路2号" in talk.case["draft"] and "体育西路" not in talk.case["draft"]


async def test_earlier_letters_are_kept(talk: Any) -> None:
    from bot.store.cases import store

    await talk.say(*TO_LETTER, "再加一条书面说明原因")
    with store().work() as cases:
        drafts = [draft.text for draft in cases.of_conversation(talk.conversation).drafts]
    assert len(drafts) == 2 and drafts[0] != drafts[1]


async def test_a_fact_is_never_overwritten_by_the_way(talk: Any) -> None:
    await talk.say(RICH, "是我本人的，我朋友是用联通的，他也被扣过50元")
    assert (talk.case["amount"], talk.case["relation"]) == ("94.00", "self")
