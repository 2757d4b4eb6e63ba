"""Rasa's REST webhook: `{"sender", "message"}` in, a list of answers out."""

import json

from aiohttp import web

from bot.assistant import Assistant, Reply

LONGEST = 10_000  # characters of one message


def add_routes(app: web.Application, assistant: Assistant) -> None:
    async def webhook(request: web.Request) -> web.Response:
        try:
            data = await request.json()
        except (ValueError, LookupError, RecursionError):  # no JSON, no known charset, or nested without end
            return _refused("请求应为 JSON，例如 {\"sender\": \"甲\", \"message\": \"您好\"}。")
        sender, text = (data.get("sender"), data.get("message")) if isinstance(data, dict) else (None, None)
        if not isinstance(text, str) or not text.strip():
            return _refused("message 应为不空的文字。")
        if len(text) > LONGEST:
            return _refused(f"一条消息最多 {LONGEST} 个字，请分几条发。")
        if not isinstance(sender, str) or not 0 < len(sender) <= 255 or not sender.isprintable():
            return _refused("sender 应为 1 到 255 个可见字符的会话标识。")
        replies = await assistant.reply(sender, _whole(text), "rest")
        return web.json_response([{"recipient_id": sender, **_as_rasa_does(reply)} for reply in replies], dumps=_dumps)

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    app.router.add_post("/webhooks/rest/webhook", webhook)
    app.router.add_get("/webhooks/rest/", health)


def _as_rasa_does(reply: Reply) -> Reply:
    return {key: value for key, value in reply.items() if key != "response"}


def _whole(text: str) -> str:
    """Without halves of characters, which no database takes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _refused(reason: str) -> web.Response:
    return web.json_response({"error": reason}, status=400, dumps=_dumps)


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
