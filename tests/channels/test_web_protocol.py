"""The web channel's protocol, over HTTP and a real database, with a scripted assistant."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet
from PIL import Image

from bot import settings as settings_module
from bot.channels import outbox
from bot.channels.web import add_routes, files, purge
from bot.store import cases, crypto, database
from bot.store.attachments import attachments
from bot.store.talks import talks

ID = "message-{:04d}"
ELSEWHERE = "https://elsewhere.example"


class Echo:
    """Repeats what it hears; `held` messages wait until released."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.released = asyncio.Event()

    async def reply(self, conversation_id: str, text: str, channel: str = "web", metadata: Any = None) -> list[Any]:
        self.heard.append(text)
        if "等" in text:
            await self.released.wait()
        if text == "删":
            outbox.forget(conversation_id)
        return [{"text": f"听到：{text}"}]


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    for key, value in {
        "DATABASE_URL": f"sqlite:///{tmp_path}/web.db",
        "FILES_DIR": str(tmp_path / "files"),
        "CASE_KEY": Fernet.generate_key().decode(),
        "WIDGET_ORIGINS": "https://friend.example",
        "WEB_PER_MINUTE": "6",
        "UPLOAD_MB": "1",
    }.items():
        monkeypatch.setenv(key, value)
    caches = (settings_module.settings, crypto.keys, database.engine, cases.store)
    for cache in caches:
        cache.cache_clear()
    files.uploads._uses.clear()
    yield
    database.engine().dispose()
    for cache in caches:
        cache.cache_clear()


async def serve(assistant: Any) -> TestClient:
    app = web.Application(client_max_size=12 * 1024 * 1024)
    add_routes(app, assistant)
    client = TestClient(TestServer(app))
    await client.start_server()
    return client


@pytest_asyncio.fixture
async def echo() -> Echo:
    return Echo()


@pytest_asyncio.fixture
async def client(echo: Echo) -> AsyncIterator[TestClient]:
    found = await serve(echo)
    yield found
    echo.released.set()
    await found.close()


async def proof(client: TestClient) -> dict[str, str]:
    response = await client.post("/webhooks/web/session")
    return {"Authorization": f"Bearer {(await response.json())['token']}"}


async def send(client: TestClient, who: dict[str, str], text: str, number: int = 1, **more: Any) -> Any:
    body = {"id": ID.format(number), "text": text, **more}
    return await client.post("/webhooks/web/messages", json=body, headers=who)


async def told(client: TestClient, who: dict[str, str], after: int = 0, count: int = 0) -> list[dict[str, Any]]:
    """What there is after a number, once there are so many."""
    for _ in range(200):
        response = await client.get(f"/webhooks/web/messages?after={after}", headers=who)
        data = await response.json()
        if len(data["messages"]) >= count and not (count and data["busy"]):
            return data["messages"]  # type: ignore[no-any-return]
        await asyncio.sleep(0.05)
    raise AssertionError(f"only {data}")


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "PNG")
    return data.getvalue()


async def upload(client: TestClient, who: dict[str, str], data: bytes, name: str = "%E8%B4%A6%E5%8D%95.png") -> Any:
    return await client.post("/webhooks/web/files", data=data, headers={**who, "X-File-Name": name})


async def test_a_message_is_answered_and_both_are_numbered(client: TestClient) -> None:
    who = await proof(client)
    assert (await send(client, who, "您好")).status == 202
    messages = await told(client, who, count=2)
    shown = [(m["seq"], m["from"], m["text"]) for m in messages]
    assert shown == [(1, "person", "您好"), (2, "assistant", "听到：您好")]


async def test_the_same_message_sent_again_is_answered_once(client: TestClient, echo: Echo) -> None:
    who = await proof(client)
    for _ in range(3):
        assert (await send(client, who, "您好")).status == 202
    assert len(await told(client, who, count=2)) == 2
    assert echo.heard == ["您好"]


async def test_messages_are_answered_in_their_order(client: TestClient) -> None:
    who = await proof(client)
    for number, text in enumerate(("一", "二", "三"), 1):
        await send(client, who, text, number)
    answers = [m["text"] for m in await told(client, who, count=6) if m["from"] == "assistant"]
    assert answers == ["听到：一", "听到：二", "听到：三"]


async def test_only_what_comes_after_the_last_number_seen_is_replayed(client: TestClient) -> None:
    who = await proof(client)
    await send(client, who, "您好")
    await told(client, who, count=2)
    assert [m["seq"] for m in await told(client, who, after=1)] == [2]


