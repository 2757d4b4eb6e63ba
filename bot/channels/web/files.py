"""Pictures and PDFs as evidence: checked by what they are, kept encrypted, given back only to their owner."""

from urllib.parse import quote, unquote

from aiohttp import web

from bot import clock
from bot.channels.outbox import listeners
from bot.channels.web import session
from bot.channels.web.guard import answered, refused
from bot.channels.web.rates import Allowance
from bot.channels.web.talk import NO_SESSION, shown
from bot.settings import settings
from bot.store import attachments as box
from bot.store.talks import SERVICE, talks

UPLOADS_A_MINUTE, MINUTE = 15, 60
MB = 1024 * 1024
WRONG_KIND = "只能上传图片（JPG、PNG、GIF、WebP）和 PDF 文件，这个文件不是。"
GONE = "这个文件已经删除了。"
uploads = Allowance(UPLOADS_A_MINUTE, MINUTE)


async def add(request: web.Request) -> web.Response:
    """Takes a file: its bytes as the body, its name percent-encoded in X-File-Name."""
    conversation = session.given(request)
    if conversation is None:
        return refused(401, NO_SESSION)
    if wait := uploads.wait(conversation):
        return refused(429, f"上传得有点快，请等 {wait} 秒再传。", wait=wait)
    data = await _body(request, settings().UPLOAD_MB * MB)
    if data is None:
        return refused(413, f"文件太大，单个文件最多 {settings().UPLOAD_MB} MB。")
    kind = box.kind_of(data)
    if kind is None:
        return refused(415, WRONG_KIND)
    name = unquote(request.headers.get("X-File-Name", ""))[:500]
    with box.attachments() as files:
        if len(files.of(conversation)) >= box.PER_TALK:
            return refused(409, f"一个案件最多放 {box.PER_TALK} 个文件，请先移除不用的。")
        added = files.add(conversation, name, kind, data, clock.now())
    return answered(shown(added), 201)


async def give(request: web.Request) -> web.Response:
    """A file to the one who sent it; never shown by a browser as a page."""
    conversation = session.given(request)
    if conversation is None:
        return refused(401, NO_SESSION)
    with box.attachments() as files:
        found = files.get(conversation, request.match_info["id"])
    try:
        data = box.read(found.id) if found else None
    except FileNotFoundError:
        data = None
    if found is None or data is None:
        return refused(404, GONE)
    disposition = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return web.Response(body=data, content_type=found.kind, headers={"Content-Disposition": disposition})


async def remove(request: web.Request) -> web.Response:
    """Removes a file, its line in the evidence, and its picture on every screen."""
    conversation = session.given(request)
    if conversation is None:
        return refused(401, NO_SESSION)
    id = request.match_info["id"]
    with box.attachments() as files:
        found = files.get(conversation, id)
        files.remove(conversation, id)
    if found and found.sent:
        with talks() as book:
            book.add(conversation, SERVICE, [{"removed": id}], clock.now())
        listeners.tell(conversation)
    return answered({"removed": found is not None})


async def _body(request: web.Request, limit: int) -> bytes | None:
    """The body, or None when it is larger than the limit; no more than that is ever held."""
    data = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        data += chunk
        if len(data) > limit:
            return None
    return bytes(data)
