"""The two doors of the telephone: who may enter, what is refused, repeats, slow answers, restarts, pages."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from ivr_phone import BEARER, SCHEMA, SPEAKABLE, TOKEN, Phone, check_page, schema
from lxml import etree

from bot import settings
from bot.channels.ivr import add_routes, desk, keys, readback
from bot.channels.ivr.call import Call
from bot.channels.ivr.callers import digests
from bot.channels.ivr.phrases import asks_for, phrase, tapered
from bot.channels.ivr.turn import EVENTS
from bot.rulebook import load
from bot.spoken import LONGEST
from bot.store import talks as talks_module

ON = date(2026, 11, 24)
NS = {"v": "http://www.w3.org/2001/vxml"}
PLATFORM = "/webhooks/ivr/vxml"


class Scripted:
    """Answers with what it heard; waits where asked to."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.released = asyncio.Event()

    async def reply(self, conversation: str, text: str, channel: str, metadata: Any = None) -> list[dict[str, Any]]:
        self.heard.append(text)
        if "慢" in text:
            await self.released.wait()
        if "坏" in text:
            return [{"text": "抱歉，我这边出了点问题。"}]
        return [{"text": f"听到：{text}", "response": "utter_answer"}]


@pytest.fixture
def assistant_double() -> Scripted:
    return Scripted()


async def serve(assistant: Any) -> TestClient:
    app = web.Application()
    add_routes(app, assistant)
    client = TestClient(TestServer(app))
    await client.start_server()
    return client


@pytest_asyncio.fixture
async def client(home: Path, monkeypatch: pytest.MonkeyPatch, assistant_double: Scripted) -> AsyncIterator[TestClient]:
    monkeypatch.setenv("IVR_TOKEN", TOKEN)
    monkeypatch.setattr(desk, "PATIENCE", 0.3)
    settings.settings.cache_clear()
    found = await serve(assistant_double)
    yield found
    assistant_double.released.set()
    await found.close()


@pytest.fixture
def phone(client: TestClient) -> Phone:
    return Phone(client)


# --- the JSON door ---


async def test_without_a_token_set_there_is_no_telephone(home: Path) -> None:
    found = await serve(Scripted())
    assert (await found.post("/webhooks/ivr/turn", json={})).status == 404
    assert (await found.get(PLATFORM)).status == 404
    await found.close()


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}])
async def test_only_the_platform_may_call(client: TestClient, headers: dict[str, str]) -> None:
    turn = {"call_id": "c", "turn_id": "1", "event": "start"}
    response = await client.post("/webhooks/ivr/turn", json=turn, headers=headers)
    assert response.status == 401 and "IVR_TOKEN" in (await response.json())["error"]
    assert (await client.get(PLATFORM, params={"token": "wrong"})).status == 401
    forged = {"call": "forged", "turn": "t1", "event": "start"}
    assert (await client.post(PLATFORM, data=forged)).status == 401


@pytest.mark.parametrize(
    ("turn", "named"),
    [
        ({}, "call_id"),
        ([], "JSON"),
        ({"call_id": "c 1", "turn_id": "1", "event": "start"}, "call_id"),
        ({"call_id": "c", "turn_id": "", "event": "start"}, "turn_id"),
        ({"call_id": "c", "turn_id": "1", "event": "ring"}, "no-input"),
        ({"call_id": "c", "turn_id": "1", "event": "digits", "digits": "12a"}, "digits"),
        ({"call_id": "c", "turn_id": "1", "event": "digits", "digits": 12}, "digits"),
        ({"call_id": "c", "turn_id": "1", "event": "speech", "text": "长" * 2001}, "2000"),
    ],
)
async def test_a_bad_request_is_told_what_is_allowed(phone: Phone, turn: Any, named: str) -> None:
    response = await phone.client.post("/webhooks/ivr/turn", json=turn, headers=BEARER)
    assert response.status == 400 and named in (await response.json())["error"]


async def test_what_is_no_json_is_refused(client: TestClient) -> None:
    for body in (b"not json", b"\xff\xfe"):
        assert (await client.post("/webhooks/ivr/turn", data=body, headers=BEARER)).status == 400


async def test_a_turn_sent_again_gets_the_same_answer_and_counts_once(phone: Phone, assistant_double: Scripted) -> None:
    await phone.dial()
    first = await phone.say("一件事")
    again = await phone.post(call_id=phone.call, turn_id=f"t{phone.turns}", event="speech", text="一件事")
    assert await again.json() == first
    assert assistant_double.heard == ["您好", "一件事"]


async def test_the_same_turn_twice_at_once_counts_once(phone: Phone, assistant_double: Scripted) -> None:
    await phone.dial()
    turn = {"call_id": phone.call, "turn_id": "t9", "event": "speech", "text": "一件事"}
    both = await asyncio.gather(phone.post(**turn), phone.post(**turn))
    assert await both[0].json() == await both[1].json()
    assert assistant_double.heard.count("一件事") == 1


