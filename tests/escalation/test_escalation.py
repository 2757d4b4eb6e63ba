"""The steps open on a day, and the conflicts between all ordered pairs of them."""

from datetime import date
from itertools import product

import pytest

from bot.escalation import conflict, conflicts, hotline_script, shut_by, step_ids, steps

TODAY = date(2026, 11, 24)
READY = {
    "operator": "china_mobile", "province": "广东省", "city": "深圳市", "category": "unknown_charge",
    "narrative": "话费里多了一项", "event_date": "2026-09-30", "amount": "94.00", "relation": "self",
    "complained": True, "operator_complaint_date": "2026-10-20", "operator_reply": "unsatisfied",
    "settled": False, "other_body": "none", "demands": ["refund"],
}  # fmt: skip
APPEALS = {"bureau_appeal", "miit_appeal"}
LAST_DAY = date(2027, 2, 28)

# By what is done or planned: the steps that surely meet it, and those where it is not sure. All other pairs are free.
CERTAIN = {
    "operator_complaint": set(),
    "operator_headquarters": set(),
    "bureau_appeal": {"bureau_appeal", "miit_appeal", "consumer_association", "market_regulator_12315", "arbitration",
                      "court", "settlement"},
    "miit_appeal": {"bureau_appeal", "miit_appeal", "consumer_association", "market_regulator_12315", "arbitration",
                    "court", "settlement"},
    "mediation": {"bureau_appeal", "miit_appeal", "consumer_association", "market_regulator_12315", "arbitration",
                  "court", "settlement"},
    "consumer_association": {"bureau_appeal", "miit_appeal", "mediation"},
    "market_regulator_12315": {"bureau_appeal", "miit_appeal", "mediation"},
    "hotline_12345": set(),
    "arbitration": {"bureau_appeal", "miit_appeal", "mediation", "arbitration", "court"},
    "court": {"bureau_appeal", "miit_appeal", "mediation", "arbitration", "court"},
    "settlement": {"bureau_appeal", "miit_appeal", "mediation"},
}  # fmt: skip
DOUBTFUL = {
    "operator_complaint": set(),
    "operator_headquarters": set(),
    "bureau_appeal": {"hotline_12345"},
    "miit_appeal": {"hotline_12345"},
    "mediation": {"hotline_12345"},
    "consumer_association": {"market_regulator_12315", "arbitration", "court", "settlement"},
    "market_regulator_12315": {"consumer_association", "market_regulator_12315", "hotline_12345", "arbitration",
                               "court", "settlement"},
    "hotline_12345": {"bureau_appeal", "miit_appeal", "mediation", "market_regulator_12315", "settlement"},
    "arbitration": {"consumer_association", "market_regulator_12315", "settlement"},
    "court": {"consumer_association", "market_regulator_12315", "settlement"},
    "settlement": {"consumer_association", "market_regulator_12315", "hotline_12345", "arbitration", "court"},
}  # fmt: skip
HEDGES = ("不能肯定", "没有核对", "没有查到", "可能")


def step(id, case, on=TODAY):
    return next(step for step in steps(case, on) if step.id == id)


@pytest.mark.parametrize(("done", "next"), list(product(step_ids(), repeat=2)))
def test_every_ordered_pair_of_steps_is_free_or_warned_of(done, next):
    warning = conflict(done, next)
    expected = True if next in CERTAIN[done] else False if next in DOUBTFUL[done] else None
    assert (warning and warning.certain) == expected
    if warning:
        assert warning.citation and {warning.first, warning.next} == {done, next}
        assert warning.certain or any(hedge in warning.text for hedge in HEDGES)


def test_the_table_of_pairs_names_every_step():
    assert set(CERTAIN) == set(DOUBTFUL) == set(step_ids())


def test_an_unknown_step_is_an_error():
    with pytest.raises(LookupError, match="bureau_appeal"):
        conflict("court", "mayor")


def test_all_three_at_once_of_the_seed_is_warned_of_between_bureau_and_ministry_only():
    found = conflicts(["operator_headquarters", "bureau_appeal", "miit_appeal"])
    assert [(warning.first, warning.next) for warning in found] == [("bureau_appeal", "miit_appeal")]
    assert "第十一条第（三）项" in found[0].text


def test_a_second_filing_of_the_same_appeal_is_warned_of():
    assert conflict("bureau_appeal", "bureau_appeal").kind == "again"


def test_going_to_court_before_the_appeal_is_over_shuts_the_appeal_and_the_other_way_round_it_is_barred():
    assert conflict("bureau_appeal", "court").kind == "would_shut"
    assert conflict("court", "bureau_appeal").kind == "barred"