async def test_the_stream_tells_messages_as_they_come(client: TestClient, echo: Echo) -> None:
    who = await proof(client)
    await send(client, who, "等一下")
    response = await client.get("/webhooks/web/stream?after=0", headers=who)
    assert response.content_type == "text/event-stream"
    assert "等一下" in (await _event(response))["text"]
    assert (await _event(response))["busy"] is True
    echo.released.set()
    assert (await _event(response))["text"] == "听到：等一下"
    response.close()


async def _event(response: Any) -> Any:
    while True:
        line = (await asyncio.wait_for(response.content.readline(), 10)).decode()
        if line.startswith("data: "):
            return json.loads(line[6:])


async def test_a_message_left_by_a_killed_server_is_answered_by_the_next(client: TestClient) -> None:
    with talks() as book:
        from bot import clock

        book.take("web-left", "message-left", {"text": "还在吗"}, clock.now(), "web", {"text": "还在吗"})
    fresh = Echo()
    second = await serve(fresh)
    for _ in range(100):
        if fresh.heard:
            break
        await asyncio.sleep(0.05)
    assert fresh.heard == ["还在吗"]
    await second.close()


async def test_forged_and_missing_sessions_are_refused(client: TestClient) -> None:
    good = (await proof(client))["Authorization"]
    for bad in ({}, {"Authorization": "Bearer x"}, {"Authorization": good[:-4] + "AAAA"}):
        assert (await send(client, bad, "您好")).status == 401
        assert (await client.get("/webhooks/web/messages", headers=bad)).status == 401


async def test_nobody_reads_another_session(client: TestClient) -> None:
    one, other = await proof(client), await proof(client)
    await send(client, one, "我的秘密")
    await told(client, one, count=2)
    assert await told(client, other) == []


@pytest.mark.parametrize(
    ("origin", "status"), [(ELSEWHERE, 403), ("null", 403), ("https://friend.example", 200), (None, 200)]
)
async def test_only_named_sites_may_embed(client: TestClient, origin: str | None, status: int) -> None:
    headers = {"Origin": origin} if origin else {}
    response = await client.post("/webhooks/web/session", headers=headers)
    assert response.status == status
    assert response.headers.get("Access-Control-Allow-Origin") == (origin if status == 200 else None)
    asked = await client.options("/webhooks/web/messages", headers=headers)
    assert asked.status == (403 if status == 403 else 204)


async def test_a_request_from_another_site_without_its_name_is_refused(client: TestClient) -> None:
    response = await client.get("/webhooks/web/config", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status == 403


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"id": "message-0001", "text": "字" * 5001}, "5000"),
        ({"id": "message-0001", "text": "  "}, "内容"),
        ({"id": "x", "text": "您好"}, "id"),
        ({"id": "message-0001", "text": 5}, "内容"),
        ({"id": "message-0001", "text": "好", "files": ["a"] * 10}, "文件"),
        ([], "JSON"),
    ],
)
async def test_a_bad_message_is_refused_in_one_sentence(client: TestClient, body: Any, reason: str) -> None:
    response = await client.post("/webhooks/web/messages", json=body, headers=await proof(client))
    assert response.status == 400
    assert reason in (await response.json())["error"]


async def test_five_thousand_characters_are_taken_whole(client: TestClient, echo: Echo) -> None:
    who = await proof(client)
    assert (await send(client, who, "𠮷" * 5000)).status == 202
    await told(client, who, count=2)
    assert echo.heard == ["𠮷" * 5000]


async def test_half_a_character_and_control_characters_do_no_harm(client: TestClient, echo: Echo) -> None:
    who = await proof(client)
    response = await client.post(
        "/webhooks/web/messages",
        data='{"id":"message-0001","text":"好\\ud83d\\u0000坏"}',
        headers={**who, "Content-Type": "application/json"},
    )
    assert response.status == 202
    await told(client, who, count=2)
    assert echo.heard == ["好\ufffd坏"]


async def test_too_many_messages_get_a_friendly_word_and_a_time(client: TestClient) -> None:
    who = await proof(client)
    for number in range(6):
        assert (await send(client, who, "好", number)).status == 202
    response = await send(client, who, "好", 7)
    assert response.status == 429
    assert "请等" in (await response.json())["error"] and int(response.headers["Retry-After"]) > 0


