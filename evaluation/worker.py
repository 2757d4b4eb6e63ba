"""Reads messages in a process of its own, on one core, so that time and memory of the two sides compare.

`python -m evaluation.worker SIDE MODEL` takes JSON lines (text, asked) and gives one JSON object:
readings, seconds for each message, resident memory in MiB after them.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import psutil

from evaluation.rows import ON

Reader = Callable[[str, str | None], Awaitable[dict[str, Any]]]
_WARM_UP = 20
NOTHING: dict[str, Any] = {"kind": None, "category": None, "facts": {}, "act": None, "confidence": 0.0}


def ours(model: str) -> Reader:
    from bot.assistant import Assistant
    from bot.understanding.reading import Reading

    assistant = Assistant.load(model)

    async def read(text: str, asked: str | None) -> dict[str, Any]:
        parsed = await assistant.parse(text, asked, ON.isoformat())
        stored = parsed.get("reading")
        return {**Reading(**stored).published(), "alternatives": stored["alternatives"]} if stored else NOTHING

    return read


def stock(model: str) -> Reader:
    from rasa.core.agent import Agent

    from evaluation.stock import published

    agent = Agent.load(model)

    async def read(text: str, asked: str | None) -> dict[str, Any]:
        return {**NOTHING, **published(dict(await agent.parse_message(text)))}

    return read


async def work(read: Reader, lines: list[dict[str, Any]]) -> dict[str, Any]:
    for line in lines[:_WARM_UP]:
        await read(line["text"], line["asked"])
    readings, seconds = [], []
    for line in lines:
        started = time.perf_counter()
        readings.append(await read(line["text"], line["asked"]))
        seconds.append(time.perf_counter() - started)
    return {"readings": readings, "seconds": seconds, "memory": psutil.Process().memory_info().rss / 2**20}


def main() -> None:
    side, model, out = sys.argv[1:]
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    lines = [json.loads(line) for line in sys.stdin]
    done = asyncio.run(work({"ours": ours, "stock": stock}[side](model), lines))
    with open(out, "w", encoding="utf-8") as file:  # noqa: PTH123 - Rasa prints to stdout, so the result has a file
        json.dump(done, file, ensure_ascii=False)


if __name__ == "__main__":
    main()
