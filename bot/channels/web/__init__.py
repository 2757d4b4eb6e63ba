"""The website: the page, the widget, and the protocol between them. See widget/README.md for the protocol."""

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot import clock
from bot.channels import told
from bot.channels.outbox import GIVEN_UP_AFTER, Outbox, listeners
from bot.channels.web import cards, files, pages
from bot.channels.web.guard import guarded, preflight
from bot.channels.web.talk import Desk, file_step
from bot.settings import settings
from bot.store.attachments import attachments
from bot.store.talks import talks

if TYPE_CHECKING:
    from bot.assistant import Assistant

log = logging.getLogger(__name__)

BASE = "/webhooks/web"
SWEEP_EVERY = 60.0  # seconds
UNSENT_KEPT = timedelta(days=1)


def add_routes(app: web.Application, assistant: "Assistant") -> None:
    """The page at `/`, the widget's files and its protocol; waiting messages are taken up at the start."""
    desk = Desk(Outbox(assistant, "web", cards.compose, file_step(assistant)))
    routes = [
        ("GET", "/config", desk.config),
        ("POST", "/session", desk.open),
        ("POST", "/messages", desk.send),
        ("GET", "/messages", desk.poll),
        ("GET", "/stream", desk.stream),
        ("POST", "/files", files.add),
        ("GET", r"/files/{id:[0-9a-f]{32}}", files.give),
        ("DELETE", r"/files/{id:[0-9a-f]{32}}", files.remove),
    ]
    for method, path, handler in routes:
        app.router.add_route(method, BASE + path, guarded(handler))
    app.router.add_route("OPTIONS", BASE + "/{tail:.*}", preflight)
    app.router.add_get("/", pages.page)
    for name in pages.ASSETS:
        app.router.add_get(f"/{name}", pages.asset)
    _keep_house(app, desk, assistant)


def _keep_house(app: web.Application, desk: Desk, assistant: "Assistant") -> None:
    sweepers: list[asyncio.Task[None]] = []

    async def start(_app: web.Application) -> None:
        # With SQLite there is one process: whatever waits was left by one that ended.
        alone = settings().DATABASE_URL.startswith("sqlite")
        desk.outbox.resume(timedelta(0) if alone else GIVEN_UP_AFTER)
        sweepers.append(asyncio.ensure_future(_sweep(desk, assistant)))

    async def stop(_app: web.Application) -> None:
        desk.closing = True
        listeners.tell_all()
        for sweeper in sweepers:
            sweeper.cancel()
        await desk.outbox.finish()

    app.on_startup.append(start)  # type: ignore[arg-type]  # the signal is typed wrongly in aiohttp 3.9
    app.on_shutdown.append(stop)  # type: ignore[arg-type]


async def _sweep(desk: Desk, assistant: "Assistant") -> None:
    while True:
        try:
            await purge(assistant)
            desk.outbox.resume()
        except Exception:
            log.exception("sweeping failed")
        await asyncio.sleep(SWEEP_EVERY)


async def purge(assistant: "Assistant") -> None:
    """Removes talks, their records and files that have been kept as long as was promised."""
    now = clock.now()
    with talks() as book:
        ended = book.purge(now - timedelta(days=settings().KEEP_DAYS)) if settings().KEEP_DAYS else []
    with attachments() as box:
        box.purge(ended, now - UNSENT_KEPT)
    await told.drop(assistant, ended)