async def test_a_picture_is_kept_encrypted_and_given_only_to_its_owner(client: TestClient, tmp_path: Path) -> None:
    who = await proof(client)
    response = await upload(client, who, picture())
    assert response.status == 201
    file = await response.json()
    assert (file["name"], file["kind"]) == ("账单.png", "image/png")
    stored = [path.read_bytes() for path in (tmp_path / "files").iterdir()]
    assert len(stored) == 1 and b"PNG" not in stored[0]
    given = await client.get(f"/webhooks/web/files/{file['id']}", headers=who)
    assert await given.read() == picture()
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert (await client.get(f"/webhooks/web/files/{file['id']}", headers=await proof(client))).status == 404


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>1</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90",
        b"",
        b"\x89PNG\r\n\x1a\nnot a picture",
    ],
    ids=["html", "svg", "program", "empty", "only the first bytes of a picture"],
)
async def test_other_kinds_of_files_are_refused_whatever_their_name(client: TestClient, data: bytes) -> None:
    response = await upload(client, await proof(client), data)
    assert response.status == 415
    assert "PDF" in (await response.json())["error"]


async def test_a_file_too_large_is_refused_with_the_limit(client: TestClient) -> None:
    response = await upload(client, await proof(client), b"%PDF-1.7" + b"x" * (1024 * 1024))
    assert response.status == 413
    assert "1 MB" in (await response.json())["error"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("../../etc/passwd.png", "passwd.png"), ("a\u202egnp.png", "agnp.png"), ("", "未命名文件")],
    ids=["path", "turned", "none"],
)
async def test_file_names_become_harmless(client: TestClient, sent: str, kept: str) -> None:
    from urllib.parse import quote

    response = await upload(client, await proof(client), picture(), quote(sent))
    assert (await response.json())["name"] == kept


async def test_files_without_a_word_are_acknowledged_and_listed_in_the_case(client: TestClient, echo: Echo) -> None:
    from bot import clock
    from bot.channels.web.session import conversation_of

    who = await proof(client)
    conversation = conversation_of(who["Authorization"][7:]) or ""
    with cases.store().work() as work:
        case_no = work.open(conversation, "web", {"amount": "94.00"}, {}, clock.now()).case_no
    file = await (await upload(client, who, picture())).json()
    await send(client, who, "", files=[file["id"]])
    assert "账单.png" in (await told(client, who, count=2))[1]["text"]
    assert echo.heard == []
    with cases.store().work() as work:
        assert work.by_number(case_no).facts["evidence"] == ["图片“账单.png”"]
    await client.delete(f"/webhooks/web/files/{file['id']}", headers=who)
    with cases.store().work() as work:
        assert work.by_number(case_no).facts["evidence"] == []
    assert (await told(client, who))[-1]["removed"] == file["id"]


async def test_forgetting_removes_talk_and_files_and_then_says_so(client: TestClient, tmp_path: Path) -> None:
    who = await proof(client)
    file = await (await upload(client, who, picture())).json()
    await send(client, who, "我的秘密", 1, files=[file["id"]])
    await told(client, who, count=2)
    await send(client, who, "删", 2)
    for _ in range(100):
        messages = await told(client, who)
        if messages and messages[-1].get("text") == "听到：删":
            break
        await asyncio.sleep(0.05)
    assert [m.get("cleared", m.get("text")) for m in messages] == [True, "听到：删"]
    assert list((tmp_path / "files").iterdir()) == []
    assert "我的秘密".encode() not in (tmp_path / "web.db").read_bytes()


async def test_nothing_said_is_readable_in_the_database(client: TestClient, tmp_path: Path) -> None:
    who = await proof(client)
    await send(client, who, "张三的号码是13400000000")
    await told(client, who, count=2)
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("web.db*"))
    assert b"13400000000" not in raw and "张三".encode() not in raw


async def test_what_was_promised_to_go_goes(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from bot import clock

    who = await proof(client)
    file = await (await upload(client, who, picture())).json()
    await send(client, who, "好", files=[file["id"]])
    await told(client, who, count=2)
    later = clock.now() + timedelta(days=181)
    monkeypatch.setattr(clock, "now", lambda: later)
    await purge(None)  # type: ignore[arg-type]
    with attachments() as box:
        assert not box.of("") and not box.get("", file["id"])
    assert await told(client, who) == []


async def test_pages_carry_a_strict_policy(client: TestClient) -> None:
    response = await client.get("/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    text = await response.text()
    assert "<style" not in text and "onclick" not in text and "style=" not in text
