"""The platform's interface: sending beyond the direct reply, and fetching what people sent."""

import asyncio
import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

import aiohttp

from bot import clock
from bot.channels.wechat.access import BUSY, SHUT_BY_RIGHT, Refused, Tokens, read_json
from bot.channels.wechat.envelope import printable
from bot.store.wechat_access import access_book

log = logging.getLogger(__name__)

SECONDS = 5.0
PAUSE = timedelta(seconds=30)
STALE_TOKEN = frozenset({40001, 40014, 42001})
NO_RIGHT = 48001
# For a while: system busy, called too often, too often today.
PASSING = frozenset({BUSY, 45009, 45011})
CHUNK = 64 * 1024


class Outcome(Enum):
    """What became of a message: sent; not now, but later; not before the person writes again."""

    SENT = "sent"
    LATER = "later"
    SPENT = "spent"


class TooLarge(Exception):
    """A file larger than was allowed."""


class Interface:
    """The account's interface. It may be refused to the account: `ready` and `proven` tell."""

    def __init__(self, http: aiohttp.ClientSession, api: str, app_id: str, secret: str) -> None:
        self._http, self._api, self._app_id = http, api, app_id
        self._tokens = Tokens(http, api, app_id, secret)
        self._paused_until: datetime | None = None

    def ready(self) -> bool:
        """Whether it is worth trying."""
        now = clock.now()
        if self._paused_until and self._paused_until > now:
            return False
        with access_book(self._app_id) as book:
            return book.read().open(now)

    def proven(self) -> bool:
        """Whether it can be relied on: the last message went out by it."""
        with access_book(self._app_id) as book:
            proven = book.read().proven
        return proven and self.ready()

    async def send_text(self, openid: str, text: str, seconds: float = SECONDS) -> Outcome:
        return await self._send({"touser": openid, "msgtype": "text", "text": {"content": printable(text)}}, seconds)

    async def send_menu(self, openid: str, menu: Mapping[str, Any], seconds: float = SECONDS) -> Outcome:
        return await self._send({"touser": openid, "msgtype": "msgmenu", "msgmenu": dict(menu)}, seconds)

    async def media(self, media_id: str, limit: int) -> bytes | None:
        """A file that a person sent; None where it cannot be had, TooLarge beyond so many bytes."""
        try:
            token = await self._tokens.current()
            data = await self._file(media_id, token, limit)
            if isinstance(data, int) and data in STALE_TOKEN:
                data = await self._file(media_id, await self._tokens.current(refused=token), limit)
        except (Refused, aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            log.warning("a file could not be fetched: %s", type(error).__name__)
            return None
        if isinstance(data, int):
            log.warning("a file could not be fetched: errcode %d", data)
            return None
        return data

    async def _send(self, message: Mapping[str, Any], seconds: float) -> Outcome:
        try:
            code = await asyncio.wait_for(self._call("/cgi-bin/message/custom/send", message), seconds)
        except (Refused, aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            log.warning("the WeChat interface could not be used: %s", type(error).__name__)
            return self._outcome(BUSY)
        return self._outcome(code)

    async def _call(self, path: str, message: Mapping[str, Any]) -> int:
        token = await self._tokens.current()
        code = await self._post(path, token, message)
        if code in STALE_TOKEN:
            code = await self._post(path, await self._tokens.current(refused=token), message)
        return code

    async def _post(self, path: str, token: str, message: Mapping[str, Any]) -> int:
        # As characters, not as escapes: the platform would show those as they stand.
        body = json.dumps(message, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        url = f"{self._api}{path}"
        given = await read_json(self._http.post(url, params={"access_token": token}, data=body, headers=headers))
        return int(given.get("errcode", 0))

    async def _file(self, media_id: str, token: str, limit: int) -> bytes | int:
        query = {"access_token": token, "media_id": media_id}
        async with self._http.get(f"{self._api}/cgi-bin/media/get", params=query) as response:
            data = await read_at_most(response, limit)
        return _code_in(data) or data

    def _outcome(self, code: int) -> Outcome:
        if code == 0:
            with access_book(self._app_id) as book:
                book.prove()
            return Outcome.SENT
        if code in PASSING | STALE_TOKEN:
            self._paused_until = clock.now() + PAUSE
            return Outcome.LATER
        if code == NO_RIGHT:
            self._tokens.shut(SHUT_BY_RIGHT, code)
            return Outcome.LATER
        log.warning("a message was not taken: errcode %d", code)
        return Outcome.SPENT


async def read_at_most(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The body of an answer; TooLarge beyond so many bytes, aiohttp's error for a failure."""
    response.raise_for_status()
    data = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        data += chunk
        if len(data) > limit:
            raise TooLarge
    return bytes(data)


def _code_in(data: bytes) -> int:
    """The error code, where a refusal came instead of the file."""
    if not data.startswith(b"{"):
        return 0
    try:
        return int(json.loads(data).get("errcode", 0))
    except ValueError:
        return 0
