"""Who may call: this site and the sites that the settings name; and the headers every answer carries."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.settings import settings

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
PAGE_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
DATA_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
NOT_ALLOWED = "这个网站没有获准使用本助手。"


def own_origin(request: web.Request) -> str:
    """The origin under which a browser sees us."""
    scheme = request.scheme
    if settings().BEHIND_PROXY:
        scheme = request.headers.get("X-Forwarded-Proto", scheme).split(",")[0].strip()
    return f"{scheme}://{request.host}".lower()


def allowed(request: web.Request) -> bool:
    """Whether the page behind a request may use the widget; a program without a browser has no origin."""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}
    ours = {own_origin(request), _origin_of(settings().PUBLIC_URL), *settings().WIDGET_ORIGINS}
    return origin.lower() in ours


def guarded(handler: Handler) -> Handler:
    """The handler for allowed origins only, with its answers readable by them."""

    async def guard(request: web.Request) -> web.StreamResponse:
        if not allowed(request):
            return refused(403, NOT_ALLOWED)
        response = await handler(request)
        if not response.prepared:
            response.headers.update(headers(request))
        return response

    return guard


async def preflight(request: web.Request) -> web.Response:
    """The browser's question before a request from another site."""
    if not allowed(request):
        return refused(403, NOT_ALLOWED)
    asked = {
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, X-File-Name",
        "Access-Control-Max-Age": "600",
    }
    return web.Response(status=204, headers=headers(request) | asked)


def headers(request: web.Request) -> dict[str, str]:
    """What every answer to the widget carries."""
    origin = request.headers.get("Origin")
    cross = {"Access-Control-Allow-Origin": origin} if origin and allowed(request) else {}
    return {
        **ALWAYS,
        "Content-Security-Policy": DATA_POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin" if cross else "same-origin",
        "Vary": "Origin",
        **cross,
    }


def refused(status: int, reason: str, **more: Any) -> web.Response:
    """A refusal in one sentence for the person."""
    return web.json_response({"error": reason, **more}, status=status, dumps=dumps, headers=ALWAYS)


def answered(data: Any, status: int = 200) -> web.Response:
    return web.json_response(data, status=status, dumps=dumps)


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def visitor(request: web.Request) -> str:
    """The address that a visit is counted under."""
    if settings().BEHIND_PROXY:
        # The last entry is the one that our own proxy wrote; those before it can be made up.
        return request.headers.get("X-Forwarded-For", "").split(",")[-1].strip() or str(request.remote)
    return str(request.remote)


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
