"""Messages in, numbered messages out: by a stream of server-sent events, or by asking again."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot import clock
from bot.channels import evidence
from bot.channels.outbox import Outbox, listeners
from bot.channels.web import cards, session
from bot.channels.web.guard import answered, dumps, headers, refused, visitor
from bot.channels.web.rates import Allowance
from bot.settings import settings
from bot.store.attachments import Attachment, attachments
from bot.store.talks import Waiting, talks

LONGEST = 5_000  # characters of one message
FILES_A_MESSAGE = 9
MESSAGE_ID = re.compile(r"[\w-]{8,64}", re.ASCII)
MINUTE, HOUR = 60, 3600  # seconds
# Many people share one address behind a carrier's network, so it may open many sessions; they cost nothing yet.
SESSIONS_AN_HOUR, STREAMS_A_MINUTE, POLLS_A_MINUTE = 600, 40, 120
LOOK_AGAIN, HEARTBEAT = 2.0, 15.0  # seconds; another process may have stored an answer
NO_SESSION = "这段对话已经过期，请刷新页面后继续。"


@dataclass
class Desk:
    """What the handlers share: the outbox, the limits, and whether the server is closing."""

    outbox: Outbox
    closing: bool = False
    messages: Allowance = field(default_factory=lambda: Allowance(settings().WEB_PER_MINUTE, MINUTE))
    sessions: Allowance = field(default_factory=lambda: Allowance(SESSIONS_AN_HOUR, HOUR))
    streams: Allowance = field(default_factory=lambda: Allowance(STREAMS_A_MINUTE, MINUTE))
    polls: Allowance = field(default_factory=lambda: Allowance(POLLS_A_MINUTE, MINUTE))

    async def config(self, _request: web.Request) -> web.Response:
        """What the widget must know before anything is said; nothing personal."""
        keep, size = settings().KEEP_DAYS, settings().UPLOAD_MB
        return answered(
            {"longest": LONGEST, "upload_mb": size, "keep_days": keep, "files_a_message": FILES_A_MESSAGE, **_today()}
        )

    async def open(self, request: web.Request) -> web.Response:
        """A new session, or the given one with a fresh signature."""
        conversation = session.given(request)
        if conversation is None and (wait := self.sessions.wait(visitor(request))):
            return _slower(wait)
        return answered({"token": session.token(conversation or session.new_conversation())})

    async def send(self, request: web.Request) -> web.Response:
        """Takes a message in: `{"id", "text", "files"}`; the same id again changes nothing."""
        conversation = session.given(request)
        if conversation is None:
            return refused(401, NO_SESSION)
        try:
            message = _read(await request.json())
        except ValueError as error:
            return refused(400, str(error))
        if wait := self.messages.wait(conversation):
            return _slower(wait)
        fresh = _take(conversation, message)
        self.outbox.wake(conversation)
        if fresh:
            listeners.tell(conversation)
        return answered({"taken": fresh}, 202)

    async def poll(self, request: web.Request) -> web.Response:
        """All messages after a number, for those whom no stream reaches."""
        conversation = session.given(request)
        if conversation is None:
            return refused(401, NO_SESSION)
        if wait := self.polls.wait(conversation):
            return _slower(wait)
        messages = _after(conversation, _number(request))
        return answered({"messages": messages, "busy": self.outbox.busy(conversation), **_today()})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """The same as events, as they come."""
        conversation = session.given(request)
        if conversation is None:
            return refused(401, NO_SESSION)
        if wait := self.streams.wait(conversation):
            return _slower(wait)
        response = web.StreamResponse(headers=headers(request))
        response.content_type, response.charset = "text/event-stream", "utf-8"
        response.headers["X-Accel-Buffering"] = "no"
        await response.prepare(request)
        with suppress(ConnectionResetError):  # the reader went away
            await self._pour(response, conversation, _number(request))
        return response

    async def _pour(self, response: web.StreamResponse, conversation: str, seq: int) -> None:
        busy: bool | None = None
        quiet = HEARTBEAT
        while not self.closing:
            messages = _after(conversation, seq)
            for message in messages:
                seq = message["seq"]
                await response.write(_event("message", message, seq))
            if (now_busy := self.outbox.busy(conversation)) != busy:
                busy = now_busy
                await response.write(_event("busy", {"busy": busy, **_today()}))
            elif quiet >= HEARTBEAT:
                await response.write(b": \n\n")
                quiet = 0.0
            await listeners.wait(conversation, LOOK_AGAIN)
            quiet += LOOK_AGAIN


def _take(conversation: str, message: Mapping[str, Any]) -> bool:
    with attachments() as box:
        files = box.send(conversation, message["files"])
    names = [file.as_evidence for file in files]
    content = {"text": message["text"] or evidence.in_words(names), "evidence": [] if message["text"] else names}
    body = {"id": message["id"], "text": message["text"], "files": [shown(file) for file in files]}
    with talks() as book:
        return book.take(conversation, message["id"], content, clock.now(), "web", body)


def file_step(assistant: Any) -> Any:
    """Files without a word are acknowledged by the channel, unless the assistant has just asked for evidence."""

    async def first(waiting: Waiting) -> list[dict[str, Any]] | None:
        names = waiting.content.get("evidence")
        return await evidence.acknowledged(assistant, waiting.conversation_id, names) if names else None

    return first


def _after(conversation: str, seq: int) -> list[dict[str, Any]]:
    with talks() as book:
        return [cards.fresh(message) for message in book.after(conversation, seq)]


def shown(file: Attachment) -> dict[str, Any]:
    """A file as the widget knows it."""
    return {"id": file.id, "name": file.name, "kind": file.kind, "size": file.size}


def _read(data: Any) -> dict[str, Any]:
    """The message as sent; ValueError with a sentence for the person."""
    if not isinstance(data, dict):
        raise ValueError("请求应为 JSON 对象。")
    id, text, files = data.get("id"), data.get("text", ""), data.get("files", [])
    if not isinstance(id, str) or not MESSAGE_ID.fullmatch(id):
        raise ValueError("id 应为 8 到 64 个字母、数字或连字符。")
    if not isinstance(files, list) or not all(isinstance(file, str) for file in files) or len(files) > FILES_A_MESSAGE:
        raise ValueError(f"一条消息最多带 {FILES_A_MESSAGE} 个文件。")
    if not isinstance(text, str) or not (text.strip() or files):
        raise ValueError("请先输入内容再发送。")
    if len(text) > LONGEST:
        raise ValueError(f"一条消息最多 {LONGEST} 个字，现在有 {len(text)} 个字，请分几条发。")
    return {"id": id, "text": _storable(text.strip()), "files": files}


def _storable(text: str) -> str:
    """Without halves of characters, which no database takes, and without control characters but line ends."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(c for c in whole if c in "\n\t" or ord(c) >= 32)


def _number(request: web.Request) -> int:
    given = request.query.get("after", "0")
    return int(given) if given.isdecimal() and len(given) <= 9 else 0


def _event(name: str, data: Mapping[str, Any], seq: int | None = None) -> bytes:
    number = "" if seq is None else f"id: {seq}\n"
    return f"event: {name}\n{number}data: {dumps(data)}\n\n".encode()


def _slower(wait: int) -> web.Response:
    response = refused(429, f"您发得有点快，请等 {wait} 秒再发；前面说过的都在。", wait=wait)
    response.headers["Retry-After"] = str(wait)
    return response


def _today() -> dict[str, str]:
    return {"today": clock.today().isoformat()}


