"""What goes wrong on the way loses nothing and doubles nothing: reload, cut line, killed server, second tab."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from conftest import Line, Server
from playwright.async_api import Browser, Route, expect
from visits import Visit

Visits = Callable[..., Awaitable[Visit]]
# What Chromium's console says of a request that did not get through; the widget tells the person instead.
CUT = ["Failed to load resource", "net::ERR"]

# As Chromium's own developer tools have it, in bytes a second.
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


def once(texts: list[str], *wanted: str) -> None:
    """Each of these was said exactly once, in this order, and nothing else."""
    assert texts == list(wanted)


async def test_a_reload_shows_the_talk_and_goes_on(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.say("第一句")
    await one.page.reload()
    await one.heard("收到：第一句")
    await one.say("第二句")
    once(await one.texts(), "第一句", "收到：第一句", "第二句", "收到：第二句")


async def test_a_reload_before_the_answer_still_brings_it(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.say("慢一点回", wait=False)
    await expect(one.page.locator(".typing i").first).to_be_visible()
    await one.page.reload()
    await one.heard("收到：慢一点回")
    once(await one.texts(), "慢一点回", "收到：慢一点回")


async def test_what_is_half_written_survives_a_reload(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.box.fill("写到一半")
    await one.page.reload()
    await expect(one.box).to_have_value("写到一半")


async def test_a_cut_between_question_and_answer(visit: Visits, line: Line) -> None:
    one = await (await visit(url=f"{line.url}/")).open()
    one.expected = CUT
    await one.say("先说一句")
    await one.say("慢一点", wait=False)
    await expect(one.page.locator(".typing i").first).to_be_visible()
    await line.cut()
    await expect(one.page.locator(".down")).to_contain_text("正在重新连接", timeout=10_000)
    await one.shot("line-cut")
    await line.join()
    await one.heard("收到：慢一点", timeout=12_000)
    await expect(one.page.locator(".down")).to_be_empty()
    once(await one.texts(), "先说一句", "收到：先说一句", "慢一点", "收到：慢一点")


async def test_a_message_that_cannot_be_sent_keeps_a_retry_mark_over_a_reload(visit: Visits, line: Line) -> None:
    one = await (await visit(url=f"{line.url}/")).open()
    one.expected = CUT
    await one.say("第一句")
    await line.cut()
    await one.say("断线时说的", wait=False)
    await expect(one.page.get_by_role("button", name="重试")).to_be_visible()
    await expect(one.page.locator(".delivery")).to_contain_text("没有发出去")
    await one.shot("retry")
    await line.join()
    await one.page.reload()
    await one.heard("收到：断线时说的")
    once(await one.texts(), "第一句", "收到：第一句", "断线时说的", "收到：断线时说的")


async def test_an_answer_lost_after_sending_is_not_asked_for_twice(visit: Visits) -> None:
    """The request gets through, its answer does not: the same id is sent again and answered once."""
    one = await (await visit()).open()
    one.expected = CUT
    lost = 0

    async def lose(route: Route) -> None:
        nonlocal lost
        lost += 1
        if lost == 1:
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await one.say("您好")
    await one.page.route("**/webhooks/web/messages", lose)
    await one.say("只说一次", wait=False)
    await one.heard("收到：只说一次")
    await one.settled()
    once(await one.texts(), "您好", "收到：您好", "只说一次", "收到：只说一次")


async def test_the_server_is_killed_between_question_and_answer(
    browser: Browser, tmp_path: Path, visit: Visits
) -> None:
    server = Server(tmp_path)
    server.start()
    try:
        one = await (await visit(url=f"{server.url}/")).open()
        one.expected = CUT
        await one.say("先说一句")
        await one.say("慢一点", wait=False)
        await expect(one.page.locator(".typing i").first).to_be_visible()
        server.kill()
        await one.say("停机时说的", wait=False)
        await expect(one.page.get_by_role("button", name="重试")).to_be_visible()
        server.start()
        # Whoever held the conversation is gone; the next one waits some seconds before it takes over.
        await one.heard("收到：停机时说的", timeout=25_000)
        await one.settled()
        said = ["先说一句", "收到：先说一句", "慢一点", "收到：慢一点", "停机时说的", "收到：停机时说的"]
        assert sorted(await one.texts()) == sorted(said)
    finally:
        server.kill()


async def test_two_tabs_show_one_talk(visit: Visits, server: Server) -> None:
    one = await (await visit()).open()
    await one.say("这边说")
    two = await one.other_tab(f"{server.url}/")
    await two.open()
    await two.heard("收到：这边说")
    await two.say("那边说")
    await one.page.bring_to_front()
    await one.heard("收到：那边说")
    expected = ("这边说", "收到：这边说", "那边说", "收到：那边说")
    once(await one.texts(), *expected)
    once(await two.texts(), *expected)


async def test_two_tabs_that_begin_together_become_one_talk(visit: Visits, server: Server) -> None:
    one = await (await visit()).open()
    two = await (await one.other_tab(f"{server.url}/")).open()
    await asyncio.gather(one.say("左边", wait=False), two.say("右边", wait=False))
    for tab in (one, two):
        await tab.page.bring_to_front()
        await tab.heard("收到：左边")
        await tab.heard("收到：右边")
    assert len(await one.texts()) == len(await two.texts()) == 4


async def test_without_streams_plain_requests_bring_the_answers(visit: Visits) -> None:
    one = await (await visit()).open()
    one.expected = CUT
    await one.page.route("**/webhooks/web/stream*", lambda route: route.abort())
    await one.say("没有流")
    await one.say("也行")
    once(await one.texts(), "没有流", "收到：没有流", "也行", "收到：也行")
    assert any("/webhooks/web/messages?after=" in address for address in one.asked)


async def test_a_held_back_stream_is_given_up_for_plain_requests(visit: Visits) -> None:
    """Some proxies keep a stream until it ends: the answer comes all the same."""
    one = await (await visit()).open()
    one.expected = CUT
    held: list[Any] = []
    await one.page.route("**/webhooks/web/stream*", lambda route: held.append(route))
    await one.say("卡住的流", wait=False)
    await one.heard("收到：卡住的流", timeout=15_000)
    await one.page.unroute_all(behavior="ignoreErrors")


async def test_a_slow_network_delays_and_loses_nothing(visit: Visits, server: Server) -> None:
    one = await visit(url="about:blank")
    session = await one.context.new_cdp_session(one.page)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", SLOW_3G)
    started = asyncio.get_running_loop().time()
    await one.page.goto(f"{server.url}/")
    await one.launcher.wait_for()
    print(f"the launcher is there after {asyncio.get_running_loop().time() - started:.1f} s on a slow network")
    await one.open()
    await one.say("网很慢")
    await one.say("结论")
    once((await one.texts())[:2], "网很慢", "收到：网很慢")
    await expect(one.page.locator(".verdict")).to_be_visible()


async def test_an_expired_session_starts_anew_and_says_so(visit: Visits) -> None:
    one = await (await visit()).open()
    one.expected = CUT
    await one.say("很久以前")
    await one.page.evaluate(
        "() => { const key = Object.keys(localStorage).find((k) => k.endsWith(':session'));"
        " localStorage.setItem(key, JSON.stringify('forged')); }"
    )
    await one.say("现在", wait=False)
    await one.heard("收到：现在")
    await expect(one.page.locator(".notice")).to_contain_text("过期")
    assert "很久以前" not in await one.texts()


async def test_too_fast_is_met_with_a_friendly_word_and_goes_on_by_itself(visit: Visits) -> None:
    one = await (await visit()).open()
    one.expected = CUT
    refusal = {"error": "您发得有点快，请等 1 秒再发；前面说过的都在。", "wait": 1}

    async def refuse(route: Route) -> None:
        await route.fulfill(status=429, json=refusal)
        await one.page.unroute("**/webhooks/web/messages")

    await one.page.route("**/webhooks/web/messages", refuse)
    await one.say("太快了", wait=False)
    await expect(one.page.locator(".delivery")).to_contain_text("请等 1 秒")
    await one.shot("too-fast")
    await one.heard("收到：太快了")
    once(await one.texts(), "太快了", "收到：太快了")
