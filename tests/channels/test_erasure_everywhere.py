"""“删除我的资料” over the real assistant: afterwards nothing the person told or sent is stored anywhere."""

import asyncio
import io
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot import clock
from bot.assistant import Assistant
from bot.channels.outbox import FORGOTTEN, Outbox
from bot.store.attachments import attachments
from bot.store.cases import store
from bot.store.talks import talks

TOLD = "我是广州的移动用户，11月3日没经我同意开了会员扣了94元，11月5日打10086投诉过，他们不退，我不满意"
ASK, SURE = "删除我的资料", "是的，确定删除"
CONVERSATION, BY_PHONE = "web-erasure", "ivr-erasure"


def compose(replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"text": reply.get("text", "")} for reply in replies]


async def say(outbox: Outbox, text: str, number: int, conversation: str = CONVERSATION) -> list[str]:
    """Says one thing; all texts of the talk as they stand afterwards."""
    with talks() as book:
        book.take(conversation, f"message-{number}", {"text": text}, clock.now(), "web", {"text": text})
    outbox.wake(conversation)
    await outbox.finish()
    with talks() as book:
        return [message.get("text", "") for message in book.after(conversation, 0)]


def send_picture() -> None:
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, "PNG")
    with attachments() as box:
        file = box.add(CONVERSATION, "账单.png", "image/png", data.getvalue(), clock.now())
        box.send(CONVERSATION, [file.id])


def counts(home: Path) -> dict[str, int]:
    """How many rows stand in the tables that hold what people tell."""
    tables = ("cases", "drafts", "timeline", "case_conversations", "events", "outbox", "attachments")
    with sqlite3.connect(home / "bot.db") as database:
        return {table: database.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}


async def test_case_talk_record_and_files_go_and_then_it_is_said(assistant: Any, home: Path) -> None:
    outbox = Outbox(assistant, "web", compose)
    await say(outbox, TOLD, 1)
    send_picture()
    await say(outbox, ASK, 2)
    assert counts(home)["cases"] == 1 and list((home / "files").iterdir())
    texts = await say(outbox, SURE, 3)
    assert "已经删除" in texts[-1]
    left = counts(home)
    assert left.pop("outbox") <= 2  # what is said after the removal
    assert not any(left.values()), left
    assert list((home / "files").iterdir()) == []
    with talks() as book:
        assert all(TOLD not in str(message) for message in book.after(CONVERSATION, 0))


async def test_no_means_nothing_is_removed(assistant: Any, home: Path) -> None:
    outbox = Outbox(assistant, "web", compose)
    await say(outbox, TOLD, 1)
    await say(outbox, ASK, 2)
    texts = await say(outbox, "不删了", 3)
    assert TOLD in texts and counts(home)["cases"] == 1


async def test_the_same_case_told_on_another_channel_goes_with_its_talk(assistant: Any, home: Path) -> None:
    outbox = Outbox(assistant, "web", compose)
    await say(outbox, TOLD, 1)
    await say(outbox, "您好", 2, BY_PHONE)
    with store().work() as cases:
        row = cases.of_conversation(CONVERSATION)
        assert row is not None
        cases.attach(BY_PHONE, row)
    await say(outbox, "我的号码是13800138000", 3, BY_PHONE)
    await say(outbox, ASK, 4)
    await say(outbox, SURE, 5)
    assert counts(home)["events"] == 0
    with talks() as book:
        assert [message for message in book.after(BY_PHONE, 0) if not message.get("cleared")] == []


async def test_a_removal_cut_short_is_finished_on_the_next_start(
    assistant: Any, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = Outbox(assistant, "web", compose)
    await say(outbox, TOLD, 1)
    await say(outbox, ASK, 2)

    async def killed(self: Assistant, conversation_id: str) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(Assistant, "forget_if_asked", killed)
        patch.setattr(Outbox, "finish", lambda self: asyncio.sleep(0.5))
        await say(outbox, SURE, 3)
    assert counts(home)["events"] > 0
    after_restart = Outbox(assistant, "web", compose)
    after_restart._worker = outbox._worker
    after_restart.wake(CONVERSATION)
    await after_restart.finish()
    assert counts(home)["events"] == 0
    with talks() as book:
        texts = [message.get("text", "") for message in book.after(CONVERSATION, 0)]
    assert "已经删除" in texts[-1] and TOLD not in texts


async def test_a_message_whose_words_were_removed_is_still_answered(assistant: Any, home: Path) -> None:
    with talks() as book:
        book.take(CONVERSATION, "message-1", {"text": TOLD}, clock.now(), "web")
        book.clear(CONVERSATION)
    outbox = Outbox(assistant, "web", compose)
    outbox.wake(CONVERSATION)
    await outbox.finish()
    with talks() as book:
        assert book.after(CONVERSATION, 0)[-1]["text"] == FORGOTTEN


async def test_a_case_set_aside_by_starting_over_goes_too(assistant: Any, home: Path) -> None:
    outbox = Outbox(assistant, "web", compose)
    await say(outbox, TOLD, 1)
    await say(outbox, "重新开始", 2)
    await say(outbox, "联通宽带说好1000兆，实际只有100兆，辽宁大连的", 3)
    assert counts(home)["cases"] == 2
    await say(outbox, ASK, 4)
    texts = await say(outbox, SURE, 5)
    assert "已经删除" in texts[-1]
    assert counts(home) | {"outbox": 0} == dict.fromkeys(counts(home), 0)
