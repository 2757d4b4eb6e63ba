"""Rasa's conversations in our database: encrypted like the cases, since people tell everything there."""

import json
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import event as sqlalchemy_event

from bot.settings import settings
from bot.store.crypto import decrypt, encrypt
from bot.store.database import prepare_sqlite


def _seal(text: str) -> str:
    return encrypt(text).decode("ascii")


def _unseal(text: str) -> str:
    return decrypt(text.encode("ascii"))


class ConversationStore(SQLTrackerStore):
    """Events in the table that Rasa knows, with their content encrypted."""

    def __init__(self, domain: Any = None, event_broker: Any = None, **kwargs: Any) -> None:
        for key in ("url", "host", "type", "db"):
            kwargs.pop(key, None)
        super().__init__(domain=domain, host=settings().DATABASE_URL, event_broker=event_broker, **kwargs)
        if self.engine.dialect.name == "sqlite":
            self.engine.dispose()
            sqlalchemy_event.listen(self.engine, "connect", prepare_sqlite)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds the events that are not stored yet."""
        await self.stream_events(tracker)
        with self.session_scope() as session:
            session.add_all(self._row(tracker.sender_id, e) for e in self._additional_events(session, tracker))
            session.commit()

    async def delete(self, sender_id: str) -> int:
        """Removes all that was said in a conversation; returns how many events."""
        with self.session_scope() as session:
            count = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()
        return int(count)

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
            rows: Iterable[Any] = self._event_query(session, sender_id, fetch_events_from_all_sessions).all()
            events = [json.loads(_unseal(row.data)) for row in rows]
        if not self.domain or not events:
            return None
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
