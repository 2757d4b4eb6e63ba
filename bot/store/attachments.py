"""Files that people send as evidence: encrypted on the disk, their names listed in the case's evidence."""

import io
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.settings import settings
from bot.store.crypto import keys
from bot.store.database import engine
from bot.store.tables import CaseRow, ConversationRow
from bot.store.talk_tables import AttachmentRow

PDF = "application/pdf"
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
PDF_MARK, PDF_MARK_WITHIN = b"%PDF-", 1024  # bytes; ISO 32000-2 lets readers look this far
LONGEST_NAME = 80
PER_TALK = 40  # files of one conversation


@dataclass(frozen=True)
class Attachment:
    """A file of a conversation. `kind` is its media type, `size` counts bytes."""

    id: str
    name: str
    kind: str
    size: int
    sent: bool = False

    @property
    def as_evidence(self) -> str:
        """The line by which it stands in the case's evidence."""
        return f"{'PDF文件' if self.kind == PDF else '图片'}“{self.name}”"


def kind_of(data: bytes) -> str | None:
    """The media type by what the bytes are, whatever the name says; None for a kind we do not take."""
    if PDF_MARK in data[:PDF_MARK_WITHIN]:
        return PDF
    try:
        with Image.open(io.BytesIO(data), formats=list(PICTURES)) as picture:
            found = PICTURES[str(picture.format)]
            picture.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None
    return found


def plain_name(name: str) -> str:
    """A file's name without path, control characters and marks that could turn a line around."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in base if c.isprintable() and c not in "\"“”<>|*?:").strip(" .")
    stem, dot, ending = kept.rpartition(".")
    room = LONGEST_NAME - len(dot + ending)
    return (f"{stem[:room]}{dot}{ending}" if dot and room > 0 else kept[:LONGEST_NAME]) or "未命名文件"


class Attachments:
    """The files, inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, conversation_id: str, name: str, kind: str, data: bytes, at: datetime) -> Attachment:
        row = AttachmentRow(
            id=secrets.token_hex(16),
            conversation_id=conversation_id,
            name=plain_name(name),
            kind=kind,
            size=len(data),
            sent=False,
            listed=False,
            created_at=at,
        )
        _write(row.id, data)
        self._session.add(row)
        return _attachment(row)

    def get(self, conversation_id: str, id: str) -> Attachment | None:
        row = self._row(conversation_id, id)
        return _attachment(row) if row else None

    def of(self, conversation_id: str) -> list[Attachment]:
        return [_attachment(row) for row in self._rows(conversation_id)]

    def send(self, conversation_id: str, ids: Sequence[str]) -> list[Attachment]:
        """Marks files as given with a message; ids that are not of this conversation are left out."""
        rows = [row for id in ids if (row := self._row(conversation_id, id))]
        for row in rows:
            row.sent = True
        return [_attachment(row) for row in rows]

    def list_in_case(self, conversation_id: str) -> None:
        """Adds the names of files given since to the evidence of the conversation's case, if there is one."""
        case = self._case(conversation_id)
        new = [row for row in self._rows(conversation_id) if row.sent and not row.listed]
        if case is None or not new:
            return
        known = list(case.facts.get("evidence") or [])
        case.facts = {**case.facts, "evidence": list(dict.fromkeys([*known, *map(_line, new)]))}
        for row in new:
            row.listed = True

    def remove(self, conversation_id: str, id: str) -> bool:
        """Removes a file and its line in the evidence; false if there is none."""
        row = self._row(conversation_id, id)
        if row is None:
            return False
        self._unlist(row)
        self._session.delete(row)
        _path(id).unlink(missing_ok=True)
        return True

    def clear(self, conversation_id: str) -> None:
        """Removes all files of a conversation."""
        for row in self._rows(conversation_id):
            self._session.delete(row)
            _path(row.id).unlink(missing_ok=True)

    def purge(self, conversations: Sequence[str], unsent_before: datetime) -> None:
        """Removes the files of conversations that have ended, and what was never sent."""
        stale = or_(
            AttachmentRow.conversation_id.in_(list(conversations)),
            AttachmentRow.sent.is_(False) & (AttachmentRow.created_at < unsent_before),
        )
        for row in self._session.scalars(select(AttachmentRow).where(stale)).all():
            self._session.delete(row)
            _path(row.id).unlink(missing_ok=True)

    def _unlist(self, row: AttachmentRow) -> None:
        case = self._case(row.conversation_id)
        if case is None or not row.listed:
            return
        left = [line for line in case.facts.get("evidence") or [] if line != _line(row)]
        case.facts = {**case.facts, "evidence": left}

    def _case(self, conversation_id: str) -> CaseRow | None:
        link = self._session.get(ConversationRow, conversation_id)
        return self._session.get(CaseRow, link.case_id) if link else None

    def _rows(self, conversation_id: str) -> list[AttachmentRow]:
        wanted = select(AttachmentRow).where(AttachmentRow.conversation_id == conversation_id)
        return list(self._session.scalars(wanted.order_by(AttachmentRow.created_at)))

    def _row(self, conversation_id: str, id: str) -> AttachmentRow | None:
        row = self._session.get(AttachmentRow, id)
        return row if row and row.conversation_id == conversation_id else None


def read(id: str) -> bytes:
    """The bytes of a file; FileNotFoundError where it was removed meanwhile."""
    return keys().decrypt(_path(id).read_bytes())


def _attachment(row: AttachmentRow) -> Attachment:
    return Attachment(row.id, row.name, row.kind, row.size, row.sent)


def _line(row: AttachmentRow) -> str:
    return _attachment(row).as_evidence


def _path(id: str) -> Path:
    return Path(settings().FILES_DIR) / f"{id}.sealed"


def _write(id: str, data: bytes) -> None:
    path = _path(id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(keys().encrypt(data))


@contextmanager
def attachments() -> Iterator[Attachments]:
    """One unit of work on the files."""
    with Session(engine(), future=True, expire_on_commit=False) as session, session.begin():
        yield Attachments(session)
