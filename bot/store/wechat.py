"""The WeChat account's people: who they are to us, what they have been sent, and what may still be sent."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.crypto import fingerprints
from bot.store.database import engine
from bot.store.talk_tables import TalkRow
from bot.store.talks import Talks
from bot.store.wechat_tables import PersonRow, ReplyRow, RequestRow

CHANNEL = "wechat"
# What the platform lets us send by its interface: after a message, and after a tap on a menu, a scan or a subscription.
TALK_MESSAGES, TALK_TIME = 5, timedelta(hours=48)
TAP_MESSAGES, TAP_TIME = 3, timedelta(minutes=1)
# The platform repeats a request within 15 seconds; after this it is a replay.
REPEATED_WITHIN = timedelta(seconds=30)
REPLIES_KEPT, REQUESTS_KEPT = timedelta(minutes=1), timedelta(minutes=15)


LOOKED_BACK = 20  # messages among which the open question stands
UNSEEN = {"synchronize_session": False}  # such updates come before the row is read


@dataclass(frozen=True)
class Position:
    """How far a person has been sent the answers: all up to `seq`, and so many characters of the next one."""

    seq: int
    chars: int = 0


class Ledger:
    """The people, inside one unit of work; `talks` is in the same one."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.talks = Talks(session)

    def genuine(self, seal: str, message_id: str, at: datetime) -> bool:
        """Whether a signed request is a first one or the platform's repeat of it, rather than a replay."""
        try:
            with self._session.begin_nested():
                self._session.add(RequestRow(seal=seal, message_id=message_id, at=at))
            return True
        except IntegrityError:
            first = self._session.get(RequestRow, seal)
            return bool(first and first.message_id == message_id and at - first.at <= REPEATED_WITHIN)

    def conversation_of(self, openid: str, at: datetime) -> str:
        """The conversation of a person, begun if it is the first time; its random id says nothing about them."""
        known = self._known(openid)
        if known is None:
            known = self._begin(openid, at)
        self.talks.open(known, CHANNEL, at)
        return known

    def openid_of(self, conversation_id: str) -> str:
        return str(self._row(conversation_id).openid)

    def allow(self, conversation_id: str, tapped: bool, at: datetime) -> None:
        """Notes what a message, or a tap, lets us send."""
        row = self._row(conversation_id)
        row.following = True
        if tapped:
            row.tap_left, row.tap_until = TAP_MESSAGES, at + TAP_TIME
        else:
            row.talk_left, row.talk_until = TALK_MESSAGES, at + TALK_TIME

    def left(self, conversation_id: str, at: datetime) -> int:
        """How many messages may still be sent now."""
        row = self._row(conversation_id)
        if not row.following:
            return 0
        return sum(left for left, until in _allowances(row) if until and until > at)

    def spend(self, conversation_id: str, at: datetime) -> None:
        """Counts one message, on the allowance that ends first."""
        row = self._row(conversation_id)
        if row.tap_left and row.tap_until and row.tap_until > at:
            row.tap_left -= 1
        elif row.talk_left:
            row.talk_left -= 1

    def spent(self, conversation_id: str) -> None:
        """The platform takes no more for this person until they write again."""
        row = self._row(conversation_id)
        row.tap_left = row.talk_left = 0

    def leave(self, conversation_id: str) -> None:
        """A person who has gone is sent nothing more; what was said stays for when they come back."""
        row = self._row(conversation_id)
        row.following = False
        row.delivered_seq, row.delivered_chars = self.talks.last_seq(conversation_id), 0

    def claim(self, conversation_id: str, until: datetime, at: datetime) -> bool:
        """Makes the caller the one who delivers; false while somebody else does."""
        free = or_(PersonRow.delivering_until.is_(None), PersonRow.delivering_until <= at)
        claimed = self._session.execute(
            update(PersonRow).where(PersonRow.conversation_id == conversation_id, free).values(delivering_until=until),
            execution_options=UNSEEN,
        )
        return bool(claimed.rowcount)

    def release(self, conversation_id: str, until: datetime | None = None) -> None:
        """Lets others deliver, at once or after a moment."""
        self._row(conversation_id).delivering_until = until

    def pending(self, conversation_id: str) -> tuple[Position, list[dict[str, Any]]]:
        """How far a person has been told, and the answers after that, in order."""
        row = self._row(conversation_id)
        position = Position(row.delivered_seq, row.delivered_chars)
        after = self.talks.after(conversation_id, position.seq)
        return position, [body for body in after if "text" in body]

    def open_question(self, conversation_id: str) -> dict[str, Any]:
        """The assistant's latest words, with the choices that they offer."""
        latest = self.talks.after(conversation_id, self.talks.last_seq(conversation_id) - LOOKED_BACK)
        return next((body for body in reversed(latest) if "text" in body and not body.get("aside")), {})

    def answer_numbered(self, conversation_id: str, seq: int) -> dict[str, Any]:
        found = [body for body in self.talks.after(conversation_id, seq - 1) if body["seq"] == seq]
        return found[0] if found else {}

    def advance(self, conversation_id: str, position: Position) -> None:
        row = self._row(conversation_id)
        row.delivered_seq, row.delivered_chars = position.seq, position.chars

    def reply_to(self, message_id: str) -> str | None:
        """What a message was answered with directly, if it was."""
        row = self._session.get(ReplyRow, message_id)
        return str(row.text) if row else None

    def keep_reply(self, conversation_id: str, message_id: str, text: str, at: datetime) -> None:
        self._session.add(ReplyRow(message_id=message_id, conversation_id=conversation_id, text=text, at=at))

    def undelivered(self, at: datetime) -> list[str]:
        """People with answers not yet sent, to whom something may be sent now."""
        allowed = or_(
            and_(PersonRow.talk_left > 0, PersonRow.talk_until > at),
            and_(PersonRow.tap_left > 0, PersonRow.tap_until > at),
        )
        found = (
            select(PersonRow.conversation_id)
            .join(TalkRow, TalkRow.conversation_id == PersonRow.conversation_id)
            .where(PersonRow.following, PersonRow.delivered_seq < TalkRow.last_seq, allowed)
        )
        return list(self._session.scalars(found))

    def tidy(self, at: datetime) -> None:
        """Removes what is kept for the platform's repeats only."""
        self._session.execute(delete(ReplyRow).where(ReplyRow.at < at - REPLIES_KEPT))
        self._session.execute(delete(RequestRow).where(RequestRow.at < at - REQUESTS_KEPT))

    def _known(self, openid: str) -> str | None:
        found = select(PersonRow.conversation_id).where(PersonRow.person.in_(fingerprints(openid)))
        conversation: str | None = self._session.scalars(found).first()
        return conversation

    def _begin(self, openid: str, at: datetime) -> str:
        conversation_id = f"{CHANNEL}-{secrets.token_urlsafe(24)}"
        try:
            with self._session.begin_nested():
                self.talks.open(conversation_id, CHANNEL, at)
                self._session.add(
                    PersonRow(
                        conversation_id=conversation_id,
                        person=fingerprints(openid)[0],
                        openid=openid,
                        following=True,
                        delivered_seq=0,
                        delivered_chars=0,
                        talk_left=0,
                        tap_left=0,
                    )
                )
        except IntegrityError:  # another process met this person between our look and our insert
            return self._known(openid) or conversation_id
        return conversation_id

    def _row(self, conversation_id: str) -> Any:
        return self._session.get(PersonRow, conversation_id)


def _allowances(row: Any) -> list[tuple[int, datetime | None]]:
    return [(row.tap_left, row.tap_until), (row.talk_left, row.talk_until)]


@contextmanager
def ledger() -> Iterator[Ledger]:
    """One unit of work on the people and their talks: commits at the end, rolls back on any error."""
    with Session(engine(), future=True, expire_on_commit=False) as session, session.begin():
        yield Ledger(session)
