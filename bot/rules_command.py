"""`python -m bot rules [--on DATE] [--doubtful] [--stale]`: what the rule book says, how well it is known."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from bot.assess_command import OneLineParser, day_argument, fail
from bot.rulebook.walk import Statement, statements

LEGEND = "text_seen 见过原文 · from_memory 凭记忆 · doubtful 存疑"


def main(argv: Sequence[str]) -> int:
    """Runs the command; returns its exit status."""
    try:
        arguments = _parser().parse_args(argv)
        on = day_argument(arguments.on)
    except ValueError as error:
        return fail(str(error))
    chosen = [
        statement
        for statement in statements()
        if statement.holds(on)
        and (statement.doubtful or not arguments.doubtful)
        and (statement.stale(on) or not arguments.stale)
    ]
    _print(chosen, on)
    return 0


def _parser() -> OneLineParser:
    parser = OneLineParser(
        prog="python -m bot rules",
        description=f"列出规则库在某一天的内容：路径、可靠程度、核对日期、内容、来源。{LEGEND}",
        allow_abbrev=False,
    )
    parser.add_argument("--on", metavar="YYYY-MM-DD", help="哪一天有效的内容；不写则为中国的今天")
    parser.add_argument("--doubtful", action="store_true", help="只列存疑的")
    parser.add_argument("--stale", action="store_true", help="只列到那一天已超过一年没有核对的")
    return parser


def _print(chosen: Sequence[Statement], on: date) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    for statement in chosen:
        known = f"{statement.confidence} {statement.last_checked}"
        print(f"{statement.path} [{known}] {statement.says}（来源：{statement.source}）")
    doubtful, stale = sum(s.doubtful for s in chosen), sum(s.stale(on) for s in chosen)
    print(f"{on}：{len(chosen)} 条，其中存疑 {doubtful} 条，超过一年没有核对 {stale} 条。{LEGEND}")
