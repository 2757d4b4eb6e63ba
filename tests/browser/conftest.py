"""A browser, servers to talk to, and visits: each a person with an empty browser, who must meet no fault on the way.

The page is Debian's Chromium (`CHROMIUM` names another place); it reaches this machine and nothing else.
"""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from playwright.async_api import Browser, async_playwright
from visits import Visit

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
STARTS_WITHIN = 20.0  # seconds


def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The stand-in as a process of its own, so that it can be killed."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/bot.db",
            "FILES_DIR": str(folder / "files"),
            "CASE_KEY": Fernet.generate_key().decode(),
            "TODAY": "2026-11-24",
            "WEB_PER_MINUTE": "300",
            "UPLOAD_MB": "1",
            **settings,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.browser.standin", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self._environment)
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the stand-in did not start")

    def kill(self) -> None:
        """SIGKILL: no time to tidy up."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture(scope="session")
def friend() -> str:
    """The origin of a site that may embed the widget."""
    return f"http://127.0.0.1:{port()}"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, friend: str) -> Iterator[Server]:
    """The stand-in that most tests share."""
    assert (ROOT / "build/widget/widget.js").exists(), "run scripts/build_widget.sh first"
    found = Server(tmp_path_factory.mktemp("standin"), WIDGET_ORIGINS=friend)
    found.start()
    yield found
    found.kill()


@pytest.fixture(scope="session")
def browser(event_loop: asyncio.AbstractEventLoop) -> Iterator[Browser]:
    """One browser for all tests, in the loop that they share."""
    playwright = event_loop.run_until_complete(async_playwright().start())
    found = event_loop.run_until_complete(playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET))
    yield found
    event_loop.run_until_complete(found.close())
    event_loop.run_until_complete(playwright.stop())


@pytest_asyncio.fixture
async def visit(browser: Browser, server: Server) -> AsyncIterator[Callable[..., Awaitable[Visit]]]:
    """Opens visits; afterwards none of them may have asked anything outside or met a fault it was not told of."""
    visits: list[Visit] = []

    async def come(url: str = "", size: tuple[int, int] = (1280, 860), **context: Any) -> Visit:
        found = await Visit.come(browser, url or f"{server.url}/", size, context)
        visits.append(found)
        return found

    yield come
    for one in visits:
        hosts = {urlsplit(address).hostname for address in one.asked if not address.startswith(("blob:", "data:"))}
        faults = [fault for fault in one.faults if not any(known in fault for known in one.expected)]
        await one.context.close()
        assert hosts <= {"127.0.0.1"}, hosts
        assert not faults, faults


class Line:
    """A wire between browser and server that can be cut: what is under way is lost, nobody is told."""

    def __init__(self, target: int) -> None:
        self._target, self.port = target, port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._server: asyncio.AbstractServer | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def join(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)

    async def cut(self) -> None:
        if self._server:
            self._server.close()
            self._server = None
        for writer in list(self._open):
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, far_writer}
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))
        self._open -= {writer, far_writer}

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()


@pytest_asyncio.fixture
async def line(server: Server) -> AsyncIterator[Line]:
    found = Line(server.port)
    await found.join()
    yield found
    await found.cut()
