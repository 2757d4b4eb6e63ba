"""What was said, numbered and kept until every screen has it; and which messages still want an answer.

Shared by all channels: a message is known by its sender's id for it, so a repeat changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import CHINA
from bot.store.database import engine
from bot.store.talk_tables import InboxRow, OutboxRow, TalkRow
from bot.store.wechat_tables import ReplyRow

PERSON, ASSISTANT, SERVICE = "person", "assistant", "service"
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Waiting:
    """A message taken in and not yet answered."""

    id: int
    conversation_id: str
    message_id: str
    content: dict[str, Any]


class Talks:
    """The talks, inside one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(
        self,
        conversation_id: str,
        message_id: str,
        content: Body,
        at: datetime,
        channel: str,
        shown: Body | None = None,
    ) -> bool:
        """Takes a message in, once: false for a repeat. `shown` is what other screens of the person will show."""
        self.open(conversation_id, channel, at)
        try:
            with self._session.begin_nested():
                self._session.add(
                    InboxRow(
                        conversation_id=conversation_id,
                        message_id=message_id,
                        content=dict(content),
                        received_at=at,
                        answered=False,
                    )
                )
        except IntegrityError:
            return False
        if shown is not None:
            self.add(conversation_id, PERSON, [shown], at)
        return True

    def add(self, conversation_id: str, author: str, bodies: Iterable[Body], at: datetime) -> None:
        """Adds messages with the next numbers."""
        for body in bodies:
            self._session.add(
                OutboxRow(
                    conversation_id=conversation_id,
                    seq=self._next_seq(conversation_id),
                    author=author,
                    body=dict(body),
                    created_at=at,
                )
            )
        self._session.flush()

    def answer(self, waiting: Waiting, replies: Iterable[Body], at: datetime) -> None:
        """Stores the answers and settles the message, both or neither; answered twice, the first holds."""
        settled = self._session.execute(
            update(InboxRow)
            .where(InboxRow.id == waiting.id, InboxRow.answered.is_(False))
            .values(answered=True, content=None)
        )
        if settled.rowcount:
            self.add(waiting.conversation_id, ASSISTANT, replies, at)

    def waiting(self, conversation_id: str) -> Waiting | None:
        """The oldest message of a conversation that wants an answer."""
        row = self._session.scalars(
            select(InboxRow)
            .where(InboxRow.conversation_id == conversation_id, InboxRow.answered.is_(False))
            .order_by(InboxRow.id)
        ).first()
        return Waiting(row.id, row.conversation_id, row.message_id, row.content or {}) if row else None

    def answered(self, conversation_id: str, message_id: str) -> bool:
        """Whether a message that was taken in has its answer."""
        answered = select(InboxRow.answered).where(
            InboxRow.conversation_id == conversation_id, InboxRow.message_id == message_id
        )
        return bool(self._session.scalar(answered))

    def hold(self, conversation_id: str, worker: str, until: datetime, at: datetime) -> bool:
        """Makes a worker the one that answers a conversation; false while another one is."""
        free = or_(TalkRow.held_by.is_(None), TalkRow.held_by == worker, TalkRow.held_until <= at)
        held = self._session.execute(
            update(TalkRow)
            .where(TalkRow.conversation_id == conversation_id, free)
            .values(held_by=worker, held_until=until)
        )
        return bool(held.rowcount)

    def let_go(self, conversation_id: str, worker: str) -> None:
        """Leaves a conversation to whoever answers it next."""
        self._session.execute(
            update(TalkRow)
            .where(TalkRow.conversation_id == conversation_id, TalkRow.held_by == worker)
            .values(held_by=None, held_until=None)
        )

    def unanswered(self, channel: str, before: datetime) -> list[str]:
        """Conversations of a channel with a message that has waited since before a moment."""
        found = self._session.scalars(
            select(InboxRow.conversation_id)
            .join(TalkRow, TalkRow.conversation_id == InboxRow.conversation_id)
            .where(TalkRow.channel == channel, InboxRow.answered.is_(False), InboxRow.received_at <= before)
            .distinct()
        )
        return list(found)

    def after(self, conversation_id: str, seq: int) -> list[dict[str, Any]]:
        """The messages after a number, in order; `cleared` stands where earlier ones were removed."""
        talk = self._session.get(TalkRow, conversation_id)
        if talk is None:
            return []
        rows = self._session.scalars(
            select(OutboxRow)
            .where(OutboxRow.conversation_id == conversation_id, OutboxRow.seq > seq)
            .order_by(OutboxRow.seq)
        )
        cleared = [{"seq": talk.cleared_seq, "cleared": True}] if seq < talk.cleared_seq else []
        return [*cleared, *map(_message, rows)]

    def last_seq(self, conversation_id: str) -> int:
        talk = self._session.get(TalkRow, conversation_id)
        return int(talk.last_seq) if talk else 0

    def clear(self, conversation_id: str) -> None:
        """Removes all that was said; the bare ids stay, so that a repeat is still known for one."""
        self._session.execute(delete(OutboxRow).where(OutboxRow.conversation_id == conversation_id))
        self._session.execute(delete(ReplyRow).where(ReplyRow.conversation_id == conversation_id))
        self._session.execute(
            update(InboxRow).where(InboxRow.conversation_id == conversation_id).values(content=None)
        )
        if self._session.get(TalkRow, conversation_id) is not None:
            seq = self._next_seq(conversation_id)
            self._session.execute(
                update(TalkRow).where(TalkRow.conversation_id == conversation_id).values(cleared_seq=seq)
            )

    def purge(self, before: datetime) -> list[str]:
        """Removes talks not used since a moment; returns their conversations."""
        old = list(self._session.scalars(select(TalkRow.conversation_id).where(TalkRow.used_at < before)))
        if old:
            self._session.execute(delete(OutboxRow).where(OutboxRow.conversation_id.in_(old)))
            self._session.execute(delete(InboxRow).where(InboxRow.conversation_id.in_(old)))
            self._session.execute(delete(TalkRow).where(TalkRow.conversation_id.in_(old)))
        return old

    def open(self, conversation_id: str, channel: str, at: datetime) -> None:
        """Begins a conversation, or notes that it is in use."""
        if not self._session.scalar(select(exists().where(TalkRow.conversation_id == conversation_id))):
            talk = TalkRow(conversation_id=conversation_id, channel=channel, last_seq=0, cleared_seq=0, used_at=at)
            # Another process may have opened it between our look and our insert.
            with suppress(IntegrityError), self._session.begin_nested():
                self._session.add(talk)
        # The update comes before any look at the numbers: it makes other writers of this talk wait.
        self._session.execute(
            update(TalkRow).where(TalkRow.conversation_id == conversation_id).values(used_at=at)
        )

    def _next_seq(self, conversation_id: str) -> int:
        self._session.execute(
            update(TalkRow)
            .where(TalkRow.conversation_id == conversation_id)
            .values(last_seq=TalkRow.last_seq + 1)
        )
        return int(
            self._session.scalar(select(TalkRow.last_seq).where(TalkRow.conversation_id == conversation_id))
        )


def _message(row: OutboxRow) -> dict[str, Any]:
    return {"seq": row.seq, "from": row.author, "at": row.created_at.astimezone(CHINA).isoformat(), **row.body}


@contextmanager
def talks() -> Iterator[Talks]:
    """One unit of work on the talks: commits at the end, rolls back on any error."""
    with Session(engine(), future=True, expire_on_commit=False) as session, session.begin():
        yield Talks(session)
