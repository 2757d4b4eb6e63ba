"""What a voice platform calls: one turn as JSON, or as a VoiceXML page made from the same turn."""

import hmac
import json
import secrets
import time
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from cryptography.fernet import InvalidToken

from bot import clock
from bot.channels.ivr import callers, keys, vxml
from bot.channels.ivr.call import Call
from bot.channels.ivr.dialogue import CHANNEL, Dialogue
from bot.channels.ivr.phrases import phrase
from bot.channels.ivr.turn import ID, Heard, Request, read
from bot.channels.outbox import Outbox, Step, listeners
from bot.settings import settings
from bot.store.crypto import fingerprints
from bot.store.crypto import keys as crypto_keys
from bot.store.talks import Talks, Waiting, talks

PATIENCE = 4.0  # seconds until a slow answer is bridged with 请稍等
LOOK_AGAIN = 1.0  # seconds; another process may have stored an answer
A_DAY = 24 * 3600  # seconds that a call's pages can be posted back
TICKET = "ivr:"
NOT_ALLOWED = "口令不对：请在 Authorization 头里带 Bearer 加 IVR_TOKEN 的值，或在网址里带 token 参数。"
USED = "这个 call_id 已经用过，每通电话要用新的 call_id。"
NOT_BEGUN = "这通电话还没有开始，请先发 event 为 start 的一轮。"
NO_TICKET = "这个页面已经过期，请重新拨打。"


def step(assistant: Any) -> Step:
    """What the outbox does with a turn that was taken in."""

    async def answer(waiting: Waiting) -> list[dict[str, Any]]:
        with talks() as book:
            call = _last_call(book, waiting.conversation_id)
        heard = Heard.from_dict(waiting.content) if waiting.content else Heard("no-input")
        call, prompts = await Dialogue(assistant, waiting.conversation_id, waiting.message_id).step(call, heard)
        return [{"turn": waiting.message_id, "answer": _answer(call, prompts), "call": call.to_dict()}]

    return answer


def _last_call(book: Talks, conversation_id: str) -> Call:
    latest = book.after(conversation_id, book.last_seq(conversation_id) - 1)
    return next((Call.from_dict(body["call"]) for body in latest if "call" in body), Call())


def _answer(call: Call, prompts: list[str]) -> dict[str, Any]:
    expects = keys.nothing() if call.over else keys.expected(call)
    return {"prompts": prompts, "expects": expects, "barge_in": True, "hang_up": call.over, "continue": False}


def _bridge() -> dict[str, Any]:
    prompts = phrase("please_wait")
    return {"prompts": prompts, "expects": keys.nothing(), "barge_in": False, "hang_up": False, "continue": True}


class Desk:
    """The handlers, around the outbox that keeps the turns of a call in order."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox

    async def turn(self, request: web.Request) -> web.Response:
        """One turn as JSON."""
        if not _allowed(request):
            return _refused(401, NOT_ALLOWED)
        try:
            turn = read(await request.json())
            answer = await self._take(turn)
        except (json.JSONDecodeError, UnicodeDecodeError):
            return _refused(400, "请求应为 JSON。")
        except ValueError as error:
            return _refused(400, str(error))
        except LookupError as error:
            return _refused(409, str(error.args[0]))
        return _json({"call_id": turn.call_id, "turn_id": turn.turn_id, **answer})

    async def open_page(self, request: web.Request) -> web.Response:
        """The first page of a call: it posts back where the call comes from."""
        if not _allowed(request):
            return _refused(401, NOT_ALLOWED)
        given = request.query.get("call_id", "")
        call_id = given if ID.fullmatch(given) else secrets.token_urlsafe(16)
        return _page(vxml.first_page(_ticket(call_id), request.query.get("caller")))

    async def post_page(self, request: web.Request) -> web.Response:
        """The next page of a call."""
        form = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        call_id = _call_of(form.get("call", ""))
        if call_id is None:
            return _refused(401, NO_TICKET)
        try:
            turn = read(_posted(form, call_id))
            answer = await self._take(turn)
        except ValueError as error:
            return _refused(400, str(error))
        except LookupError as error:
            return _refused(409, str(error.args[0]))
        return _page(vxml.page(answer, form["call"], turn.turn_id))

    async def _take(self, turn: Request) -> Mapping[str, Any]:
        """The answer to a turn: taken in once, however often it is sent. LookupError for a turn out of place."""
        conversation = conversation_of(turn.call_id)
        with talks() as book:
            if not _is_repeat(book, conversation, turn.turn_id):
                if turn.event == "continue":
                    raise LookupError(NOT_BEGUN)
                _check_place(book, conversation, turn.event)
                heard = Heard(turn.event, turn.text, turn.digits, tuple(callers.digests(turn.caller)))
                book.take(conversation, turn.turn_id, heard.to_dict(), clock.now(), CHANNEL)
        self.outbox.wake(conversation)
        answer = await _wait_for(conversation, turn.turn_id)
        if turn.event == "continue" and not answer["continue"]:
            return {**answer, "prompts": [*phrase("thanks_for_waiting"), *answer["prompts"]]}
        return answer


def conversation_of(call_id: str) -> str:
    """Each call is a conversation of its own; the platform's id for it is not kept."""
    return f"ivr-{fingerprints(f'call:{call_id}')[0]}"


