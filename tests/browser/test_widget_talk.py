"""A talk in the widget on both screens: what is shown, and pictures of it for the eye."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect
from visits import DESKTOP, PHONE, Visit

Visits = Callable[..., Awaitable[Visit]]
COUNT_SOUNDS = """() => {
  window.rung = 0;
  const Real = AudioContext;
  window.AudioContext = class extends Real { constructor() { super(); window.rung += 1; } };
}"""
OTHER_VERDICTS = [
    ("还没投诉", "还不到申诉的时候", "not-yet"),
    ("缺情况", "还差一些情况", "needs"),
    ("不受理", "申诉很可能不被受理", "refused"),
]
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@SIZES
async def test_the_page_explains_and_opens_the_widget(visit: Visits, size: tuple[int, int]) -> None:
    one = await visit(size=size)
    await one.shot(f"page-{size[0]}")
    await one.page.get_by_role("button", name="开始说说").click()
    await expect(one.log).to_be_visible()
    assert await one.too_wide() == []
    await one.shot(f"opened-{size[0]}")


async def test_what_is_kept_is_said_before_the_first_word(visit: Visits) -> None:
    one = await (await visit()).open()
    await expect(one.log).to_contain_text("最多保存 180 天")
    await expect(one.log).to_contain_text("删除我的资料")
    await expect(one.log).to_contain_text("不是政府部门")
    assert not any("/session" in address for address in one.asked), "nothing is opened before the person speaks"


async def test_the_panel_fills_a_phone_and_leaves_a_desktop_its_page(visit: Visits) -> None:
    phone = await (await visit(size=PHONE)).open()
    box = await phone.page.locator(".panel").bounding_box()
    assert box and (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 640)
    desktop = await (await visit()).open()
    box = await desktop.page.locator(".panel").bounding_box()
    assert box and box["width"] < 500 and box["height"] <= 740


async def test_an_offered_answer_is_said_by_a_tap(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.say("哪家运营商")
    await one.page.get_by_role("button", name="中国联通").click()
    await one.heard("收到：中国联通")
    await expect(one.page.get_by_role("button", name="中国电信")).to_have_count(0)


async def test_typing_is_shown_while_an_answer_is_made(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.say("慢一点", wait=False)
    await expect(one.page.get_by_role("status").filter(has_text="助手正在输入")).to_be_attached()
    await one.heard("收到：慢一点")
    await expect(one.page.locator(".typing i")).to_have_count(0)


@SIZES
async def test_the_verdict_says_each_ground_by_sign_and_word(visit: Visits, size: tuple[int, int]) -> None:
    one = await (await visit(size=size)).open()
    await one.say("结论")
    card = one.page.locator(".verdict")
    await expect(card).to_contain_text("2027年4月3日")
    await expect(card).to_contain_text("还剩 130 天")
    signs = await card.locator(".grounds .sign").all_inner_texts()
    assert len(signs) >= 9 and set(signs) <= {"符合", "不符合", "待补充"}
    assert await card.locator(".grounds .sign svg").count() == len(signs)
    await card.locator("summary", has_text="申诉时效").click()
    await expect(card.locator("li", has_text="申诉时效").locator(".basis")).to_contain_text("第十一条")
    await expect(one.page.locator(".bubble", has_text="逐条对照：")).to_have_count(0)
    assert await one.too_wide() == []
    await one.shot(f"verdict-{size[0]}")


async def test_other_verdicts_tell_what_stands_against_at_once(visit: Visits) -> None:
    one = await (await visit(size=PHONE)).open()
    for word, verdict, name in OTHER_VERDICTS:
        await one.say(word)
        card = one.page.locator(".verdict").last
        await expect(card.locator("h3")).to_have_text(verdict)
        await expect(card.locator("li:not(.clear) p").first).to_be_visible()
        await expect(card.locator(".dates")).to_have_count(0 if name == "refused" else 1)
        await one.shot(f"verdict-{name}")


@SIZES
async def test_the_steps_are_a_time_line_with_words_to_say(visit: Visits, size: tuple[int, int]) -> None:
    one = await (await visit(size=size)).open()
    await one.say("还没投诉")
    card = one.page.locator(".steps")
    picture = card.get_by_role("img")
    assert "向省通信管理局申诉" in (await picture.get_attribute("aria-label") or "")
    await expect(card.locator(".script").first).to_be_visible()
    await card.scroll_into_view_if_needed()
    assert await one.too_wide() == []
    await card.screenshot(path=str((await one.shot(f"steps-{size[0]}")).with_name(f"steps-card-{size[0]}.png")))


@SIZES
async def test_a_changed_letter_marks_the_clause_and_the_line(visit: Visits, size: tuple[int, int]) -> None:
    one = await (await visit(size=size)).open()
    await one.say("写信")
    await expect(one.page.locator(".letter ins")).to_have_count(0)
    await one.say("改信")
    letter = one.page.locator(".letter").last
    assert await letter.locator("del").all_inner_texts() == ["删2026年11月3日，"]
    assert await letter.locator("ins").all_inner_texts() == ["改2026年11月2日，", "改3. 书面道歉。"]
    await expect(letter).to_contain_text("改了 2 处")
    assert await one.too_wide() == []
    await one.shot(f"letter-{size[0]}")


async def test_the_letter_is_copied_whole(visit: Visits) -> None:
    one = await (await visit(permissions=["clipboard-read", "clipboard-write"])).open()
    await one.say("写信")
    await one.page.get_by_role("button", name="复制全文").click()
    await expect(one.page.get_by_role("button", name="已复制")).to_be_visible()
    copied = await one.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("电信用户申诉书") and copied.endswith("广东省通信管理局")


async def test_documents_are_downloaded(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.say("下载")
    for label, form in {"Word 文档": "docx", "PDF 文件": "pdf", "日历提醒": "ics", "文本": "txt"}.items():
        async with one.page.expect_download() as download:
            await one.page.get_by_role("link", name=label).click()
        assert (await download.value).suggested_filename.endswith(form)
    assert "token=" not in " ".join(await one.texts())


async def test_unread_answers_are_counted_on_the_launcher(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.say("慢慢说", wait=False)
    await one.page.get_by_role("button", name="关闭", exact=True).click()
    await expect(one.page.locator(".badge")).to_have_text("1")
    await expect(one.page.get_by_role("button", name="有 1 条新消息")).to_be_visible()
    await one.shot("unread")
    await one.launcher.click()
    await expect(one.page.locator(".badge")).to_have_count(0)


async def test_sound_is_off_until_switched_on(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.page.evaluate(COUNT_SOUNDS)
    await one.say("您好")
    assert await one.page.evaluate("window.rung") == 0
    await one.page.get_by_role("button", name="打开提示音").click()
    await one.say("再来")
    assert await one.page.evaluate("window.rung") == 1


async def test_an_answer_is_read_from_its_beginning(visit: Visits) -> None:
    one = await (await visit(size=PHONE)).open()
    await one.say("结论")
    said = await one.page.locator(".mine").last.bounding_box()
    assert said and 40 < said["y"] < 140
    more = one.page.get_by_role("button", name="下面还有")
    await expect(more).to_be_visible()
    before = await one.log.evaluate("log => log.scrollTop")
    await more.click()
    assert await one.log.evaluate("log => log.scrollTop") > before


async def test_deleting_clears_the_screen_and_then_says_so(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.say("我的秘密")
    await one.page.get_by_role("button", name="删除我的资料").click()
    await one.heard("已经删除")
    assert [text for text in await one.texts() if "秘密" in text] == []
    await one.page.reload()
    await one.heard("已经删除")
    assert "秘密" not in await one.log.inner_text()
