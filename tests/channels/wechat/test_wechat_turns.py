"""Answers in time, once, in order: the platform's repeats, quick pairs, two workers, a restart. Times are a quarter."""

import asyncio
import logging
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from wechat_platform import ACCOUNT, PERSON, Account, Platform, Reply, Scripted, prove, until, worker

from bot import clock
from bot.channels.wechat import desk
from bot.store.talks import talks
from bot.store.wechat import ledger

pytestmark = pytest.mark.usefixtures("scaled")
NO_RIGHT = 48001


async def repeated(account: Account, fields: dict[str, Any], *, at: tuple[float, ...] = (0, 1.25, 2.5)) -> list[Reply]:
    """The same message at 0, 5 and 10 seconds (a quarter here), each time with a signature of its own."""

    async def one(after: float) -> Reply:
        await asyncio.sleep(after)
        return await account.send(fields)

    return list(await asyncio.gather(*map(one, at)))


def seen(replies: list[Reply], platform: Platform) -> list[str]:
    """What the person reads: the platform shows one of the replies to a repeated message."""
    return [*dict.fromkeys(r.text for r in replies if r.text), *platform.said]


async def test_repeats_of_a_quick_message_get_the_same_reply(account: Account, scripted: Scripted) -> None:
    replies = await repeated(account, account.message("您好"))
    assert [r.text for r in replies] == ["听到：您好"] * 3 and scripted.heard == ["您好"]


async def test_repeats_sent_at_once_get_the_same_reply(account: Account, scripted: Scripted) -> None:
    replies = await repeated(account, account.message("慢2"), at=(0, 0, 0))
    assert [r.text for r in replies] == ["听到：慢2"] * 3 and scripted.heard == ["慢2"]


@pytest.mark.parametrize("seconds", [4.5, 7, 9.5, 12])
async def test_repeats_wait_for_the_turn_and_it_is_said_once(
    account: Account, scripted: Scripted, platform: Platform, seconds: float
) -> None:
    text = f"慢{seconds}"
    replies = await repeated(account, account.message(text))
    await until(lambda: f"听到：{text}" in seen(replies, platform))
    await asyncio.sleep(0.3)
    shown = [said for said in seen(replies, platform) if said != desk.NOT_READY]
    assert shown == [f"听到：{text}"] and scripted.heard == [text]
    assert all(r.status == 200 and r.seconds < 2 for r in replies)


async def test_a_turn_still_running_at_the_repeat_is_answered_by_it(account: Account, platform: Platform) -> None:
    """Without the interface, too: the second request brings what the first could not."""
    platform.token_refusal = 40164
    first, second, third = await repeated(account, account.message("慢7"))
    assert first.text == desk.NOT_READY
    assert second.text == third.text == "听到：慢7" and platform.said == []


async def test_a_slow_answer_goes_out_by_the_interface(account: Account, platform: Platform) -> None:
    prove()
    reply = await account.say("慢6")
    assert (reply.status, reply.body) == (200, "success") and reply.seconds < 2
    await until(lambda: platform.said == ["听到：慢6"])
    assert platform.sent[0]["touser"] == PERSON


async def test_without_the_right_a_slow_answer_comes_on_the_next_message(account: Account, platform: Platform) -> None:
    platform.refusals = [NO_RIGHT]
    assert (await account.say("慢6")).text == desk.NOT_READY
    await until(lambda: platform.refusals == [])
    assert (await account.say("继续")).text == "听到：慢6"
    assert platform.sent == []
    reply = await account.say("慢6")
    await asyncio.sleep(1)
    both = await account.say("再问一句")
    assert reply.text == desk.NOT_READY and both.text == "听到：慢6\n\n听到：再问一句"
    assert len(platform.tokens) == 1, "an interface that was refused is not asked again"


async def test_go_on_is_for_the_assistant_where_nothing_is_left(account: Account, scripted: Scripted) -> None:
    for text in ("继续", "好的", "1"):
        assert (await account.say(text)).text == f"听到：{text}"


async def test_two_messages_in_quick_succession_are_both_answered_in_order(
    account: Account, scripted: Scripted
) -> None:
    first = asyncio.ensure_future(account.say("慢2"))
    await asyncio.sleep(0.05)
    second = await account.say("第二句")
    told = "\n\n".join(filter(None, [(await first).text, second.text]))
    assert told == "听到：慢2\n\n听到：第二句" and scripted.heard == ["慢2", "第二句"]


async def test_a_slow_first_and_a_quick_second_are_told_in_order(account: Account, platform: Platform) -> None:
    prove()
    first = asyncio.ensure_future(account.say("慢6"))
    await asyncio.sleep(0.8)
    second = await account.say("第二句")
    assert (await first).body == "success"
    await until(lambda: "听到：第二句" in f"{second.text}{platform.said}")
    told = "".join([*filter(None, [second.text]), *platform.said])
    assert told.index("听到：慢6") < told.index("听到：第二句")


