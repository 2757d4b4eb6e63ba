"""Evidence in the widget: choosing, pasting, dropping, checks, thumbnails, taking back."""

import io
from collections.abc import Awaitable, Callable

from PIL import Image
from playwright.async_api import expect
from visits import PHONE, Visit

Visits = Callable[..., Awaitable[Visit]]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"
DROP = """(data) => {
  const panel = document.querySelector('telecom-complaint-widget').shadowRoot.querySelector('.panel');
  const given = new DataTransfer();
  given.items.add(new File([Uint8Array.from(data)], '合同.pdf', { type: 'application/pdf' }));
  for (const name of ['dragover', 'drop']) {
    panel.dispatchEvent(new DragEvent(name, { dataTransfer: given, bubbles: true, cancelable: true, composed: true }));
  }
}"""
PASTE = """(data) => {
  const box = document.querySelector('telecom-complaint-widget').shadowRoot.querySelector('textarea');
  const given = new DataTransfer();
  given.items.add(new File([Uint8Array.from(data)], 'image.png', { type: 'image/png' }));
  box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: given, bubbles: true, cancelable: true }));
}"""


def picture(colour: str = "seagreen") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(data, "PNG")
    return data.getvalue()


async def choose(one: Visit, name: str, kind: str, data: bytes) -> None:
    await one.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})


async def test_a_picture_is_sent_shown_and_removed_after_a_second_thought(visit: Visits) -> None:
    one = await (await visit(size=PHONE)).open()
    await choose(one, "账单.png", "image/png", picture())
    await expect(one.page.locator(".tray li.done img")).to_be_visible()
    await one.shot("file-chosen")
    await one.say("这是账单")
    sent = one.page.locator(".mine .file")
    await expect(sent.locator("img")).to_be_visible()
    assert await sent.locator("img").evaluate("image => image.complete && image.naturalWidth") == 40
    await expect(one.page.locator(".tray li")).to_have_count(0)
    await one.shot("file-sent")
    await one.page.get_by_role("button", name="移除 账单.png").click()
    await one.page.get_by_role("button", name="确定移除？").click()
    await expect(one.page.locator(".file.gone")).to_have_text("已移除")
    await one.page.reload()
    await expect(one.page.locator(".file.gone")).to_have_text("已移除")


async def test_files_go_without_a_word_and_are_acknowledged(visit: Visits) -> None:
    one = await (await visit()).open()
    await choose(one, "合同.pdf", "application/pdf", PDF)
    await expect(one.page.locator(".tray li.done")).to_contain_text("合同.pdf")
    await one.page.get_by_role("button", name="发送", exact=True).click()
    await one.heard("PDF文件“合同.pdf”")


async def test_what_is_not_taken_is_refused_with_what_is(visit: Visits) -> None:
    one = await (await visit()).open()
    one.expected = ["415"]
    await choose(one, "账单.png", "image/png", b"<html><script>alert(1)</script></html>")
    await expect(one.page.locator(".tray li.failed")).to_contain_text("只能上传图片（JPG、PNG、GIF、WebP）和 PDF 文件")
    await choose(one, "录像.png", "image/png", b"x" * (1024 * 1024 + 1))
    await expect(one.page.locator(".tray li.failed").last).to_contain_text("最多 1 MB")
    await one.shot("files-refused")
    assert await one.too_wide() == []
    for _ in range(2):
        await one.page.locator(".tray button").first.click()
    await expect(one.page.locator(".tray")).to_have_count(0)


async def test_a_file_taken_back_before_sending_is_not_sent(visit: Visits) -> None:
    one = await (await visit()).open()
    await choose(one, "错的.png", "image/png", picture())
    await expect(one.page.locator(".tray li.done")).to_be_visible()
    await one.page.get_by_role("button", name="移除 错的.png").click()
    await one.say("没有附件")
    await expect(one.page.locator(".file")).to_have_count(0)


async def test_a_picture_is_pasted_and_a_file_dropped(visit: Visits) -> None:
    one = await (await visit()).open()
    await one.page.evaluate(PASTE, list(picture()))
    await expect(one.page.locator(".tray li.done")).to_contain_text("截图")
    await one.page.evaluate(DROP, list(PDF))
    await expect(one.page.locator(".tray li.done")).to_have_count(2)
    await one.say("两样")
    await expect(one.page.locator(".mine .file")).to_have_count(2)


async def test_no_more_than_nine_at_a_time(visit: Visits) -> None:
    one = await (await visit()).open()
    many = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": picture()} for n in range(11)]
    await one.page.locator("input[type=file]").set_input_files(many)
    await expect(one.page.locator(".tray li")).to_have_count(9)
    await expect(one.page.get_by_role("alert")).to_have_text("一次最多 9 个文件。")
