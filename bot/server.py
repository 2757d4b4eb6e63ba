"""The aiohttp application: one port, all channels."""

import json
import logging
import os
import socket
from functools import partial

from aiohttp import web
from aiohttp.typedefs import Handler

from bot import quiet
from bot.assistant import Assistant
from bot.channels import letters, rasa_api, rest, wechat
from bot.channels.ivr import add_routes as add_ivr_routes
from bot.channels.web import add_routes as add_web_routes
from bot.settings import BadSetting, settings

log = logging.getLogger(__name__)
BODY_LIMIT = 12 * 1024 * 1024  # bytes; an evidence picture with its form

REFUSALS = {
    404: "没有这个地址。",
    405: "这个地址不接受这种请求方法。",
    413: f"内容太大，最多 {BODY_LIMIT // 1024 // 1024} MB。",
}


def create_app(assistant: Assistant) -> web.Application:
    """All routes around one assistant; turns in flight are finished when it stops."""
    app = web.Application(client_max_size=BODY_LIMIT, middlewares=[plain_errors])
    rest.add_routes(app, assistant)
    rasa_api.add_routes(app, assistant, settings().API_TOKEN)
    letters.add_routes(app)
    add_web_routes(app, assistant)
    add_ivr_routes(app, assistant)
    wechat.add_routes(app, assistant)
    app.router.add_get("/healthz", _healthy)

    async def finish(_app: web.Application) -> None:
        await assistant.stop()

    app.on_shutdown.append(finish)  # type: ignore[arg-type]  # aiohttp's own type asks for more than it uses
    return app


@web.middleware
async def plain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A fault answers with one sentence and leaves its story in the log, never in the answer."""
    try:
        return await handler(request)
    except web.HTTPException as problem:
        if problem.text == f"{problem.status}: {problem.reason}" or problem.status == 413:
            return _error(problem.status, REFUSALS.get(problem.status, "这个请求没法处理。"))
        raise
    except Exception as error:
        log.error("request failed: %s %s", request.method, quiet.place(error))
        return _error(500, "服务出了点问题，请稍后再试。")


def _error(status: int, reason: str) -> web.Response:
    return web.json_response({"error": reason}, status=status, dumps=partial(json.dumps, ensure_ascii=False))


async def _healthy(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


def serve() -> None:
    """Loads the model and serves until told to stop; BadSetting at once where the address cannot be had."""
    door = _bound(settings().HOST, settings().PORT)
    app = create_app(Assistant.load())
    print(f"电信申诉助手已启动：http://{settings().HOST}:{settings().PORT}/", flush=True)
    web.run_app(app, sock=door, print=None, shutdown_timeout=30)


def _bound(host: str, port: int) -> socket.socket:
    """A socket that is ours but takes nobody in yet."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except OSError as problem:
        reason = os.strerror(problem.errno) if problem.errno and problem.errno > 0 else str(problem)
        raise BadSetting(
            f"HOST、PORT 指的 {host}:{port} 用不了（{reason}），请换一个端口，或停掉占用它的程序。"
        ) from None
    return door
