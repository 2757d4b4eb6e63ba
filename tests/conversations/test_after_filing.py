"""Life after the letter: filed, called, solved, asked about it, and coming back."""

import re
from typing import Any

from steps_cases import ANSWERED, NOT_COMPLAINED, TO_THE_LETTER, WAITING


async def _filed(talk: Any) -> None:
    await talk.say(*ANSWERED, *TO_THE_LETTER, "可以", "我已经提交申诉了")


async def test_filing_is_noted_with_its_dates_and_advice(talk: Any) -> None:
    await _filed(talk)
    assert talk.case["status"] == "with_bureau"
    assert "2026年12月1日：受理机构应告知是否受理" in talk.text
    assert "2026年12月24日" in talk.text
    for advice in ("电话畅通", "不要重复提交", "先不要口头答应"):
        assert advice in talk.text
    assert "escalated" in talk.case["marks"]


async def test_a_second_filing_is_warned_of(talk: Any) -> None:
    await _filed(talk)
    await talk.say("我又提交了一份")
    assert "再交一次不会受理" in talk.text


async def test_filing_too_early_is_said(talk: Any) -> None:
    await talk.say(*WAITING, "我已经提交申诉了")
    assert talk.case["status"] == "with_bureau"
    assert "交得早了些" in talk.text


async def test_a_plan_to_file_is_no_filing(talk: Any) -> None:
    await talk.say(*ANSWERED, "我准备提交申诉")
    assert talk.case["status"] == "collecting"


async def test_the_end_is_followed_by_the_five_questions(talk: Any) -> None:
    await _filed(talk)
    await talk.say("已经解决了")
    assert (talk.case["status"], talk.asked) == ("resolved", "followup_attitude")
    await talk.say("一般")
    assert talk.asked == "followup_charged"
    await talk.say("跳过")
    assert talk.asked == "followup_score"
    await talk.say("随便吧")
    assert talk.asked == "followup_score", "a miss is asked once more"
    await talk.say("八分")
    assert talk.asked == "followup_suggestions"
    await talk.say("希望办得快一点")
    assert talk.asked is None
    kept = next(line for line in talk.case["timeline"] if line["event"] == "followup")
    assert {"solved": "yes", "attitude": "fair", "charged": None, "score": 8}.items() <= kept.items()
    assert kept["suggestions"] == "希望办得快一点"


async def test_a_question_about_the_rules_fits_between_them(talk: Any) -> None:
    await _filed(talk)
    await talk.say("已经解决了", "省局最长多少天要给结果")
    assert "30日内答复" in talk.text
    assert talk.asked == "followup_attitude"


async def test_partly_solved_shows_the_ways_that_are_left(talk: Any) -> None:
    await talk.say(*ANSWERED, "只解决了一半")
    assert talk.case["status"] != "resolved"
    await talk.say("不满意", "没收", "3分", "没有")
    assert "还有哪条路可走" in talk.text
    assert talk.asked == "chosen_step"


async def test_not_solved_is_no_end(talk: Any) -> None:
    await talk.say(*ANSWERED, "到现在还没给我解决")
    assert talk.case["status"] == "collecting"
    assert talk.asked == "chosen_step"


async def test_another_matter_after_the_end_is_another_case(talk: Any) -> None:
    await _filed(talk)
    first = talk.case["case_no"]
    await talk.say("已经解决了", "满意", "没有", "10分", "没有")
    await talk.say("我家宽带11月10日起老是断网，打10000报修了三次都没修好")
    assert talk.case["case_no"] != first


async def test_coming_back_after_the_operator_had_it_opens_with_its_answer(talk: Any, new_talk: Any) -> None:
    await talk.say(*NOT_COMPLAINED)
    code = re.search(r"查询码是 (\d{6})", talk.text)
    assert code
    await talk.say("向运营商投诉")
    number = talk.case["case_no"]
    later = new_talk()
    await later.say(f"查案件 {number}", code[1])
    assert later.asked == "complained"
    await later.say("投诉了，11月20号打的10000")
    assert later.case["complained"] is True
    assert later.case["operator_complaint_date"] == "2026-11-20"
    await later.say("答复了，我不满意")
    assert later.case["operator_reply"] == "unsatisfied"


async def test_news_of_the_operators_answer_opens_the_appeal(talk: Any) -> None:
    await talk.say(*WAITING, "向运营商总部反映")
    assert talk.case["status"] == "with_operator"
    await talk.say("运营商答复了，我不满意")
    assert talk.case["operator_reply"] == "unsatisfied"
    assert "现在就可以向监管部门申诉" in talk.text


async def test_without_a_case_the_advice_is_given_all_the_same(talk: Any) -> None:
    await talk.say("我已经提交申诉了")
    assert "电话畅通" in talk.text
    assert not talk.case
