"""What would change if: asked at any point, answered for this case, and the open question comes again."""

from typing import Any

import pytest
from steps_cases import WAITING


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("如果运营商明天答复呢", ["2026年11月25日答复了而您不满意，不用再等", "而您满意，申诉就不再受理"]),
        ("要是他们一直不理我呢", ["等到2026年12月4日，就可以申诉", "最晚2027年3月8日"]),
        ("要是我先去12315会怎样", ["申诉就不会受理了", "第十一条第（四）项"]),
        ("如果我收下50元话费", ["收下50元话费并且兑现了，就算和解并执行", "第十一条第（二）项"]),
        ("等到下个月再申诉行吗", ["等到2026年12月1日"]),
        ("过了明年4月再申诉来得及吗", ["过了申诉期限（最晚2027年3月8日）"]),
    ],
)
async def test_a_supposition_is_weighed_for_the_case_and_the_talk_goes_on(
    talk: Any, said: str, told: list[str]
) -> None:
    await talk.say(*WAITING)
    facts = {key: value for key, value in talk.case.items() if key not in {"timeline", "updated_at"}}
    await talk.say(said)
    for part in told:
        assert part in talk.text
    assert talk.asked == "chosen_step"
    assert "逐条对照" not in talk.text
    after = {key: value for key, value in talk.case.items() if key not in {"timeline", "updated_at"}}
    assert after == facts, "what is supposed is no fact"


async def test_a_supposition_inside_the_form_does_not_disturb_it(talk: Any) -> None:
    await talk.say(*WAITING[:2])
    assert talk.asked == "settled"
    await talk.say("如果运营商明天答复呢")
    assert "2026年11月25日" in talk.text
    assert talk.asked == "settled"


async def test_without_a_case_there_is_a_general_answer(talk: Any) -> None:
    await talk.say("如果运营商明天答复呢")
    assert "15日内答复" in talk.text
    assert talk.asked == "narrative"
    assert not talk.case


async def test_all_three_at_once_is_warned_of_once(talk: Any) -> None:
    await talk.say(*WAITING)
    await talk.say("我想同时投诉总公司、省局和工信部")
    assert "三处投诉" in talk.text
    assert "广东省通信管理局" in talk.text
    assert talk.asked == "plan_confirmed"
    await talk.say("先不这样做")
    assert talk.asked == "chosen_step"
    await talk.say("我想同时投诉总公司、省局和工信部")
    assert "三处投诉" in talk.text
    assert talk.asked == "chosen_step", "asked once, not twice"


async def test_a_plan_inside_the_story_is_warned_of(talk: Any) -> None:
    await talk.say(WAITING[0] + "，准备总公司、省局、工信部同时投诉")
    assert "三处投诉" in talk.text
    assert talk.case["operator_complaint_date"] == "2026-11-18"


async def test_a_step_that_shuts_the_appeal_is_the_persons_to_decide(talk: Any) -> None:
    await talk.say(*WAITING)
    await talk.say("先打12315")
    assert "申诉就不会受理了" in talk.text
    assert talk.asked == "plan_confirmed"
    await talk.say("还是这样做")
    assert "请先告诉我登记以后是不是就算受理" in talk.text
    assert talk.case["other_body"] == "none", "planned is not done"
    assert {"event": "planned", "steps": ["market_regulator_12315"]}.items() <= talk.case["timeline"][-1].items()
    assert talk.asked == "chosen_step"


async def test_an_agency_told_already_changes_the_facts_and_is_no_certain_end(talk: Any) -> None:
    await talk.say(*WAITING)
    await talk.say("我已经打了12345，他们登记了")
    assert talk.case["other_body"] == "other_agency"
    assert "不能肯定" in talk.text