async def test_turns_out_of_place_are_refused(phone: Phone) -> None:
    early = await phone.post(call_id="never-begun", turn_id="1", event="speech", text="喂")
    assert early.status == 409
    await phone.dial()
    reused = await phone.post(call_id=phone.call, turn_id="other", event="start")
    assert reused.status == 409 and "新的 call_id" in (await reused.json())["error"]
    unknown = await phone.post(call_id=phone.call, turn_id="unheard-of", event="continue")
    assert unknown.status == 409


async def test_a_slow_answer_is_bridged_and_fetched(phone: Phone, assistant_double: Scripted) -> None:
    await phone.dial()
    await phone.say("慢的事")
    assert phone.said == "请稍等。" and phone.answer["continue"]
    id = f"t{phone.turns}"
    waiting = await (await phone.post(call_id=phone.call, turn_id=id, event="continue")).json()
    assert waiting["continue"]
    assistant_double.released.set()
    done = await (await phone.post(call_id=phone.call, turn_id=id, event="continue")).json()
    assert done["prompts"][:2] == ["让您久等了。", "听到：慢的事。"] and not done["continue"]
    assert assistant_double.heard.count("慢的事") == 1


async def test_a_turn_that_failed_leaves_the_question_open(phone: Phone) -> None:
    await phone.dial()
    question = phone.answer["prompts"][-1]
    await phone.say("坏了")
    assert phone.answer["prompts"] == ["抱歉，我这边出了点问题。", question]
    await phone.say("坏了", "坏了")
    assert phone.options == ["再试一次"]


async def test_the_callers_number_is_nowhere_in_the_database(phone: Phone, home: Path) -> None:
    await phone.dial()
    await phone.say("我的事")
    with talks_module.talks() as book:
        kept = str(book.after(desk.conversation_of(phone.call), 0))
    assert phone.caller not in kept and digests(phone.caller)[0] in kept
    raw = b"".join(path.read_bytes() for path in home.glob("bot.db*"))
    assert phone.caller.encode() not in raw and phone.call.encode() not in raw and "我的事".encode() not in raw


# --- the VoiceXML door ---