async def test_numbers_of_messages_may_collide_between_people(account: Account, scripted: Scripted) -> None:
    fields = account.message("一号", MsgId=5)
    other = {**account.message("二号", MsgId=5, person="oPerson-2"), "CreateTime": fields["CreateTime"]}
    replies = await asyncio.gather(account.send(fields), account.send(other))
    assert [r.text for r in replies] == ["听到：一号", "听到：二号"]


async def test_events_at_the_same_moment_are_told_apart_by_kind_and_key(account: Account, scripted: Scripted) -> None:
    one, two = (account.event("CLICK", EventKey=key, CreateTime=7) for key in ("查案件进度", "我要投诉"))
    for event in (one, one, two, one):
        await account.send(event)
    assert scripted.heard == ["查案件进度", "我要投诉"]


async def test_two_workers_answer_a_message_once(platform: Platform, scripted: Scripted) -> None:
    workers = [await worker(scripted) for _ in range(2)]
    one, other = (Account(client) for client in workers)
    fields = one.message("慢2")
    first = [asyncio.ensure_future(account.send(fields)) for account in (one, other)]
    while not scripted.heard:  # which of several requests comes in first is the network's to say
        await asyncio.sleep(0.02)
    replies = await asyncio.gather(*first, one.say("第二句"), other.say("第三句"))
    for client in workers:
        await client.close()
    assert scripted.heard[0] == "慢2" and sorted(scripted.heard) == ["慢2", "第三句", "第二句"]
    told = [text for r in replies if r.text for text in r.text.split("\n\n")]
    assert set(told) >= {f"听到：{text}" for text in scripted.heard}
    assert [r.status for r in replies] == [200] * 4


async def test_a_repeat_at_the_other_worker_gets_the_answer_of_the_first(
    platform: Platform, scripted: Scripted
) -> None:
    workers = [await worker(scripted) for _ in range(2)]
    one, other = (Account(client) for client in workers)
    fields = one.message("慢6")
    first = asyncio.ensure_future(one.send(fields))
    await asyncio.sleep(1.25)
    second = await other.send(fields)
    for client in workers:
        await client.close()
    assert scripted.heard == ["慢6"]
    assert sum("听到：慢6" in said for said in [str((await first).text), str(second.text), *platform.said]) == 1


async def test_a_restart_between_message_and_answer_loses_nothing(platform: Platform, scripted: Scripted) -> None:
    prove()
    with ledger() as book:
        conversation = book.conversation_of(PERSON, clock.now())
        book.allow(conversation, False, clock.now())
        book.talks.take(conversation, "left-behind", {"text": "还在吗"}, clock.now(), "wechat")
    client = await worker(scripted)
    await until(lambda: platform.said == ["听到：还在吗"])
    await client.close()


async def test_a_restart_between_answer_and_delivery_loses_nothing(platform: Platform, scripted: Scripted) -> None:
    prove()
    with ledger() as book:
        conversation = book.conversation_of(PERSON, clock.now())
        book.allow(conversation, False, clock.now())
        book.talks.add(conversation, "assistant", [{"text": "早就好了"}], clock.now())
    client = await worker(scripted)
    await until(lambda: platform.said == ["早就好了"])
    await client.close()


async def test_without_the_interface_a_restart_loses_nothing_either(platform: Platform, scripted: Scripted) -> None:
    platform.token_refusal = 40164
    client = await worker(scripted)
    assert (await Account(client).say("慢6")).text == desk.NOT_READY
    await client.close()
    client = await worker(scripted)
    assert (await Account(client).say("继续")).text == "听到：慢6"
    await client.close()


async def test_real_seconds_a_slow_turn_is_answered_within_five(
    client: TestClient, account: Account, monkeypatch: Any
) -> None:
    monkeypatch.setattr(desk, "BUDGET", 4.0)
    reply = await account.say("慢24")
    assert reply.status == 200 and 3.9 < reply.seconds < 4.6


async def test_nothing_of_a_person_stands_readable_in_database_or_log(
    account: Account, home: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await account.say("我叫张三，号码13400000000")
    await account.send({**account.message(), "MsgType": ""})
    stored = b"".join(path.read_bytes() for path in home.glob("bot.db*"))
    for secret in (PERSON, "13400000000", "张三"):
        assert secret.encode() not in stored
    ours = "".join(r.getMessage() for r in caplog.records if r.name.startswith("bot"))
    assert PERSON not in ours and "134" not in ours and ACCOUNT not in ours
    with talks() as book:
        assert not book.unanswered("wechat", clock.now())


def test_the_addresses_of_requests_stay_out_of_the_log() -> None:
    """The platform puts the openid into them, and a link to a letter has its token there."""
    from bot import quiet

    before = logging.getLogger("aiohttp.access").level
    quiet.configure("INFO")
    assert not logging.getLogger("aiohttp.access").isEnabledFor(logging.INFO)
    quiet.configure("WARNING")
    logging.getLogger("aiohttp.access").setLevel(before)
