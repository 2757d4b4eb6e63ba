"""Offers are read from pasted text, held against the claim, warned about and answered."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.offers import Offer, install_penalty, judge, parse_offer

TODAY = date(2026, 11, 24)
CHARGED = {
    "operator": "china_mobile", "category": "unknown_charge", "amount": "94.00", "event_date": "2026-09-30",
    "demands": ["double_refund", "written_apology"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("补偿您100元话费", "credit", 100),
        ("给您100话费行不行", "credit", 100),
        ("一张一百元的充值卡", "voucher", 100),
        ("50元充值卡", "voucher", 50),
        ("５０元充值卡", "voucher", 50),
        ("双倍返还", "double_refund", None),
        ("双倍返还188元", "double_refund", 188),
        ("我们向您道歉", "apology", None),
        ("给您免一个月月租", "waive_monthly_fee", None),
        ("送10G流量", "data", None),
        ("退还94元，另补偿20元话费", "cash", 114),
        ("多扣了94元，我们补偿50元", "cash", 50),
        ("每月返10元话费，共6个月", "credit", 60),
        ("合计一百五十元", "cash", 150),
        ("不是50元，是80元", "cash", 80),
        ("189元套餐给您打折，返50元", "cash", 50),
        ("赔您两三百块", "cash", None),
        ("赔九十四块", "cash", 94),
        ("会尽快处理，请耐心等待", "promise", None),
        ("不符合退费规定，不予退费", "refusal", None),
        ("随便", "unclear", None),
        ("", "unclear", None),
    ],
)
def test_an_offer_is_read_from_the_pasted_text(text, kind, amount):
    offer = parse_offer(text)
    assert (offer.kind, offer.amount) == (kind, amount)


def test_a_demand_to_withdraw_and_a_promise_in_writing_are_noticed():
    assert parse_offer("您先撤诉，我们赔200元").withdraw
    assert parse_offer("书面道歉").in_writing and not parse_offer("道歉").in_writing


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    assert judge(parse_offer(text), CHARGED, TODAY).reply


@pytest.mark.parametrize(
    ("text", "verdict", "suggested"),
    [
        ("50元充值卡", "below", "counter"),
        ("94元退款", "partial", "counter"),
        ("100元充值卡", "partial", "counter"),
        ("187.99元退款", "partial", "counter"),
        ("188元退款", "covers", "counter"),
        ("188元退款并书面道歉", "covers", "accept"),
        ("双倍返还并书面道歉", "covers", "accept"),
        ("向您道歉", "not_money", "counter"),
        ("给您退款", "no_amount", "counter"),
        ("不予退费", "refusal", "decline"),
        ("会处理的", "promise", "decline"),
    ],
)
def test_an_offer_is_held_against_the_doubled_claim_of_the_seed(text, verdict, suggested):
    found = judge(parse_offer(text), CHARGED, TODAY)
    assert (found.verdict, found.suggested, found.claim) == (verdict, suggested, Decimal(188))


def test_without_the_demand_for_double_the_claim_is_the_sum_itself():
    case = {**CHARGED, "demands": ["refund"]}
    found = judge(parse_offer("94元退款"), case, TODAY)
    assert (found.verdict, found.suggested, found.claim) == ("covers", "accept", Decimal(94))
    assert "double_refund" not in {entry.id for entry in found.entitled}


def test_the_doubled_sum_is_told_as_an_uncertain_promise():
    found = judge(parse_offer("100元话费"), CHARGED, TODAY)
    doubled = next(entry for entry in found.entitled if entry.id == "double_refund")
    assert (doubled.amount, doubled.certain) == (Decimal(188), False)
    assert any("不能确定" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("amount", "tripled"),
    [("94.00", 500), ("166.66", 500), ("166.67", Decimal("500.01")), ("200.00", 600)],
)
def test_three_times_is_at_least_500_and_only_where_fraud_can_be_meant(amount, tripled):
    case = {"category": "misleading_sales", "amount": amount, "event_date": "2026-09-30"}
    found = {entry.id: entry for entry in judge(parse_offer("10元"), case, TODAY).entitled}
    assert found["triple_for_fraud"].amount == tripled and "欺诈" in found["triple_for_fraud"].condition
    plain = judge(parse_offer("10元"), CHARGED, TODAY).entitled
    assert "triple_for_fraud" not in {entry.id for entry in plain}


def test_late_installation_costs_one_percent_of_the_fee_a_day():
    assert install_penalty(Decimal("100"), 10) == Decimal("10.00")
    assert install_penalty(Decimal("0"), 10) == install_penalty(Decimal("100"), -1) == 0


def test_accepting_is_warned_to_end_the_appeal_and_the_clock_runs_on():
    warnings = "".join(judge(parse_offer("100元话费"), CHARGED, TODAY).warnings)
    assert "第十一条第（二）项" in warnings and "2027年2月28日" in warnings and "短信" in warnings


def test_withdrawing_first_is_warned_of_and_held_back_in_the_answer():
    found = judge(parse_offer("您先撤诉，给您188元退款"), CHARGED, TODAY)
    assert any("先兑现" in warning for warning in found.warnings) and "兑现以后再撤" in found.replies["accept"]


def test_once_the_window_has_passed_an_offer_is_not_to_be_thrown_away():
    found = judge(parse_offer("50元话费"), {**CHARGED, "event_date": "2026-01-05"}, TODAY)
    assert any("已经过了" in warning for warning in found.warnings)


def test_a_refusal_is_not_warned_to_end_the_appeal():
    assert not any("和解" in warning for warning in judge(parse_offer("拒绝退费"), CHARGED, TODAY).warnings)


def test_credit_and_vouchers_are_told_to_be_no_cash():
    assert "不是现钱" in judge(parse_offer("100元充值卡"), CHARGED, TODAY).text
    assert "不是现钱" not in judge(parse_offer("100元退款"), CHARGED, TODAY).text


@pytest.mark.parametrize("case", [{}, {"category": "poor_signal", "demands": ["fix", "自己写的要求"]}, CHARGED])
@pytest.mark.parametrize("text", ["100元话费", "道歉", "不赔", "上门维修"])
def test_every_answer_is_complete_for_every_case(case, text):
    found = judge(parse_offer(text), case, TODAY)
    assert not any("{" in said or "None" in said for said in (*found.replies.values(), *found.warnings, found.text))
    assert found.suggested in found.replies


def test_a_repair_answers_the_demand_for_one():
    found = judge(Offer("fix", kinds=("fix",)), {"category": "poor_signal", "demands": ["fix"]}, TODAY)
    assert (found.verdict, found.open_demands, found.suggested) == ("no_claim", (), "accept")


def test_the_counter_names_the_demands_and_a_day_for_the_answer():
    reply = judge(parse_offer("50元话费"), CHARGED, TODAY).reply
    assert "1. 双倍返还误收的费用；2. 书面道歉" in reply and "2026年11月27日" in reply
