"""The platform's stand-in and our server, for every test of the WeChat channel."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient
from wechat_platform import AES_KEY, APP_ID, SECRET, TOKEN, Account, Platform, Scripted, worker

from bot import settings
from bot.channels.wechat import courier, desk

# A quarter of the real times where a test waits for them: fifteen seconds of the platform pass in less than four.
SCALE = 0.25


@pytest_asyncio.fixture
async def platform(home: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Platform]:
    found = Platform()
    address = await found.start()
    for key, value in {
        "WECHAT_TOKEN": TOKEN,
        "WECHAT_APP_ID": APP_ID,
        "WECHAT_APP_SECRET": SECRET,
        "WECHAT_AES_KEY": AES_KEY,
        "WECHAT_API": address,
        "UPLOAD_MB": "1",
    }.items():
        monkeypatch.setenv(key, value)
    settings.settings.cache_clear()
    monkeypatch.setattr(courier, "GAP", 0.02)
    yield found
    await found.server.close()


@pytest.fixture
def scaled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "BUDGET", desk.BUDGET * SCALE)
    monkeypatch.setattr(desk, "DELIVERED_IN", desk.DELIVERED_IN * SCALE)


@pytest.fixture
def scripted() -> Scripted:
    return Scripted(SCALE)


@pytest_asyncio.fixture
async def client(platform: Platform, scripted: Scripted) -> AsyncIterator[TestClient]:
    found = await worker(scripted)
    yield found
    await found.close()


@pytest.fixture
def account(client: TestClient) -> Account:
    return Account(client)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets our clock so much ahead of the real one; it goes on running."""
    from bot import clock

    real = clock.now

    def ahead(length: Any) -> None:
        monkeypatch.setattr(clock, "now", lambda: real() + length)

    return ahead
