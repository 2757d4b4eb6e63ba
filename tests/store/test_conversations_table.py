"""Rasa's conversations on both databases, and a whole talk on PostgreSQL."""

from collections.abc import Iterator
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import text

from bot.settings import ROOT, settings
from bot.store import cases, database
from bot.store.conversations import ConversationStore
from bot.store.recent import KEPT

SAID = "我叫欧阳若兰，移动扣了我94元"


@pytest.fixture
def in_settings(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The database as the one of the settings."""
    monkeypatch.setenv("DATABASE_URL", empty_url)
    for cache in (settings, database.engine, cases.store):
        cache.cache_clear()
    yield empty_url


@pytest.fixture
def conversations(in_settings: str) -> Iterator[ConversationStore]:
    found = ConversationStore(domain=Domain.load(ROOT / "domain.yml"))
    yield found
    found.engine.dispose()


async def talked(store: ConversationStore, sender: str) -> DialogueStateTracker:
    tracker = DialogueStateTracker(sender, store.domain.slots)
    for event in (
        ActionExecuted("action_listen"),
        UserUttered(SAID, {"name": "report", "confidence": 1.0}, metadata={"typed": SAID}),
        SlotSet("operator", "china_mobile"),
    ):
        tracker.update(event, store.domain)
    await store.save(tracker)
    return tracker


async def test_a_conversation_is_read_back_as_it_was(conversations: ConversationStore) -> None:
    tracker = await talked(conversations, "甲/乙 '; --")
    found = await conversations.retrieve("甲/乙 '; --")
    assert found is not None
    assert [event.as_dict() for event in found.events] == [event.as_dict() for event in tracker.events]
    assert found.get_slot("operator") == "china_mobile"
    assert await conversations.retrieve("somebody else") is None


async def test_only_new_events_are_added(conversations: ConversationStore) -> None:
    tracker = await talked(conversations, "甲")
    tracker.update(SlotSet("amount", "94.00"), conversations.domain)
    await conversations.save(tracker)
    await conversations.save(tracker)
    found = await conversations.retrieve("甲")
    assert found is not None and len(found.events) == 4


async def test_what_was_said_stands_encrypted_and_can_be_removed(conversations: ConversationStore) -> None:
    await talked(conversations, "甲")
    await talked(conversations, "乙")
    with conversations.engine.connect() as connection:
        rows = str(connection.execute(text("SELECT * FROM events")).all())
    assert "欧阳若兰" not in rows and "china_mobile" not in rows
    assert await conversations.delete("甲") == 3
    assert await conversations.retrieve("甲") is None
    assert await conversations.retrieve("乙") is not None


async def test_a_whole_talk_runs_on_either_database(in_settings: str, assistant: Any, talk: Any) -> None:
    conversations = ConversationStore(domain=assistant.agent.domain)
    assistant.agent.tracker_store = assistant.agent.processor.tracker_store = conversations
    await talk.say("我是广东广州的移动用户，移动没经我同意开通了彩铃，扣了94元", "不对，是联通")
    assert talk.case["operator"] == "china_unicom"
    assert talk.slot("operator") == "china_unicom"
    with database.engine().connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM cases")).scalar() == 1
    conversations.engine.dispose()


async def test_a_conversation_held_just_now_is_not_read_again(conversations: ConversationStore) -> None:
    tracker = await talked(conversations, "甲")
    assert await conversations.retrieve("甲") is tracker
    tracker.update(SlotSet("amount", "94.00"), conversations.domain)
    await conversations.save(tracker)
    assert await conversations.retrieve("甲") is tracker
    assert len(stored(conversations, "甲")) == 4


async def test_what_a_failed_turn_added_is_forgotten(conversations: ConversationStore) -> None:
    tracker = await talked(conversations, "甲")
    tracker.update(SlotSet("amount", "94.00"), conversations.domain)
    found = await conversations.retrieve("甲")
    assert found is not None and found.get_slot("amount") is None and len(found.events) == 3


async def test_what_another_process_wrote_or_removed_is_seen(conversations: ConversationStore) -> None:
    await talked(conversations, "甲")
    other = ConversationStore(domain=conversations.domain)
    theirs = await other.retrieve("甲")
    assert theirs is not None
    theirs.update(SlotSet("amount", "94.00"), conversations.domain)
    await other.save(theirs)
    found = await conversations.retrieve("甲")
    assert found is not None and found.get_slot("amount") == "94.00"
    await other.delete("甲")
    assert await conversations.retrieve("甲") is None
    other.engine.dispose()


async def test_a_new_session_leaves_the_one_before_behind(conversations: ConversationStore) -> None:
    tracker = await talked(conversations, "甲")
    for event in (SessionStarted(), ActionExecuted("action_listen")):
        tracker.update(event, conversations.domain)
    await conversations.save(tracker)
    found = await conversations.retrieve("甲")
    assert found is not None and [event.type_name for event in found.events] == ["session_started", "action"]
    assert len(stored(conversations, "甲")) == 5


async def test_only_the_latest_conversations_are_kept_in_mind(conversations: ConversationStore) -> None:
    first = await talked(conversations, "甲")
    for number in range(KEPT):
        await talked(conversations, f"乙{number}")
    found = await conversations.retrieve("甲")
    assert found is not None and found is not first and len(found.events) == 3


def stored(store: ConversationStore, sender: str) -> list[Any]:
    with store.engine.connect() as connection:
        rows = connection.execute(text("SELECT id FROM events WHERE sender_id = :sender"), {"sender": sender})
        return list(rows)
