"""The telephone, as text: for voice platforms that turn speech and keys into words and words into speech.

docs/ivr.md describes both doors, JSON and VoiceXML 2.1; without IVR_TOKEN nothing is opened.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot.channels.ivr.desk import Desk, step
from bot.channels.ivr.dialogue import CHANNEL
from bot.channels.outbox import GIVEN_UP_AFTER, Outbox
from bot.settings import settings

if TYPE_CHECKING:
    from bot.assistant import Assistant

log = logging.getLogger(__name__)

BASE = "/webhooks/ivr"
SWEEP_EVERY = 30.0  # seconds


def add_routes(app: web.Application, assistant: "Assistant") -> None:
    """Opens the channel if it is set; turns left unanswered are taken up at the start."""
    if not settings().IVR_TOKEN:
        return
    outbox = Outbox(assistant, CHANNEL, list, step(assistant))
    desk = Desk(outbox)
    app.router.add_post(f"{BASE}/turn", desk.turn)
    app.router.add_get(f"{BASE}/vxml", desk.open_page)
    app.router.add_post(f"{BASE}/vxml", desk.post_page)

    async def run(_app: web.Application) -> AsyncIterator[None]:
        alone = settings().DATABASE_URL.startswith("sqlite")
        outbox.resume(timedelta(0) if alone else GIVEN_UP_AFTER)
        sweeper = asyncio.ensure_future(_sweep(outbox))
        yield
        sweeper.cancel()
        await outbox.finish()

    app.cleanup_ctx.append(run)


async def _sweep(outbox: Outbox) -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        try:
            outbox.resume()
        except Exception:
            log.exception("sweeping failed")
