"""Rasa's conversations in our database: encrypted like the cases, since people tell everything there."""

import json
from collections.abc import Sequence
from itertools import islice
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine
from sqlalchemy.orm import sessionmaker

from bot.settings import settings
from bot.store.crypto import decrypt, encrypt
from bot.store.database import open_engine
from bot.store.recent import Known, Newest, Recent


def _seal(text: str) -> str:
    return encrypt(text).decode("ascii")


def _unseal(text: str) -> str:
    return decrypt(text.encode("ascii"))


class ConversationStore(SQLTrackerStore):
    """Events in the table that Rasa knows, with their content encrypted.

    Rasa reads and replays a whole conversation on every turn; one held just now is only checked for news.
    """

    def __init__(self, domain: Any = None, event_broker: Any = None, **kwargs: Any) -> None:
        for key in ("url", "host", "type", "db"):
            kwargs.pop(key, None)
        super().__init__(domain=domain, host=settings().DATABASE_URL, event_broker=event_broker, **kwargs)
        self._recent = Recent()
        opened: Engine = self.engine
        if opened.dialect.name == "sqlite":
            opened.dispose()
            self.engine: Engine = open_engine(settings().DATABASE_URL)
            self.sessionmaker = sessionmaker(bind=self.engine)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds the events that are not stored yet."""
        await self.stream_events(tracker)
        with self.session_scope() as session:
            events = self._unstored(session, tracker)
            rows = [self._row(tracker.sender_id, event) for event in events]
            session.add_all(rows)
            session.flush()
            newest = (rows[-1].id, rows[-1].timestamp) if rows else None
            session.commit()
        self._remember(tracker, events, newest)

    async def delete(self, sender_id: str) -> int:
        """Removes all that was said in a conversation; returns how many events."""
        self._recent.drop(sender_id)
        with self.session_scope() as session:
            count = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()
        return int(count)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's latest session."""
        known = self._recent.get(sender_id)
        if known and known.untouched:
            with self.session_scope() as session:
                if known.stands(self._newest(session, sender_id)):
                    return known.tracker
        return await super().retrieve(sender_id)

    def _unstored(self, session: Any, tracker: DialogueStateTracker) -> Sequence[Any]:
        known = self._recent.get(tracker.sender_id)
        if known and known.tracker is tracker and known.stands(self._newest(session, tracker.sender_id)):
            return list(islice(tracker.events, known.stored, None))
        return list(self._additional_events(session, tracker))

    def _remember(self, tracker: DialogueStateTracker, added: Sequence[Any], newest: Newest | None) -> None:
        """A session that has just begun is read anew the next time: what was before it is none of its business."""
        if any(isinstance(event, SessionStarted) for event in added):
            self._recent.drop(tracker.sender_id)
        elif newest:
            self._recent.keep(tracker.sender_id, Known(tracker, len(tracker.events), newest))

    def _newest(self, session: Any, sender_id: str) -> Newest | None:
        columns = session.query(self.SQLEvent.id, self.SQLEvent.timestamp)
        row = columns.filter(self.SQLEvent.sender_id == sender_id).order_by(self.SQLEvent.id.desc()).first()
        return (row.id, row.timestamp) if row else None

    def _row(self, sender_id: str, event: Any) -> Any:
        data = event.as_dict()
        return self.SQLEvent(
            sender_id=sender_id,
            type_name=event.type_name,
            timestamp=data.get("timestamp"),
            action_name=data.get("name") if event.type_name == "action" else None,
            data=_seal(json.dumps(data, ensure_ascii=False)),
        )

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        with self.session_scope() as session:
            rows: Sequence[Any] = self._event_query(session, sender_id, fetch_events_from_all_sessions).all()
            events = [json.loads(_unseal(row.data)) for row in rows]
            newest = (rows[-1].id, rows[-1].timestamp) if rows else None
        if not self.domain or not newest:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        if not fetch_events_from_all_sessions:
            self._recent.keep(sender_id, Known(tracker, len(tracker.events), newest))
        return tracker
