"""The whole server on a loopback port, with the trained assistant in it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.server import create_app

TOKEN = "a token of the tests"


@pytest_asyncio.fixture
async def client(assistant: Any) -> AsyncIterator[TestClient]:
    found = TestClient(TestServer(create_app(assistant)))
    await found.start_server()
    yield found
    await found.close()


@pytest.fixture
def rasa_api(home: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Enables Rasa's own API for the `client`; ask for it before that one. The token."""
    from sanic import Sanic

    from bot.settings import settings

    monkeypatch.setattr(Sanic, "test_mode", True)  # lets one process make Rasa's server more than once
    monkeypatch.setenv("API_TOKEN", TOKEN)
    settings.cache_clear()
    return TOKEN
