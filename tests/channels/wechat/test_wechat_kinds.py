"""Text, voice, pictures, events, and whatever else people send."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from wechat_platform import PERSON, Account, Platform, Scripted, prove

from bot import clock
from bot.channels.wechat import inbound, pictures
from bot.store.attachments import attachments, read
from bot.store.cases import store
from bot.store.wechat import ledger


def conversation() -> str:
    with ledger() as book:
        return book.conversation_of(PERSON, clock.now())


def picture(format: str = "JPEG") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, format)
    return data.getvalue()


async def test_recognised_speech_is_what_was_said(account: Account, scripted: Scripted) -> None:
    fields = {**account.message(), "MsgType": "voice", "MediaId": "m", "Format": "amr", "Recognition": "我要投诉移动。"}
    assert (await account.send(fields)).text == "听到：我要投诉移动。"


@pytest.mark.parametrize("heard", [{}, {"Recognition": ""}, {"Recognition": "  "}])
async def test_speech_that_was_not_recognised_is_asked_for_in_writing(
    account: Account, scripted: Scripted, heard: dict[str, str]
) -> None:
    fields = {**account.message(), "MsgType": "voice", "MediaId": "m", "Format": "speex", **heard}
    assert (await account.send(fields)).text == inbound.TYPE_IT and scripted.heard == []


@pytest.mark.parametrize("kind", ["video", "shortvideo", "location", "link", "file", "something-new"])
async def test_other_kinds_get_one_friendly_sentence(account: Account, scripted: Scripted, kind: str) -> None:
    assert (await account.send({**account.message(), "MsgType": kind})).text == inbound.NOT_TAKEN
    assert scripted.heard == []


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("  ", inbound.EMPTY),
        ("字" * 10_001, inbound.TOO_LONG),
        ("[收到不支持的消息类型，暂无法显示]", inbound.NOT_TAKEN),
        ("【收到不支持的消息类型，暂无法显示】", inbound.NOT_TAKEN),
    ],
)
async def test_texts_that_cannot_be_taken_get_a_sentence(
    account: Account, scripted: Scripted, text: str, answer: str
) -> None:
    assert (await account.say(text)).text == answer and scripted.heard == []


@pytest.mark.parametrize(
    ("event", "about", "said"),
    [
        ("subscribe", {}, "您好"),
        ("subscribe", {"EventKey": "qrscene_shop7", "Ticket": "t"}, "您好"),
        ("subscribe", {"EventKey": "qrscene_26110001"}, "查案件26110001"),
        ("SCAN", {"EventKey": "26110001", "Ticket": "t"}, "查案件26110001"),
        ("SCAN", {"EventKey": "12"}, "您好"),
        ("CLICK", {"EventKey": "LOOKUP"}, "查案件进度"),
        ("CLICK", {"EventKey": "预览申诉书"}, "预览申诉书"),
        ("CLICK", {"EventKey": ""}, "您好"),
    ],
)
async def test_events_say_something_for_the_person(
    account: Account, scripted: Scripted, event: str, about: dict[str, str], said: str
) -> None:
    fields = account.event(event, **about)
    for _ in range(3):
        assert (await account.send(fields)).text == f"听到：{said}"
    assert scripted.heard == [said]


@pytest.mark.parametrize("event", ["VIEW", "LOCATION", "TEMPLATESENDJOBFINISH", "unheard_of", ""])
async def test_other_events_get_the_bare_word(account: Account, scripted: Scripted, event: str) -> None:
    reply = await account.send(account.event(event, EventKey="x"))
    assert (reply.status, reply.body) == (200, "success") and scripted.heard == []


async def test_who_leaves_is_sent_nothing_more_and_may_come_back(
    account: Account, scripted: Scripted, platform: Platform
) -> None:
    platform.token_refusal = 40164
    await account.say("长3000")
    assert (await account.send(account.event("unsubscribe"))).body == "success"
    with ledger() as book:
        assert book.left(conversation(), clock.now()) == 0
    before = conversation()
    assert (await account.send(account.event("subscribe"))).text == "听到：您好"
    assert conversation() == before


async def test_a_picture_is_kept_as_evidence(
    account: Account, scripted: Scripted, platform: Platform, home: Path
) -> None:
    await account.say("您好")
    with store().work() as cases:
        case_no = cases.open(conversation(), "wechat", {"amount": "94.00"}, {}, clock.now()).case_no
    platform.files["media-1"] = picture()
    fields = {**account.message(), "MsgType": "image", "MediaId": "media-1", "PicUrl": "http://x.example/1"}
    reply = await account.send(fields)
    assert str(reply.text).startswith("收到，图片“微信图片") and "证据清单" in str(reply.text)
    assert (await account.send(fields)).text == reply.text and scripted.heard == ["您好"]
    with attachments() as files:
        (kept,) = files.of(conversation())
    assert (kept.kind, kept.sent, read(kept.id)) == ("image/jpeg", True, picture())
    with store().work() as cases:
        assert cases.by_number(case_no).facts["evidence"] == [kept.as_evidence]
    assert picture() not in b"".join(path.read_bytes() for path in (home / "files").iterdir())


async def test_a_picture_is_fetched_with_a_fresh_token_where_the_old_one_ended(
    account: Account, platform: Platform
) -> None:
    platform.files["media-1"] = picture("PNG")
    await account.send({**account.message(), "MsgType": "image", "MediaId": "media-1"})
    platform.valid = "changed behind our back"
    reply = await account.send({**account.message(), "MsgType": "image", "MediaId": "media-1"})
    assert ".png" in str(reply.text) and len(platform.tokens) == 2


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"<html>", pictures.WRONG_KIND),
        (b"x" * (1024 * 1024 + 1), pictures.TOO_LARGE.format(size=1)),
        (b"", pictures.NOT_FETCHED),
    ],
    ids=["no picture", "too large", "gone"],
)
async def test_other_files_are_refused_with_what_is_allowed(
    account: Account, platform: Platform, data: bytes, answer: str
) -> None:
    platform.files["media-1"] = data
    assert (await account.send({**account.message(), "MsgType": "image", "MediaId": "media-1"})).text == answer
    with attachments() as files:
        assert files.of(conversation()) == []


async def test_without_the_interface_a_picture_comes_from_its_own_address(
    account: Account, platform: Platform, monkeypatch: Any
) -> None:
    platform.token_refusal = 48001
    platform.files["1"] = picture()
    address = str(platform.server.make_url("/picture/1"))
    fields = {"MsgType": "image", "MediaId": "m", "PicUrl": address}
    assert (await account.send({**account.message(), **fields})).text == pictures.NOT_FETCHED
    monkeypatch.setattr(pictures, "PICTURE_HOSTS", ("127.0.0.1",))
    assert str((await account.send({**account.message(), **fields})).text).startswith("收到")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x", "file:///etc/passwd", "http://a.qpic.cn.example/x", "http://aqpic.cn/", "//"]
)
async def test_no_other_address_is_called(account: Account, platform: Platform, address: str) -> None:
    platform.token_refusal = 48001
    fields = {"MsgType": "image", "MediaId": "m", "PicUrl": address}
    assert (await account.send({**account.message(), **fields})).text == pictures.NOT_FETCHED


async def test_no_more_than_forty_files(account: Account, platform: Platform) -> None:
    prove()
    await account.say("您好")
    with attachments() as files:
        for number in range(40):
            files.add(conversation(), f"{number}.png", "image/png", picture(), clock.now())
    platform.files["m"] = picture()
    assert "40" in str((await account.send({**account.message(), "MsgType": "image", "MediaId": "m"})).text)
