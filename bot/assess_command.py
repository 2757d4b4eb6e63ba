"""`python -m bot assess CASE.json --on DATE`: the admissibility check for other programs.

Prints the assessment as JSON; bad input gives one line on stderr and exit status 2.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from bot.admissibility import assess
from bot.case import read_day
from bot.clock import today

MOST_BYTES = 16_000_000
LONGEST_ERROR = 4_000


class OneLineParser(argparse.ArgumentParser):
    """An argument parser whose errors are ValueErrors, so that they fit on one line."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(f"{message}；用法见 --help")


def main(argv: Sequence[str]) -> int:
    """Runs the command; returns its exit status."""
    try:
        arguments = _parser().parse_args(argv)
        on = day_argument(arguments.on)
        result = assess(_read_case(arguments.case), on).to_dict()
    except ValueError as error:
        return fail(str(error))
    print_json(result)
    return 0


def day_argument(text: str | None) -> date:
    """The day given as --on, today in China without one; ValueError for any other text."""
    return today() if text is None else read_day("--on", text)


def fail(message: str) -> int:
    """Says on one line what is wrong; returns the exit status for bad input."""
    print(" ".join(message.split())[:LONGEST_ERROR], file=sys.stderr)
    return 2


def print_json(value: object) -> None:
    """Prints readable JSON, in UTF-8 whatever the terminal's locale."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(
        prog="python -m bot assess",
        description="判断一个案件在某一天申诉会不会被受理，打印 JSON。",
        allow_abbrev=False,
    )
    parser.add_argument("case", metavar="CASE.json", help="案件文件（UTF-8 的 JSON 对象）；- 表示标准输入")
    parser.add_argument("--on", metavar="YYYY-MM-DD", help="按哪一天判断；不写则为中国的今天")
    return parser


def _read_case(name: str) -> dict[str, Any]:
    """The JSON object in a file; ValueError says what is wrong with it."""
    try:
        text = _read_bytes(name).decode("utf-8-sig")
        case = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_integer)
    except UnicodeDecodeError:
        raise ValueError("案件文件必须是 UTF-8 编码") from None
    except RecursionError:
        raise ValueError("案件文件嵌套太深") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"案件文件必须是 JSON，第 {error.lineno} 行第 {error.colno} 列读不下去") from None
    if not isinstance(case, dict):
        raise ValueError("案件文件必须是一个 JSON 对象，例如 {\"operator\": \"china_mobile\"}")
    return case


def _read_bytes(name: str) -> bytes:
    try:
        with _open(name) as file:
            content: bytes = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ValueError(f"读不了案件文件 {name[:200]!r}：{error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise ValueError(f"案件文件太大，最多 {MOST_BYTES} 字节")
    return content


def _open(name: str) -> Any:
    return nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("案件文件里同一个字段名写了两次，每个字段只能写一次")
    return found


def _integer(digits: str) -> float:
    """A whole number; one too long for an int as a float, since no slot takes numbers anyway."""
    return int(digits) if len(digits) < 4000 else float(digits)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"案件文件必须是 JSON，其中不能有 {name}")
