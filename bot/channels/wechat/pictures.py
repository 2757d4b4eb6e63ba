"""Pictures as evidence: fetched from the platform, checked by what they are, kept like every other file."""

import asyncio
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from bot import clock
from bot.channels import evidence
from bot.channels.wechat.interface import Interface, TooLarge, read_at_most
from bot.settings import settings
from bot.store import attachments as box
from bot.store.talks import Waiting

if TYPE_CHECKING:
    from bot.assistant import Assistant

log = logging.getLogger(__name__)

MB = 1024 * 1024
# Where the platform keeps the pictures themselves; no other address in a message is ever called.
PICTURE_HOSTS = (".qpic.cn",)
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", box.PDF: "pdf"}
NOT_FETCHED = "抱歉，图片没有收下来，请再发一次；发不了的话，用文字说说上面写了什么。"
WRONG_KIND = "抱歉，只能收 JPG、PNG、GIF、WebP 图片，这个不是。"
TOO_LARGE = "图片太大，单个最多 {size} MB，请压缩一下再发。"
TOO_MANY = "一个案件最多放 {count} 个文件，已经放满了。"


class Pictures:
    """The step that answers a picture."""

    def __init__(self, assistant: "Assistant", http: aiohttp.ClientSession, interface: Interface) -> None:
        self._assistant, self._http, self._interface = assistant, http, interface

    async def keep(self, waiting: Waiting) -> list[dict[str, Any]] | None:
        """Keeps a picture and says so; None where it answers the assistant's question for evidence."""
        conversation, name = waiting.conversation_id, waiting.content["name"]
        with box.attachments() as files:
            kept = next((file for file in files.of(conversation) if file.name.startswith(name)), None)
            full = len(files.of(conversation)) >= box.PER_TALK
        if kept is None:
            if full:
                return _aside(TOO_MANY.format(count=box.PER_TALK))
            found = await self._checked(waiting.content)
            if isinstance(found, str):
                return _aside(found)
            kept = _store(conversation, name, *found)
        waiting.content["text"] = evidence.in_words([kept.as_evidence])
        return await evidence.acknowledged(self._assistant, conversation, [kept.as_evidence])

    async def _checked(self, content: dict[str, Any]) -> tuple[str, bytes] | str:
        """The media type and the bytes, or what to say instead."""
        limit = settings().UPLOAD_MB * MB
        try:
            data = await self._fetch(content, limit)
        except TooLarge:
            return TOO_LARGE.format(size=settings().UPLOAD_MB)
        if data is None:
            return NOT_FETCHED
        kind = box.kind_of(data)
        return (kind, data) if kind else WRONG_KIND

    async def _fetch(self, content: dict[str, Any], limit: int) -> bytes | None:
        data = await self._interface.media(content["media"], limit) if self._interface.ready() else None
        return data if data is not None else await self._from_address(content["address"], limit)

    async def _from_address(self, address: str, limit: int) -> bytes | None:
        """The picture by its own address: accounts without the right to the interface have no other way."""
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not (parts.hostname or "").endswith(PICTURE_HOSTS):
            return None
        try:
            async with self._http.get(address, allow_redirects=False) as response:
                return await read_at_most(response, limit)
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            log.warning("a picture could not be fetched: %s", type(error).__name__)
            return None


def _store(conversation: str, name: str, kind: str, data: bytes) -> box.Attachment:
    with box.attachments() as files:
        added = files.add(conversation, f"{name}.{ENDINGS[kind]}", kind, data, clock.now())
    with box.attachments() as files:
        files.send(conversation, [added.id])
    return added


def _aside(text: str) -> list[dict[str, Any]]:
    return [{"text": text, "aside": True}]
