"""Several processes on one database: a conversation is answered by one of them, and by another if that one dies."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot import clock
from bot.channels import outbox
from bot.channels.outbox import Outbox
from bot.store.crypto import fingerprints
from bot.store.talks import talks


class Slow:
    """Takes a moment for each answer and notes how many it worked on at once."""

    def __init__(self, heard: list[str]) -> None:
        self.heard, self.at_once, self.most = heard, 0, 0

    async def reply(self, conversation_id: str, text: str, channel: str, metadata: Any = None) -> list[dict[str, Any]]:
        self.heard.append(text)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0.3)
        self.at_once -= 1
        return [{"text": f"听到：{text}"}]


def taken(number: int) -> None:
    with talks() as book:
        book.take("c", f"message-{number}", {"text": str(number)}, clock.now(), "web")


def answers() -> list[str]:
    with talks() as book:
        return [message["text"] for message in book.after("c", 0)]


async def test_two_workers_answer_a_conversation_in_order_and_never_at_once(home: Path) -> None:
    slow = Slow([])
    one, other = (Outbox(slow, "web", lambda replies: replies) for _ in range(2))  # type: ignore[arg-type]
    for number, worker in enumerate((one, other, one), 1):
        taken(number)
        worker.wake("c")
        await asyncio.sleep(0.05)
    await asyncio.gather(one.finish(), other.finish())
    assert slow.heard == ["1", "2", "3"] and slow.most == 1
    assert answers() == ["听到：1", "听到：2", "听到：3"]


async def test_what_a_dead_worker_held_is_answered_once_its_time_is_up(home: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(outbox, "LOOK_AGAIN", 0.01)
    taken(1)
    with talks() as book:
        assert book.hold("c", "dead", clock.now() + timedelta(seconds=0.4), clock.now())
    slow = Slow([])
    worker = Outbox(slow, "web", lambda replies: replies)  # type: ignore[arg-type]
    worker.resume(timedelta(0))
    await asyncio.sleep(0.2)
    assert slow.heard == []
    await worker.finish()
    assert answers() == ["听到：1"]


async def test_the_hold_is_kept_while_an_answer_takes_long(home: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(outbox, "HELD_FOR", timedelta(seconds=0.15))
    monkeypatch.setattr(outbox, "RENEW_EVERY", 0.05)
    slow = Slow([])
    one, other = (Outbox(slow, "web", lambda replies: replies) for _ in range(2))  # type: ignore[arg-type]
    taken(1)
    one.wake("c")
    await asyncio.sleep(0.05)
    other.wake("c")
    await asyncio.gather(one.finish(), other.finish())
    assert slow.heard == ["1"]


def test_a_person_is_found_again_after_the_key_was_changed(home: Path, monkeypatch: Any) -> None:
    from bot import settings

    old = fingerprints("openid")
    monkeypatch.setenv("CASE_KEY", f"new-key,{settings.settings().CASE_KEY}")
    settings.settings.cache_clear()
    assert old[0] in fingerprints("openid") and fingerprints("openid")[0] != old[0]
