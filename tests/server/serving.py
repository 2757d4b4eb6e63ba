"""A server process of the tests' own: `python -m bot run`, started, killed and stopped as an operator would."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.settings import ROOT

TOKEN = "a token of the tests"
READY_WITHIN = 120  # seconds; the machine may be busy


class Server:
    """The process, and one conversation with it."""

    def __init__(self, port: int, environment: Mapping[str, str]) -> None:
        self._url = f"http://127.0.0.1:{port}"
        self._environment = {**os.environ, **environment, "PORT": str(port), "API_TOKEN": TOKEN}
        self.process: asyncio.subprocess.Process | None = None
        self.session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=self._environment
        )
        self.session = aiohttp.ClientSession()
        for _ in range(READY_WITHIN * 5):
            try:
                async with self.session.get(f"{self._url}/healthz"):
                    return
            except aiohttp.ClientError:
                assert self.process.returncode is None, "the server ended by itself"
                await asyncio.sleep(0.2)
        raise AssertionError("the server does not answer")

    async def say(self, text: str, sender: str = "甲") -> str:
        """All that is answered; aiohttp.ClientError when the process dies meanwhile."""
        body = {"sender": sender, "message": text}
        async with self.session.post(f"{self._url}/webhooks/rest/webhook", json=body) as response:
            assert response.status == 200, await response.text()
            return "\n".join(reply.get("text", "") for reply in await response.json())

    async def asked(self, sender: str = "甲") -> str | None:
        query = {"token": TOKEN}
        async with self.session.get(f"{self._url}/conversations/{sender}/tracker", params=query) as response:
            slots: dict[str, Any] = (await response.json())["slots"]
            return slots["requested_slot"]

    async def end(self, how: signal.Signals = signal.SIGKILL) -> int:
        """Sends the signal and waits for the end; the exit code."""
        self.process.send_signal(how)
        code = await self.process.wait()
        await self.session.close()
        return int(code)
