"""The rows of a case's days, and the .ics file read back through a parser."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from bot.calendar_file import calendar_file, deadlines

TODAY = date(2026, 11, 24)
WAITING = {
    "operator": "china_mobile", "province": "广东省", "category": "unknown_charge", "event_date": "2026-09-30",
    "amount": "94.00", "complained": True, "operator_complaint_date": "2026-11-10", "operator_reply": "none",
    "complainant_name": "王小明", "contact_phone": "13800000000",
}  # fmt: skip


def rows(case, filed=None):
    return {row.id: row.day for row in deadlines(case, TODAY, filed)}


def events(content):
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_before_filing_the_reply_the_opening_and_the_last_day_are_told():
    assert rows(WAITING) == {
        "reply_due": date(2026, 11, 25),
        "earliest_filing": date(2026, 11, 26),
        "latest_filing": date(2027, 2, 28),
    }


def test_henan_has_its_own_reply_period():
    assert rows({**WAITING, "province": "河南省"})["reply_due"] == date(2026, 11, 17)


def test_an_answer_ends_the_waiting_and_filing_starts_the_regulators_periods():
    answered = {**WAITING, "operator_reply": "unsatisfied"}
    assert rows(answered) == {"latest_filing": date(2027, 2, 28)}
    assert rows(answered, filed=TODAY) == {"acceptance_decision": date(2026, 12, 1), "final_answer": date(2026, 12, 24)}


def test_an_empty_case_has_no_days():
    assert rows({}) == {} and events(calendar_file({}, TODAY, case_no="26110001")) == {}


def test_rows_stand_in_the_order_of_their_days_each_with_its_article():
    found = deadlines(WAITING, TODAY)
    assert [row.day for row in found] == sorted(row.day for row in found)
    assert all("《电信用户申诉处理办法》" in row.citation and row.note for row in found)


def test_the_file_read_back_has_all_day_events_with_stable_ids_and_two_alarms_each():
    found = events(calendar_file(WAITING, TODAY, case_no="26110001", sequence=3))
    assert set(found) == {f"26110001-{id}@telecom-complaint-assistant" for id in rows(WAITING)}
    for event in found.values():
        assert type(event["DTSTART"].dt) is date
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        assert (int(event["SEQUENCE"]), str(event["STATUS"])) == (3, "CONFIRMED")
        assert len(event.walk("VALARM")) == 2
        assert all(alarm["TRIGGER"].dt for alarm in event.walk("VALARM"))
    reply = found["26110001-reply_due@telecom-complaint-assistant"]
    assert reply["DTSTART"].dt == date(2026, 11, 25) and "26110001" in str(reply["SUMMARY"])


def test_dates_are_written_as_values_of_the_date_type():
    assert b"DTSTART;VALUE=DATE:20261125\r\n" in calendar_file(WAITING, TODAY, case_no="26110001")


def test_lines_end_with_crlf_and_are_folded_at_75_octets_without_cutting_a_character():
    content = calendar_file(WAITING, TODAY, case_no="26110001")
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines) and any(line.startswith(b" ") for line in lines)
    assert all(line.decode("utf-8") is not None for line in lines)


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_a_closed_case_cancels_its_events_under_the_same_ids(status):
    before = events(calendar_file(WAITING, TODAY, case_no="26110001"))
    after = events(calendar_file({**WAITING, "status": status}, TODAY, case_no="26110001", sequence=1))
    assert set(after) == set(before)
    assert all(str(event["STATUS"]) == "CANCELLED" and not event.walk("VALARM") for event in after.values())


def test_a_day_that_no_longer_holds_is_cancelled_and_the_others_stay():
    earlier = deadlines(WAITING, TODAY)
    answered = {**WAITING, "operator_reply": "unsatisfied"}
    found = events(calendar_file(answered, TODAY, case_no="26110001", sequence=1, earlier=earlier))
    status = {uid.split("-")[1].split("@")[0]: str(event["STATUS"]) for uid, event in found.items()}
    assert status == {"reply_due": "CANCELLED", "earliest_filing": "CANCELLED", "latest_filing": "CONFIRMED"}


def test_the_file_tells_nothing_of_the_person():
    text = calendar_file(WAITING, TODAY, case_no="26110001").decode()
    assert not any(word in text for word in ("王小明", "13800000000", "94", "中国移动"))


def test_the_same_case_gives_the_same_file():
    first, second = (calendar_file(WAITING, TODAY, case_no="26110001") for _ in range(2))
    assert first == second


def test_no_day_to_file_is_told_where_waiting_would_outlast_the_window():
    case = {**WAITING, "event_date": "2026-06-25"}
    assert rows(case) == {"reply_due": date(2026, 11, 25), "latest_filing": date(2026, 11, 25)}


@pytest.mark.parametrize("changes", [{"category": "fraud"}, {"settled": True}, {"event_date": "2026-01-05"}])
def test_an_appeal_that_would_not_be_taken_has_no_days(changes):
    assert rows({**WAITING, **changes}) == {}
