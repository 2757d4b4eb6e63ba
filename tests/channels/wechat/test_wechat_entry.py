"""Who is let in: signatures, age, replays, the three modes; and what hostile bodies do (nothing)."""

import time
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from wechat_platform import AES_KEY, APP_ID, PATH, TOKEN, Account, Scripted, element, xml_of
from wechatpy.crypto import WeChatCrypto

from bot import clock, settings
from bot.channels.wechat import envelope, signature
from bot.channels.wechat.envelope import Seal

STAMP, NONCE = "1717171717", "nonce-of-ours"
# Made with `openssl enc -aes-256-cbc -nopad` by the recipe: 16 bytes of x, length, text, AppID, padding to 32.
PLAIN = "<xml><Content>您好</Content></xml>"
SEALED = (
    "YFCdDUhqzrvFJsfsckXbJKrwisn4VcCvQOGiYXSd+umb+9nkSNXdUTNNWWYis24pGVgpRxTLGr9lqkQRgdVN2j863ZkcPeAhDiaf5hKjuvL+"
    "hPaDu7RdVEGwRCw/lbBX"
)
SIGNED, SIGNED_SEALED = "5810f1058e7d05c5f37d33732ecc13a301603c8f", "010442f05acd3552017121678bbcae9fc3320fa9"


async def test_the_address_is_proven_by_its_echo(client: TestClient) -> None:
    stamp = str(int(time.time()))
    query = {"signature": signature.of(TOKEN, stamp, "n"), "timestamp": stamp, "nonce": "n", "echostr": "12<b>34"}
    for path in (PATH, "/webhooks/wechat", "/webhooks/wechat/"):
        response = await client.get(path, params=query)
        assert (response.status, await response.text(), response.content_type) == (200, "12<b>34", "text/plain")
    wrong = {**query, "signature": "0" * 40}
    assert (await client.get(PATH, params=wrong)).status == 403
    assert (await client.get(PATH)).status == 403


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_a_message_is_answered_in_each_mode(account: Account, scripted: Scripted, mode: str) -> None:
    account.mode = mode
    reply = await account.say("我要投诉")
    assert (reply.status, reply.text) == (200, "听到：我要投诉")
    assert ("Encrypt" in reply.body) == (mode != "plain")


@pytest.mark.parametrize("shift", [-301, 301, -90_000])
async def test_an_old_or_future_timestamp_is_refused(account: Account, scripted: Scripted, shift: int) -> None:
    stamp = str(int(time.time()) + shift)
    query, body = account.signed(xml_of(account.message()), timestamp=stamp)
    query["signature"] = signature.of(TOKEN, stamp, query["nonce"])
    assert (await account.post(query, body)).status == 403
    assert scripted.heard == []


@pytest.mark.parametrize("stamp", ["", "soon", "-5", "١٢٣", "9" * 40])
async def test_a_timestamp_that_is_none_is_refused(account: Account, stamp: str) -> None:
    query, body = account.signed(xml_of(account.message()), timestamp=stamp)
    query["signature"] = signature.of(TOKEN, stamp, query["nonce"])
    assert (await account.post(query, body)).status == 403


@pytest.mark.parametrize("mode", ["plain", "safe"])
@pytest.mark.parametrize("key", ["signature", "nonce", "timestamp"])
async def test_a_request_with_a_changed_part_is_refused(
    account: Account, scripted: Scripted, mode: str, key: str
) -> None:
    account.mode = mode
    query, body = account.signed(xml_of(account.message()))
    query[key] = query[key][:-1] + ("0" if query[key][-1] != "0" else "1")
    assert (await account.post(query, body)).status == 403
    assert scripted.heard == []


async def test_the_two_signatures_of_safe_mode_are_not_mixed_up(account: Account, scripted: Scripted) -> None:
    account.mode = "safe"
    query, body = account.signed(xml_of(account.message()))
    for wrong in ({"msg_signature": query["signature"]}, {"signature": query["msg_signature"]}, {"msg_signature": ""}):
        assert (await account.post(query | wrong, body)).status == 403
    assert scripted.heard == []


async def test_nothing_is_parsed_before_the_signature_is_proven(account: Account, monkeypatch: Any) -> None:
    read: list[bytes] = []
    monkeypatch.setattr(envelope, "read", lambda xml: read.append(xml) or {})
    query, body = account.signed(xml_of(account.message()))
    assert (await account.post({**query, "signature": "0" * 40}, body)).status == 403
    assert read == []


