"""A whole matter on WeChat with the trained assistant: told, judged, written, fetched — and looked up elsewhere."""

import re
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from wechat_platform import PERSON, Account, Platform, prove, until

from bot import clock, settings
from bot.channels import letters, wechat
from bot.channels.wechat.pieces import HOW_TO_CHOOSE, MORE
from bot.store.cases import as_stored, store
from bot.store.wechat import ledger

STORY = (
    "我是广东广州的移动用户，2026年10月8日移动没经我同意给我开了视频彩铃，扣了94元，"
    "11月3日打10086投诉过，他们说不给退，我不满意"
)
ANSWERS = {
    "event_date": "10月8日", "relation": "1", "settled": "1", "other_body": "都没有", "facts_confirmed": "1",
    "chosen_step": "向省通信管理局申诉", "subscriber_number": "13411112222", "demands": "退还94元，书面说明原因",
    "evidence": "扣费短信截图", "complainant_name": "李明", "contact_phone": "13411112222",
    "address": "广州市天河区体育西路1号302", "postcode": "跳过", "email": "跳过", "draft_approved": "1",
}  # fmt: skip
LINK = re.compile(r"https://help\.example(/cases/\d+/draft\.(\w+)\?token=[\w%=-]+)")


def conversation() -> str:
    with ledger() as book:
        return book.conversation_of(PERSON, clock.now())


def case() -> dict[str, Any]:
    with store().work() as cases:
        row = cases.of_conversation(conversation())
        return as_stored(row) if row else {}


@pytest.fixture
async def server(platform: Platform, assistant: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("PUBLIC_URL", "https://help.example")
    settings.settings.cache_clear()
    app = web.Application()
    letters.add_routes(app)
    wechat.add_routes(app, assistant)
    client = TestClient(TestServer(app))
    await client.start_server()
    yield client
    await client.close()


class Person:
    """Someone who answers what they are asked and asks for the rest when told that there is more."""

    def __init__(self, client: TestClient, assistant: Any, platform: Platform) -> None:
        self.account, self.assistant, self.platform = Account(client), assistant, platform
        self.read: list[str] = []

    async def say(self, text: str) -> None:
        reply = await self.account.say(text)
        assert reply.status == 200 and reply.seconds < 5
        if reply.text:
            self.read.append(reply.text)
            if reply.text.endswith(MORE):
                await self.say("继续")

    async def until_written(self) -> None:
        """Answers one question after the other until the links to the letter have come."""
        for _ in range(30):
            asked = (await self.assistant.agent.tracker_store.retrieve(conversation())).get_slot("requested_slot")
            if asked is None:
                return
            await self.say(ANSWERS[asked])
        raise AssertionError(f"still asked for {asked}")


async def test_a_matter_from_hello_to_the_letter(server: TestClient, assistant: Any, platform: Platform) -> None:
    platform.token_refusal = 48001
    person = Person(server, assistant, platform)
    await person.account.send(person.account.event("subscribe"))
    await person.say(STORY)
    await person.until_written()
    told = "\n".join(person.read)
    assert HOW_TO_CHOOSE in told and "逐条对照" in told and "查询码是" in told
    assert "此致" in told and "李明" in told, "the letter is told as text"
    assert told.index("逐条对照") < told.index("此致") < told.index("draft.docx")
    assert all(len(text.encode()) <= 2048 for text in person.read)
    for path, form in LINK.findall(told):
        response = await server.get(path)
        assert response.status == 200, form
    assert {form for _, form in LINK.findall(told)} >= {"docx", "pdf"}
    found = case()
    assert (found["channel"], found["complainant_name"], found["status"]) == ("wechat", "李明", "drafted")
    assert PERSON not in repr(await assistant.agent.tracker_store.keys())


async def test_with_the_interface_the_same_matter_is_told_with_menus(
    server: TestClient, assistant: Any, platform: Platform
) -> None:
    prove()
    person = Person(server, assistant, platform)
    await person.say(STORY)
    await person.until_written()
    await until(lambda: "draft.pdf" in "".join([*person.read, *platform.said]))
    menus = [message["msgmenu"] for message in platform.sent if message["msgtype"] == "msgmenu"]
    assert any("都对" in item["content"] for menu in menus for item in menu["list"])
    assert not any(MORE in text for text in person.read)
    assert case()["status"] == "drafted"


async def test_a_case_begun_elsewhere_is_gone_on_with_by_number_and_code(
    server: TestClient, assistant: Any, platform: Platform
) -> None:
    platform.token_refusal = 48001
    with store().work() as cases:
        facts = {"operator": "china_mobile", "category": "unknown_charge", "amount": "94.00", "narrative": "多扣了94元"}
        row = cases.open("web-another", "web", facts, {}, clock.now())
        number, code = row.case_no, cases.issue_code(row)
    person = Person(server, assistant, platform)
    scan = await person.account.send(person.account.event("SCAN", EventKey=number))
    assert "查询码" in str(scan.text) and "94" not in str(scan.text)
    await person.say(f"{(int(code) + 1) % 10**6:06d}")
    assert not case()
    await person.say(f"案件号{number}，查询码{code}")
    assert case()["case_no"] == number and "找到了" in person.read[-1]


async def test_what_a_person_told_goes_when_they_wish(server: TestClient, assistant: Any, platform: Platform) -> None:
    platform.token_refusal = 48001
    person = Person(server, assistant, platform)
    await person.say(STORY)
    await person.say("删除我的资料")
    await person.say("1")
    assert "已经删除" in person.read[-1] and not case()
    with ledger() as book:
        said = [body.get("text", "") for body in book.talks.after(conversation(), 0)]
    assert not any("94" in text for text in said)
    await person.say("您好")
    assert "请用自己的话说说" in person.read[-1]
