"""What holds of the check for every case, whatever is in it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import case as words
from bot.admissibility import CHECKS, VERDICTS, assess
from bot.case import SLOTS, Facts, validate
from bot.deadlines import reply_due
from bot.rulebook import articles

TODAY = date(2026, 11, 24)
# A busy machine must not fail a test, and no examples are kept on disk.
settings.register_profile(
    "admissibility", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("admissibility")
PROVINCES = ("河南省", "广东省", "重庆市")

days = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@st.composite
def spans(draw: st.DrawFn, on: date = TODAY) -> str:
    first = draw(st.dates(on - timedelta(days=900), on))
    length = draw(st.sampled_from([0, 0, 1, 9, 30, 200]))
    return first.isoformat() if not length else f"{first}/{first + timedelta(days=length)}"


FACTS: dict[str, st.SearchStrategy[Any]] = {
    **{slot: st.text(max_size=5) for slot in SLOTS},
    "operator": st.sampled_from(words.OPERATORS),
    "province": st.sampled_from(PROVINCES),
    "category": st.sampled_from(words.CATEGORIES),
    "relation": st.sampled_from(words.RELATIONS),
    "operator_reply": st.sampled_from(words.OPERATOR_REPLIES),
    "other_body": st.sampled_from(words.OTHER_BODIES),
    "complained": st.booleans(),
    "settled": st.booleans(),
    "event_date": spans(),
    "operator_complaint_date": spans(),
    "amount": st.decimals(0, 9999, places=2).map(str),
    "demands": st.lists(st.sampled_from(words.DEMANDS), max_size=3),
    "evidence": st.lists(st.text(max_size=3), max_size=2),
}


def consistent(case: dict[str, Any]) -> bool:
    return case.get("complained") is not False or case.get("operator_reply") in (None, "none")


cases = st.fixed_dictionaries({}, optional=FACTS).filter(consistent)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def statuses(case: dict[str, Any], on: date = TODAY) -> dict[str, str]:
    return {ground["id"]: ground["status"] for ground in assess(case, on).to_dict()["grounds"]}


@given(cases)
def test_every_ground_is_told_once_in_a_fixed_order_with_its_article(case: dict[str, Any]) -> None:
    grounds = assess(case, TODAY).to_dict()["grounds"]
    assert [ground["id"] for ground in grounds] == list(CHECKS)
    citations = {article.citation for article in articles().values()}
    assert all(ground["citation"] in citations and ground["explanation"] for ground in grounds)
    assert all("{" not in ground["explanation"] for ground in grounds if ground["id"] != "identifiable_respondent")


@given(cases)
def test_the_verdict_is_the_highest_that_the_grounds_call_for(case: dict[str, Any]) -> None:
    found = statuses(case)
    hit = {id for id, status in found.items() if status == "hit"}
    unknown = {id for id, status in found.items() if status == "unknown"} - {"specific_facts", "contact_details"}
    barred = hit & {"direct_interest", "filing_window", "settled", "already_handled", "other_body"}
    if case.get("operator_reply") == "satisfied":
        barred |= hit & {"operator_first"}
    expected = (
        "out_of_scope" if "scope" in hit
        else "inadmissible" if barred
        else "not_yet" if hit
        else "needs_facts" if unknown
        else "admissible"
    )
    assert assess(case, TODAY).verdict == expected


@given(cases)
def test_slots_are_missing_exactly_while_a_ground_is_unknown(case: dict[str, Any]) -> None:
    assessment = assess(case, TODAY)
    assert bool(assessment.missing) == ("unknown" in statuses(case).values())
    assert len(set(assessment.missing)) == len(assessment.missing)
    facts = validate(case, TODAY)
    dated = {"event_date", "operator_complaint_date"}
    assert all(facts.absent(slot) for slot in assessment.missing if slot not in dated)


@given(cases)
def test_storing_as_json_and_unknown_keys_change_nothing(case: dict[str, Any]) -> None:
    assert statuses(json.loads(json.dumps(case))) == statuses(case)
    assert statuses({**case, "favourite_colour": ["blue"]}) == statuses(case)


@given(cases, st.sampled_from(["event_date", "operator_complaint_date"]))
@settings(max_examples=60)
def test_what_is_known_of_a_span_holds_for_each_of_its_days(case: dict[str, Any], key: str) -> None:
    text = case.get(key, "")
    if "/" not in text:
        return
    first, last = (date.fromisoformat(part) for part in text.split("/"))
    whole = statuses(case)
    ground = "filing_window" if key == "event_date" else "reply_period"
    each = {
        statuses({**case, key: (first + timedelta(days=n)).isoformat()})[ground]
        for n in range((min(last, TODAY) - first).days + 1)
    }
    assert whole[ground] in (each if len(each) == 1 else {"unknown"})


@given(cases, days)
def test_dates_agree_with_the_grounds(case: dict[str, Any], on: date) -> None:
    dated = {"event_date", "operator_complaint_date"}
    case = {key: value for key, value in case.items() if key not in dated or value[:10] <= on.isoformat()}
    result = assess(case, on).to_dict()
    found = {ground["id"]: ground["status"] for ground in result["grounds"]}
    assert (result["earliest_filing"] is not None) == (found["reply_period"] == "hit")
    if result["earliest_filing"]:
        assert result["earliest_filing"] > on.isoformat()
    if result["latest_filing"] and found["filing_window"] != "unknown":
        assert (result["latest_filing"] >= on.isoformat()) == (found["filing_window"] == "clear")


@given(st.dates(date(2005, 1, 1), date(2026, 12, 1)), days, st.sampled_from([None, *PROVINCES]))
def test_a_reply_is_never_due_later_for_an_earlier_complaint(day: date, on: date, province: str | None) -> None:
    assert reply_due(day, on, province).last_day <= reply_due(day + timedelta(days=1), on, province).last_day


@given(cases)
def test_waiting_never_undoes_a_passed_window_or_a_full_reply_period(case: dict[str, Any]) -> None:
    case = {key: value.split("/")[0] if key.endswith("date") else value for key, value in case.items()}
    today, later = statuses(case), statuses(case, TODAY + timedelta(days=20))
    if today["filing_window"] == "hit":
        assert later["filing_window"] == "hit"
    if today["reply_period"] == "clear":
        assert later["reply_period"] == "clear"


@given(st.dictionaries(st.sampled_from(SLOTS), anything, max_size=4))
def test_any_value_is_taken_or_refused_by_the_name_of_its_key(case: dict[str, Any]) -> None:
    try:
        json.dumps(assess(case, TODAY).to_dict()).encode()
    except ValueError as error:
        assert any(slot in str(error) for slot in case)
        assert len(str(error)) < 1000 and "\n" not in str(error)


@pytest.mark.parametrize("case", [None, [], "text", 3])
def test_a_case_must_be_a_mapping(case: Any) -> None:
    with pytest.raises(ValueError, match="字段名"):
        assess(case, TODAY)


@pytest.mark.parametrize("on", [None, "2026-11-24", date.max])
def test_the_day_must_be_a_date_with_room_for_the_windows(on: Any) -> None:
    with pytest.raises(ValueError, match="on 必须"):
        assess({}, on)


def test_the_example_of_the_last_day_that_can_be_given_works() -> None:
    case = {"event_date": "9900-12-31", "category": "poor_signal", "complained": True, "operator_reply": "none"}
    assert assess({**case, "operator_complaint_date": "9900-12-31"}, words.LAST_DAY).verdict == "not_yet"


def test_a_huge_number_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="amount"):
        assess({"amount": 10**5000}, TODAY)


def test_the_case_itself_is_left_as_it_was() -> None:
    case = {"operator_reply": "unsatisfied", "demands": ["refund"]}
    assess(case, TODAY)
    assert case == {"operator_reply": "unsatisfied", "demands": ["refund"]}


def test_facts_have_exactly_the_slots() -> None:
    assert tuple(Facts.__dataclass_fields__) == SLOTS
    assert VERDICTS[-1] == "admissible"


def test_every_reason_and_note_is_worded_and_every_effect_belongs_to_a_reason() -> None:
    for id, entry in words.load("refusal_grounds")["entries"].items():
        assert id in CHECKS
        assert set(entry["effects"]) <= set(entry["reasons"])
        assert set(entry["effects"].values()) <= set(VERDICTS)


def test_days_beyond_the_holiday_calendar_are_said_to_be_assumed() -> None:
    case = {"province": "河南省", "complained": True, "operator_reply": "none"}
    known = assess({**case, "operator_complaint_date": "2026-11-10"}, date(2026, 11, 12))
    beyond = assess({**case, "operator_complaint_date": "2026-12-28"}, date(2026, 12, 30))
    assert "尚未收录" not in known.ground("reply_period").explanation
    assert "尚未收录" in beyond.ground("reply_period").explanation


def test_a_local_rule_is_cited_where_it_opens_the_appeal_earlier() -> None:
    case = {"complained": True, "operator_reply": "none", "operator_complaint_date": "2026-11-20"}
    henan = assess({**case, "province": "河南省"}, TODAY).ground("reply_period")
    elsewhere = assess(case, TODAY).ground("reply_period")
    assert henan.citation == "《河南省电信条例》第三十八条" and "5个工作日" in henan.explanation
    assert elsewhere.citation == "《电信用户申诉处理办法》第十条第（四）项" and "15日" in elsewhere.explanation


def test_the_old_measures_are_cited_before_the_new_ones_held() -> None:
    case = {"complained": True, "operator_reply": "none", "operator_complaint_date": "2016-07-11"}
    assert assess(case, date(2016, 7, 29)).ground("reply_period").citation == "《电信用户申诉处理暂行办法》第八条"


@pytest.mark.parametrize(
    "module",
    ["rulebook", "rulebook.walk", "case", "deadlines", "grounds", "time_limits", "admissibility", "escalation"],
)
def test_the_logic_needs_no_framework_and_no_clock(module: str) -> None:
    code = (
        f"import bot.{module}, sys; "
        "sys.exit(bool({'rasa', 'rasa_sdk', 'sqlalchemy', 'aiohttp', 'bot.clock'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("event", "told", "warned"),
    [
        ("2026-07-01", {"complained": True, "operator_reply": "none", "operator_complaint_date": "2026-11-20"}, True),
        ("2026-07-06", {"complained": True, "operator_reply": "none", "operator_complaint_date": "2026-11-20"}, False),
        ("2026-07-05", {"complained": True, "operator_reply": "none", "operator_complaint_date": "2026-11-20"}, True),
        ("2026-07-01", {"complained": True, "operator_reply": "unsatisfied"}, False),
        ("2026-07-01", {"complained": True}, False),
        ("2026-07-09", {"complained": False}, True),
        ("2026-07-10", {"complained": False}, False),
        ("2026-06-01", {"complained": False}, False),
    ],
)
def test_a_window_that_ends_before_silence_counts_is_said_in_time(
    event: str, told: dict[str, Any], warned: bool
) -> None:
    window = assess({"category": "unknown_charge", "event_date": event, **told}, TODAY).ground("filing_window")
    assert ("那时时效已经过了" in window.explanation) == warned


@pytest.mark.parametrize(
    ("body", "doubted"), [("other_agency", True), ("court", False), ("consumer_association", False)]
)
def test_a_mere_call_to_another_agency_is_not_said_to_bar_the_appeal_for_certain(body: str, doubted: bool) -> None:
    ground = assess({"other_body": body}, TODAY).ground("other_body")
    assert ground.status == "hit" and ("不能肯定" in ground.explanation) == doubted
