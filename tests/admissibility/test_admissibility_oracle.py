"""The check held against a second, naive reading of its rules: each span day by day, each limit counted by hand."""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from chinese_calendar import is_workday

from bot.admissibility import assess

DAY = timedelta(days=1)
TODAY = date(2026, 11, 24)
NEW_MEASURES, HENAN_RULES = date(2016, 7, 30), date(2021, 1, 1)
TELECOM = (
    "forced_service", "unknown_charge", "poor_signal", "misleading_sales", "broadband_degraded",
    "unannounced_maintenance", "service_withdrawn", "tied_choice", "refused_change", "promotion_breach",
    "price_discrimination", "broken_promise", "standard_breach", "number_portability", "wrongful_suspension",
    "privacy_leak",
)  # fmt: skip
ELSEWHERE = ("spam_or_harassment", "fraud", "device_quality", "insurance_or_bank", "other_sector")

# The State Council's holiday plan for 2026: free days, and the weekend days on which people work instead.
FREE_2026 = [
    (date(2026, 1, 1), 3), (date(2026, 2, 15), 9), (date(2026, 4, 4), 3), (date(2026, 5, 1), 5),
    (date(2026, 6, 19), 3), (date(2026, 9, 25), 3), (date(2026, 10, 1), 7),
]  # fmt: skip
WORKED_2026 = {(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)}
_FREE = {first + n * DAY for first, length in FREE_2026 for n in range(length)}


def works(day: date) -> bool:
    if day.year == 2026:
        return (day.month, day.day) in WORKED_2026 or (day.isoweekday() <= 5 and day not in _FREE)
    if 2004 <= day.year < 2026:
        return bool(is_workday(day))
    return day.isoweekday() <= 5


def working_days_after(day: date, count: int) -> date:
    while count:
        day += DAY
        count -= works(day)
    return day


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def reply_due(complained: date, on: date, province: str | None) -> date:
    due = complained + 15 * DAY if on >= NEW_MEASURES else working_days_after(complained, 15)
    if province == "河南省" and on >= HENAN_RULES:
        due = min(due, working_days_after(complained, 5))
    return due


def each_day(text: str, on: date) -> list[date]:
    first, _, last = text.partition("/")
    start, end = date.fromisoformat(first), min(date.fromisoformat(last or first), on)
    return [start + n * DAY for n in range((end - start).days + 1)]


def of_all(hits: Iterator[bool]) -> str:
    found = set(hits)
    return "unknown" if len(found) == 2 else "hit" if found == {True} else "clear"


def given(value: Any) -> bool:
    return value not in (None, "", [])


class Reading:
    """A case read by the rules' words, one attribute or method for each of them."""

    def __init__(self, case: dict[str, Any], on: date) -> None:
        self.case, self.on = {key: value for key, value in case.items() if given(value)}, on
        self.replied = self.case.get("operator_reply") in ("satisfied", "unsatisfied")
        self.complained = True if self.replied else self.case.get("complained")

    def months(self) -> int | None:
        category = self.case.get("category")
        if category is None:
            return None
        money = float(self.case.get("amount", "0")) > 0
        money = money or bool({"refund", "double_refund"} & set(self.case.get("demands", [])))
        fee = category == "unknown_charge" or (category in ("forced_service", "misleading_sales") and money)
        return 5 if fee else 24

    def windows(self, months: int) -> str:
        days = each_day(self.case["event_date"], self.on)
        return of_all(self.on > months_after(day, months) for day in days)

    def filing_window(self) -> str:
        if "event_date" not in self.case:
            return "unknown"
        months = self.months()
        both = {self.windows(months)} if months else {self.windows(5), self.windows(24)}
        return both.pop() if len(both) == 1 else "unknown"

    def dues(self) -> list[date]:
        days = each_day(self.case["operator_complaint_date"], self.on)
        return [reply_due(day, self.on, self.case.get("province")) for day in days]

    def reply_period(self) -> str:
        if self.complained is None:
            return "unknown"
        if not self.complained or self.replied:
            return "clear"
        if "operator_reply" not in self.case or "operator_complaint_date" not in self.case:
            return "unknown"
        return of_all(self.on <= due for due in self.dues())

    def statuses(self) -> dict[str, str]:
        case = self.case

        def one_of(slot: str, *hits: object) -> str:
            return "unknown" if slot not in case else "hit" if case[slot] in hits else "clear"

        def all_there(*slots: str) -> str:
            return "clear" if all(slot in case for slot in slots) else "unknown"

        named = "operator_name" in case or case.get("operator") not in (None, "virtual_operator")
        complained = {None: "unknown", False: "hit", True: "clear"}[self.complained]
        return {
            "scope": one_of("category", *ELSEWHERE),
            "identifiable_respondent": "clear" if named else "unknown",
            "direct_interest": one_of("relation", "other"),
            "operator_first": "hit" if case.get("operator_reply") == "satisfied" else complained,
            "reply_period": self.reply_period(),
            "filing_window": self.filing_window(),
            "settled": one_of("settled", True),
            "already_handled": one_of("other_body", "appeal_centre"),
            "other_body": one_of("other_body", "court", "arbitration", "consumer_association", "other_agency"),
            "specific_facts": all_there("narrative", "event_date", "demands"),
            "contact_details": all_there("complainant_name", "contact_phone", "address"),
        }

    def verdict(self) -> str:
        found = self.statuses()
        hit = {id for id, status in found.items() if status == "hit"}
        barring = {"direct_interest", "filing_window", "settled", "already_handled", "other_body"}
        satisfied = self.case.get("operator_reply") == "satisfied"
        if "scope" in hit:
            return "out_of_scope"
        if hit & barring or satisfied:
            return "inadmissible"
        if hit & {"operator_first", "reply_period"}:
            return "not_yet"
        told_only = ("specific_facts", "contact_details")
        unknown = any(status == "unknown" and id not in told_only for id, status in found.items())
        return "needs_facts" if unknown else "admissible"

    def earliest(self) -> str | None:
        return (max(self.dues()) + DAY).isoformat() if self.reply_period() == "hit" else None

    def latest(self) -> str | None:
        if "event_date" not in self.case:
            return None
        months = self.months()
        if months is None and self.filing_window() == "unknown":
            return None
        return months_after(each_day(self.case["event_date"], self.on)[0], months or 5).isoformat()