def _is_repeat(book: Talks, conversation: str, turn_id: str) -> bool:
    waiting = book.waiting(conversation)
    return book.answered(conversation, turn_id) or bool(waiting and waiting.message_id == turn_id)


def _check_place(book: Talks, conversation: str, event: str) -> None:
    begun = book.last_seq(conversation) > 0 or book.waiting(conversation) is not None
    if event == "start" and begun:
        raise LookupError(USED)
    if event != "start" and not begun:
        raise LookupError(NOT_BEGUN)


async def _wait_for(conversation: str, turn_id: str) -> Mapping[str, Any]:
    """The stored answer; after a few seconds the request to wait."""
    until = time.monotonic() + PATIENCE
    while not _is_answered(conversation, turn_id):
        left = until - time.monotonic()
        if left <= 0:
            return _bridge()
        await listeners.wait(conversation, min(left, LOOK_AGAIN))
    with talks() as book:
        bodies = [body for body in book.after(conversation, 0) if "answer" in body]
    found = [body for body in bodies if body["turn"] == turn_id] or bodies[-1:]
    return dict(found[-1]["answer"]) if found else _bridge()


def _is_answered(conversation: str, turn_id: str) -> bool:
    with talks() as book:
        return book.answered(conversation, turn_id)


def _allowed(request: web.Request) -> bool:
    header = request.headers.get("Authorization", "")
    given = header.removeprefix("Bearer ") if header.startswith("Bearer ") else request.query.get("token", "")
    return hmac.compare_digest(given.encode("utf-8", "replace"), str(settings().IVR_TOKEN).encode())


def _ticket(call_id: str) -> str:
    """What a call's pages carry back instead of the platform's token."""
    return crypto_keys().encrypt(f"{TICKET}{call_id}".encode()).decode()


def _call_of(ticket: str) -> str | None:
    try:
        inside = crypto_keys().decrypt(ticket.encode(), ttl=A_DAY).decode()
    except (InvalidToken, UnicodeError):
        return None
    return inside.removeprefix(TICKET) if inside.startswith(TICKET) else None


def _posted(form: Mapping[str, str], call_id: str) -> dict[str, str]:
    """What a page posts, in the words of the JSON door: what was said counts by how it was given."""
    by = {"dtmf": ("digits", "digits"), "voice": ("speech", "text")}
    event, said = by.get(form.get("mode", ""), (form.get("event", ""), "text"))
    turn = {"call_id": call_id, "turn_id": form.get("turn", ""), "caller": form.get("caller", "")}
    return {**turn, "event": event, said: form.get("said", "")}


def _json(data: Mapping[str, Any], status: int = 200) -> web.Response:
    body = json.dumps(data, ensure_ascii=False)
    return web.Response(
        text=body, status=status, content_type="application/json", headers={"Cache-Control": "no-store"}
    )


def _refused(status: int, reason: str) -> web.Response:
    return _json({"error": reason}, status)


def _page(page: bytes) -> web.Response:
    return web.Response(
        body=page, content_type="application/voicexml+xml", charset="utf-8", headers={"Cache-Control": "no-store"}
    )
