"""The figures of a running side, each taken over its REST channel like a person's messages."""

import asyncio
import itertools
import statistics
import time
from collections.abc import Sequence
from typing import Any

import aiohttp

from bench.servers import BenchError, Server
from bench.walk import Step

START_LIMIT, TURN_LIMIT = 300, 60  # seconds
TALKERS = 8
EARLY, LATE, WINDOW = 10, 300, 10  # messages of one talk
STRAYED = 0.1  # share of turns off the path above which the figures mean nothing
_numbers = itertools.count()


async def first_answer(server: Server, opening: Step) -> float:
    """Seconds from the start of the first process to the first answer."""
    async with _client() as client:
        while time.monotonic() - server.started < START_LIMIT:
            server.check()
            try:
                _, replies = await _send(client, server, _talker("first"), opening.say)
            except (aiohttp.ClientError, ValueError):
                replies = []
            if replies:
                return time.monotonic() - server.started
            await asyncio.sleep(0.1)
    raise BenchError(f"{START_LIMIT} 秒内没有等到第一个回答。")


async def walks(server: Server, lap: Sequence[Step], laps: int) -> list[float]:
    """Seconds of each counted turn of one talker, `laps` complaints one after the other, each a talk of its own."""
    counted: list[float] = []
    strayed: list[Step] = []
    async with _client() as client:
        for _ in range(laps):
            talker = _talker("walk")
            for step in lap:
                seconds, replies = await _send(client, server, talker, step.say)
                if not step.followed_by(replies):
                    strayed.append(step)
                elif step.counted:
                    counted.append(seconds)
    if len(strayed) > STRAYED * laps * len(lap):
        raise BenchError(f"对话偏离了脚本：说“{strayed[0].say}”之后没有问“{strayed[0].question}”，这样的数字没有意义。")
    return counted


async def throughput(server: Server, lap: Sequence[Step], seconds: float) -> float:
    """Turns per second with eight talkers, each waiting for its answer before it goes on."""
    async with _client() as client:
        end = time.monotonic() + seconds
        started = time.monotonic()
        counts = await asyncio.gather(*(_talk_until(client, server, lap, end) for _ in range(TALKERS)))
        return sum(counts) / (time.monotonic() - started)


async def growth(server: Server, lap: Sequence[Step]) -> tuple[float, float]:
    """Seconds of a turn around the 10th and around the 300th message of one talk.

    The talk goes through the same complaint again and again; both medians are over the same messages of it.
    """
    first = EARLY - WINDOW // 2
    shift = (LATE - EARLY) // len(lap) * len(lap)
    talker = _talker("long")
    times = []
    async with _client() as client:
        for step in itertools.islice(itertools.cycle(lap), first + shift + WINDOW):
            times.append((await _send(client, server, talker, step.say))[0])
    early, late = times[first : first + WINDOW], times[first + shift :]
    return statistics.median(early), statistics.median(late)


async def _talk_until(client: aiohttp.ClientSession, server: Server, lap: Sequence[Step], end: float) -> int:
    turns = 0
    while time.monotonic() < end:
        talker = _talker("crowd")
        for step in lap:
            if time.monotonic() >= end:
                break
            await _send(client, server, talker, step.say)
            turns += 1
    return turns


async def _send(client: aiohttp.ClientSession, server: Server, talker: str, text: str) -> tuple[float, list[Any]]:
    started = time.perf_counter()
    message = {"sender": talker, "message": text}
    async with client.post(f"{server.url}/webhooks/rest/webhook", json=message) as answer:
        replies = await answer.json(content_type=None)
        seconds = time.perf_counter() - started
        answer.raise_for_status()
    return seconds, replies if isinstance(replies, list) else []


def _client() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TURN_LIMIT))


def _talker(kind: str) -> str:
    return f"{kind}-{next(_numbers)}"
