"""Every topic renders for several cases, cites its articles, hedges what is doubtful, and puts wrong beliefs right."""

import re
from datetime import date

import pytest

from bot.questions import answer, topics
from bot.rulebook import articles, load

TODAY = date(2026, 11, 24)
CASES = {
    "empty": {},
    "henan": {"operator": "china_mobile", "province": "河南省", "city": "郑州市", "category": "unknown_charge",
              "event_date": "2026-09-30", "amount": "94.00", "complained": True, "demands": ["double_refund"],
              "operator_complaint_date": "2026-11-20", "operator_reply": "none", "relation": "self"},
    "reseller": {"operator": "virtual_operator", "operator_name": "蜗牛移动", "province": "江苏省",
                 "category": "refused_change", "event_date": "2026-05-01/2026-05-31", "relation": "other"},
    "chongqing": {"operator": "china_broadnet", "province": "重庆市", "category": "poor_signal",
                  "event_date": "2024-01-01", "complained": True, "operator_reply": "unsatisfied",
                  "other_body": "other_agency"},
    "outside": {"category": "fraud"},
}  # fmt: skip
TOPICS = (
    "filing_window", "fee_window", "window_start", "deadline_holiday", "reply_period", "reply_48h",
    "local_reply_period", "acceptance_decision", "final_answer", "accepted_matters", "refused_matters",
    "operator_first", "where_to_file", "miit_or_bureau", "three_at_once", "after_12315", "after_12345",
    "safety", "cost", "materials", "form_fields", "respondent_name", "operator_hotlines", "hotline_12300",
    "hotline_12381", "headquarters_lines", "repair_limits", "installation_limits", "resume_limits",
    "maintenance_notice", "service_end_notice", "settling", "withdrawal", "double_refund",
    "triple_compensation", "late_install_penalty", "billing_records", "free_bill_detail", "abnormal_fee",
    "court", "mediation", "our_privacy", "acting_for_other", "porting_conditions", "porting_steps",
    "termination_fee", "antifraud_suspension", "arrears_suspension", "same_rights_old_users",
    "virtual_operators", "resubmission", "progress", "unknown_caller", "small_sum", "recording_evidence",
    "written_apology", "appeal_or_complaint", "online_entrance", "what_can_you_do", "after_filing",
)  # fmt: skip
HEDGES = ("为准", "没有查到", "不能肯定", "没有核实", "没有逐一查到", "未逐字核对", "据说", "可能", "没有核对")


def test_the_sixty_topics_are_all_there():
    assert topics() == tuple(TOPICS) and len(TOPICS) == 60


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_a_plain_answer_for_every_case(topic, case):
    found = answer(topic, case, TODAY)
    assert 2 <= len(re.findall("[。；]", found.text)) <= 11 and len(found.text) <= 330
    assert not re.search(r"\{|\}|None|Undefined|\s\s|，。|。。", found.text)
    assert found.citations and all("起施行" in cited or topic in ALSO for cited in found.citations)


ALSO = {topic for topic, entry in load("questions")["topics"].items() if entry.get("also")}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_doubtful_answer_says_so_in_its_own_words(topic):
    for case in CASES.values():
        found = answer(topic, case, TODAY)
        assert not found.doubtful or any(hedge in found.text for hedge in HEDGES), topic


@pytest.mark.parametrize("topic", TOPICS)
def test_every_citation_is_an_article_of_the_rule_book(topic):
    known = set(articles()) | set(load("laws")["laws"])
    assert set(load("questions")["topics"][topic]["cites"]) <= known


@pytest.mark.parametrize("topic", TOPICS)
def test_no_limit_is_typed_into_an_answer(topic):
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", load("questions")["topics"][topic]["text"])
    typed = re.findall(r"\d+(?:个工作日|日内|小时|个月|%|‰|倍)", text)
    assert typed == []


@pytest.mark.parametrize("name", load("questions")["figures"])
def test_every_figure_names_its_source_and_confidence(name):
    figure = load("questions")["figures"][name]
    assert figure["source"] and figure["confidence"] in ("text_seen", "from_memory", "doubtful")
    assert ("see" in figure) != ("value" in figure)
    assert figure.get("cite", "appeal_measures") in set(articles()) | set(load("laws")["laws"])


