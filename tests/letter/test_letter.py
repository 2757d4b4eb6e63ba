import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import CASES, DAY, without

from bot.case import TELECOM_CATEGORIES
from bot.letter import draft, traces

PLACEHOLDERS = re.compile(r"_{2,}|XX|××|和/或|及/或|\{|\}|None|null|待补充|某某")
SECTIONS = ["parties", "matter", "course", "complaint", "basis", "demands", "evidence", "closing"]


def test_every_telecom_category_has_a_sample_and_a_matter_sentence() -> None:
    assert set(CASES) == set(TELECOM_CATEGORIES)
    matters = {next(s.text for s in draft(case, DAY).sentences if s.id == "matter") for case in CASES.values()}
    assert len(matters) == len(TELECOM_CATEGORIES)


@pytest.mark.parametrize("category", CASES)
def test_a_complete_letter_has_all_sections_in_order_and_misses_nothing(category: str) -> None:
    letter = draft(CASES[category], DAY)
    expected = [id for id in SECTIONS if id != "evidence" or CASES[category]["evidence"]]
    assert [section.id for section in letter.sections] == expected
    assert letter.missing == ()
    assert not PLACEHOLDERS.search(letter.text)
    titles = [section.title for section in letter.sections if section.title]
    assert [title[0] for title in titles] == list("一二三四五六七")[: len(titles)]


@pytest.mark.parametrize("category", CASES)
def test_every_fact_of_a_case_is_told_and_traced(category: str) -> None:
    case = CASES[category]
    letter = draft(case, DAY)
    for slot, value in case.items():
        if value == []:
            continue
        assert traces(letter, slot), slot
    for slot in ("complainant_name", "contact_phone", "email", "address", "postcode", "subscriber_number"):
        assert case[slot] in letter.text
    for piece in case["evidence"]:
        assert piece in letter.text


@pytest.mark.parametrize("category", CASES)
def test_a_dropped_fact_takes_its_sentences_along(category: str) -> None:
    case = CASES[category]
    for slot in case:
        letter = draft(without(case, slot), DAY)
        assert traces(letter, slot) == [], slot
        assert not PLACEHOLDERS.search(letter.text), slot
        told = case[slot]
        if slot in ("address", "email", "complainant_name", "operator_complaint_no", "narrative") and told:
            assert told not in letter.text


@settings(max_examples=150, deadline=None)
@given(category=st.sampled_from(sorted(CASES)), data=st.data())
def test_no_sentence_rests_on_a_fact_that_is_not_given(category: str, data: st.DataObject) -> None:
    case = CASES[category]
    dropped = data.draw(st.sets(st.sampled_from(sorted(case))))
    kept = without(case, *dropped)
    letter = draft(kept, DAY)
    for sentence in letter.sentences:
        assert set(sentence.facts) <= {slot for slot, value in kept.items() if value != []}, sentence
    assert not PLACEHOLDERS.search(letter.text)


@pytest.mark.parametrize("category", CASES)
def test_a_case_of_its_category_alone_makes_a_short_honest_letter(category: str) -> None:
    letter = draft({"category": category}, DAY)
    assert {fact for sentence in letter.sentences for fact in sentence.facts} <= {"category"}
    assert letter.missing[:2] == ("operator", "province")
    assert "2026年11月24日" in letter.text


def test_an_empty_case_is_only_the_title_and_the_day() -> None:
    assert draft({}, DAY).text == "电信用户申诉书\n\n2026年11月24日\n"


def test_the_account_is_quoted_word_for_word_as_the_complainants_own() -> None:
    account = "他们 就是耍赖！！扣我94块,你说气人不气人\n第二天又扣"
    letter = draft({"narrative": account}, DAY)
    quotes = [s.text for s in letter.sentences if s.kind == "quote"]
    assert quotes == ["“他们 就是耍赖！！扣我94块,你说气人不气人", "“第二天又扣”"]
    assert "申诉人陈述如下（照录原话）：" in letter.text


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("2026-05-01", "2026年5月1日"),
        ("2026-05-01/2026-05-31", "2026年5月，"),
        ("2026-05-01/2026-05-10", "2026年5月上旬"),
        ("2026-05-11/2026-05-20", "2026年5月中旬"),
        ("2026-02-21/2026-02-28", "2026年2月下旬"),
        ("2026-05-04/2026-05-10", "2026年5月4日至10日"),
        ("2026-05-28/2026-06-03", "2026年5月28日至6月3日"),
        ("2025-12-28/2026-01-03", "2025年12月28日至2026年1月3日"),
        ("2025-01-01/2025-12-31", "2025年"),
    ],
)
def test_dates_and_spans_are_worded_as_people_write_them(span: str, words: str) -> None:
    assert words in draft({"event_date": span}, DAY).text


def test_the_days_without_an_answer_are_counted_only_from_an_exact_day() -> None:
    case = CASES["unknown_charge"]
    assert "距申诉人投诉之日已有35日，超过15日的答复期限。" in draft(case, DAY).text
    vague = draft({**case, "operator_complaint_date": "2026-10-01/2026-10-10"}, DAY).text
    assert "未作出答复，已超过15日的答复期限。" in vague
    assert "距申诉人投诉之日" not in vague


