"""What the platform calls: proves itself, brings a message in, and gets its direct reply within five seconds."""

import asyncio
import logging
import re
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot import clock
from bot.channels import offered
from bot.channels.outbox import listeners
from bot.channels.wechat import envelope, inbound, pieces, signature
from bot.settings import settings
from bot.store.wechat import CHANNEL, Ledger, ledger

if TYPE_CHECKING:
    from bot.channels.outbox import Outbox
    from bot.channels.wechat.courier import Courier
    from bot.channels.wechat.interface import Interface

log = logging.getLogger(__name__)

BUDGET = 4.0  # seconds for an answer; the platform waits for five
LOOK_AGAIN = 0.2  # seconds; another process may have stored the answer
MENU_SECONDS = 1.0  # beyond the budget at most half of it
HANDING_OVER = timedelta(seconds=10)
DELIVERED_IN = timedelta(seconds=0.5)  # a direct reply needs this long before the next message may follow it
LARGEST = 256 * 1024  # bytes of a request
NOTHING = "success"
REFUSED = "请求未通过验证。"
NOT_READY = "还在整理，请过几秒回复“继续”看结果。"
# Words that ask for what is still to come, and words that could only answer what has not been seen yet.
GO_ON = re.compile(
    r"继续(说|看|吧)?|接着(说|看)?|下一[条页个]|更多|还有(呢|吗|内容)?|然后呢?|结果呢?|好了[吗没]|在吗|\?+|…+|\.+"
)
HEARD = re.compile(r"好+[的吧呀啊]?|嗯+|哦+|噢+|行|可以|ok|收到|知道了|谢谢|\d{1,2}", re.IGNORECASE)
ENDINGS = "。.！!～~ "


class Desk:
    """The handlers, with what they share."""

    def __init__(
        self, outbox: "Outbox", courier: "Courier", interface: "Interface", seal: envelope.Seal | None
    ) -> None:
        self._outbox, self._courier, self._interface, self._seal = outbox, courier, interface, seal

    async def verify(self, request: web.Request) -> web.Response:
        """The platform's question when the address is entered in the account's settings."""
        if not _proven(request):
            return _refused()
        return web.Response(text=request.query.get("echostr", ""), headers={"X-Content-Type-Options": "nosniff"})

    async def receive(self, request: web.Request) -> web.Response:
        """A message or an event: its reply, or the word that nothing follows."""
        ends = asyncio.get_running_loop().time() + BUDGET
        if not _proven(request) or (request.content_length or 0) > LARGEST:
            return _refused()
        try:
            sealed, incoming = self._opened(await request.read(), request.query)
        except envelope.Forged:
            return _refused()
        except envelope.BadEnvelope as problem:
            log.warning("a message of the platform was not readable: %s", problem)
            return web.Response(text=NOTHING)
        if incoming is None:
            return web.Response(text=NOTHING)
        # Where the body is signed too, that signature tells one request from another.
        conversation = _take_in(incoming, request.query["msg_signature" if sealed else "signature"])
        if conversation is None:
            return _refused()
        text = await self._answer(conversation, incoming, ends) if incoming.content is not None else None
        return self._reply(incoming, text, sealed)

    def _opened(self, body: bytes, query: Mapping[str, str]) -> tuple[bool, inbound.Incoming | None]:
        """Whether the message was sealed, and what it brings."""
        sealed = query.get("encrypt_type") == "aes"
        allowed = self._seal is not None if sealed else settings().WECHAT_MODE != "safe"
        if not allowed:
            raise envelope.Forged("not in the account's mode")
        fields = envelope.read(body)
        if sealed and self._seal:
            fields = envelope.read(self._seal.open(fields, query))
        return sealed, inbound.take(fields)

    def _reply(self, incoming: inbound.Incoming, text: str | None, sealed: bool) -> web.Response:
        if text is None:
            return web.Response(text=NOTHING)
        now = clock.now()
        xml = envelope.text_reply(incoming.openid, incoming.account, text, now)
        return web.Response(
            text=self._seal.close(xml, now) if sealed and self._seal else xml, content_type="application/xml"
        )

    async def _answer(self, conversation: str, incoming: inbound.Incoming, ends: float) -> str | None:
        """The direct reply, if there is one in time; what is left goes out by the courier."""
        self._courier.opened(conversation)
        try:
            self._outbox.wake(conversation)
            answered = await _answered(conversation, incoming.id, ends)
            return await self._direct(conversation, incoming.id, answered, ends)
        finally:
            self._courier.closed(conversation)

    async def _direct(self, conversation: str, message_id: str, answered: bool, ends: float) -> str | None:
        loop = asyncio.get_running_loop()
        while True:
            now = clock.now()
            with ledger() as book:
                mine = book.claim(conversation, now + HANDING_OVER, now)
                before = book.reply_to(message_id)
                waits = bool(book.pending(conversation)[1])
                if mine and (before or not waits):
                    book.release(conversation)
            if before or not waits:
                return before or (None if answered or self._follows(conversation) else NOT_READY)
            if mine:
                return await self._hand_over(conversation, message_id, ends - loop.time() + MENU_SECONDS / 2)
            if loop.time() >= ends:
                return None
            await asyncio.sleep(LOOK_AGAIN)

    async def _hand_over(self, conversation: str, message_id: str, seconds: float) -> str | None:
        """The next message as the direct reply; None where it went out as a menu to tap."""
        follows = self._follows(conversation)
        with ledger() as book:
            position, bodies = book.pending(conversation)
        piece = pieces.next_piece(bodies, position, menus=follows, note="" if follows else pieces.MORE)
        if piece and piece.menu:
            if await self._courier.send(conversation, piece, min(seconds, MENU_SECONDS)):
                with ledger() as book:
                    book.release(conversation)
                return None
            piece = pieces.next_piece(bodies, position, note=pieces.MORE)
        now = clock.now()
        with ledger() as book:
            if piece:
                book.advance(conversation, piece.after)
                book.keep_reply(conversation, message_id, piece.text, now)
            book.release(conversation, now + DELIVERED_IN)
        return piece.text if piece else None

    def _follows(self, conversation: str) -> bool:
        """Whether what is left will surely go out by itself."""
        with ledger() as book:
            left = book.left(conversation, clock.now())
        return left > 0 and self._interface.proven()


