"""Rasa's own HTTP API, where a token enables it: `/model/parse` and `/conversations/…` as Rasa documents them.

Rasa's server is asked inside the process, by the ASGI protocol: no stranger speaks to it without the token,
and nothing else of it (training, replacing the model, its webhooks) can be reached.
"""

import asyncio
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.assistant import Assistant

PATHS = ("/model/parse", "/conversations/{rest:.+}")
REFUSED = "请求要带正确的 token 参数。"

Message = MutableMapping[str, Any]
Asgi = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]


def add_routes(app: web.Application, assistant: Assistant, token: str | None) -> None:
    """Adds Rasa's API; without a token there is none."""
    if not token:
        return
    from rasa.server import create_app

    api = create_app(assistant.agent, cors_origins=None)
    api.register_middleware(_readable)

    async def prepare(_app: web.Application) -> None:
        await api._startup()  # what Sanic's own ASGI lifespan does first; it needs the running loop

    app.on_startup.append(prepare)  # type: ignore[arg-type]  # aiohttp's own type asks for more than it uses
    for path in PATHS:
        app.router.add_route("*", path, _guarded(_forwarder(api), token))


def _readable(request: Any) -> None:
    """Conversation ids as they are: Sanic leaves them quoted, so one beyond ASCII could not be found."""
    request.match_info.update({name: unquote(value) for name, value in request.match_info.items()})


def _guarded(handler: Handler, token: str) -> Handler:
    async def checked(request: web.Request) -> web.StreamResponse:
        given = request.query.get("token", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), token.encode()):
            return web.json_response({"error": REFUSED}, status=401)
        return await handler(request)

    return checked


def _forwarder(api: Asgi) -> Handler:
    async def forward(request: web.Request) -> web.StreamResponse:
        answer = _Answer(await request.read())
        await api(_scope(request), answer.receive, answer.send)
        return web.Response(status=answer.status, body=bytes(answer.body), headers=answer.headers)

    return forward


def _scope(request: web.Request) -> Message:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": request.path,
        "raw_path": request.raw_path.partition("?")[0].encode(),
        "root_path": "",
        "query_string": request.rel_url.raw_query_string.encode(),
        "headers": [(name.lower(), value) for name, value in request.raw_headers],
        "client": (request.remote or "", 0),
        "server": None,
    }


class _Answer:
    """One exchange: the body goes in whole, the answer is collected."""

    def __init__(self, body: bytes) -> None:
        self._waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
        self.status, self.headers, self.body = 500, dict[str, str](), bytearray()

    async def receive(self) -> Message:
        if self._waiting:
            return self._waiting.pop()
        await asyncio.Event().wait()  # the caller stays until it has its answer
        raise AssertionError("never reached")

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            named = {name.decode(): value.decode() for name, value in message.get("headers", ())}
            self.headers = {name: value for name, value in named.items() if name.lower() == "content-type"}
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
