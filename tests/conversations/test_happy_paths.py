"""Talks that go as hoped: from the first sentence to a stored case and a letter."""

from typing import Any

from matters import KNOWN, RICH, TO_LETTER, TO_READ_BACK, TO_VERDICT


def holds(case: dict[str, Any], facts: dict[str, Any]) -> bool:
    return {key: case.get(key) for key in facts} == facts


async def test_a_rich_first_message_is_not_asked_for_again(talk: Any) -> None:
    await talk.say(RICH)
    assert holds(talk.case, KNOWN)
    assert talk.asked == "relation"
    assert talk.text.count("？") == 1, "one question at a time"
    assert "广东省广州市的中国移动" in talk.text, "what was understood is said back"


async def test_what_happens_with_ones_data_is_said_before_the_first_fact(talk: Any) -> None:
    await talk.say(RICH)
    assert "加密保存" in talk.replies[0]["text"] and "删除我的资料" in talk.replies[0]["text"]
    await talk.say("是我本人的")
    assert "加密保存" not in talk.text, "once is enough"


async def test_the_verdict_comes_with_grounds_steps_number_and_code(talk: Any) -> None:
    await talk.say(*TO_VERDICT)
    verdict = talk.card("verdict")
    assert (verdict["verdict"], verdict["latest_filing"]) == ("admissible", "2027-03-08")
    assert "2027年3月8日" in talk.text and "第十条" in talk.text and "广东省通信管理局" in talk.text
    assert talk.case["case_no"] in talk.text and "查询码" in talk.text
    assert talk.case["case_no"].isdecimal() and talk.slot("case_no") == talk.case["case_no"]
    assert talk.asked == "chosen_step"


async def test_the_letter_says_what_was_told_and_nothing_else(talk: Any) -> None:
    await talk.say(*TO_LETTER)
    letter = talk.case["draft"]
    assert talk.asked == "draft_approved" and letter.strip() in talk.text
    for told in ("张三", "13987654321", "广州市天河区体育西路1号", "510620", "13812345678", "94.00元", "2026年10月8日"):
        assert told in letter
    assert "扣费短信截图" in letter and "道歉" in letter
    assert "录音" not in letter, "no evidence that the person does not have"
    assert "和/或" not in letter


async def test_an_approved_letter_is_stored_with_its_links(talk: Any) -> None:
    await talk.say(*TO_LETTER, "可以")
    case = talk.case
    assert case["status"] == "drafted"
    for form in ("txt", "docx", "pdf"):
        assert f"/cases/{case['case_no']}/draft.{form}?token=" in talk.text
    events = [line["event"] for line in case["timeline"]]
    assert events[0] == "opened" and "drafted" in events


async def test_the_slots_of_rasa_mirror_the_case(talk: Any) -> None:
    await talk.say(*TO_READ_BACK)
    assert holds({key: talk.slot(key) for key in KNOWN}, KNOWN)
    assert talk.slot("facts_confirmed") in (None, False)


async def test_each_persons_matter_is_a_case_of_its_own(new_talk: Any) -> None:
    first, second = new_talk(), new_talk()
    await first.say(RICH)
    await second.say("我是河南郑州的联通用户，宽带被多扣了30元")
    assert first.case["case_no"] != second.case["case_no"]
    assert (first.case["operator"], second.case["operator"]) == ("china_mobile", "china_unicom")