def test_steps_stand_in_their_order_each_with_script_answer_and_article():
    found = steps(READY, TODAY)
    assert tuple(step.id for step in found) == step_ids()
    assert all(step.title and step.addressee and step.comes_back and step.script and step.citation for step in found)
    assert not any("{{" in field for step in found for field in (step.script, step.comes_back, step.addressee))


@pytest.mark.parametrize(
    ("changes", "status", "opens", "closes"),
    [
        ({}, "open", None, LAST_DAY),
        ({"operator_reply": "none", "operator_complaint_date": "2026-11-10"}, "later", date(2026, 11, 26), LAST_DAY),
        ({"complained": False, "operator_reply": None, "operator_complaint_date": None}, "later", None, LAST_DAY),
        ({"event_date": "2026-06-23"}, "shut", None, date(2026, 11, 23)),
        ({"event_date": "2026-06-24"}, "open", None, date(2026, 11, 24)),
        ({"settled": True}, "shut", None, LAST_DAY),
        ({"relation": None}, "later", None, LAST_DAY),
        ({"other_body": "court"}, "shut", None, LAST_DAY),
        ({"other_body": "appeal_centre"}, "done", None, None),
        ({"status": "with_bureau"}, "done", None, None),
    ],
)  # fmt: skip
def test_the_bureaus_step_opens_and_closes_with_the_admissibility(changes, status, opens, closes):
    found = step("bureau_appeal", {**READY, **changes})
    assert (found.status, found.opens, found.closes) == (status, opens, closes)


def test_a_window_that_ends_before_the_reply_period_is_told_instead_of_a_day_that_comes_too_late():
    case = {**READY, "event_date": "2026-07-05", "operator_reply": "none", "operator_complaint_date": "2026-11-20"}
    found = step("bureau_appeal", case)
    assert (found.status, found.opens, found.closes) == ("later", None, date(2026, 12, 5))
    assert "请催企业在2026年12月5日以前答复" in found.why
    assert step("bureau_appeal", {**case, "event_date": "2026-07-06"}).opens == date(2026, 12, 6)


def test_henans_shorter_reply_period_opens_the_bureau_earlier():
    case = {**READY, "province": "河南省", "operator_reply": "none", "operator_complaint_date": "2026-11-20"}
    assert step("bureau_appeal", case).opens == date(2026, 11, 28)


def test_a_complaint_already_made_is_done_and_headquarters_opens_with_it():
    assert step("operator_complaint", READY).status == "done"
    assert step("operator_headquarters", READY).status == "open"
    fresh = {"operator": "china_mobile", "complained": False}
    assert step("operator_complaint", fresh).status == "open"
    assert step("operator_headquarters", fresh).status == "later"


def test_the_ministry_is_shut_where_the_province_has_a_desk_and_waits_while_it_is_unknown():
    found = step("miit_appeal", READY)
    assert found.status == "shut" and "广东省通信管理局" in found.why
    assert step("miit_appeal", {**READY, "province": None}).status == "later"


def test_another_body_is_warned_of_only_while_there_is_an_appeal_to_lose():
    assert "第十一条第（四）项" in step("consumer_association", READY).warning
    assert step("consumer_association", {**READY, "event_date": "2024-01-01"}).warning == ""


def test_settled_matters_and_courts_shut_what_they_shut():
    court = {**READY, "other_body": "court"}
    assert step("court", court).status == "done"
    assert step("arbitration", court).status == step("mediation", court).status == "shut"
    assert step("settlement", {**READY, "settled": True}).status == "done"


def test_the_court_closes_three_years_after_the_matter_at_the_most_cautious():
    found = step("court", READY)
    assert found.closes == date(2029, 9, 30) and "最保守" in found.why


def test_chongqing_users_are_told_that_their_province_lets_them_go_elsewhere_directly():
    assert "重庆" in step("court", {**READY, "province": "重庆市"}).warning
    assert "重庆" not in step("court", READY).warning


def test_a_matter_outside_telecom_has_one_step_to_its_own_desk():
    found = steps({"category": "device_quality"}, TODAY)
    assert [step.id for step in found] == ["other_desk"] and "12315" in found[0].script


def test_each_step_names_what_it_shuts():
    assert set(shut_by("settlement")) >= APPEALS
    assert set(shut_by("operator_complaint")) == set(shut_by("operator_headquarters")) == set()


def test_the_hotline_script_speaks_of_known_facts_and_asks_for_number_day_and_agent():
    script = hotline_script(READY, TODAY)
    assert "94元" in script and "2026年10月20日" in script and "退还费用" in script
    assert "工单号" in script and "工号" in script and "辛苦" in script


def test_the_hotline_script_invents_nothing_for_an_empty_case():
    script = hotline_script({}, TODAY)
    assert "元" not in script and "已经投诉过" not in script and "我的号码" not in script and "None" not in script