def a_date(draw: random.Random, on: date) -> str:
    """A day or span before `on`, often right beside one of the limits."""
    back = draw.choice([draw.randint(0, 40), draw.randint(0, 800), 15, 16, 14, 5, 7, 8])
    first = on - back * DAY
    if draw.random() < 0.3:
        first = months_after(on, -draw.choice([5, 24])) + draw.randint(-2, 2) * DAY
    if draw.random() < 0.6:
        return first.isoformat()
    return f"{first}/{first + draw.choice([0, 1, 9, 30, 200]) * DAY}"


def a_case(draw: random.Random, on: date) -> dict[str, Any]:
    choices: dict[str, list[Any]] = {
        "operator": ["china_mobile", "china_unicom", "china_telecom", "china_broadnet", "virtual_operator"],
        "operator_name": ["", "某某通信", None],
        "province": ["河南省", "河南省", "重庆市", "广东省"],
        "category": [*TELECOM, "unknown_charge", "forced_service", "misleading_sales", draw.choice(ELSEWHERE)],
        "narrative": ["多扣了钱", ""],
        "event_date": [a_date(draw, on)],
        "amount": ["94.00", "0.00", "0", "", None, "0.01"],
        "relation": ["self", "authorised", "self", "other"],
        "complained": [True, True, True, False],
        "operator_complaint_date": [a_date(draw, on)],
        "operator_reply": ["none", "none", "unsatisfied", "satisfied", None],
        "settled": [False, False, False, True],
        "other_body": ["none"] * 5 + ["appeal_centre", "court", "other_agency"],
        "demands": [["refund"], ["fix"], [], ["double_refund", "写检查"]],
        "complainant_name": ["张三"],
        "contact_phone": ["13800000000"],
        "address": ["某地"],
    }
    kept = draw.choice([0.5, 0.9, 1.0])
    case = {slot: draw.choice(values) for slot, values in choices.items() if draw.random() <= kept}
    if case.get("complained") is False and case.get("operator_reply") in ("satisfied", "unsatisfied"):
        case["operator_reply"] = "none"
    return case


DAYS = [
    TODAY, date(2026, 2, 28), date(2026, 2, 27), date(2026, 2, 16), date(2026, 10, 9), date(2026, 10, 12),
    date(2026, 5, 11), date(2026, 1, 5), date(2024, 2, 29), date(2016, 7, 29), date(2016, 7, 30), date(2027, 1, 4),
]  # fmt: skip


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_check_agrees_with_a_naive_reading_of_its_rules(on: date) -> None:
    draw = random.Random(f"cases of {on}")
    for _ in range(150):
        case = a_case(draw, on)
        reading, result = Reading(case, on), assess(case, on).to_dict()
        found = {ground["id"]: ground["status"] for ground in result["grounds"]}
        expected = (reading.verdict(), reading.statuses(), reading.earliest(), reading.latest())
        assert (result["verdict"], found, result["earliest_filing"], result["latest_filing"]) == expected, case


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_whatever_is_missing_would_settle_an_unknown_ground(on: date) -> None:
    """Each missing slot is needed once the others are given; a date's span may do with the category instead."""
    draw = random.Random(f"gaps of {on}")
    values = {
        "operator": "china_mobile", "operator_name": "某某通信", "category": "poor_signal", "relation": "self",
        "complained": True, "operator_reply": "none", "operator_complaint_date": "2016-01-04",
        "event_date": on.isoformat(), "settled": False, "other_body": "none", "narrative": "经过",
        "demands": ["fix"], "complainant_name": "张三", "contact_phone": "13800000000", "address": "某地",
    }  # fmt: skip
    for _ in range(60):
        case = a_case(draw, on)
        missing = assess(case, on).to_dict()["missing"]
        settled = {**case, **{slot: values[slot] for slot in missing}}
        while again := assess(settled, on).missing:  # a reply is asked for once the complaint is known
            assert not set(again) & set(missing), case
            settled |= {slot: values[slot] for slot in again}
            missing = [*missing, *again]
        for slot in set(assess(case, on).missing) - ({"event_date"} if "category" not in case else set()):
            without = {**settled, slot: case.get(slot)}
            assert any(ground.status == "unknown" for ground in assess(without, on).grounds), (slot, case)


@pytest.mark.parametrize(
    ("complained", "opens"),
    [
        ("2026-02-13", "2026-02-28"),  # 14 worked, the festival free, 24 to 27 worked
        ("2026-09-18", "2026-09-25"),  # the Sunday before the festival is worked
        ("2026-09-30", "2026-10-14"),  # 8 and 9 October, Saturday the 10th, 12 and 13
        ("2026-04-30", "2026-05-12"),  # 6 to 9 May worked, then Monday the 11th
    ],
)
def test_henan_counts_five_working_days_through_the_holidays_of_2026(complained: str, opens: str) -> None:
    case = {"province": "河南省", "complained": True, "operator_reply": "none", "operator_complaint_date": complained}
    last_day = date.fromisoformat(opens) - DAY
    assert assess(case, last_day).to_dict()["earliest_filing"] == opens
    assert assess(case, date.fromisoformat(opens)).ground("reply_period").status == "clear"
