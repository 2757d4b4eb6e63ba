"""`python -m bot understand`: the conversation's own understanding, for other programs."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bot.understanding.reading import Reading


def main(arguments: Sequence[str]) -> int:
    """Reads JSON lines from stdin, prints one JSON line each; 2 on a line that cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m bot understand",
        description='从标准输入逐行读 {"text": "…", "asked": "operator"}（asked 可省略），逐行输出理解结果。',
    )
    parser.add_argument("--on", type=_day, help="以哪一天为“今天”，如 2026-11-24（默认当天）")
    chosen = parser.parse_args(arguments)
    return asyncio.run(_understand(sys.stdin.buffer, chosen.on))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"应为 2026-11-24 这样的日期，收到 {text!r}") from None


async def _understand(lines: Iterable[bytes], on: date | None) -> int:
    from bot.assistant import Assistant

    assistant = Assistant.load()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text, asked = _request(line)
        except ValueError as problem:
            print(f"第 {number} 行：{problem}", file=sys.stderr)
            return 2
        parsed = await assistant.parse(text, asked, on.isoformat() if on else None)
        print(json.dumps(_published(parsed), ensure_ascii=False), flush=True)
    return 0


def _request(line: bytes) -> tuple[str, str | None]:
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("不是 JSON") from None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError('应为 {"text": "…"}，text 是文字')
    asked = data.get("asked") or None
    if asked is not None and not isinstance(asked, str):
        raise ValueError("asked 应为字段名")
    return _whole(data["text"]), asked


def _whole(text: str) -> str:
    """Without halves of characters, which cannot be printed."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _published(parsed: dict[str, Any]) -> dict[str, Any]:
    stored = parsed.get("reading")
    return (Reading(**stored) if stored else Reading(intent="out_of_reach", confidence=0.0)).published()
