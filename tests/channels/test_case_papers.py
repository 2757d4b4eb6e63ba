"""The papers of a case behind their links: the calendar that follows the facts, paste sheet, script and summary."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from icalendar import Calendar

from bot import links
from bot.channels import letters
from bot.clock import CHINA
from bot.store.cases import store, write

AT = datetime(2026, 11, 24, 9, tzinfo=CHINA)
FACTS = {
    "operator": "china_mobile", "province": "广东省", "city": "广州市", "category": "unknown_charge",
    "amount": "94.00", "event_date": "2026-10-08", "complained": True, "operator_complaint_date": "2026-11-18",
    "operator_reply": "none", "relation": "self", "settled": False, "other_body": "none",
    "narrative": "多扣了94元", "demands": ["refund"], "complainant_name": "王五", "contact_phone": "13800138000",
}  # fmt: skip


@pytest.fixture
async def client(home: Any) -> AsyncIterator[TestClient]:
    app = web.Application()
    letters.add_routes(app)
    async with TestClient(TestServer(app)) as opened:
        yield opened


@pytest.fixture
def case_no(home: Any) -> str:
    with store().work() as cases:
        return str(cases.open("talk", "rest", FACTS, {}, AT).case_no)


async def _events(client: TestClient, case_no: str) -> dict[str, Any]:
    answer = await client.get(links.letter(case_no, "ics"))
    assert (answer.status, answer.content_type) == (200, "text/calendar")
    calendar = Calendar.from_ical(await answer.read())
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def _change(case_no: str, facts: dict[str, Any], status: str = "collecting", **progress: Any) -> None:
    with store().work() as cases:
        row = cases.by_number(case_no)
        assert row is not None
        row.status = status
        write(row, facts, {**row.progress, **progress}, AT)


async def test_the_calendar_holds_the_days_with_alarms(client: TestClient, case_no: str) -> None:
    events = await _events(client, case_no)
    days = {uid.partition("@")[0].split("-", 1)[1]: event["DTSTART"].dt.isoformat() for uid, event in events.items()}
    assert days == {
        "reply_due": "2026-12-03", "earliest_filing": "2026-12-04", "latest_filing": "2027-03-08",
    }  # fmt: skip
    assert all(event.walk("VALARM") for event in events.values())


async def test_the_same_days_have_the_same_sequence_and_changed_ones_a_higher(
    client: TestClient, case_no: str
) -> None:
    first, again = await _events(client, case_no), await _events(client, case_no)
    assert {event["SEQUENCE"] for event in (*first.values(), *again.values())} == {0}
    _change(case_no, {**FACTS, "operator_complaint_date": "2026-11-20"})
    moved = await _events(client, case_no)
    assert set(moved) == set(first), "the ids stay"
    assert {event["SEQUENCE"] for event in moved.values()} == {1}


async def test_what_no_longer_holds_is_cancelled(client: TestClient, case_no: str) -> None:
    await _events(client, case_no)
    _change(case_no, FACTS, "with_bureau", filed="2026-11-24")
    events = {uid.split("@")[0].split("-", 1)[1]: event for uid, event in (await _events(client, case_no)).items()}
    assert events["latest_filing"]["STATUS"] == "CANCELLED"
    assert events["final_answer"]["STATUS"] == "CONFIRMED"
    _change(case_no, FACTS, "resolved", filed="2026-11-24")
    assert {event["STATUS"] for event in (await _events(client, case_no)).values()} == {"CANCELLED"}


@pytest.mark.parametrize(
    ("name", "held", "absent"),
    [
        ("paste", ["【申诉内容】（", "【申诉人姓名】（2字）\n王五"], []),
        ("script", ["请帮我记录并生成工单", "涉及金额94元"], ["王五"]),
        ("summary", ["争议金额：94元"], ["王五", "13800138000"]),
    ],
)
async def test_a_paper_is_made_from_the_facts(
    client: TestClient, case_no: str, name: str, held: list[str], absent: list[str]
) -> None:
    answer = await client.get(links.paper(case_no, name))
    text = await answer.text()
    assert answer.status == 200
    assert all(part in text for part in held)
    assert not any(part in text for part in absent)


@pytest.mark.parametrize("path", ["draft.ics", "draft.txt", "paste.txt", "summary.txt", "draft.exe"])
async def test_without_the_cases_own_token_nothing_opens(client: TestClient, case_no: str, path: str) -> None:
    for token in ("", "x", links.token("26110099")):
        answer = await client.get(f"/cases/{case_no}/{path}", params={"token": token})
        assert answer.status == 403


async def test_a_case_without_dates_or_letter_says_so(client: TestClient, home: Any) -> None:
    with store().work() as cases:
        number = str(cases.open("other", "rest", {"narrative": "有点事"}, {}, AT).case_no)
    assert (await client.get(links.letter(number, "ics"))).status == 404
    assert (await client.get(links.letter(number, "pdf"))).status == 404
