"""Cases in the database: one unit of work, all or nothing."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from bot.clock import CHINA
from bot.letter.archive import dump
from bot.letter.model import Letter
from bot.store.crypto import code_matches, hash_code, new_access_code
from bot.store.database import engine
from bot.store.tables import CaseRow, ConversationRow, DraftRow, TimelineRow

TRIES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=30)
SERIAL_DIGITS = 4
# What a category, an operator and a province say about a case may be counted; nothing else leaves `facts`.
COUNTED = ("category", "operator", "province")


class Entry(Enum):
    """What became of a try to open a case with its access code."""

    OPENED = "opened"
    REFUSED = "refused"
    LOCKED = "locked"


class Cases:
    """The cases, inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_conversation(self, conversation_id: str) -> CaseRow | None:
        """The case that a conversation is about now."""
        link = self._session.get(ConversationRow, conversation_id)
        return self._session.get(CaseRow, link.case_id) if link else None

    def by_number(self, case_no: str) -> CaseRow | None:
        found: CaseRow | None = self._session.scalars(select(CaseRow).where(CaseRow.case_no == case_no)).first()
        return found

    def all(self) -> list[CaseRow]:
        return list(self._session.scalars(select(CaseRow).order_by(CaseRow.id)))

    def open(
        self, conversation_id: str, channel: str, facts: Mapping[str, Any], progress: Mapping[str, Any], at: datetime
    ) -> CaseRow:
        """A new case with its number, linked to the conversation it was told in."""
        row = self._numbered(channel, at)
        write(row, facts, progress, at)
        self.attach(conversation_id, row)
        self.note(row, "opened", {"channel": channel}, at)
        return row

    def attach(self, conversation_id: str, row: CaseRow) -> None:
        """Makes a case the one that a conversation is about."""
        self._session.merge(ConversationRow(conversation_id=conversation_id, case_id=row.id))

    def detach(self, conversation_id: str) -> None:
        """Lets a conversation start on another matter; the case stays, and stays known as told in it."""
        link = self._session.get(ConversationRow, conversation_id)
        if link is None:
            return
        aside = f"{_aside(conversation_id)}{link.case_id}"
        self._session.merge(ConversationRow(conversation_id=aside, case_id=link.case_id))
        self._session.delete(link)

    def told_in(self, conversation_id: str) -> list[CaseRow]:
        """Every case told in a conversation, those set aside too."""
        here = or_(
            ConversationRow.conversation_id == conversation_id,
            ConversationRow.conversation_id.startswith(_aside(conversation_id)),
        )
        wanted = select(CaseRow).where(CaseRow.id.in_(select(ConversationRow.case_id).where(here)))
        return list(self._session.scalars(wanted.order_by(CaseRow.id)))

    def note(self, row: CaseRow, event: str, detail: Any, at: datetime) -> None:
        """Adds one line to what happened."""
        row.timeline.append(TimelineRow(at=at, event=event, detail=detail))

    def add_draft(self, row: CaseRow, letter: Letter, at: datetime) -> int:
        """Keeps a letter as it was given; the same text is not kept twice. Returns its number."""
        if row.drafts and row.drafts[-1].text == letter.text:
            return int(row.drafts[-1].number)
        number = len(row.drafts) + 1
        row.drafts.append(
            DraftRow(
                number=number, day=letter.day.isoformat(), text=letter.text, letter=dump(letter), created_at=at
            )
        )
        self.note(row, "drafted", {"number": number}, at)
        return number

    def issue_code(self, row: CaseRow) -> str:
        """A fresh access code; only its hash stays."""
        code = new_access_code()
        row.code_hash, row.wrong_tries, row.locked_until = hash_code(code), 0, None
        return code

    def enter(self, case_no: str, code: str, at: datetime) -> tuple[Entry, CaseRow | None]:
        """Opens a case to someone who gives its code; five wrong tries lock it for a while."""
        row = self.by_number(case_no)
        if row is None or not row.code_hash:
            return Entry.REFUSED, None
        if row.locked_until and row.locked_until > at:
            return Entry.LOCKED, None
        if code_matches(code, row.code_hash):
            row.wrong_tries, row.locked_until = 0, None
            return Entry.OPENED, row
        row.wrong_tries += 1
        if row.wrong_tries >= TRIES_ALLOWED:
            row.wrong_tries, row.locked_until = 0, at + LOCKED_FOR
            return Entry.LOCKED, None
        return Entry.REFUSED, None

    def delete(self, row: CaseRow) -> list[str]:
        """Removes a case and all that hangs on it; returns the conversations it was told in."""
        conversations = [link.conversation_id for link in row.conversations]
        self._session.delete(row)
        return conversations

    def _numbered(self, channel: str, at: datetime) -> CaseRow:
        month = at.astimezone(CHINA).strftime("%y%m")
        while True:
            row = CaseRow(case_no=self._next_number(month), status="collecting", channel=channel, wrong_tries=0)
            row.facts, row.progress, row.created_at, row.updated_at = {}, {}, at, at
            with suppress(IntegrityError):  # another process took the number between our look and our insert
                with self._session.begin_nested():
                    self._session.add(row)
                return row

    def _next_number(self, month: str) -> str:
        # By length first: the serial grows past its digits rather than starting anew.
        last = self._session.scalars(
            select(CaseRow.case_no)
            .where(CaseRow.case_no.startswith(month))
            .order_by(func.length(CaseRow.case_no).desc(), CaseRow.case_no.desc())
        ).first()
        serial = int(last[len(month) :]) + 1 if last else 1
        return f"{month}{serial:0{SERIAL_DIGITS}d}"


def _aside(conversation_id: str) -> str:
    """What the links of cases set aside begin with: of one length, however long the conversation's id is."""
    return f"aside-{hashlib.sha256(conversation_id.encode()).hexdigest()}-"


def write(row: CaseRow, facts: Mapping[str, Any], progress: Mapping[str, Any], at: datetime) -> None:
    """Puts the facts and the progress of the talk into a row."""
    row.facts, row.progress, row.updated_at = dict(facts), dict(progress), at
    for key in COUNTED:
        setattr(row, key, facts.get(key))


def as_stored(row: CaseRow) -> dict[str, Any]:
    """A case as `cases show --json` gives it: the facts, then what the store adds."""
    return {
        **row.facts,
        "case_no": row.case_no,
        "status": row.status,
        "channel": row.channel,
        "created_at": row.created_at.astimezone(CHINA).isoformat(),
        "updated_at": row.updated_at.astimezone(CHINA).isoformat(),
        "marks": list(row.progress.get("marks", ())),
        "draft": row.drafts[-1].text if row.drafts else None,
        "timeline": [
            {"at": line.at.astimezone(CHINA).isoformat(), "event": line.event, **(line.detail or {})}
            for line in row.timeline
        ],
    }


class Store:
    """The door to the cases."""

    def __init__(self, source: Engine) -> None:
        self._sessions = sessionmaker(source, future=True, expire_on_commit=False)

    @contextmanager
    def work(self) -> Iterator[Cases]:
        """One unit of work: commits at the end, rolls back on any error."""
        with self._sessions.begin() as session:
            yield Cases(session)


@lru_cache(maxsize=1)
def store() -> Store:
    """The store of this process, opened on first use."""
    return Store(engine())
