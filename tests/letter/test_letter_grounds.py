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
        ("forced_service", {
            "tr30_choice", "tr40_1", "crl9", "crl10_forced", "cc543", "crl_reg10", "henan39_1", "henan30", "tr74",
        }),
        ("unknown_charge", {"tr39_fee", "tr33_list", "price41"}),
        ("poor_signal", {"tr30", "tr32", "tr39"}),
        ("misleading_sales", {"crl8", "crl20", "tr40_4", "crl28", "crl26", "cc496"}),
        ("broadband_degraded", {"tr30", "cc509", "tr57", "tr39", "cc577"}),
        ("unannounced_maintenance", {"spec_72h", "tr35"}),
        ("service_withdrawn", {"spec_30d", "tr40_3", "cc577", "crl53"}),
        ("tied_choice", {"tr40_2", "tr30_choice", "crl9", "tr74"}),
        ("refused_change", {"tr40_3", "spec_refuse", "notice630"}),
        ("promotion_breach", {"tr40_4", "crl16", "cc577"}),
        ("price_discrimination", {"notice2018", "notice630", "crl10"}),
        ("broken_promise", {"tr40_4", "crl16", "tr39", "tr74"}),
        ("standard_breach", {"tr31", "tr39"}),
        ("number_portability", {"mnp", "tr41_1"}),
        ("wrongful_suspension", {"fraud32", "tr40_3", "tr74"}),
        ("privacy_leak", {"user_info5", "crl29", "pipl48", "pipl69"}),
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
    assert cited(case, date(2021, 10, 31)) == {"user_info5", "crl29", "cc577"}
    assert cited(case, date(2021, 11, 1)) == {"user_info5", "crl29", "pipl69"}


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
        "1. 补偿10元话费；", "2. 以书面形式说明未予兑现的原因；", "3. 书面答复。",
    ]


@pytest.mark.parametrize(
    ("relation", "demand", "worded"),
    [
        ("self", "补偿我200元", "补偿申诉人200元"),
        ("self", "我要求给我妈道歉", "给我妈道歉"),
        ("self", "把我们小区的基站修好", "把我们小区的基站修好"),
        ("authorised", "把我妈的号码改回原来的套餐", "把申诉人的号码改回原来的套餐"),
        ("authorised", "我要求给我们回电", "给我们回电"),
    ],
)
def test_a_demand_speaks_of_the_complainant(relation: str, demand: str, worded: str) -> None:
    section = draft({**CASES["poor_signal"], "relation": relation, "demands": [demand]}, DAY).section("demands")
    assert section is not None and section.paragraphs[1].text == f"1. {worded}。"


def test_a_sum_the_person_named_stands_instead_of_a_reasonable_compensation() -> None:
    section = draft({**CASES["poor_signal"], "demands": ["compensation", "补偿200元"]}, DAY).section("demands")
    assert section is not None
    assert [p.text for p in section.paragraphs[1:]] == ["1. 补偿200元。"]
    assert "cc577" in cited({**CASES["wrongful_suspension"], "demands": ["补偿200元"]})


def test_a_double_refund_elsewhere_is_claimed_only_as_far_as_it_was_promised() -> None:
    text = draft({**CASES["forced_service"], "demands": ["double_refund"]}, DAY).text
    assert "退还争议费用人民币80.00元，被申诉人有双倍返还的公开承诺且适用于本申诉事项的" in text
    telecom = draft({**CASES["unknown_charge"], "operator": "china_telecom"}, DAY).text
    assert "被申诉人公开承诺计费差错双倍返还且现行有效的" in telecom and "“话费误差、双倍返还”" not in telecom


def test_whoever_moved_their_number_is_not_said_to_be_kept_from_moving() -> None:
    case = {**CASES["number_portability"], "narrative": "携入以后不让我办新用户的套餐"}
    assert cited(case) == {"mnp_equal"}


def test_a_number_stopped_by_a_check_is_not_said_to_have_been_in_arrears() -> None:
    case = {**CASES["wrongful_suspension"], "narrative": "实人核验通过了还是不给复机"}
    assert "tr34" not in cited(case) and "fraud32" in cited(case)
    assert "tr34" in cited({**case, "narrative": "欠费当天就交上了，还是停机"})


def demands_of(case: dict[str, object]) -> list[str]:
    section = draft(case, DAY).section("demands")
    return [p.text for p in section.paragraphs[1:]] if section else []


def test_closing_an_account_is_asked_for_as_such_and_once() -> None:
    case = {**CASES["refused_change"], "demands": ["cancel_service", "fix"]}
    assert demands_of({**case, "narrative": "想拆机不给办"}) == ["1. 为申诉人办理拆机手续，停止收取相关费用。"]
    assert demands_of({**case, "narrative": "要销户，叫我回老家"}) == ["1. 为申诉人办理销户手续，停止收取相关费用。"]


def test_a_benefit_and_the_money_back_are_not_claimed_both() -> None:
    case = {**CASES["promotion_breach"], "demands": ["deliver_benefit", "refund"], "amount": "500.00"}
    assert demands_of(case)[1] == "2. 优惠不能兑现的，退还人民币500.00元。"


def test_what_an_agent_promised_one_person_is_no_public_promise() -> None:
    case = {**CASES["broken_promise"], "demands": ["deliver_benefit"]}
    told = {**case, "narrative": "客服10月3日答应返还100元，没到账"}
    assert "tr40_4" not in cited(told) and "cc509" in cited(told)
    assert demands_of(told) == ["1. 按照其对申诉人作出的承诺兑现。"]
    assert "tr40_4" in cited({**told, "narrative": "官网公布慢必赔，客服也答应赔，没赔"})


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
