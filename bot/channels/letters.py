"""The letter of a case as a document, for whoever holds the link with its token."""

from aiohttp import web

from bot import links
from bot.letter.archive import restore
from bot.letter.formats import CONTENT_TYPES, render
from bot.store.cases import store


def add_routes(app: web.Application) -> None:
    async def letter(request: web.Request) -> web.Response:
        case_no, form = request.match_info["case_no"], request.match_info["form"]
        if form not in CONTENT_TYPES or not links.opens(request.query.get("token", ""), case_no):
            raise web.HTTPForbidden(text="这个链接已失效，请回到对话里说“预览”，重新取一个。")
        with store().work() as cases:
            row = cases.by_number(case_no)
            drafts = [draft.letter for draft in row.drafts] if row else []
        if not drafts:
            raise web.HTTPNotFound(text="这个案件还没有申诉书。")
        return web.Response(
            body=render(restore(drafts[-1]), form),
            content_type=CONTENT_TYPES[form],
            charset="utf-8" if form == "txt" else None,
            headers={
                "Content-Disposition": f'attachment; filename="appeal-{case_no}.{form}"',
                "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff",
            },
        )

    app.router.add_get(r"/cases/{case_no:\d+}/draft.{form:\w+}", letter)