async def test_a_captured_signature_does_not_carry_another_message(account: Account, scripted: Scripted) -> None:
    query, body = account.signed(xml_of(account.message("您好")))
    assert (await account.post(query, body)).status == 200
    forged = await account.post(query, xml_of(account.message("删除我的资料")))
    assert forged.status == 403 and scripted.heard == ["您好"]


@pytest.mark.parametrize("mode", ["plain", "safe"])
async def test_a_replay_is_refused_once_the_platform_has_stopped_repeating(
    account: Account, scripted: Scripted, later: Any, mode: str
) -> None:
    from datetime import timedelta

    account.mode = mode
    query, body = account.signed(xml_of(account.message("您好")))
    assert (await account.post(query, body)).text == "听到：您好"
    assert (await account.post(query, body)).text == "听到：您好"
    later(timedelta(seconds=31))
    replayed = await account.post(query, body)
    assert (replayed.status, replayed.text) == (403, None) and scripted.heard == ["您好"]


async def test_safe_mode_takes_no_plain_message(account: Account, scripted: Scripted, monkeypatch: Any) -> None:
    monkeypatch.setenv("WECHAT_MODE", "safe")
    settings.settings.cache_clear()
    assert (await account.say("您好")).status == 403
    account.mode = "safe"
    assert (await account.say("您好")).text == "听到：您好"


HOSTILE = [
    "not xml", "", "<xml>", "<xml></xml>", "<xml><MsgType>text</MsgType></xml>",
    '<!DOCTYPE x [<!ENTITY a "b">]><xml><MsgType>&a;</MsgType></xml>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Content>&a;</Content></xml>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1/x"><xml/>',
    '<?xml version="1.0" encoding="utf-7"?><xml/>', "<xml>" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("mode", ["plain", "safe"])
@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
async def test_unreadable_bodies_get_the_bare_word_and_never_an_error(
    account: Account, scripted: Scripted, mode: str, body: str
) -> None:
    account.mode = mode
    reply = await account.post(*account.signed(body))
    assert (reply.status, reply.body) == (200, "success") and scripted.heard == []


async def test_a_message_for_another_account_is_refused(account: Account, scripted: Scripted) -> None:
    account.mode, account.crypto = "safe", WeChatCrypto(TOKEN, AES_KEY, "wx-another-account")
    reply = await account.say("您好")
    assert (reply.status, reply.body) == (200, "success") and scripted.heard == []


def test_the_encryption_gives_the_known_answers(monkeypatch: Any) -> None:
    assert signature.of(TOKEN, STAMP, NONCE) == SIGNED
    assert signature.of(TOKEN, STAMP, NONCE, SEALED) == SIGNED_SEALED
    ours, query = Seal(TOKEN, AES_KEY, APP_ID), {"timestamp": STAMP, "nonce": NONCE, "msg_signature": SIGNED_SEALED}
    assert ours.open({"Encrypt": SEALED}, query).decode() == PLAIN
    monkeypatch.setattr("bot.channels.wechat.envelope._Cipher.get_random_string", lambda _self: "x" * 16)
    assert element(ours.close(PLAIN, clock.now()))["Encrypt"] == SEALED
    with pytest.raises(envelope.BadEnvelope, match="InvalidAppId"):
        Seal(TOKEN, AES_KEY, "wx-another").open({"Encrypt": SEALED}, query)


@pytest.mark.parametrize("size", range(0, 70))
def test_our_seal_and_the_librarys_open_each_other(size: int) -> None:
    text = "<xml>" + "字" * size + "</xml>"
    ours, theirs = Seal(TOKEN, AES_KEY, APP_ID), WeChatCrypto(TOKEN, AES_KEY, APP_ID)
    closed = ours.close(text, clock.now())
    fields = element(closed)
    assert theirs.decrypt_message(closed, fields["MsgSignature"], fields["TimeStamp"], fields["Nonce"]) == text
    fields = element(theirs.encrypt_message(text, NONCE, STAMP))
    query = {"timestamp": STAMP, "nonce": NONCE, "msg_signature": fields["MsgSignature"]}
    assert ours.open(fields, query).decode() == text
    with pytest.raises(envelope.Forged):
        ours.open(fields, {**query, "nonce": "other"})
