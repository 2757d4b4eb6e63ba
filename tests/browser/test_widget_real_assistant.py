"""The whole way with the real assistant: from the first sentence to the letter on the disk, by taps where offered.

One of its pictures, `talk.png`, is the one that the README shows.
"""

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from zipfile import ZipFile

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import expect
from pypdf import PdfReader
from visits import Visit

Visits = Callable[..., Awaitable[Visit]]
MATTER = (
    "我是广州的移动用户，11月3号没经我同意给我开了个视频会员，扣了94块钱。11月5号打10086投诉过，他们说不退，我不满意。"
)
# What is asked, by words of the question, and the answer: a tap where there is a button of that name.
ANSWERS = {
    "登记在您本人名下": "是我本人的",
    "主要不满的是": "强制或未经同意开通、取消业务",
    "达成和解": "没有",
    "别的机构": "都没有",
    "都对吗": "都对",
    "先走哪一步": "向省通信管理局申诉",
    "手机号码或宽带账号": "13800138000",
    "怎么解决": "退还94元，再书面道歉",
    "哪些证据": "扣费短信截图",
    "姓名": "张三",
    "联系电话": "13800138000",
    "通信地址": "广州市天河区体育西路1号",
    "邮政编码": "跳过",
    "电子邮箱": "跳过",
}
LETTER, MOST = "这封申诉书可以吗", 25


@pytest_asyncio.fixture
async def real(assistant: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The real server in this process; gives its address."""
    from bot.server import create_app

    monkeypatch.setenv("WEB_PER_MINUTE", "300")
    runner = web.AppRunner(create_app(assistant), shutdown_timeout=2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def answer(one: Visit) -> bool:
    """Answers the open question; false once the letter is shown."""
    asked = (await one.texts())[-1]
    if LETTER in asked:
        return False
    said = next((said for words, said in ANSWERS.items() if words in asked), None)
    assert said, f"no answer to: {asked}"
    offered = one.page.locator(".chip", has_text=said)
    if await offered.count():
        await offered.first.click()
        await one.settled()
    else:
        await one.say(said)
    return True


async def fetched(one: Visit, label: str) -> bytes:
    async with one.page.expect_download() as download:
        await one.page.get_by_role("link", name=label).last.click()
    return (await (await download.value).path()).read_bytes()


async def test_from_the_first_sentence_to_the_letter_on_the_disk(visit: Visits, real: str) -> None:
    one = await (await visit(url=real)).open()
    await one.say(MATTER)
    pictured = False
    for _ in range(MOST):
        if not pictured and await one.page.locator(".verdict").count():
            pictured = bool(await one.shot("talk"))
        if not await answer(one):
            break
    await expect(one.page.locator(".letter .paper")).to_contain_text("张三")
    await one.say("再加一条书面说明原因")
    assert await one.page.locator(".letter").last.locator("ins").count() >= 1
    await one.shot("real-letter")
    await one.page.locator(".chip", has_text="可以").first.click()
    await one.settled()
    letter = await fetched(one, "Word 文档")
    assert "张三" in ZipFile(io.BytesIO(letter)).read("word/document.xml").decode()
    paper = await fetched(one, "PDF 文件")
    assert "张三" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    await one.shot("real-downloads")
    assert await one.axe() == []
    await one.page.get_by_role("button", name="删除我的资料").click()
    await one.settled()
    await one.page.locator(".chip", has_text="确定删除").click()
    await one.heard("已经删除")
    assert MATTER not in await one.texts()
