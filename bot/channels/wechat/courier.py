"""Delivering what did not go out as a direct reply, in order, as long as the platform lets us."""

import asyncio
import logging
from collections import Counter
from datetime import timedelta

from bot import clock, quiet
from bot.channels.wechat import pieces
from bot.channels.wechat.interface import SECONDS, Interface, Outcome
from bot.store.wechat import ledger

log = logging.getLogger(__name__)

CLAIMED_FOR = timedelta(seconds=20)
GAP = 0.5  # seconds between two messages, so that they arrive in their order
PATIENCE = 40  # looks, one gap apart, at whether somebody else still delivers


class Courier:
    """Sends by the interface; one courier at a time for each person, over all processes."""

    def __init__(self, interface: Interface) -> None:
        self._interface = interface
        self._open: Counter[str] = Counter()
        self._running: dict[str, asyncio.Task[None]] = {}

    def opened(self, conversation_id: str) -> None:
        """A request waits for its direct reply: that goes first."""
        self._open[conversation_id] += 1

    def closed(self, conversation_id: str) -> None:
        """A request has its reply; what is left is sent once none waits any more."""
        self._open[conversation_id] -= 1
        if self._open[conversation_id] <= 0:
            del self._open[conversation_id]
            self.wake(conversation_id)

    def wake(self, conversation_id: str) -> None:
        """Sees to it that a person is sent what waits for them."""
        if not self._open[conversation_id] and conversation_id not in self._running:
            self._running[conversation_id] = asyncio.ensure_future(self._run(conversation_id))

    async def finish(self) -> None:
        """Lets what is being sent go out."""
        if self._running:
            await asyncio.wait(list(self._running.values()))

    async def _run(self, conversation_id: str) -> None:
        try:
            if self._waits(conversation_id) and self._interface.ready() and await self._claimed(conversation_id):
                await self._deliver(conversation_id)
        except Exception as error:  # a fault of the store: the answers stay, and are taken up again later
            log.error("answers could not be delivered: %s", quiet.place(error))
        del self._running[conversation_id]

    def _waits(self, conversation_id: str) -> bool:
        with ledger() as book:
            return bool(book.pending(conversation_id)[1]) and book.left(conversation_id, clock.now()) > 0

    async def _claimed(self, conversation_id: str) -> bool:
        for _ in range(PATIENCE):
            now = clock.now()
            with ledger() as book:
                if book.claim(conversation_id, now + CLAIMED_FOR, now):
                    return True
            await asyncio.sleep(GAP)
        return False

    async def _deliver(self, conversation_id: str) -> None:
        try:
            while (piece := self._next(conversation_id)) and await self.send(conversation_id, piece):
                await asyncio.sleep(GAP)
        finally:
            with ledger() as book:
                book.release(conversation_id)

    def _next(self, conversation_id: str) -> pieces.Piece | None:
        """The next message; None when nothing waits, or nothing more may be sent."""
        menus = self._interface.proven()
        with ledger() as book:
            left = book.left(conversation_id, clock.now())
            position, bodies = book.pending(conversation_id)
        piece = pieces.next_piece(bodies, position, menus) if left else None
        if piece and piece.more and left == 1:
            return pieces.next_piece(bodies, position, note=pieces.MORE)
        return piece

    async def send(self, conversation_id: str, piece: pieces.Piece, seconds: float = SECONDS) -> bool:
        """Sends one message to whom it is claimed for; false where it must wait, or be said another way."""
        with ledger() as book:
            openid = book.openid_of(conversation_id)
            book.spend(conversation_id, clock.now())
        if piece.menu:
            outcome = await self._interface.send_menu(openid, piece.menu, seconds)
        else:
            outcome = await self._interface.send_text(openid, piece.text, seconds)
        with ledger() as book:
            if outcome is Outcome.SENT:
                book.advance(conversation_id, piece.after)
                book.release(conversation_id, clock.now() + CLAIMED_FOR)
            elif outcome is Outcome.SPENT:
                book.spent(conversation_id)
        return outcome is Outcome.SENT
