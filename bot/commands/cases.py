"""`python -m bot cases list|show|export|delete`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.case import label
from bot.clock import CHINA
from bot.rulebook import load
from bot.store.cases import Cases, as_stored, store
from bot.store.tables import CaseRow
from bot.triage import mark_names

STORED = load("vocabulary")["stored"]


def main(arguments: Sequence[str]) -> int:
    """Carries out one of the four; 1 where there is no such case."""
    chosen = _parser().parse_args(arguments)
    with store().work() as cases:
        return int(chosen.do(cases, chosen))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot cases", description="管理案件。")
    commands = parser.add_subparsers(required=True, metavar="list|show|export|delete")
    listing = commands.add_parser("list", help="列出全部案件")
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    listing.set_defaults(do=_list)
    show = commands.add_parser("show", help="查看一个案件")
    show.add_argument("case_no", help="案件号")
    show.add_argument("--json", action="store_true", help="输出 JSON")
    show.set_defaults(do=_show)
    export = commands.add_parser("export", help="把案件导出到一个 JSON 文件")
    export.add_argument("file", help="导出到哪个文件")
    export.add_argument("case_no", nargs="*", help="案件号；不写就是全部")
    export.set_defaults(do=_export)
    delete = commands.add_parser("delete", help="删除案件及其全部资料")
    delete.add_argument("case_no", help="案件号")
    delete.add_argument("--yes", action="store_true", help="不再询问")
    delete.set_defaults(do=_delete)
    return parser


def _list(cases: Cases, chosen: argparse.Namespace) -> int:
    if chosen.json:
        print(json.dumps([_line(row) for row in cases.all()], ensure_ascii=False, indent=2))
        return 0
    for row in cases.all():
        line = _line(row)
        print("  ".join(str(line[key] or "-") for key in ("case_no", "status", "category", "operator", "updated_at")))
    return 0


def _line(row: CaseRow) -> dict[str, str | None]:
    return {
        "case_no": row.case_no, "status": row.status, "category": row.category, "operator": row.operator,
        "province": row.province, "channel": row.channel,
        "updated_at": row.updated_at.astimezone(CHINA).isoformat(timespec="seconds"),
    }  # fmt: skip


def _show(cases: Cases, chosen: argparse.Namespace) -> int:
    row = _found(cases, chosen.case_no)
    if row is None:
        return 1
    stored = as_stored(row)
    if chosen.json:
        print(json.dumps(stored, ensure_ascii=False, indent=2))
        return 0
    for key, value in stored.items():
        if value not in (None, [], ""):
            print(f"{label('stored' if key in STORED else 'slots', key)}：{_in_words(key, value)}")
    return 0


def _in_words(key: str, value: Any) -> Any:
    if key == "marks":
        return "、".join(mark_names(value))
    return label("statuses", value) if key == "status" else value


def _export(cases: Cases, chosen: argparse.Namespace) -> int:
    rows = [cases.by_number(n) for n in chosen.case_no] if chosen.case_no else cases.all()
    if None in rows:
        print("有案件号不存在，什么也没有导出。", file=sys.stderr)
        return 1
    file = Path(chosen.file)
    file.touch(mode=0o600)
    file.write_text(json.dumps([as_stored(row) for row in rows if row], ensure_ascii=False, indent=2))
    print(f"已导出 {len(rows)} 个案件。")
    return 0


def _delete(cases: Cases, chosen: argparse.Namespace) -> int:
    row = _found(cases, chosen.case_no)
    if row is None:
        return 1
    if not chosen.yes and input(f"确定删除案件 {row.case_no} 的全部资料？输入 yes：") != "yes":
        print("没有删除。")
        return 1
    conversations = cases.delete(row)
    _forget(conversations)
    print(f"案件 {chosen.case_no} 已删除。")
    return 0


def _forget(conversations: list[str]) -> None:
    """The talks in which the case was told are removed with it."""
    import asyncio

    from bot import quiet
    from bot.store.conversations import ConversationStore

    quiet.configure("ERROR")
    transcripts = ConversationStore()
    for conversation in conversations:
        asyncio.run(transcripts.delete(conversation))


def _found(cases: Cases, case_no: str) -> CaseRow | None:
    row = cases.by_number(case_no)
    if row is None:
        print(f"没有案件 {case_no}。", file=sys.stderr)
    return row