async def _answered(conversation: str, message_id: str, ends: float) -> bool:
    loop = asyncio.get_running_loop()
    while True:
        with ledger() as book:
            if book.talks.answered(conversation, message_id):
                return True
        left = ends - loop.time()
        if left <= 0:
            return False
        await listeners.wait(conversation, min(LOOK_AGAIN, left))


def _take_in(incoming: inbound.Incoming, seal: str) -> str | None:
    """Takes a message in, once, and gives its conversation; None for a replay."""
    now = clock.now()
    with ledger() as book:
        if not book.genuine(seal, incoming.id, now):
            return None
        conversation = book.conversation_of(incoming.openid, now)
        if incoming.content is None:
            book.leave(conversation)
        else:
            content = _meant(book, conversation, incoming.content)
            if book.talks.take(conversation, incoming.id, content, now, CHANNEL):
                book.allow(conversation, incoming.tapped, now)
    return conversation


def _meant(book: Ledger, conversation: str, content: inbound.Content) -> inbound.Content:
    """What a message says to the assistant: a choice by its words, or nothing when it only asks for the rest."""
    text = content.get("text")
    if text is None:
        return content
    if "item" in content:
        seq, item = divmod(content["item"], pieces.MENU_IDS)
        return {"text": pieces.chosen(book.answer_numbered(conversation, seq), item) or text}
    if _asks_for_rest(book, conversation, text):
        return {"fetch": True}
    return {"text": offered.meant(text, book.open_question(conversation).get("choices") or [])}


def _asks_for_rest(book: Ledger, conversation: str, text: str) -> bool:
    said = unicodedata.normalize("NFKC", text).strip().rstrip(ENDINGS) or "."
    unseen = bool(book.pending(conversation)[1])
    if GO_ON.fullmatch(said):
        return unseen or book.talks.waiting(conversation) is not None
    return unseen and HEARD.fullmatch(said) is not None


def _proven(request: web.Request) -> bool:
    return signature.opens(request.query, settings().WECHAT_TOKEN or "", clock.now())


def _refused() -> web.Response:
    return web.Response(text=REFUSED, status=403)
