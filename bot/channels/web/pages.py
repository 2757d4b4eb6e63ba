"""The page at `/`, and the built widget with its style sheet, which other sites load."""

from pathlib import Path

from aiohttp import web

from bot.channels.web.guard import PAGE_POLICY
from bot.settings import ROOT

BUILT = ROOT / "build" / "widget"
NOT_BUILT = "网页组件还没有生成，请先运行 scripts/build_widget.sh（make setup 会自动做）。"
ASSETS = {"widget.js": "text/javascript", "widget.css": "text/css", "page.css": "text/css", "icon.svg": "image/svg+xml"}
# What other sites may load; the rest is for our own page.
SHARED = frozenset({"widget.js", "widget.css"})
PAGE_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-cache",
}


async def page(_request: web.Request) -> web.Response:
    """The page that explains the service, with the widget."""
    return web.Response(text=_text("index.html"), content_type="text/html", headers=PAGE_HEADERS)


async def asset(request: web.Request) -> web.Response:
    name = request.path.removeprefix("/")
    shared = {"Cross-Origin-Resource-Policy": "cross-origin"} if name in SHARED else {}
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache", **shared}
    response = web.Response(text=_text(name), content_type=ASSETS[name], charset="utf-8", headers=headers)
    response.enable_compression()
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _text(name: str, folder: Path | None = None) -> str:
    try:
        return ((folder or BUILT) / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise web.HTTPServiceUnavailable(text=NOT_BUILT) from None
