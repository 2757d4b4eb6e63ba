"""Rasa's REST webhook: whatever comes in, one clear answer goes out."""

import asyncio
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

PATH = "/webhooks/rest/webhook"


async def say(client: TestClient, message: Any, sender: Any = "甲") -> tuple[int, Any]:
    response = await client.post(PATH, json={"sender": sender, "message": message})
    return response.status, await response.json()


async def test_answers_are_a_list_in_rasas_form(client: TestClient) -> None:
    status, replies = await say(client, "移动多扣了我94元")
    assert status == 200
    assert all(set(reply) <= {"recipient_id", "text", "buttons", "custom"} for reply in replies)
    assert {reply["recipient_id"] for reply in replies} == {"甲"}
    assert any("电信申诉助手" in reply.get("text", "") for reply in replies)


REFUSED = {
    "an empty body": (b"", "JSON"),
    "no JSON": (b"not json", "JSON"),
    "no text at all": (b"\xff\xfe", "JSON"),
    "nested without end": (b"[" * 5000, "JSON"),
    "a list": (b"[]", "message"),
    "null": (b"null", "message"),
    "a bare text": (b'"text"', "message"),
    "an empty object": (b"{}", "message"),
    "no message": (b'{"sender": "a"}', "message"),
    "a message of null": (b'{"sender": "a", "message": null}', "message"),
    "a number": (b'{"sender": "a", "message": 94}', "message"),
    "a list of messages": (b'{"sender": "a", "message": ["x"]}', "message"),
    "an object for a message": (b'{"sender": "a", "message": {"text": "x"}}', "message"),
    "an empty message": (b'{"sender": "a", "message": ""}', "message"),
    "a message of blanks": ('{"sender": "a", "message": " \\n\u3000"}'.encode(), "message"),
    "no sender": (b'{"message": "x"}', "sender"),
    "an empty sender": (b'{"sender": "", "message": "x"}', "sender"),
    "a number for a sender": (b'{"sender": 7, "message": "x"}', "sender"),
    "a sender with a zero byte": (b'{"sender": "a\\u0000b", "message": "x"}', "sender"),
    "a sender of half a character": (b'{"sender": "\\ud83d", "message": "x"}', "sender"),
    "a sender too long": (b'{"sender": "' + b"a" * 256 + b'", "message": "x"}', "sender"),
    "a message too long": (('{"sender": "a", "message": "' + "字" * 10_001 + '"}').encode(), "10000"),
}


@pytest.mark.parametrize(("body", "said"), REFUSED.values(), ids=REFUSED)
async def test_what_cannot_be_taken_is_refused_in_one_sentence(client: TestClient, body: Any, said: str) -> None:
    response = await client.post(PATH, data=body, headers={"Content-Type": "application/json"})
    error = (await response.json())["error"]
    assert response.status == 400
    assert said in error and error.endswith("。") and "Traceback" not in error


async def test_a_body_without_end_is_refused(client: TestClient) -> None:
    response = await client.post(PATH, data=b'{"sender": "a", "message": "' + b"x" * 13 * 1024 * 1024 + b'"}')
    assert response.status == 413
    assert "12 MB" in (await response.json())["error"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("get", PATH, 405), ("get", "/nowhere", 404), ("put", "/", 405)]
)
async def test_wrong_addresses_and_methods_get_a_sentence_too(
    client: TestClient, method: str, path: str, status: int
) -> None:
    response = await getattr(client, method)(path)
    assert response.status == status
    assert (await response.json())["error"].endswith("。")


async def test_another_charset_is_understood_or_refused(client: TestClient) -> None:
    body = '{"sender": "gb", "message": "你好"}'.encode("gb18030")
    known = await client.post(PATH, data=body, headers={"Content-Type": "application/json; charset=gb18030"})
    unknown = await client.post(PATH, data=body, headers={"Content-Type": "application/json; charset=klingon"})
    assert (known.status, unknown.status) == (200, 400)


@pytest.mark.parametrize(
    "sender",
    ["甲/乙", "../../etc/passwd", "'; DROP TABLE cases; --", "a b", "😀" * 60, "%00%0a", "x" * 255, "{{7*7}}", "\\"],
    ids=["slash", "path", "sql", "blank", "pictures", "escapes", "longest", "template", "backslash"],
)
async def test_any_visible_sender_is_a_conversation_of_its_own(client: TestClient, sender: str) -> None:
    from bot.store.cases import store

    status, replies = await say(client, "我是联通用户，被多扣了30元", sender)
    assert status == 200 and replies[0]["recipient_id"] == sender
    with store().work() as cases:
        assert cases.of_conversation(sender).facts["operator"] == "china_unicom"
        assert cases.of_conversation(sender + "?") is None


ODD = {
    "half a character": "好\ud83d坏",
    "a zero byte": "\x00",
    "zero bytes and backspaces": "移动\x00多扣了\x0894元",
    "turned around": "\u202e翻转",
    "pictures": "🙂" * 500,
    "as long as allowed": "字" * 10_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
async def test_odd_texts_are_answered(client: TestClient, text: str) -> None:
    from bot.assistant import APOLOGY

    status, replies = await say(client, text, "odd")
    assert status == 200 and replies
    assert APOLOGY not in [reply.get("text") for reply in replies]


async def test_messages_of_one_person_are_answered_in_their_order(assistant: Any, client: TestClient) -> None:
    from bot.store.cases import store

    first = "我是广东广州的移动用户，被多扣了94元"
    later = ["不对，是联通", "不对，是电信", "不对，是广电", "不对，是联通"]
    answers = []
    for text in [first, *later]:
        answers.append(asyncio.ensure_future(say(client, text, "乙")))
        await asyncio.sleep(0.03)  # each has its own connection, so only time can tell which came first
    assert [status for status, _ in await asyncio.gather(*answers)] == [200] * 5
    with store().work() as cases:
        assert len(cases.all()) == 1
        row = cases.of_conversation("乙")
        assert row.facts["operator"] == "china_unicom"
    tracker = await assistant.agent.tracker_store.retrieve("乙")
    said = [event.text for event in tracker.events if event.type_name == "user"]
    assert said == [first, *later]
