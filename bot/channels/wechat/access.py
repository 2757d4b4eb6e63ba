"""The access token: fetched by one process for all, renewed before it ends, and anew when the platform refuses it."""

import asyncio
import json
import logging
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot import clock
from bot.store.wechat_access import access_book

log = logging.getLogger(__name__)

RENEWED_BEFORE = 300  # seconds before its end; the old token then still works for as long
FETCH_TIME = timedelta(seconds=10)
FORCED_AT_MOST_EVERY = timedelta(minutes=1)  # the platform allows twenty a day
SHUT_BY_TOKEN, SHUT_BY_RIGHT = timedelta(minutes=10), timedelta(days=1)
BUSY = -1
MEANINGS = {
    40001: "AppSecret 不对，或 token 已失效",
    40013: "AppID 不对",
    40125: "AppSecret 不对",
    40164: "服务器的 IP 不在公众号后台的白名单里",
    48001: "公众号没有这个接口的权限",
}


class Refused(Exception):
    """The platform's error code; no more of its answer is kept."""

    def __init__(self, code: int) -> None:
        super().__init__(f"errcode {code}")
        self.code = code


class Tokens:
    """The account's token, by way of the database."""

    def __init__(self, http: aiohttp.ClientSession, api: str, app_id: str, secret: str) -> None:
        self._http, self._api, self._app_id, self._secret = http, api, app_id, secret
        self._forced_at: datetime | None = None

    async def current(self, refused: str | None = None) -> str:
        """The token, another one than that which was refused; Refused or aiohttp's errors where there is none."""
        while True:
            now = clock.now()
            with access_book(self._app_id) as book:
                known = book.read()
                if known.token and known.token != refused and known.ends_at and known.ends_at > now:
                    return known.token
                mine = book.claim(now + FETCH_TIME, now)
            if mine:
                return await self._fetch(forced=refused is not None and known.token == refused)
            await asyncio.sleep(0.1)

    async def _fetch(self, forced: bool) -> str:
        try:
            given = await self._ask(forced)
        except BaseException:
            with access_book(self._app_id) as book:
                book.release()
            raise
        lasts = int(given.get("expires_in", 0))
        ends_at = clock.now() + timedelta(seconds=max(lasts - RENEWED_BEFORE, lasts / 2))
        with access_book(self._app_id) as book:
            book.keep(given["access_token"], ends_at)
        return str(given["access_token"])

    async def _ask(self, forced: bool) -> dict[str, Any]:
        now = clock.now()
        if forced:
            if self._forced_at and now - self._forced_at < FORCED_AT_MOST_EVERY:
                raise Refused(BUSY)
            self._forced_at = now
        body = {
            "grant_type": "client_credential",
            "appid": self._app_id,
            "secret": self._secret,
            "force_refresh": forced,
        }
        given = await read_json(self._http.post(f"{self._api}/cgi-bin/stable_token", json=body))
        if not isinstance(given.get("access_token"), str):
            code = int(given.get("errcode") or BUSY)
            if code != BUSY:
                self.shut(SHUT_BY_TOKEN, code)
            raise Refused(code)
        return given

    def shut(self, length: timedelta, code: int) -> None:
        """Stops using the interface for a while, in all processes."""
        log.error("微信接口暂停使用，错误码 %d：%s。", code, MEANINGS.get(code, "见微信的全局返回码说明"))
        with access_book(self._app_id) as book:
            book.shut(clock.now() + length)


async def read_json(sending: Any) -> dict[str, Any]:
    """The platform's answer as an object, whatever media type it claims; ValueError where it is none."""
    async with sending as response:
        found = json.loads(await response.text())
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found
