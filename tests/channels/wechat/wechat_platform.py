"""A stand-in for the platform: its interface on loopback, and a client that brings messages as it does."""

import asyncio
import itertools
import json
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from wechatpy.crypto import WeChatCrypto

from bot.channels import wechat
from bot.channels.wechat import signature
from bot.store.wechat_access import access_book

TOKEN, APP_ID, SECRET = "our-token", "wx0123456789abcdef", "our-secret"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ACCOUNT, PERSON = "gh_account", "oPerson-1"
PATH = "/webhooks/wechat/webhook"
numbers = itertools.count(1)


@dataclass
class Platform:
    """The interface: hands out tokens, takes messages, gives files. `refusals` are error codes for what comes next."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    token_refusal: int = 0
    lasts: int = 7200
    delay: float = 0.0
    files: dict[str, bytes] = field(default_factory=dict)
    valid: str = ""
    server: Any = None

    @property
    def said(self) -> list[str]:
        """What was sent as text, or as the text of a menu."""
        return [m["text"]["content"] if m["msgtype"] == "text" else m["msgmenu"]["head_content"] for m in self.sent]

    async def start(self) -> str:
        app = web.Application()
        app.router.add_post("/cgi-bin/stable_token", self._token)
        app.router.add_post("/cgi-bin/message/custom/send", self._send)
        app.router.add_get("/cgi-bin/media/get", self._media)
        app.router.add_get("/picture/{name}", self._picture)
        self.server = TestServer(app)
        await self.server.start_server()
        return str(self.server.make_url("")).rstrip("/")

    async def _token(self, request: web.Request) -> web.Response:
        asked = await request.json()
        assert (asked["appid"], asked["secret"]) == (APP_ID, SECRET)
        self.tokens.append(asked)
        if self.token_refusal:
            return _plain({"errcode": self.token_refusal, "errmsg": "no"})
        if not self.valid or asked["force_refresh"]:
            self.valid = f"token-{len(self.tokens)}"
        await asyncio.sleep(0.05)
        return _plain({"access_token": self.valid, "expires_in": self.lasts})

    async def _send(self, request: web.Request) -> web.Response:
        await asyncio.sleep(self.delay)
        raw = await request.read()
        assert b"\\u" not in raw, "characters are sent as they are"
        if request.query["access_token"] != self.valid:
            return _plain({"errcode": 40001, "errmsg": "invalid credential"})
        if self.refusals and (code := self.refusals.pop(0)):
            return _plain({"errcode": code, "errmsg": "refused"})
        message = json.loads(raw)
        if message["msgtype"] == "text":
            assert 0 < len(message["text"]["content"].encode()) <= 2048
        self.sent.append(message)
        return _plain({"errcode": 0, "errmsg": "ok"})

    async def _media(self, request: web.Request) -> web.Response:
        if request.query["access_token"] != self.valid:
            return _plain({"errcode": 42001, "errmsg": "expired"})
        data = self.files.get(request.query["media_id"])
        return web.Response(body=data, content_type="image/jpeg") if data else _plain({"errcode": 40007})

    async def _picture(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["name"]])


def _plain(data: dict[str, Any]) -> web.Response:
    """The platform says text/plain for its JSON."""
    return web.json_response(data, content_type="text/plain")


@dataclass
class Reply:
    """What a request was answered with: `text` is None for the bare word of success."""

    status: int
    text: str | None
    body: str
    seconds: float


class Account:
    """Our server as the platform sees it, in one of the three modes."""

    def __init__(self, client: TestClient, mode: str = "plain") -> None:
        self.client, self.mode = client, mode
        self.crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)

    def message(self, content: str = "您好", person: str = PERSON, **more: Any) -> dict[str, Any]:
        return {
            "ToUserName": ACCOUNT, "FromUserName": person, "CreateTime": int(time.time()), "MsgType": "text",
            "Content": content, "MsgId": 10_000_000_000 + next(numbers), **more,
        }  # fmt: skip

    def event(self, event: str, person: str = PERSON, **more: Any) -> dict[str, Any]:
        return {
            "ToUserName": ACCOUNT, "FromUserName": person, "CreateTime": int(time.time()), "MsgType": "event",
            "Event": event, **more,
        }  # fmt: skip

    async def say(self, content: str, **more: Any) -> Reply:
        return await self.send(self.message(content, **more))

    async def send(self, fields: dict[str, Any], **query: str) -> Reply:
        """One request for a message, signed anew as the platform does for each repeat."""
        return await self.post(*self.signed(xml_of(fields), **query))

    def signed(self, xml: str, **changed: str) -> tuple[dict[str, str], str]:
        """Query and body."""
        stamp, nonce = changed.get("timestamp", str(int(time.time()))), f"nonce{next(numbers)}"
        query = {"signature": signature.of(TOKEN, stamp, nonce), "timestamp": stamp, "nonce": nonce, "openid": PERSON}
        if self.mode != "plain":
            sealed = element(self.crypto.encrypt_message(xml, nonce, stamp))
            query |= {"encrypt_type": "aes", "msg_signature": sealed["MsgSignature"]}
            envelope = {"ToUserName": ACCOUNT, "Encrypt": sealed["Encrypt"]}
            xml = xml_of((element(xml) if self.mode == "compatible" else {}) | envelope)
        return query | changed, xml

    async def post(self, query: dict[str, str], body: str) -> Reply:
        started = time.monotonic()
        async with self.client.post(PATH, params=query, data=body.encode()) as response:
            text = await response.text()
            return Reply(response.status, self._text(text), text, time.monotonic() - started)

    def _text(self, body: str) -> str | None:
        if not body.startswith("<xml>"):
            return None
        fields = element(body)
        if self.mode != "plain":
            inside = self.crypto.decrypt_message(body, fields["MsgSignature"], fields["TimeStamp"], fields["Nonce"])
            fields = element(inside)
        assert (fields["FromUserName"], fields["MsgType"]) == (ACCOUNT, "text")
        assert 0 < len(fields["Content"].encode()) <= 2048
        return fields["Content"]


def xml_of(fields: dict[str, Any]) -> str:
    root = ElementTree.Element("xml")
    for name, value in fields.items():
        ElementTree.SubElement(root, name).text = str(value)
    return ElementTree.tostring(root, encoding="unicode")


def element(xml: str) -> dict[str, str]:
    return {child.tag: child.text or "" for child in ElementTree.fromstring(xml)}


async def worker(assistant: Any) -> TestClient:
    """One process of ours: an application with the channel alone."""
    app = web.Application()
    wechat.add_routes(app, assistant)
    client = TestClient(TestServer(app))
    await client.start_server()
    return client


class Scripted:
    """Answers by what it hears: `慢3` takes three seconds, `长5000` is so many bytes long, `选` offers choices."""

    def __init__(self, second: float = 1.0) -> None:
        self.heard: list[str] = []
        self.second = second

    async def reply(self, conversation_id: str, text: str, channel: str, metadata: Any = None) -> list[dict[str, Any]]:
        self.heard.append(text)
        if text.startswith("慢"):
            await asyncio.sleep(float(text[1:]) * self.second)
        if text.startswith("长"):
            return [{"text": long_text(int(text[1:]))}]
        if text.startswith("选"):
            titles = ["中国移动", "中国联通", "虚拟运营商"]
            buttons = [{"title": title, "payload": f"我说{title}"} for title in titles]
            before = [{"text": "先说一句。"}] if "前" in text else []
            return [*before, {"text": "是哪一家？", "buttons": buttons}, {"custom": {"type": "card"}}]
        return [{"text": f"听到：{text}"}]


def long_text(size: int) -> str:
    """Numbered sentences of so many bytes in all."""
    text = "".join(f"第{n}句话说到这里。" for n in range(size))
    cut = text.encode()[:size].decode(errors="ignore")
    return cut + "x" * (size - len(cut.encode()))


def prove() -> None:
    """As after a message that went out by the interface."""
    with access_book(APP_ID) as book:
        book.prove()


async def until(condition: Any, seconds: float = 5.0) -> None:
    """Waits for something to come true."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it did not come true in time")
        await asyncio.sleep(0.02)
