"""One turn at a time for each conversation: in this process, and across processes by a real Redis."""

import asyncio
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from redis import asyncio as redis

from bot.locks import SharedTurns, Turns, turns


@pytest_asyncio.fixture
async def redis_url(tmp_path: Path, free_port: int) -> AsyncIterator[str]:
    program = shutil.which("redis-server")
    assert program, "Redis is missing: scripts/install_test_services.sh installs it"
    quiet = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1", "--dir", str(tmp_path)]
    process = subprocess.Popen([program, "--port", str(free_port), *quiet], stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{free_port}/0"
    client = redis.from_url(url)
    for _ in range(100):
        try:
            await client.ping()
            break
        except redis.ConnectionError:
            await asyncio.sleep(0.05)
    await client.close()
    yield url
    process.terminate()
    process.wait()


async def take_turns(stores: list[Turns], conversation: str = "甲") -> list[str]:
    """What happens when each store's process wants the conversation at once."""
    happened: list[str] = []

    async def turn(number: int, store: Turns) -> None:
        async with store.lock(conversation):
            happened.append(f"{number} in")
            await asyncio.sleep(0.01)
            happened.append(f"{number} out")

    await asyncio.gather(*(turn(number, store) for number, store in enumerate(stores)))
    return happened


async def test_turns_of_a_process_follow_in_order_and_at_once() -> None:
    began = time.monotonic()
    assert await take_turns([Turns()] * 1) == ["0 in", "0 out"]
    store = Turns()
    assert await take_turns([store] * 4) == [f"{n} {what}" for n in range(4) for what in ("in", "out")]
    assert time.monotonic() - began < 0.5
    assert not store._locks, "nothing is kept of conversations that nobody waits for"


async def test_conversations_do_not_wait_for_each_other() -> None:
    store = Turns()
    async with store.lock("甲"):
        await asyncio.wait_for(take_turns([store], "乙"), 1)


async def test_a_failed_turn_lets_the_next_one_in() -> None:
    store = Turns()
    with pytest.raises(RuntimeError):
        async with store.lock("甲"):
            raise RuntimeError
    await asyncio.wait_for(take_turns([store]), 1)


async def test_turns_of_two_processes_never_overlap(redis_url: str) -> None:
    stores: list[Turns] = [turns(redis_url), turns(redis_url)]
    happened = await take_turns(stores * 3)
    pairs = list(zip(happened[::2], happened[1::2], strict=True))
    assert len(pairs) == 6
    assert all(entered.split()[0] == left.split()[0] for entered, left in pairs)


async def test_a_process_that_died_holds_a_conversation_for_a_while_only(redis_url: str) -> None:
    dead, alive = SharedTurns(redis_url), SharedTurns(redis_url)
    await dead._redis.lock("turn:甲", timeout=0.3).acquire()
    await asyncio.wait_for(take_turns([alive]), 2)


async def test_a_turn_longer_than_its_lock_still_ends_well(redis_url: str) -> None:
    async with SharedTurns(redis_url).lock("甲", lock_lifetime=0.05):
        await asyncio.sleep(0.2)


def test_without_redis_the_process_keeps_its_own_order() -> None:
    assert type(turns(None)) is Turns
