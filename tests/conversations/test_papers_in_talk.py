"""Steps, scripts, the paste sheet, the dates and earlier versions are handed out when asked for."""

from typing import Any

import pytest
from steps_cases import ANSWERED, NOT_COMPLAINED, TO_THE_LETTER, WAITING


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("第2步怎么办", ["向运营商总部反映", "怎么说、怎么填", "多久有回音", "依据：《电信用户申诉处理办法》第八条"]),
        ("第三步怎么说", ["向省通信管理局申诉（广东省通信管理局", "2026年12月4日起可以"]),
        ("打客服电话我该怎么说", ["客服 10086", "请告诉我工单号"]),
        ("复制粘贴表", ["【企业名称】（19字）", "【申诉内容】（", "/paste.txt?token="]),
        ("日历", ["2026年12月3日：运营商答复期限的最后一天", "2026年12月4日", "2027年3月8日"]),
        ("给我个概要", ["争议金额：94元"]),
    ],
)
async def test_a_paper_is_handed_out_and_the_talk_goes_on(talk: Any, said: str, told: list[str]) -> None:
    await talk.say(*WAITING)
    await talk.say(said)
    for part in told:
        assert part in talk.text
    assert talk.asked == "chosen_step"


async def test_the_verdict_says_for_each_step_when_it_opens_and_what_comes_back(talk: Any) -> None:
    await talk.say(*WAITING)
    assert "1. 向运营商投诉：已经做过" in talk.text
    assert "3. 向省通信管理局申诉：2026年12月4日起可以。收到材料后5个工作日内" in talk.text
    assert talk.card("downloads")["ics"].startswith("/cases/")


async def test_the_step_of_the_operator_comes_with_its_script(talk: Any) -> None:
    await talk.say(*NOT_COMPLAINED)
    await talk.say("就走第1步")
    assert "您好，我要投诉，请帮我记录并生成工单" in talk.text
    assert "涉及金额66.50元" in talk.text
    assert talk.case["status"] == "with_operator"


async def test_a_step_not_open_today_is_explained_instead_of_chosen(talk: Any) -> None:
    await talk.say(*WAITING)
    await talk.say("向省通信管理局申诉")
    assert "2026年12月4日起没有答复就可以申诉" in talk.text
    assert talk.asked == "chosen_step"
    assert "filed" not in {line["event"] for line in talk.case["timeline"]}


async def test_what_changed_in_the_letter_is_marked_and_the_version_before_kept(talk: Any) -> None:
    await talk.say(*ANSWERED, *TO_THE_LETTER)
    assert talk.asked == "draft_approved"
    assert talk.card("letter")["changed"] == []
    await talk.say("再加一条书面道歉")
    assert "改动" in talk.text
    assert any("道歉" in line for line in talk.card("letter")["changed"])
    await talk.say("看上一版")
    assert "上一版（第1版）" in talk.text
    assert "书面道歉" not in talk.replies[0]["text"]
    assert talk.asked == "draft_approved"


async def test_harmful_wording_is_hinted_at_once_before_approval(talk: Any) -> None:
    await talk.say(ANSWERED[0] + "，真是骗子公司", *ANSWERED[1:], *TO_THE_LETTER)
    assert "改一改更容易被采信" in talk.text
    assert "骂人的话对申诉没有帮助" in talk.text
    await talk.say("再加一条书面道歉")
    assert "改一改更容易被采信" not in talk.text


async def test_without_a_matter_there_is_nothing_to_hand_out(talk: Any) -> None:
    await talk.say("第2步怎么办")
    assert talk.asked == "narrative"
    assert not talk.case
