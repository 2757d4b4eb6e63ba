"""The letter of a case and the papers beside it, for whoever holds the link with its token."""

from typing import Any

from aiohttp import web

from bot import clock, links, papers
from bot.letter.archive import restore
from bot.letter.formats import CONTENT_TYPES, render
from bot.store.cases import store

EXPIRED = "这个链接已失效，请回到对话里说“预览”，重新取一个。"
NO_LETTER = "这个案件还没有申诉书。"
NO_DATES = "这个案件还没有要记的日期。"
NO_CASE = "没有这个案件。"


def add_routes(app: web.Application) -> None:
    app.router.add_get(r"/cases/{case_no:\d+}/draft.{form:\w+}", _draft)
    app.router.add_get(r"/cases/{case_no:\d+}/{paper:paste|script|summary}.txt", _paper)


async def _draft(request: web.Request) -> web.Response:
    """The letter as txt, docx or pdf, or the days of the case as ics."""
    form = request.match_info["form"]
    case_no = _opened(request) if form in CONTENT_TYPES else _refused()
    body = _calendar(case_no) if form == "ics" else _letter(case_no, form)
    return _file(body, CONTENT_TYPES[form], f"appeal-{case_no}.{form}")


async def _paper(request: web.Request) -> web.Response:
    """The paste sheet, the hotline script or the summary, made from the facts as they are now."""
    case_no, name = _opened(request), request.match_info["paper"]
    with store().work() as cases:
        body = papers.text(_found(cases, case_no), name, clock.today())
    return _file(body.encode(), "text/plain", f"{name}-{case_no}.txt")


def _letter(case_no: str, form: str) -> bytes:
    with store().work() as cases:
        row = cases.by_number(case_no)
        letter = row.drafts[-1].letter if row and row.drafts else None
    if letter is None:
        raise web.HTTPNotFound(text=NO_LETTER)
    return render(restore(letter), form)


def _calendar(case_no: str) -> bytes:
    with store().work() as cases:
        row = _found(cases, case_no)
        if not papers.days(row, clock.today()):
            raise web.HTTPNotFound(text=NO_DATES)
        return papers.calendar(cases, row, clock.today(), clock.now())


def _opened(request: web.Request) -> str:
    case_no: str = request.match_info["case_no"]
    return case_no if links.opens(request.query.get("token", ""), case_no) else _refused()


def _refused() -> str:
    raise web.HTTPForbidden(text=EXPIRED)


def _found(cases: Any, case_no: str) -> Any:
    row = cases.by_number(case_no)
    if row is None:
        raise web.HTTPNotFound(text=NO_CASE)
    return row


def _file(body: bytes, content_type: str, name: str) -> web.Response:
    return web.Response(
        body=body,
        content_type=content_type,
        charset="utf-8" if content_type.startswith("text/") else None,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
