"""What a person does with the widget, in the words of the tests."""

from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "build" / "screenshots"
AXE = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
PHONE, DESKTOP = (360, 640), (1280, 860)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 15_000  # ms; a busy machine may be slow
expect.set_options(timeout=PATIENCE)
SETTLED = """() => {
  const root = document.querySelector('telecom-complaint-widget')?.shadowRoot;
  const log = root?.querySelector('.log');
  const answered = log && !log.querySelector('.row:last-of-type')?.classList.contains('mine');
  return answered && !root.querySelector('.typing i') && !root.querySelector('.delivery');
}"""
FOCUSED = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e.getAttribute('aria-label') || e.innerText?.trim() || e.className || e.tagName;
}"""
TOO_WIDE = """() => {
  const root = document.querySelector('telecom-complaint-widget').shadowRoot, log = root.querySelector('.log');
  const out = [];
  if (document.documentElement.scrollWidth > innerWidth) out.push('page');
  if (log && log.scrollWidth > log.clientWidth) out.push('log');
  const panel = root.querySelector('.panel')?.getBoundingClientRect();
  for (const e of panel ? root.querySelectorAll('.panel button, .panel .bubble, .panel .card') : []) {
    const r = e.getBoundingClientRect();
    if (r.width && (r.left < panel.left - 1 || r.right > panel.right + 1)) out.push(`${e.className} ${e.innerText}`);
  }
  return out;
}"""


class Visit:
    """One browser window with nothing remembered. `faults` gathers what its console complains of."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context, self.page = context, page
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.expected: list[str] = []

    @classmethod
    async def come(cls, browser: Browser, url: str, size: tuple[int, int], context: dict[str, Any]) -> "Visit":
        width, height = size
        options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce", **context}
        if size == PHONE:
            options |= {"is_mobile": True, "has_touch": True}
        opened = await browser.new_context(viewport={"width": width, "height": height}, **options)
        opened.set_default_timeout(PATIENCE)
        found = cls(opened, await opened.new_page())
        found._watch(found.page)
        if url != "about:blank":
            await found.page.goto(url)
        return found

    async def other_tab(self, url: str) -> "Visit":
        """A second tab of the same browser."""
        found = Visit(self.context, await self.context.new_page())
        found.faults, found.asked, found.expected = self.faults, self.asked, self.expected
        found._watch(found.page)
        await found.page.goto(url)
        return found

    def _watch(self, page: Page) -> None:
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None)

    @property
    def box(self) -> Locator:
        return self.page.locator("textarea")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def launcher(self) -> Locator:
        return self.page.locator(".launcher")

    async def open(self) -> "Visit":
        await self.launcher.click()
        await expect(self.log).to_be_visible()
        return self

    async def elder(self) -> "Visit":
        await self.page.get_by_role("button", name="大字版").click()
        return self

    async def say(self, text: str, *, wait: bool = True) -> None:
        await self.box.fill(text)
        await self.box.press("Enter")
        if wait:
            await self.settled()

    async def settled(self) -> None:
        """Until nothing is on its way."""
        await self.page.wait_for_function(SETTLED)

    async def texts(self) -> list[str]:
        """All that was said, in order, each bubble once."""
        return await self.page.locator(".row .bubble").all_inner_texts()

    async def heard(self, text: str, timeout: int = PATIENCE) -> None:
        """Until the assistant has said something."""
        said = self.page.locator(".row:not(.mine) .bubble", has_text=text)
        await expect(said.first).to_be_attached(timeout=timeout)

    async def shot(self, name: str) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        await self.page.screenshot(path=path)
        return path

    async def axe(self) -> list[str]:
        """What the accessibility checker finds on the whole page, shadow roots included."""
        session = await self.context.new_cdp_session(self.page)
        await session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
        found = await self.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        return [
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    async def focused(self) -> str:
        """The name or class of what has the focus, inside the shadow root where it is there."""
        return str(await self.page.evaluate(FOCUSED))

    async def too_wide(self) -> list[str]:
        """What sticks out of the page or of its own scrolling frame, sideways."""
        return list(await self.page.evaluate(TOO_WIDE))