class Browser:
    """As much of a VoiceXML browser as the pages need: it knows the variables and posts them back."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.page: Any = None

    async def open(self, **query: str) -> None:
        response = await self.client.get(PLATFORM, params={"token": TOKEN, **query})
        await self._show(response)

    async def _show(self, response: Any) -> None:
        assert response.status == 200, await response.text()
        assert response.content_type == "application/voicexml+xml"
        self.page = check_page(await response.read())

    async def post(self, **changed: str) -> None:
        variables = {var.get("name"): var.get("expr").strip("'") for var in self.page.findall("v:var", NS)}
        if variables["caller"] == "session.connection.remote.uri":
            variables["caller"] = "tel:+8613800138000"
        await self._show(await self.client.post(PLATFORM, data={**variables, **changed}))

    @property
    def prompts(self) -> list[str]:
        return [prompt.text for prompt in self.page.findall(".//v:form//v:prompt", NS)]

    @property
    def longest(self) -> str:
        return str(self.page.find(".//v:item[@repeat]", NS).get("repeat"))


async def test_a_browser_plays_a_call(client: TestClient, assistant_double: Scripted) -> None:
    browser = Browser(client)
    await browser.open()
    assert browser.prompts == []
    await browser.post()
    assert browser.prompts[0] == "听到：您好。"
    await browser.post(mode="voice", said="我的事")
    assert browser.prompts[0] == "听到：我的事。"
    await browser.post(mode="dtmf", said="0")
    assert assistant_double.heard[-1] == "转人工"
    await browser.post(event="no-match")
    assert "没有听清" in browser.prompts[0]
    await browser.post(event="no-input")
    assert browser.page.find(".//v:form//v:disconnect", NS) is not None


async def test_a_page_posted_again_is_the_same_page(client: TestClient, assistant_double: Scripted) -> None:
    browser = Browser(client)
    await browser.open(call_id="from-the-platform", caller="13900139000")
    await browser.post()
    before = browser.page
    await browser.post(mode="voice", said="我的事")
    once = etree.tostring(browser.page)
    browser.page = before
    await browser.post(mode="voice", said="我的事")
    assert etree.tostring(browser.page) == once
    assert assistant_double.heard.count("我的事") == 1


async def test_a_slow_page_plays_please_wait_and_asks_again(client: TestClient, assistant_double: Scripted) -> None:
    browser = Browser(client)
    await browser.open()
    await browser.post()
    await browser.post(mode="voice", said="慢的事")
    assert browser.prompts == ["请稍等。"]
    assistant_double.released.set()
    await browser.post()
    assert browser.prompts[:2] == ["让您久等了。", "听到：慢的事。"]


async def test_a_hang_up_during_a_turn_is_a_turn_of_its_own(client: TestClient) -> None:
    browser = Browser(client)
    await browser.open()
    await browser.post()
    gone = browser.page.find("v:catch[@event='connection.disconnect.hangup']", NS)
    values = {a.get("name"): a.get("expr").strip("'") for a in gone.findall("v:assign", NS)}
    assert values == {"event": "hang-up", "turn": "end"}
    await browser.post(**values)
    assert browser.prompts == [] and browser.page.find(".//v:field", NS) is None


async def test_pages_carry_no_token(client: TestClient) -> None:
    browser = Browser(client)
    await browser.open(caller="'); evil(); //<vxml>")
    assert TOKEN.encode() not in etree.tostring(browser.page)
    assert "evil()" not in etree.tostring(browser.page).decode()


# --- keys, reading back, the telephone's own words ---


@pytest.mark.parametrize(
    ("asked", "digits", "said"),
    [
        ("event_date", "1103", "11月3日"),
        ("event_date", "20260229", None),
        ("event_date", "0229", "2月29日"),
        ("event_date", "20261103", "2026年11月3日"),
        ("event_date", "1332", None),
        ("amount", "09", "9元"),
        ("contact_phone", "13800138000", "13800138000"),
        ("contact_phone", "123", None),
        ("postcode", "510620", "510620"),
        ("postcode", "5106", None),
        ("access_code", "012345", "我要查案件，查询码012345"),
        ("lookup_case_no", "2611", None),
        ("narrative", "5", None),
        (None, "5", None),
    ],
)
def test_what_digits_say(asked: str | None, digits: str, said: str | None) -> None:
    assert keys.meaning(asked, digits, ON) == said


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("amount", "九十四块五", "94.50元"),
        ("event_date", "上个月三号", "2026年10月3日"),
        ("contact_phone", "幺三八零零幺三八零零零", "13800138000"),
        ("contact_phone", "上一步", None),
        ("narrative", "扣了94元", None),
        (None, "94元", None),
    ],
)
def test_what_is_read_back(asked: str | None, text: str, value: str | None) -> None:
    assert readback.value_of(asked, text, ON) == value


@pytest.mark.parametrize(("text", "yes"), [("对", True), ("正确", True), ("不对", False), ("是11月5日", None)])
def test_yes_and_no_to_what_was_read_back(text: str, yes: bool | None) -> None:
    assert readback.agrees(text, ON) is yes


def test_many_options_come_by_seven() -> None:
    call = Call(options=tuple((f"第{n}样", f"要{n}") for n in range(1, 17)))
    assert [digit for digit, _, _ in keys.shown(call)] == list("1234567")
    second = keys.next_page(call)
    assert next(title for _, title, _ in keys.shown(second)) == "第8样"
    third = keys.next_page(second)
    assert len(keys.shown(third)) == 2 and keys.next_page(third).page == 0


@pytest.mark.parametrize(
    ("wish", "text"),
    [
        ("again", "没听清，再说一遍好吗"), ("again", "大声一点"), ("again", "请您慢一点"), ("wait", "请稍等"),
        ("wait", "等一下，我找找"), ("wrong_number", "不好意思打错了"), ("no_more", "没有了，谢谢你"),
        ("change", "要修改一下"),
    ],
)  # fmt: skip
def test_wishes_that_the_telephone_answers_itself(wish: str, text: str) -> None:
    assert asks_for(wish, text)


@pytest.mark.parametrize(
    "text", ["移动说等一下再给我退款", "再说一遍移动扣了我94元", "没有了信号", "我打错了电话被扣钱", "听不清对方说话"]
)
def test_a_matter_is_never_taken_for_a_wish(text: str) -> None:
    assert not any(asks_for(wish, text) for wish in load("telephone")["said"])


def test_every_phrase_can_be_spoken() -> None:
    words = dict.fromkeys(("number", "code", "title", "digit", "value", "greeting", "gist", "why", "missing"), "二")
    for name, text in load("telephone")["phrases"].items():
        steps = [tapered(name, n) for n in (1, 2, 3)] if isinstance(text, list) else [phrase(name, **words)]
        for prompt in (prompt for step in steps for prompt in step):
            assert len(prompt) <= LONGEST and SPEAKABLE.fullmatch(prompt), name


def test_call_state_survives_storing() -> None:
    call = Call(options=(("是", "是的"),), question=("对吗？",), before=Call(asked="amount").to_dict())
    assert Call.from_dict({**call.to_dict(), "later_version": 1}) == call


def test_the_schema_names_the_events_that_there_are() -> None:
    assert set(SCHEMA["definitions"]["request"]["properties"]["event"]["enum"]) == set(EVENTS)
    for kind in ("request", "answer"):
        schema(kind).check_schema(SCHEMA)
    text = Path("docs/ivr.md").read_text(encoding="utf-8")
    assert all(f"`{event}`" in text for event in EVENTS)
