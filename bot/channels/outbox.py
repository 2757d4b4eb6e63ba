"""Answering in order, once, and so that nothing is lost: shared by the channels that keep what they say.

A message is stored before it is answered, an answer before it is shown. After a restart whatever still
waits is answered; an answer that was found but not yet stored is read back from the conversation.
Of several processes one at a time answers a conversation; if it dies, another takes over.
"""

import asyncio
import logging
import secrets
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot import clock, quiet
from bot.channels import told
from bot.store.attachments import attachments
from bot.store.talks import Waiting, talks

if TYPE_CHECKING:
    from bot.assistant import Assistant

log = logging.getLogger(__name__)

Compose = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
Step = Callable[[Waiting], Awaitable[list[dict[str, Any]] | None]]
# The answer to a message that was removed together with the talk, before its own answer could be stored.
FORGOTTEN = "已经删除：案件、申诉书和这段对话都不再保存。"
# Another process that took a message in has this long before it counts as gone.
GIVEN_UP_AFTER = timedelta(minutes=2)
# A process that stops answering a conversation without a word is followed by another after this time.
HELD_FOR, RENEW_EVERY, LOOK_AGAIN = timedelta(seconds=8), 2.0, 0.2  # the last two in seconds


class Listeners:
    """Those in this process who wait for news of a conversation."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def tell(self, conversation_id: str) -> None:
        for event in self._waiting.get(conversation_id, ()):
            event.set()

    def tell_all(self) -> None:
        for conversation_id in list(self._waiting):
            self.tell(conversation_id)

    async def wait(self, conversation_id: str, seconds: float) -> None:
        """Until there is news, at most some seconds."""
        event = asyncio.Event()
        self._waiting[conversation_id].add(event)
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except asyncio.TimeoutError:
            pass
        finally:
            self._waiting[conversation_id].discard(event)
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id]


listeners = Listeners()


class Outbox:
    """Answers what one channel took in: each conversation's messages in their order, one at a time.

    `compose` turns the assistant's replies into the bodies that are stored; `first` may answer a message
    without the assistant, by giving replies instead of None; `done` hears when nothing waits any more.
    """

    def __init__(
        self,
        assistant: "Assistant",
        channel: str,
        compose: Compose,
        first: Step | None = None,
        done: Callable[[str], None] | None = None,
    ) -> None:
        self._assistant, self._channel, self._compose, self._first = assistant, channel, compose, first
        self._done = done
        self._worker = secrets.token_hex(16)
        self._running: dict[str, asyncio.Task[None]] = {}

    def wake(self, conversation_id: str) -> None:
        """Sees to it that a conversation's waiting messages are answered."""
        if conversation_id not in self._running:
            self._running[conversation_id] = asyncio.ensure_future(self._answer_all(conversation_id))

    def busy(self, conversation_id: str) -> bool:
        """Whether an answer is being worked on, here or in another process."""
        if conversation_id in self._running:
            return True
        with talks() as book:
            return book.waiting(conversation_id) is not None

    def resume(self, waited: timedelta = GIVEN_UP_AFTER) -> None:
        """Takes up what was left unanswered by a process that ended."""
        with talks() as book:
            left = book.unanswered(self._channel, clock.now() - waited)
        for conversation_id in left:
            self.wake(conversation_id)

    async def finish(self) -> None:
        """Lets the answers in work be stored."""
        if self._running:
            await asyncio.wait(list(self._running.values()))

    async def _answer_all(self, conversation_id: str) -> None:
        try:
            while _next(conversation_id):
                if self._hold(conversation_id):
                    await self._answer_held(conversation_id)
                else:
                    await asyncio.sleep(LOOK_AGAIN)
        except Exception as error:  # a fault of the store: the message stays, and is taken up again later
            log.error("an answer could not be stored: %s", quiet.place(error))
        # Nothing is awaited between the last look and this line, so no message can slip in between unseen.
        del self._running[conversation_id]
        listeners.tell(conversation_id)
        if self._done:
            self._done(conversation_id)

    async def _answer_held(self, conversation_id: str) -> None:
        keeping = asyncio.ensure_future(self._keep_hold(conversation_id))
        try:
            while waiting := _next(conversation_id):
                await self._answer(waiting)
        finally:
            keeping.cancel()
            with talks() as book:
                book.let_go(conversation_id, self._worker)

    def _hold(self, conversation_id: str) -> bool:
        now = clock.now()
        with talks() as book:
            return book.hold(conversation_id, self._worker, now + HELD_FOR, now)

    async def _keep_hold(self, conversation_id: str) -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY)
            self._hold(conversation_id)

    async def _answer(self, waiting: Waiting) -> None:
        replies = await self._first(waiting) if self._first else None
        if replies is None:
            replies = await self._replies(waiting)
        with attachments() as files:
            files.list_in_case(waiting.conversation_id)
        with talks() as book:
            book.answer(waiting, self._compose(replies), clock.now())
        listeners.tell(waiting.conversation_id)

    async def _replies(self, waiting: Waiting) -> list[dict[str, Any]]:
        before = await told.replies_to(self._assistant, waiting.conversation_id, waiting.message_id)
        if before is not None:
            await self._assistant.forget_if_asked(waiting.conversation_id)
            return before
        if "text" not in waiting.content:
            return [{"text": FORGOTTEN}]
        text: str | None = waiting.content.get("text")
        if text is None:  # removed at the person's wish while it waited
            return []
        about: Mapping[str, Any] = {"message_id": waiting.message_id}
        return await self._assistant.reply(waiting.conversation_id, text, self._channel, about)


def _next(conversation_id: str) -> Waiting | None:
    with talks() as book:
        return book.waiting(conversation_id)


def forget(conversation_id: str) -> None:
    """Removes what was said and sent in a conversation, on every screen that shows it.

    To be called after the unit of work on the case has been committed: this is one of its own.
    """
    with attachments() as files:
        files.clear(conversation_id)
    with talks() as book:
        book.clear(conversation_id)
    listeners.tell(conversation_id)
