"""The papers of a stored case: what its links and the talk hand out beside the letter."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot import paste_text
from bot.calendar_file import ENDED, Deadline, calendar_file, deadline, deadlines
from bot.case import label
from bot.escalation import hotline_script
from bot.progress import Progress
from bot.rulebook import load
from bot.store.cases import Cases
from bot.store.tables import CaseRow
from bot.summary import listing
from bot.wording import chinese

GIVEN = "calendar"  # the event under which a calendar file that was given out is noted


def known(row: CaseRow) -> dict[str, Any]:
    """The facts of a case with its status, which tells the steps already taken."""
    return {**row.facts, "status": row.status}


def days(row: CaseRow, on: date) -> list[Deadline]:
    """The days that matter in a case, in their order."""
    return deadlines(known(row), on, Progress.from_dict(row.progress).filed_on)


def calendar(cases: Cases, row: CaseRow, on: date, at: datetime) -> bytes:
    """The case's calendar file; what was given is noted, so that the next one cancels what no longer holds."""
    rows = days(row, on)
    given = [line.detail["days"] for line in row.timeline if line.event == GIVEN]
    earlier = {id: deadline(id, date.fromisoformat(day)) for days_given in given for id, day in days_given.items()}
    now = {} if row.status in ENDED else {found.id: found.day.isoformat() for found in rows}
    if not given or given[-1] != now:
        cases.note(row, GIVEN, {"days": now}, at)
        given.append(now)
    filed = Progress.from_dict(row.progress).filed_on
    return calendar_file(
        known(row), on, case_no=row.case_no, sequence=len(given) - 1, filed=filed, earlier=earlier.values()
    )


def text(row: CaseRow, name: str, on: date) -> str:
    """The paste sheet, the hotline script or a summary of a case; KeyError for another name."""
    return TEXTS[name](known(row), row.case_no, on)


def summary(case: Mapping[str, Any], case_no: str, on: date) -> str:
    """The matter for somebody who takes it over: what is known, without name, address and telephone."""
    book = load("vocabulary")
    head = book["summary"].format(
        case_no=case_no,
        status=label("statuses", case.get("status") or "collecting"),
        day=chinese(on),
    )
    return f"{head}\n{listing(case, book['slots'])}"


TEXTS = {
    "paste": lambda case, case_no, on: paste_text.sheet(case, on),
    "script": lambda case, case_no, on: hotline_script(case, on),
    "summary": summary,
}
