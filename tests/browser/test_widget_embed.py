"""On other people's pages: one line of HTML, its attributes, allowed sites only, hostile words, no English."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from aiohttp import web
from conftest import Server, port
from playwright.async_api import expect
from standin import HOSTILE
from visits import DESKTOP, PHONE, Visit

Visits = Callable[..., Awaitable[Visit]]
Host = Callable[..., Awaitable[str]]
# A site with a policy of its own and with styles that would spoil whatever they reach.
POLICY = "default-src 'none'; script-src {0}; connect-src {0}; img-src {0} blob:; style-src 'nonce-host'"
SPOILING = "* { color: red; font: 40px serif; letter-spacing: 9px } button, textarea, div { display: none !important }"
PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>别的网站</title>'
    '<style nonce="host">{style}</style><main><h1>别的网站</h1></main>'
    '<script src="{url}/widget.js" defer {attributes}></script></html>'
)
MADE = """() => {
  const root = document.querySelector('telecom-complaint-widget').shadowRoot;
  const links = [...root.querySelectorAll('a')].map((a) => a.protocol + '//' + a.host);
  const ours = 'div,span,p,b,em,i,button,textarea,form,input,h2,h3,h4,ul,ol,li,dl,dt,dd,a,time,details,summary,ins,del';
  const odd = [...root.querySelectorAll('*')].filter((e) => !e.matches(ours) && !e.closest('svg'));
  return [odd.map((e) => e.outerHTML.slice(0, 80)), [...new Set(links)], window.hacked ?? 0];
}"""
# Words that Chinese readers know in Latin letters, and what the assistant's own texts quote.
KNOWN = {
    "PDF",
    "Word",
    "MB",
    "JPG",
    "PNG",
    "GIF",
    "WebP",
    "APP",
    "www",
    "cn",
    "com",
    "gov",
    "miit",
    "yhssglxt",
    "https",
}


@pytest_asyncio.fixture
async def host(server: Server, friend: str) -> AsyncIterator[Host]:
    """Serves a page of another site: `friend` is an allowed one."""
    runners: list[web.AppRunner] = []

    async def serve(attributes: str = "", *, allowed: bool = True, style: str = "", strict: bool = False) -> str:
        page = PAGE.format(url=server.url, attributes=attributes, style=style)
        headers = {"Content-Security-Policy": POLICY.format(server.url)} if strict else {}

        async def answer(_request: web.Request) -> web.Response:
            return web.Response(text=page, content_type="text/html", headers=headers)

        app = web.Application()
        app.router.add_get("/", answer)
        app.router.add_get("/favicon.ico", lambda _request: web.Response(status=204))
        runner = web.AppRunner(app)
        await runner.setup()
        runners.append(runner)
        number = int(urlsplit(friend).port or 0) if allowed else port()
        await web.TCPSite(runner, "127.0.0.1", number).start()
        return f"http://127.0.0.1:{number}/"

    yield serve
    for runner in runners:
        await runner.cleanup()


async def test_an_allowed_site_embeds_with_one_line(visit: Visits, host: Host) -> None:
    one = await visit(url=await host(style=SPOILING, strict=True))
    await one.open()
    await one.say("哪家运营商")
    await one.page.get_by_role("button", name="中国移动").click()
    await one.heard("收到：中国移动")
    await one.page.reload()
    await one.heard("收到：中国移动")
    await one.shot("embedded")


async def test_another_site_gets_nothing(visit: Visits, host: Host) -> None:
    one = await visit(url=await host(allowed=False))
    one.expected = ["CORS", "Failed to load resource", "net::ERR", "403"]
    async with one.page.expect_event("requestfailed") as refused:
        await one.page.reload()
    assert (await refused.value).url.endswith("/webhooks/web/config")
    await expect(one.launcher).to_have_count(0)


async def test_the_attributes_dress_the_widget(visit: Visits, host: Host) -> None:
    look = 'data-color="#ffcc00" data-position="left" data-open="true"'
    one = await visit(url=await host(f'{look} data-title="讨个说法" data-greeting="这里是某某消协。"'))
    await expect(one.page.get_by_role("dialog", name="讨个说法")).to_be_visible()
    await expect(one.log).to_contain_text("这里是某某消协。")
    panel = one.page.locator(".panel")
    box = await panel.bounding_box()
    assert box and box["x"] < 100
    style = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    assert await panel.locator(".top-bar").evaluate(style) == ["rgb(255, 204, 0)", "rgb(0, 0, 0)"]
    assert await one.page.evaluate("document.activeElement.tagName") == "BODY"
    assert await one.axe() == []
    await one.shot("dressed")


async def test_a_phone_is_not_taken_over_without_being_asked(visit: Visits, host: Host) -> None:
    one = await visit(url=await host('data-open="true"'), size=PHONE)
    await expect(one.launcher).to_be_visible()
    await expect(one.log).to_have_count(0)


@pytest.mark.parametrize(("lang", "words"), [("zh-TW", "請用自己的話說說"), ("en", "In your own words, in Chinese")])
async def test_the_chrome_speaks_other_languages(visit: Visits, host: Host, lang: str, words: str) -> None:
    one = await (await visit(url=await host(f'data-lang="{lang}"'))).open()
    assert (await one.box.get_attribute("placeholder") or "").startswith(words)


async def test_the_host_page_opens_and_closes_it(visit: Visits, host: Host) -> None:
    one = await visit(url=await host())
    await one.launcher.wait_for()
    await one.page.evaluate("TelecomComplaintWidget.open()")
    await expect(one.log).to_be_visible()
    await one.page.evaluate("TelecomComplaintWidget.close()")
    await expect(one.log).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_hostile_words_stay_words(visit: Visits, server: Server, size: tuple[int, int]) -> None:
    one = await (await visit(size=size)).open()
    dialogs: list[str] = []
    one.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for text in (*HOSTILE[:3], "\n".join(HOSTILE), "恶意"):
        await one.say(text)
    await one.page.locator("details").evaluate_all("all => all.forEach((details) => (details.open = true))")
    await one.page.get_by_role("button", name=HOSTILE[0]).click()
    await one.settled()
    odd, links, hacked = await one.page.evaluate(MADE)
    assert (odd, hacked, dialogs) == ([], 0, [])
    assert set(links) <= {f"http://{urlsplit(server.url).netloc}"}
    texts = await one.texts()
    for text in HOSTILE:
        assert any(said.strip() == text.strip() for said in texts), text
    assert await one.too_wide() == []
    await one.shot(f"hostile-{size[0]}")


async def test_no_english_leaks_through(visit: Visits) -> None:
    one = await (await visit()).open()
    one.expected = ["415"]
    for text in ("哪家运营商", "还没投诉", "结论", "写信", "改信", "下载"):
        await one.say(text)
    wrong = {"name": "一.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    await one.page.locator("input[type=file]").set_input_files(wrong)
    await expect(one.page.locator(".tray .failed")).to_be_visible()
    await one.page.locator("details").evaluate_all("all => all.forEach((details) => (details.open = true))")
    told = await one.page.evaluate(
        """() => {
          const root = document.querySelector('telecom-complaint-widget').shadowRoot;
          const given = ['aria-label', 'title', 'placeholder', 'alt'];
          const names = [...root.querySelectorAll('*')].flatMap((e) => given.map((name) => e.getAttribute(name)));
          return [root.querySelector('.widget').innerText, document.body.innerText, ...names].join(' ');
        }"""
    )
    assert (
        set(re.findall(r"[A-Za-z]{2,}", re.sub(r"[\w.]+\.cn[\w/]*", "", told, flags=re.ASCII))) - KNOWN - {"exe"}
        == set()
    )


async def test_the_launcher_comes_however_soon_the_server_answers(visit: Visits, server: Server) -> None:
    """The first drawing's effects may run after the answer: a page that hardly gets a frame shows it."""
    one = await visit(url="about:blank")
    late = "const real = requestAnimationFrame, wait = setTimeout; window.requestAnimationFrame = (f) => wait(f, 600);"
    await one.page.add_init_script(
        f"{late} window.setTimeout = (f, ms, ...more) => wait(f, ms < 200 ? 600 : ms, ...more);"
    )
    await one.page.goto(f"{server.url}/")
    await expect(one.launcher).to_be_visible()
