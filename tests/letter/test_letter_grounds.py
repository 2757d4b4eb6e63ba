from datetime import date
from decimal import Decimal

import pytest
from letter_samples import CASES, DAY, without

from bot.letter import draft, late_fee, remedies


def cited(case: dict[str, object], on: date = DAY) -> set[str]:
    return {s.id.removeprefix("ground.") for s in draft(case, on).sentences if s.id.startswith("ground.")}


@pytest.mark.parametrize(
    ("category", "grounds"),
    [
        ("forced_service", {"crl9", "crl16", "cc543", "crl_reg10", "henan39_1", "henan30"}),
        ("unknown_charge", {"tr39_fee", "tr33_list", "price41"}),
        ("poor_signal", {"tr30", "tr32", "tr39"}),
        ("misleading_sales", {"crl8", "crl20", "tr40_4", "crl28", "crl26"}),
        ("broadband_degraded", {"tr30", "cc509", "tr57", "tr39", "cc577"}),
        ("unannounced_maintenance", {"spec_72h", "tr35"}),
        ("service_withdrawn", {"spec_30d", "cc577"}),
        ("tied_choice", {"tr40_2", "crl9", "tr74"}),
        ("refused_change", {"tr40_3", "spec_refuse", "notice630"}),
        ("promotion_breach", {"tr40_4", "crl16", "cc577"}),
        ("price_discrimination", {"notice2018", "notice630", "crl10"}),
        ("broken_promise", {"tr40_4", "crl16", "tr39", "tr74"}),
        ("standard_breach", {"tr31", "tr39"}),
        ("number_portability", {"mnp", "tr41_1"}),
        ("wrongful_suspension", {"fraud32", "tr40_3", "tr74"}),
        ("privacy_leak", {"crl29", "pipl48", "pipl69"}),
    ],
)
def test_the_letter_cites_what_fits_the_case_and_nothing_else(category: str, grounds: set[str]) -> None:
    assert cited(CASES[category]) == grounds


def test_a_local_rule_counts_only_in_its_province() -> None:
    elsewhere = {**CASES["forced_service"], "province": "河北省", "city": "保定市"}
    assert not {ground for ground in cited(elsewhere) if ground.startswith("henan")}


def test_triple_compensation_is_cited_only_with_a_document_that_proves_fraud() -> None:
    case = {**CASES["misleading_sales"], "demands": ["三倍赔偿"]}
    assert "crl55" not in cited(case)
    assert "triple_without_proof" in {remark.id for remark in draft(case, DAY).remarks}
    assert "crl55" in cited({**case, "evidence": ["市场监管局行政处罚决定书"]})


def test_the_apology_rests_on_the_regulations_only_where_article_40_was_breached() -> None:
    demands = ["written_apology"]
    assert "tr74" in cited({**CASES["refused_change"], "demands": demands})
    assert "tr74" not in cited({**CASES["unknown_charge"], "demands": demands})


def test_late_installation_and_repair_and_resumption_have_each_their_article() -> None:
    case = CASES["standard_breach"]
    repair = cited({**case, "narrative": "座机坏了，报修五天没人来"})
    resume = cited({**case, "narrative": "欠费已经交清，三天了还没复机"})
    assert "tr32" in repair and "tr31" not in repair and "tr34" not in repair
    assert "tr34" in resume and "tr31" not in resume and "tr32" not in resume


def test_a_law_that_was_not_yet_in_force_is_not_cited() -> None:
    case = {"category": "privacy_leak", "demands": ["compensation"]}
    assert cited(case, date(2021, 10, 31)) == {"crl29", "cc577"}
    assert cited(case, date(2021, 11, 1)) == {"crl29", "pipl69"}


def test_the_conditions_of_an_appeal_are_claimed_only_when_they_are_met() -> None:
    sentence = "符合《电信用户申诉处理办法》第十条规定的申诉条件"
    assert sentence in draft(CASES["poor_signal"], DAY).text
    assert sentence not in draft(without(CASES["poor_signal"], "other_body"), DAY).text
    assert sentence not in draft({**CASES["poor_signal"], "operator_complaint_date": "2026-11-20"}, DAY).text
    assert sentence not in draft({**CASES["unknown_charge"], "event_date": "2026-01-05"}, DAY).text


def test_the_double_refund_is_twice_the_amount_and_put_with_its_condition() -> None:
    text = draft(CASES["unknown_charge"], DAY).text
    assert "退还多收的费用人民币94.00元，“话费误差、双倍返还”的公开服务承诺现行有效的" in text
    assert "共计人民币188.00元" in text
    elsewhere = draft({**CASES["forced_service"], "demands": ["double_refund"], "amount": "0.35"}, DAY)
    assert "共计人民币0.70元" in elsewhere.text
    assert "double_refund_elsewhere" in {remark.id for remark in elsewhere.remarks}


def test_a_refund_within_a_double_refund_is_not_asked_for_twice() -> None:
    case = {**CASES["unknown_charge"], "demands": ["refund", "double_refund"]}
    section = draft(case, DAY).section("demands")
    assert section is not None and len(section.paragraphs) == 2


def test_demands_are_numbered_and_end_as_a_list_does() -> None:
    case = {**CASES["promotion_breach"], "demands": ["我要求补偿10元话费！", "explanation", "要求书面答复。"]}
    section = draft(case, DAY).section("demands")
    assert section is not None
    assert [p.text for p in section.paragraphs[1:]] == [
        "1. 补偿10元话费；", "2. 以书面形式说明上述问题的原因和处理情况；", "3. 书面答复。",
    ]


def test_a_sum_not_yet_paid_is_not_said_to_have_been_taken() -> None:
    text = draft(CASES["misleading_sales"], DAY).text
    assert "退还争议费用人民币300.00元" in text
    assert "已收取" not in text


def test_remedies_carry_their_sum_their_condition_and_their_doubt() -> None:
    found = {remedy.id: remedy for remedy in remedies(CASES["unknown_charge"], DAY)}
    assert found["double_refund"].amount == Decimal("188.00")
    assert not found["double_refund"].certain
    fraud = {remedy.id: remedy for remedy in remedies(CASES["forced_service"], DAY)}["triple_for_fraud"]
    assert fraud.amount == Decimal("500")
    installation = {remedy.id for remedy in remedies(CASES["standard_breach"], DAY)}
    assert "late_installation" in installation


def test_the_late_fee_is_one_percent_a_day() -> None:
    assert late_fee(Decimal("200"), 45) == Decimal("90.00")
    assert late_fee(Decimal("0"), 45) == Decimal("0.00")