def test_no_figure_lies_unused():
    texts = "".join(entry["text"] for entry in load("questions")["topics"].values()) + str(load("steps"))
    assert [name for name in load("questions")["figures"] if f"n.{name}" not in texts] == []


@pytest.mark.parametrize(
    ("topic", "says"),
    [
        ("reply_period", ["日历日", "“15个工作日”", "废止", "15日内"]),
        ("reply_48h", ["不是", "48小时", "承诺", "15日"]),
        ("three_at_once", ["不要", "不再受理", "总公司"]),
        ("miit_or_bureau", ["省通信管理局", "没有申诉机构"]),
        ("double_refund", ["不是法律规定", "94元就是188元"]),
        ("triple_compensation", ["证明是欺诈", "3倍", "500元"]),
        ("late_install_penalty", ["1%", "10元"]),
        ("hotline_12300", ["不一定打得通", "12381"]),
        ("operator_first", ["先向运营商投诉", "12345"]),
        ("window_start", ["不是从发现"]),
        ("billing_records", ["5个月", "6个月", "没有写"]),
        ("small_sum", ["一块钱"]),
        ("written_apology", ["没有说必须书面"]),
        ("same_rights_old_users", ["不换号"]),
        ("repair_limits", ["48小时", "72小时", "月租"]),
        ("maintenance_notice", ["72小时"]),
        ("abnormal_fee", ["5倍"]),
        ("acting_for_other", ["本人", "委托书"]),
    ],
)
def test_a_wrong_belief_is_put_right(topic, says):
    text = answer(topic, {}, TODAY).text
    assert [words for words in says if words not in text] == []


def test_answers_speak_of_the_case_at_hand():
    henan = CASES["henan"]
    assert "2027年2月28日" in answer("filing_window", henan, TODAY).text
    assert "5个工作日" in answer("reply_period", henan, TODAY).text
    assert "2026年11月27日" in answer("reply_period", henan, TODAY).text
    assert "河南省通信管理局" in answer("where_to_file", henan, TODAY).text
    assert "中国移动通信集团河南有限公司郑州分公司" in answer("respondent_name", henan, TODAY).text
    assert "10086" in answer("operator_hotlines", henan, TODAY).text


def test_a_reply_period_is_told_as_running_up_to_its_last_day_and_as_over_from_the_next():
    henan = CASES["henan"]
    assert "2026年11月28日还没有答复" in answer("reply_period", henan, date(2026, 11, 27)).text
    assert "现在就可以申诉" in answer("reply_period", henan, date(2026, 11, 28)).text


def test_a_window_that_has_passed_is_told():
    assert "已经过了" in answer("filing_window", {**CASES["henan"], "event_date": "2026-01-05"}, TODAY).text


def test_before_the_measures_of_2016_the_reply_period_was_fifteen_working_days():
    text = answer("reply_period", {}, date(2015, 3, 1)).text
    assert "在这一天" in text and "15个工作日" in text and "废止" not in text


def test_a_provinces_law_is_cited_only_where_the_answer_speaks_of_the_province():
    assert "河南" not in "".join(answer("final_answer", CASES["chongqing"], TODAY).citations)
    assert "《河南省电信条例》第三十八条" in "".join(answer("final_answer", CASES["henan"], TODAY).citations)


def test_numbers_that_others_took_over_are_told():
    text = answer("operator_hotlines", {}, TODAY).text
    assert "10060（原中国网通）改打10010" in text and "10050（原中国铁通）改打10086" in text


def test_nothing_is_listed_as_missing_before_a_matter_is_told():
    assert "还缺" not in answer("materials", {}, TODAY).text
    assert "还缺" in answer("materials", CASES["henan"], TODAY).text


def test_an_unknown_topic_is_an_error():
    with pytest.raises(LookupError, match="filing_window"):
        answer("weather", {}, TODAY)
