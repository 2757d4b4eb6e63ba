"""The WeChat official account. docs/wechat.md says how to connect one; without its settings nothing is opened."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp import web

from bot import clock, quiet
from bot.channels.outbox import Outbox, Step
from bot.settings import settings
from bot.store.wechat import CHANNEL, ledger

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.channels.wechat.courier import Courier
    from bot.channels.wechat.envelope import Seal
    from bot.channels.wechat.interface import Interface
    from bot.channels.wechat.pictures import Pictures
    from bot.store.talks import Waiting

log = logging.getLogger(__name__)

# With or without the last part, and a slash at the end: what people enter in the account's settings.
ADDRESS = "/webhooks/wechat{tail:(/webhook)?/?}"
SWEEP_EVERY = 15.0  # seconds
LEFT_FOR = timedelta(seconds=20)  # then a message's process counts as gone


def add_routes(app: web.Application, assistant: "Assistant") -> None:
    """Opens the channel if it is set; what waits is taken up at the start."""
    if not settings().WECHAT_TOKEN:
        return

    from bot.channels.wechat.desk import Desk

    seal = _seal()
    desks: list[Desk] = []

    async def open_desk(_app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as http:
            outbox, courier, interface = _staff(assistant, http)
            desks.append(Desk(outbox, courier, interface, seal))
            sweeper = asyncio.ensure_future(_sweep(outbox, courier))
            yield
            sweeper.cancel()
            await outbox.finish()
            await courier.finish()

    async def verify(request: web.Request) -> web.Response:
        return await desks[0].verify(request)

    async def receive(request: web.Request) -> web.Response:
        return await desks[0].receive(request)

    app.router.add_get(ADDRESS, verify)
    app.router.add_post(ADDRESS, receive)
    app.cleanup_ctx.append(open_desk)


def _seal() -> "Seal | None":
    """The account's encryption; None in plain mode."""
    from bot.channels.wechat.envelope import Seal

    given = settings()
    if not given.WECHAT_AES_KEY or given.WECHAT_MODE == "plain":
        return None
    return Seal(given.WECHAT_TOKEN or "", given.WECHAT_AES_KEY, given.WECHAT_APP_ID or "")


def _staff(assistant: "Assistant", http: aiohttp.ClientSession) -> tuple[Outbox, "Courier", "Interface"]:
    from bot.channels.wechat import pieces
    from bot.channels.wechat.courier import Courier
    from bot.channels.wechat.interface import Interface
    from bot.channels.wechat.pictures import Pictures

    given = settings()
    interface = Interface(http, given.WECHAT_API, given.WECHAT_APP_ID or "", given.WECHAT_APP_SECRET or "")
    courier = Courier(interface)
    step = _step(Pictures(assistant, http, interface))
    return Outbox(assistant, CHANNEL, pieces.compose, step, courier.wake), courier, interface


def _step(pictures: "Pictures") -> Step:
    """What the channel answers itself: fixed sentences, pictures, and a mere "go on"."""

    async def first(waiting: "Waiting") -> list[dict[str, Any]] | None:
        content = waiting.content
        if "say" in content:
            return [{"text": content["say"], "aside": True}]
        if "fetch" in content:
            return []
        return await pictures.keep(waiting) if "media" in content else None

    return first


async def _sweep(outbox: Outbox, courier: "Courier") -> None:
    left_for = timedelta(0)  # at the start; whatever another process still works on is left to it
    while True:
        try:
            outbox.resume(left_for)
            with ledger() as book:
                book.tidy(clock.now())
                waiting = book.undelivered(clock.now())
            for conversation_id in waiting:
                courier.wake(conversation_id)
        except Exception as error:
            log.error("sweeping failed: %s", quiet.place(error))
        left_for = LEFT_FOR
        await asyncio.sleep(SWEEP_EVERY)
