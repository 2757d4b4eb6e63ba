"""A case's deadlines as rows, and as an iCalendar file (RFC 5545) that calendars on phones can take in.

All-day events with a stable UID each, so that a later file moves or cancels what an earlier one put there.
The file tells nothing of the person: only the case number, the days and what is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from icalendar import Alarm, Calendar, Event

from bot.admissibility import assess
from bot.case import validate
from bot.deadlines import add_working_days
from bot.rulebook import load
from bot.wording import Figures, citations, open_reply

Case = Mapping[str, Any]

ENDED = ("resolved", "closed")
DOMAIN = "telecom-complaint-assistant"


@dataclass(frozen=True)
class Deadline:
    """One day that matters: id is stable; `citation` names the article it rests on."""

    id: str
    day: date
    title: str
    note: str
    citation: str


def deadlines(case: Case, on: date, filed: date | None = None) -> list[Deadline]:
    """The days of a case, in their order; those after filing only with the day on which the appeal was filed.

    ValueError names a bad key of the case.
    """
    days = {**_before_filing(case, on), **_after_filing(filed, on)}
    return sorted((deadline(id, day) for id, day in days.items() if day), key=lambda row: (row.day, row.id))


def calendar_file(
    case: Case,
    on: date,
    *,
    case_no: str,
    sequence: int = 0,
    filed: date | None = None,
    earlier: Iterable[Deadline] = (),
) -> bytes:
    """The case's days as an .ics file in UTF-8.

    `sequence` must grow with each file given out for the case (the case's version serves). `earlier` are the rows
    of the file before: those that no longer hold are cancelled, and all are once the case is resolved or closed.
    """
    rows = deadlines(case, on, filed)
    ended = case.get("status") in ENDED
    gone = [row for row in earlier if row.id not in {now.id for now in rows}]
    calendar = _calendar(case_no)
    for row in [*rows, *gone]:
        cancelled = ended or row in gone
        calendar.add_component(_event(row, case_no, sequence, on, cancelled))
    return bytes(calendar.to_ical())


def _before_filing(case: Case, on: date) -> dict[str, date | None]:
    facts, assessment = validate(case, on), assess(case, on)
    if assessment.verdict in ("out_of_scope", "inadmissible"):
        return {}
    due = open_reply(facts, on)
    return {
        "reply_due": due.last_day if due else None,
        "earliest_filing": due.opens if due and not assessment.outlasted else None,
        "latest_filing": assessment.latest_filing,
    }


def _after_filing(filed: date | None, on: date) -> dict[str, date | None]:
    """Counted from the day after filing: five working days for the decision (Art. 14), thirty for all (Art. 17)."""
    if filed is None:
        return {}
    figures = Figures(on)
    decision, _ = add_working_days(filed, figures["accept_workdays"])
    answer = filed + timedelta(days=figures["final_days"])
    return {
        "earliest_filing": None,
        "latest_filing": None,
        "acceptance_decision": decision,
        "final_answer": answer,
    }


def deadline(id: str, day: date) -> Deadline:
    """A row by its id and its day, as an earlier file had it; KeyError for another id."""
    entry = load("steps")["deadlines"][id]
    return Deadline(id, day, entry["title"], entry["note"], "；".join(citations(entry["cites"])))


def _calendar(case_no: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", f"-//{DOMAIN}//CN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", load("steps")["calendar_name"].format(case_no=case_no))
    return calendar


def _event(row: Deadline, case_no: str, sequence: int, on: date, cancelled: bool) -> Event:
    title = load("steps")["calendar_title"].format(title=row.title, case_no=case_no)
    event = Event()
    event.add("UID", f"{case_no}-{row.id}@{DOMAIN}")
    event.add("DTSTAMP", datetime.combine(on, time(), timezone.utc))
    event.add("DTSTART", row.day)
    event.add("DTEND", row.day + timedelta(days=1))
    event.add("SUMMARY", title)
    event.add("DESCRIPTION", f"{row.note}\n{row.citation}")
    event.add("SEQUENCE", sequence)
    event.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    event.add("CLASS", "PRIVATE")
    if not cancelled:
        for hours in load("steps")["deadlines"][row.id]["alarms"]:
            event.add_component(_alarm(title, hours))
    return event


def _alarm(title: str, hours: int) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", title)
    alarm.add("TRIGGER", timedelta(hours=hours))
    return alarm
