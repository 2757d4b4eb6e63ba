"""One turn at a time for each conversation, in the order in which its messages came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.lock_store import LOCK_LIFETIME, LockStore
from redis import asyncio as redis
from redis.exceptions import LockError

LOOK_AGAIN = 0.05  # seconds; Rasa's own stores look once a second, which people notice


class Turns(LockStore):
    """The order among the messages that come to this process."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = LOOK_AGAIN
    ) -> AsyncIterator[Any]:
        """Waits for the turns before; whoever asked first is first."""
        mine = self._locks.setdefault(conversation_id, asyncio.Lock())
        async with mine:
            yield mine


class SharedTurns(Turns):
    """The same across processes, by Redis; a process that died holds a conversation for `lock_lifetime` at most."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis = redis.from_url(url)

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = LOOK_AGAIN
    ) -> AsyncIterator[Any]:
        async with super().lock(conversation_id):
            ours = self._redis.lock(f"turn:{conversation_id}", timeout=lock_lifetime, sleep=wait_time_in_seconds)
            await ours.acquire()
            try:
                yield ours
            finally:
                with suppress(LockError):  # a turn that took longer than the lifetime
                    await ours.release()


def turns(redis_url: str | None) -> Turns:
    """By Redis where there is one, else within this process."""
    return SharedTurns(redis_url) if redis_url else Turns()
