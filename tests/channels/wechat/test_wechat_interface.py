"""The interface: one token for all, what may still be sent, and every refusal of the platform."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from wechat_platform import APP_ID, PERSON, SECRET, Account, Platform, Scripted, prove, until, worker

from bot import clock, settings
from bot.channels.wechat import interface as interface_module
from bot.channels.wechat.interface import Interface, Outcome
from bot.channels.wechat.pieces import MORE
from bot.store.wechat import ledger

pytestmark = pytest.mark.usefixtures("scaled")
FIRST, SECOND = "第一条", "第二条"


@pytest.fixture
async def http(platform: Platform) -> Any:
    async with ClientSession() as session:
        yield session


def open_interface(http: ClientSession) -> Interface:
    return Interface(http, settings.settings().WECHAT_API, APP_ID, SECRET)


async def test_the_token_is_fetched_once_for_all(http: ClientSession, platform: Platform) -> None:
    workers = [open_interface(http) for _ in range(3)]
    outcomes = await asyncio.gather(*(w.send_text(PERSON, f"{n}") for n in range(4) for w in workers))
    assert set(outcomes) == {Outcome.SENT} and len(platform.tokens) == 1
    assert platform.tokens[0]["force_refresh"] is False


async def test_the_token_is_renewed_before_it_ends(http: ClientSession, platform: Platform, later: Any) -> None:
    found = open_interface(http)
    await found.send_text(PERSON, FIRST)
    later(timedelta(seconds=7200 - 301))
    await found.send_text(PERSON, FIRST)
    assert len(platform.tokens) == 1
    later(timedelta(seconds=7200 - 299))
    await found.send_text(PERSON, FIRST)
    assert len(platform.tokens) == 2 and len(platform.sent) == 3


@pytest.mark.parametrize("code", [40001, 42001, 40014])
async def test_a_refused_token_is_fetched_anew_and_the_message_sent_again(
    http: ClientSession, platform: Platform, code: int
) -> None:
    found = open_interface(http)
    await found.send_text(PERSON, FIRST)
    platform.refusals = [code]
    assert await found.send_text(PERSON, SECOND) is Outcome.SENT
    assert [asked["force_refresh"] for asked in platform.tokens] == [False, True] and platform.said == [FIRST, SECOND]


async def test_another_process_that_renewed_the_token_is_believed(http: ClientSession, platform: Platform) -> None:
    one, other = open_interface(http), open_interface(http)
    await one.send_text(PERSON, FIRST)
    platform.valid = ""  # the account's owner reset it
    sent = await asyncio.gather(one.send_text(PERSON, SECOND), other.send_text(PERSON, SECOND))
    assert sent == [Outcome.SENT, Outcome.SENT] and len(platform.tokens) == 2


async def test_a_token_refused_again_and_again_is_not_forced_each_time(http: ClientSession, platform: Platform) -> None:
    found = open_interface(http)
    platform.refusals = [40001] * 20
    for _ in range(5):
        assert await found.send_text(PERSON, FIRST) is Outcome.LATER
    assert len(platform.tokens) <= 3 and not found.ready()


@pytest.mark.parametrize("code", [40164, 40013, 40125])
async def test_a_refused_account_rests_for_all_processes(
    http: ClientSession, platform: Platform, later: Any, code: int
) -> None:
    platform.token_refusal = code
    assert await open_interface(http).send_text(PERSON, FIRST) is Outcome.LATER
    assert not open_interface(http).ready()
    later(timedelta(minutes=11))
    assert open_interface(http).ready()


async def test_without_the_right_it_is_asked_again_a_day_later(
    http: ClientSession, platform: Platform, later: Any
) -> None:
    prove()
    platform.refusals = [48001]
    assert await open_interface(http).send_text(PERSON, FIRST) is Outcome.LATER
    assert not open_interface(http).ready() and not open_interface(http).proven()
    later(timedelta(days=1, minutes=1))
    assert open_interface(http).ready() and not open_interface(http).proven()
    assert await open_interface(http).send_text(PERSON, FIRST) is Outcome.SENT
    assert open_interface(http).proven()


@pytest.mark.parametrize(
    ("code", "outcome"), [(45015, Outcome.SPENT), (45047, Outcome.SPENT), (40003, Outcome.SPENT), (-1, Outcome.LATER)]
)
async def test_refusals_are_told_apart(http: ClientSession, platform: Platform, code: int, outcome: Outcome) -> None:
    platform.refusals = [code]
    assert await open_interface(http).send_text(PERSON, FIRST) is outcome


async def test_an_unreachable_platform_means_later(http: ClientSession, platform: Platform) -> None:
    gone = Interface(http, "http://127.0.0.1:9", APP_ID, SECRET)
    assert await gone.send_text(PERSON, FIRST) is Outcome.LATER and not gone.ready()
    platform.delay = 1
    assert await open_interface(http).send_text(PERSON, FIRST, seconds=0.2) is Outcome.LATER


def conversation() -> str:
    with ledger() as book:
        return book.conversation_of(PERSON, clock.now())


def left() -> int:
    with ledger() as book:
        return book.left(conversation(), clock.now())


async def test_a_message_allows_five_within_two_days(account: Account, later: Any) -> None:
    await account.say("您好")
    assert left() == 5
    later(timedelta(hours=47, minutes=59))
    assert left() == 5
    later(timedelta(hours=48, minutes=1))
    assert left() == 0


async def test_a_tap_allows_three_within_a_minute(account: Account, later: Any) -> None:
    for fields in (account.event("CLICK", EventKey="x"), account.message("甲", bizmsgmenuid="101")):
        await account.send(fields)
        assert left() == 3
    later(timedelta(seconds=61))
    assert left() == 0


async def test_a_tap_takes_nothing_from_what_a_message_allows(account: Account) -> None:
    await account.say("您好")
    await account.send(account.event("SCAN", EventKey="1"))
    assert left() == 8
    ours = conversation()
    with ledger() as book:
        for _ in range(4):
            book.spend(ours, clock.now())
        assert (book.left(ours, clock.now()), book.left(ours, clock.now() + timedelta(minutes=2))) == (4, 4)


async def test_five_messages_go_out_and_the_rest_waits_for_the_person(
    account: Account, platform: Platform, scripted: Scripted
) -> None:
    from wechat_platform import long_text

    prove()
    parts = [str((await account.say("长20000")).text)]
    await until(lambda: len(platform.sent) == 5)
    await asyncio.sleep(0.1)
    assert len(platform.sent) == 5 and platform.said[-1].endswith(MORE)
    parts += platform.said
    parts.append(str((await account.say("继续")).text))
    await until(lambda: len("".join([*parts, *platform.said[5:]]).replace(MORE, "")) >= len(long_text(20000)))
    assert "".join([*parts, *platform.said[5:]]).replace(MORE, "") == long_text(20000)
    assert scripted.heard == ["长20000"]


@pytest.mark.parametrize("code", [45015, 45047])
async def test_what_the_platform_no_longer_takes_comes_on_the_next_message(
    account: Account, platform: Platform, code: int
) -> None:
    prove()
    platform.refusals = [code]
    assert (await account.say("慢6")).body == "success"
    await until(lambda: platform.refusals == [])
    await asyncio.sleep(0.1)
    assert platform.sent == [] and left() == 0
    assert (await account.say("在吗")).text == "听到：慢6"


async def test_what_could_not_go_out_is_tried_again_in_time(
    platform: Platform, scripted: Scripted, monkeypatch: Any
) -> None:
    import bot.channels.wechat as channel

    monkeypatch.setattr(channel, "SWEEP_EVERY", 0.1)
    monkeypatch.setattr(interface_module, "PAUSE", timedelta(seconds=0.2))
    prove()
    platform.refusals = [-1, -1]
    client = await worker(scripted)
    assert (await Account(client).say("慢6")).body == "success"
    await until(lambda: platform.said == ["听到：慢6"])
    await client.close()


async def test_nothing_is_sent_once_the_two_days_are_over(
    platform: Platform, scripted: Scripted, monkeypatch: Any, later: Any
) -> None:
    import bot.channels.wechat as channel

    monkeypatch.setattr(channel, "SWEEP_EVERY", 0.05)
    prove()
    client = await worker(scripted)
    account = Account(client)
    platform.refusals = [-1]
    await account.say("慢6")
    await until(lambda: platform.refusals == [])
    later(timedelta(hours=48, seconds=10))
    await asyncio.sleep(0.3)
    await client.close()
    assert platform.sent == []
