"""Questions about the rules through the trained model: the right topic, the article and its day, inside a form too."""

from typing import Any

import pytest
from steps_cases import WAITING

QUESTIONS = {
    "收费的事多久之内必须去申诉": "filing_window fee_window",
    "五个月从哪天开始数，是从我发现那天吗": "window_start",
    "最后一天赶上国庆放假怎么算": "deadline_holiday",
    "运营商多久必须给我回话": "reply_period",
    "不是要等15个工作日吗": "reply_period",
    "48小时就能投诉": "reply_48h",
    "听人说48小时不回就能去告": "reply_48h",
    "河南是不是有自己的规定，答复要快一点": "local_reply_period",
    "交上去以后几天告诉我受不受理": "acceptance_decision",
    "省局最长多少天要给结果": "final_answer",
    "什么样的问题可以申诉": "accepted_matters",
    "哪些情况人家不收": "refused_matters",
    "不找客服直接申诉行不行": "operator_first",
    "应该往哪个单位递材料": "where_to_file",
    "部里和省里到底归谁管": "miit_or_bureau",
    "网上说要同时投三个地方对不对": "three_at_once",
    "打过12315还能申诉不": "after_12315",
    "12345已经登记了，通管局还收吗": "after_12345",
    "申诉会不会被运营商报复停我号": "safety",
    "办这个要不要交钱": "cost",
    "要准备什么材料": "materials",
    "电信客服电话是多少": "operator_hotlines",
    "12300还打得通吗": "hotline_12300",
    "12381是干啥的": "hotline_12381",
    "移动集团的升级投诉电话是多少": "headquarters_lines",
    "宽带坏了几天之内必须修好": "repair_limits",
    "新装宽带最晚多少天要装好": "installation_limits",
    "交了欠费多久给复机": "resume_limits",
    "检修断网要不要提前通知我们": "maintenance_notice",
    "停掉一个业务要提前多久说": "service_end_notice",
    "跟他们私下谈好了还能申诉吗": "settling",
    "我想撤回申诉怎么办": "withdrawal",
    "多扣的钱能要双倍吗": "double_refund",
    "能不能要求三倍赔偿": "triple_compensation",
    "装机晚了有违约金没有": "late_install_penalty",
    "话单能保存几个月": "billing_records",
    "打详单要钱吗": "free_bill_detail",
    "可以去法院告吗": "court",
    "调解是怎么回事": "mediation",
    "我说的这些你们会泄露吗": "our_privacy",
    "能替我爸妈申诉吗": "acting_for_other",
    "携号转网要满足啥条件": "porting_conditions",
    "合约没到期违约金怎么算": "termination_fee",
    "因为反诈把我号停了合法吗": "antifraud_suspension",
    "欠多久会被停机": "arrears_suspension",
    "老用户不能办新用户的套餐合理吗": "same_rights_old_users",
    "怎么查申诉办到哪了": "progress",
    "有陌生人打来说处理申诉是真的吗": "unknown_caller",
    "才几块钱也能申诉吗": "small_sum",
    "偷偷录音能当证据吗": "recording_evidence",
}
MISSES_ALLOWED = 3  # of fifty; which sentence is missed shifts with every training


@pytest.mark.parametrize("asked", [None, "other_body", "address"])
async def test_fifty_questions_find_their_answer(assistant: Any, asked: str | None) -> None:
    missed = []
    for question, topics in QUESTIONS.items():
        reading = (await assistant.parse(question, asked))["reading"]
        if reading["intent"] != "consult" or reading["topic"] not in topics.split():
            missed.append((question, reading["intent"], reading["topic"]))
    assert len(missed) <= MISSES_ALLOWED, missed


@pytest.mark.parametrize(
    ("belief", "put_right"),
    [
        ("不是要等15个工作日吗", ["15日内答复", "已经废止", "《电信用户申诉处理办法》第八条", "2016年7月30日起"]),
        ("48小时就能投诉", ["不是", "服务承诺，不是法定期限"]),
        ("网上说要同时投三个地方对不对", ["现在不要这样做"]),
    ],
)
async def test_a_wrong_belief_is_put_right_inside_the_form(talk: Any, belief: str, put_right: list[str]) -> None:
    await talk.say(*WAITING[:2])
    asked = talk.asked
    await talk.say(belief)
    for part in put_right:
        assert part in talk.text
    assert talk.asked == asked


async def test_the_welcome_greets_by_the_calendar(talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import settings

    monkeypatch.setenv("TODAY", "2026-10-01")
    settings.settings.cache_clear()
    await talk.say("你好")
    assert talk.text.startswith("国庆节快乐！")


async def test_marks_are_kept_with_the_case(talk: Any) -> None:
    await talk.say("我们整个小区的电信宽带11月10日起都断网，打10000投诉过三次了，一直没人管，要找记者曝光")
    assert {"repeated", "batch", "major"} <= set(talk.case["marks"])
    assert any(line["event"] == "marked" for line in talk.case["timeline"])


async def test_the_marks_are_shown_in_words(talk: Any, capsys: pytest.CaptureFixture[str]) -> None:
    from bot.commands import cases

    await talk.say("电信宽带11月10日起断网，打10000投诉过三次了，一直没人管")
    assert cases.main(["show", talk.case["case_no"]]) == 0
    assert "标记：待定、重复" in capsys.readouterr().out
