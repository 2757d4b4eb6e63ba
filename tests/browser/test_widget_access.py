"""For everybody: the checker finds nothing, the keyboard is enough, new words are announced, type may be large."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect
from visits import DESKTOP, PHONE, Visit

Visits = Callable[..., Awaitable[Visit]]
LONGEST = 5000


@pytest.mark.parametrize("elder", [False, True], ids=["standard", "elder"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_the_checker_finds_nothing(visit: Visits, size: tuple[int, int], elder: bool) -> None:
    one = await visit(size=size)
    found = {} if elder else {"closed": await one.axe()}
    await one.open()
    if elder:
        await one.elder()
    for text in ("缺情况", "写信", "改信", "下载", "哪家运营商"):
        await one.say(text)
    assert await one.too_wide() == []
    await one.page.locator("details").evaluate_all("all => all.forEach((details) => (details.open = true))")
    found["full"] = await one.axe()
    await one.shot(f"elder-{size[0]}" if elder else f"standard-{size[0]}")
    assert not any(found.values()), found


async def test_a_talk_by_keyboard_alone(visit: Visits) -> None:
    one = await visit()
    keyboard = one.page.keyboard
    for _ in range(10):
        await keyboard.press("Tab")
        if "打开电信申诉助手" in await one.focused():
            break
    await keyboard.press("Enter")
    await expect(one.box).to_be_focused()
    await keyboard.type("哪家运营商")
    await keyboard.press("Enter")
    await one.settled()
    order = []
    for _ in range(4):
        await keyboard.press("Shift+Tab")
        order.append(await one.focused())
    assert order == ["上传图片或 PDF", "虚拟运营商", "中国广电", "中国电信"]
    await keyboard.press("Enter")
    await one.heard("收到：中国电信")
    await keyboard.press("Escape")
    await expect(one.log).to_have_count(0)
    assert "打开电信申诉助手" in await one.focused()


async def test_after_a_tapped_answer_the_focus_is_not_lost(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.say("哪家运营商")
    await one.page.get_by_role("button", name="中国移动").focus()
    await one.page.keyboard.press("Enter")
    await one.heard("收到：中国移动")
    await expect(one.box).to_be_focused()


async def test_on_a_phone_the_focus_stays_inside_the_panel(visit: Visits) -> None:
    one = await (await visit(size=PHONE)).open()
    await expect(one.page.get_by_role("dialog")).to_have_attribute("aria-modal", "true")
    for _ in range(14):
        await one.page.keyboard.press("Tab")
        assert await one.page.evaluate("document.activeElement.tagName") == "TELECOM-COMPLAINT-WIDGET"


async def test_new_words_stand_in_a_live_log(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.say("您好")
    await expect(one.log).to_have_attribute("aria-live", "polite")
    await expect(one.log).to_have_attribute("aria-label", "对话内容")
    await expect(one.log.locator(".row").last).to_contain_text("助手：")
    await expect(one.page.get_by_role("dialog", name="电信申诉助手")).to_be_visible()


async def test_enter_while_composing_picks_a_word_and_sends_nothing(visit: Visits) -> None:
    one = await (await visit()).open()
    session = await one.context.new_cdp_session(one.page)
    await one.box.focus()
    await session.send("Input.imeSetComposition", {"text": "ni hao", "selectionStart": 6, "selectionEnd": 6})
    for code in (229, 13):  # Chromium and Firefox, then Safari
        await one.box.dispatch_event("keydown", {"key": "Enter", "keyCode": code, "isComposing": code == 13})
    await expect(one.page.locator(".mine")).to_have_count(0)
    await session.send("Input.insertText", {"text": "你好"})
    await expect(one.box).to_have_value("你好")
    await one.page.keyboard.press("Enter")
    await one.heard("收到：你好")


async def test_shift_enter_makes_a_new_line(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.box.press_sequentially("一")
    await one.box.press("Shift+Enter")
    await one.box.press_sequentially("二")
    await one.box.press("Enter")
    await one.settled()
    assert await one.texts() == ["一\n二", "收到：一\n二"]


async def test_five_thousand_characters_go_whole_and_one_more_is_kept_back(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.box.fill("长" * LONGEST + "完")
    await expect(one.page.get_by_role("alert")).to_contain_text("超出 1 个字")
    await one.box.press("Enter")
    await expect(one.page.locator(".mine")).to_have_count(0)
    await expect(one.box).to_have_value("长" * LONGEST + "完")
    await one.shot("too-long")
    await one.box.fill("长" * (LONGEST - 1) + "完")
    await expect(one.page.locator("#counter")).to_have_text("5000 / 5000")
    await one.box.press("Enter")
    await one.settled()
    assert [len(text) for text in await one.texts()] == [LONGEST, LONGEST + len("收到：")]
    assert await one.too_wide() == []


async def test_at_double_size_everything_is_still_there(visit: Visits) -> None:
    """200 % of a desktop of 1280 × 860 is a page of 640 × 430 pixels."""
    one = await (await visit(size=(640, 430), device_scale_factor=2)).open()
    await one.say("缺情况")
    await one.say("写信")
    assert await one.too_wide() == []
    for name in ("大字版", "关闭", "上传图片或 PDF", "发送"):
        await expect(one.page.get_by_role("button", name=name, exact=True)).to_be_in_viewport()
    await one.shot("zoomed")


async def test_who_wants_less_motion_gets_none(visit: Visits) -> None:
    one = await (await visit()).open()
    moving = "panel => getComputedStyle(panel).animationName"
    assert await one.page.locator(".panel").evaluate(moving) == "none"
    await one.page.emulate_media(reduced_motion="no-preference")
    assert await one.page.locator(".panel").evaluate(moving) == "rise"


async def test_elder_mode_is_larger_simpler_and_remembered(visit: Visits) -> None:
    one = await (await visit(size=PHONE)).open()
    before = await one.box.evaluate("box => parseFloat(getComputedStyle(box).fontSize)")
    await one.elder()
    assert await one.box.evaluate("box => parseFloat(getComputedStyle(box).fontSize)") >= before * 1.25
    await expect(one.box).to_have_attribute("placeholder", "在这里写字")
    await one.page.reload()
    await expect(one.page.locator(".widget.elder")).to_be_attached()
    small = "buttons => buttons.filter((b) => b.offsetParent && Math.min(b.offsetHeight, b.offsetWidth) < 44).length"
    assert await one.page.locator(".panel button").evaluate_all(small) == 0