def test_a_reply_period_is_said_to_be_over_only_when_it_is() -> None:
    case = {**CASES["unknown_charge"], "operator_complaint_date": "2026-11-10"}
    assert "距申诉人投诉之日已有14日。" in draft(case, DAY).text
    assert "超过" not in draft({**case, "operator_complaint_date": "2026-11-01/2026-11-10"}, DAY).text
    henan = {**case, "province": "河南省", "operator_complaint_date": "2026-11-16"}
    assert "超过5个工作日的答复期限" in draft(henan, DAY).text


def test_bare_answers_to_our_questions_are_not_quoted() -> None:
    told = "移动没经我同意开了个会员，扣了30元"
    answers = ["是我本人的", "没有和解", "都没有", "11月3日", "投诉过", "答复了，我不满意", "中国移动", "30元"]
    letter = draft({"narrative": "\n".join([told, *answers, "第二天又扣了一回"])}, DAY)
    assert [s.text for s in letter.sentences if s.kind == "quote"] == [f"“{told}", "“第二天又扣了一回”"]


def test_bare_answers_are_quoted_where_nothing_else_was_told() -> None:
    assert "“没有”" in draft({"narrative": "没有"}, DAY).text


def test_an_agents_account_is_not_put_into_the_complainants_mouth() -> None:
    case = {**CASES["unknown_charge"], "relation": "authorised", "agent_name": "李四"}
    assert "代理人代申诉人陈述如下（照录原话）：" in draft(case, DAY).text


def test_quotation_marks_within_the_account_are_single() -> None:
    text = draft({**CASES["unknown_charge"], "narrative": "短信说“上网欠费”就停了"}, DAY).text
    assert "“短信说‘上网欠费’就停了”" in text


def test_someone_who_has_not_complained_yet_is_not_said_to_have() -> None:
    letter = draft({**without(CASES["poor_signal"], "operator_reply"), "complained": False}, DAY)
    assert "提出投诉" not in letter.text
    assert "complained" in letter.missing


def test_no_evidence_is_said_only_when_the_person_said_so() -> None:
    case = CASES["poor_signal"]
    assert draft({**case, "evidence": []}, DAY).section("evidence") is None
    said = draft({**case, "evidence": ["没有"]}, DAY).section("evidence")
    assert said is not None
    assert "没有可随本申诉书提交的证据材料" in said.text


def test_the_letter_goes_to_the_bureau_of_the_province() -> None:
    letter = draft(CASES["poor_signal"], DAY)
    assert "此致\n广东省通信管理局（电信用户申诉受理中心）" in letter.text
    assert letter.section("parties") is not None
    assert "被申诉人：中国联合网络通信有限公司佛山市分公司" in letter.text


def test_an_agent_stands_beside_the_complainant() -> None:
    text = draft(CASES["standard_breach"], DAY).text
    assert "代理人：郭小宁" in text
    assert "郭小宁受申诉人委托，代为提出本申诉。" in text
    assert text.index("申诉人：郭军") < text.index("代理人：郭小宁")
    assert "agent_name" in draft(without(CASES["standard_breach"], "agent_name"), DAY).missing


def test_a_reseller_without_its_name_is_not_named_by_its_kind() -> None:
    letter = draft({"operator": "virtual_operator", "category": "unknown_charge"}, DAY)
    assert "被申诉人：" not in letter.text
    assert "operator_name" in letter.missing


def test_an_uncertain_name_is_told_beside_the_letter_not_in_it() -> None:
    letter = draft(CASES["price_discrimination"], DAY)
    remark = next(remark for remark in letter.remarks if remark.id == "respondent_uncertain")
    assert remark.text
    assert remark.text not in letter.text


def test_text_that_looks_like_a_placeholder_stays_text() -> None:
    letter = draft({"complainant_name": "{money}", "amount": "94.00", "address": "{respondent} 路"}, DAY)
    assert "申诉人：{money}" in letter.text
    assert "通信地址：{respondent} 路" in letter.text


def test_control_characters_and_line_ends_do_not_break_the_form() -> None:
    letter = draft({"complainant_name": "李\n秀\x00兰", "narrative": "一\r\n\x07二\u2028三\u202e四\v五"}, DAY)
    assert "申诉人：李 秀兰" in letter.text
    assert [s.text for s in letter.sentences if s.kind == "quote"] == ["“一", "“二", "“三四", "“五”"]


def test_a_very_long_account_is_kept_whole() -> None:
    account = "".join(f"第{n}次扣费。" for n in range(1000))
    assert account in draft({"narrative": account}, DAY).text


def test_a_bad_value_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="event_date"):
        draft({"event_date": "上周"}, DAY)


def test_the_letter_remembers_its_day_and_the_rules_it_relied_on() -> None:
    letter = draft(CASES["unknown_charge"], DAY)
    assert letter.day == DAY
    rules = {rule.id: rule for rule in letter.rule_versions}
    assert rules["telecom_regulations.39"].in_force == date(2016, 2, 6)
    assert all(rule.confidence == "text_seen" and rule.source for rule in letter.rule_versions)
    for rule in letter.rule_versions:
        assert rule.citation.partition("》")[0] in letter.text


def test_the_respondents_address_is_asked_for_beside_the_draft_never_invented() -> None:
    letter = draft(CASES["unknown_charge"], DAY)
    assert "respondent_address" in {remark.id for remark in letter.remarks}
    assert "被申诉人地址" not in letter.text
