"""What an event would change: the verdict, the dates, the steps, in one or two sentences."""

from datetime import date

import pytest

from bot.escalation import step_ids
from bot.what_if import AcceptsOffer, GoesTo, OperatorReplies, WaitsUntil, what_if

TODAY = date(2026, 11, 24)
WAITING = {
    "operator": "china_mobile", "province": "广东省", "category": "unknown_charge", "narrative": "多扣了钱",
    "event_date": "2026-09-30", "amount": "94.00", "relation": "self", "complained": True,
    "operator_complaint_date": "2026-11-10", "operator_reply": "none", "settled": False, "other_body": "none",
    "demands": ["refund"],
}  # fmt: skip
FRESH = {**WAITING, "complained": False, "operator_complaint_date": None, "operator_reply": None}
TOMORROW = date(2026, 11, 25)


def outcome(case, event):
    found = what_if(case, event, TODAY)
    assert "{" not in found.text and "None" not in found.text
    return found.after.verdict, found.text


@pytest.mark.parametrize(
    ("event", "verdict", "says"),
    [
        (OperatorReplies(TOMORROW, satisfied=False), "admissible", "就可以申诉，最晚2027年2月28日"),
        (OperatorReplies(TOMORROW, satisfied=True), "inadmissible", "不再受理"),
        (WaitsUntil(TOMORROW), "not_yet", "2026年11月26日起"),
        (WaitsUntil(date(2026, 11, 26)), "admissible", "就可以申诉"),
        (WaitsUntil(date(2027, 2, 28)), "admissible", "就可以申诉"),
        (WaitsUntil(date(2027, 3, 1)), "inadmissible", "过了申诉期限"),
        (AcceptsOffer("50元话费"), "inadmissible", "50元话费"),
        (GoesTo("market_regulator_12315"), "inadmissible", "第十一条第（四）项"),
        (GoesTo("hotline_12345"), "inadmissible", "不能肯定"),
        (GoesTo("consumer_association"), "inadmissible", "不会受理"),
        (GoesTo("court"), "inadmissible", "申请仲裁"),
        (GoesTo("operator_headquarters"), "not_yet", "不受影响"),
        (GoesTo("bureau_appeal"), "not_yet", "2026年11月26日起"),
        (GoesTo("miit_appeal"), "not_yet", "广东省通信管理局"),
        (GoesTo("mediation"), "not_yet", "双方同意"),
    ],
)
def test_an_event_during_the_reply_period_changes_what_it_should(event, verdict, says):
    found, text = outcome(WAITING, event)
    assert found == verdict and says in text


def test_filing_an_open_appeal_says_when_to_expect_an_answer():
    _, text = outcome({**WAITING, "operator_reply": "unsatisfied"}, GoesTo("bureau_appeal"))
    assert "2026年12月1日" in text and "2026年12月24日" in text and "第二份" in text


def test_complaining_today_starts_the_fifteen_days_and_in_henan_five_working_days():
    _, text = outcome(FRESH, GoesTo("operator_complaint"))
    assert "2026年12月9日" in text and "2026年12月10日" in text
    _, text = outcome({**FRESH, "province": "河南省"}, GoesTo("operator_complaint"))
    assert "2026年12月1日" in text and "2026年12月2日" in text


def test_complaining_again_starts_no_new_period():
    found = what_if(WAITING, GoesTo("operator_complaint"), TODAY)
    assert "不另起算" in found.text and found.after.earliest_filing == date(2026, 11, 26)


def test_waiting_longer_than_needed_is_advised_against():
    _, text = outcome({**WAITING, "operator_reply": "unsatisfied"}, WaitsUntil(TOMORROW))
    assert "不用等" in text


def test_with_the_window_passed_nothing_is_lost_elsewhere():
    late = {**WAITING, "event_date": "2026-01-05"}
    for event in (GoesTo("court"), GoesTo("hotline_12345"), AcceptsOffer()):
        assert "没有因此少一条路" in outcome(late, event)[1]


def test_the_steps_that_an_event_shuts_are_named():
    assert "bureau_appeal" in what_if(WAITING, AcceptsOffer(), TODAY).shut
    assert "arbitration" in what_if(WAITING, GoesTo("court"), TODAY).shut
    assert what_if(WAITING, OperatorReplies(TOMORROW, satisfied=False), TODAY).shut == ()


def test_the_case_itself_is_left_as_it_was():
    before = dict(WAITING)
    what_if(WAITING, AcceptsOffer(), TODAY)
    assert before == WAITING


@pytest.mark.parametrize("case", [{}, FRESH, WAITING, {"category": "fraud"}, {"category": "unknown_charge"}])
def test_every_event_has_words_for_every_case(case):
    events = [OperatorReplies(TOMORROW, True), OperatorReplies(TOMORROW, False), WaitsUntil(TOMORROW), AcceptsOffer()]
    for event in [*events, *(GoesTo(step) for step in step_ids())]:
        assert outcome(case, event)[1].endswith("。")


def test_impossible_events_are_errors_that_say_why():
    with pytest.raises(ValueError, match="2026年11月10日"):
        what_if(WAITING, OperatorReplies(date(2026, 11, 9), satisfied=False), TODAY)
    with pytest.raises(ValueError, match="今天"):
        what_if(WAITING, WaitsUntil(date(2026, 11, 23)), TODAY)
    with pytest.raises(LookupError, match="court"):
        what_if(WAITING, GoesTo("mayor"), TODAY)


def test_waiting_that_outlasts_the_window_is_never_told_as_a_way_to_file():
    late = {**WAITING, "event_date": "2026-07-01", "operator_complaint_date": "2026-11-20"}
    text = what_if(late, GoesTo("bureau_appeal"), TODAY).text
    assert "请催运营商在2026年12月1日以前答复" in text
    fresh = {**late, "complained": False, "operator_reply": None, "operator_complaint_date": None}
    assert "那时申诉期限（最晚2026年12月1日）已经过了" in what_if(fresh, GoesTo("operator_complaint"), TODAY).text
