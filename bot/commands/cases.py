"""`python -m bot cases list|show|export|delete`."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.case import label
from bot.clock import CHINA
from bot.store.cases import as_stored, store
from bot.store.tables import CaseRow
from bot.summary import said_of
from bot.triage import mark_names

COLUMNS = ("case_no", "status", "category", "operator", "updated_at")
OWNER_ALONE = 0o600


def main(arguments: Sequence[str]) -> int:
    """Carries out one of the four; 1 where there is no such case or nothing was done."""
    chosen = _parser().parse_args(arguments)
    return int(chosen.do(chosen))


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
    export = commands.add_parser("export", help="把案件导出到一个 JSON 文件（未加密，只有文件主人可读）")
    export.add_argument("file", help="导出到哪个文件")
    export.add_argument("case_no", nargs="*", help="案件号；不写就是全部")
    export.set_defaults(do=_export)
    delete = commands.add_parser("delete", help="删除案件、申诉书、证据文件和相关对话")
    delete.add_argument("case_no", help="案件号")
    delete.add_argument("--yes", action="store_true", help="不再询问")
    delete.set_defaults(do=_delete)
    return parser


def _list(chosen: argparse.Namespace) -> int:
    with store().work() as cases:
        lines = [_line(row) for row in cases.all()]
    if chosen.json:
        print(json.dumps(lines, ensure_ascii=False, indent=2))
        return 0
    for line in lines:
        print("  ".join(str(line[key] or "-") for key in COLUMNS))
    return 0


def _line(row: CaseRow) -> dict[str, str | None]:
    return {
        "case_no": row.case_no, "status": row.status, "category": row.category, "operator": row.operator,
        "province": row.province, "channel": row.channel,
        "updated_at": row.updated_at.astimezone(CHINA).isoformat(timespec="seconds"),
    }  # fmt: skip


def _show(chosen: argparse.Namespace) -> int:
    stored = _stored(chosen.case_no)
    if stored is None:
        return _unknown(chosen.case_no)
    if chosen.json:
        print(json.dumps(stored, ensure_ascii=False, indent=2))
        return 0
    for key, value in stored.items():
        if value not in (None, [], "") and key != "timeline":
            print(f"{label('stored', label('slots', key))}：{_said(stored, key)}")
    for line in stored["timeline"]:
        print("  ".join(str(value) for value in line.values()))
    return 0


def _said(stored: dict[str, Any], key: str) -> str:
    if key == "marks":
        return "、".join(mark_names(stored[key]))
    return label("statuses", stored[key]) if key == "status" else said_of(stored, key)


def _stored(case_no: str) -> dict[str, Any] | None:
    with store().work() as cases:
        row = cases.by_number(case_no)
        return as_stored(row) if row else None


def _export(chosen: argparse.Namespace) -> int:
    with store().work() as cases:
        rows = [cases.by_number(n) for n in chosen.case_no] if chosen.case_no else cases.all()
        if None in rows:
            print("有案件号不存在，什么也没有导出。", file=sys.stderr)
            return 1
        text = json.dumps([as_stored(row) for row in rows if row], ensure_ascii=False, indent=2)
    try:
        file = Path(chosen.file)
        file.touch(OWNER_ALONE)
        file.chmod(OWNER_ALONE)
        file.write_text(text, encoding="utf-8")
    except OSError as problem:
        print(f"写不了文件 {chosen.file}：{os.strerror(problem.errno or 0)}。", file=sys.stderr)
        return 1
    print(f"已导出 {len(rows)} 个案件。")
    return 0


def _delete(chosen: argparse.Namespace) -> int:
    if _stored(chosen.case_no) is None:
        return _unknown(chosen.case_no)
    if not chosen.yes and not _agreed(chosen.case_no):
        print("没有删除。")
        return 1
    with store().work() as cases:
        row = cases.by_number(chosen.case_no)
        told_in = cases.delete(row) if row else []
    asyncio.run(_forget(told_in))
    print(f"案件 {chosen.case_no} 已删除。")
    return 0


def _agreed(case_no: str) -> bool:
    try:
        return input(f"确定删除案件 {case_no} 的全部资料？输入 yes：") == "yes"
    except EOFError:
        return False


async def _forget(conversations: Sequence[str]) -> None:
    """The talks in which the case was told go with it, and the files given there."""
    from bot import quiet
    from bot.channels import outbox
    from bot.store.conversations import ConversationStore

    quiet.configure("ERROR")
    transcripts = ConversationStore()
    for conversation in conversations:
        outbox.forget(conversation)
        await transcripts.delete(conversation)


def _unknown(case_no: str) -> int:
    print(f"没有案件 {case_no}。", file=sys.stderr)
    return 1
