"""The commands as another program calls them: arguments in, lines and an exit code out."""

import asyncio
import io
import json
import socket
import stat
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import COMMANDS, main
from bot.assistant import Assistant
from bot.clock import CHINA
from bot.letter import draft
from bot.settings import ROOT, Settings, settings
from bot.store.attachments import attachments
from bot.store.cases import store
from bot.store.conversations import ConversationStore
from bot.store.crypto import keys
from bot.store.database import engine
from bot.store.talks import talks

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=CHINA)
FACTS = {
    "operator": "china_mobile",
    "province": "广东省",
    "category": "unknown_charge",
    "amount": "94.00",
    "demands": ["refund"],
    "narrative": "多扣了94元",
}


def new_case(conversation: str = "talk-1") -> str:
    with store().work() as cases:
        row = cases.open(conversation, "rest", FACTS, {}, NOON)
        cases.add_draft(row, draft(FACTS, date(2026, 11, 24)), NOON)
        return str(row.case_no)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"python -m bot {command}" in shown
    assert any("\u4e00" <= c <= "\u9fff" for c in shown)


@pytest.mark.parametrize("sub", ["list", "show", "export", "delete"])
def test_every_command_on_cases_explains_itself(sub: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["cases", sub, "--help"])
    assert ended.value.code == 0 and f"cases {sub}" in capsys.readouterr().out


def test_the_list_of_commands_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)


@pytest.mark.parametrize("arguments", [[], ["nope"], ["cases"], ["cases", "nope"], ["understand", "--on", "gestern"]])
def test_a_wrong_call_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err


def set_to(monkeypatch: pytest.MonkeyPatch, key: str, value: str) -> None:
    monkeypatch.setenv(key, value)
    for cache in (settings, keys, engine, store):
        cache.cache_clear()


@pytest.mark.parametrize("command", [["run"], ["cases", "list"], ["understand"], ["chat"]], ids=" ".join)
async def test_a_bad_setting_ends_any_command_with_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    set_to(monkeypatch, "PORT", "99999")
    assert await in_a_thread(*command) == 2
    error = capsys.readouterr().err
    assert error.startswith("设置 PORT") and error.count("\n") == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none"),
        ("DATABASE_URL", "postgresql+unheardof://localhost/none"),
        ("DATABASE_URL", "sqlite:////proc/nowhere/bot.db"),
        ("CASE_KEY", "short"),
        ("MODEL", "nowhere.tar.gz"),
        ("HOST", "203.0.113.7"),
    ],
)
def test_what_the_server_cannot_use_is_named_at_the_start(
    home: Path,
    free_port: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    key: str,
    value: str,
) -> None:
    monkeypatch.setenv("PORT", str(free_port))
    set_to(monkeypatch, key, value)
    assert main(["run"]) == 2
    error = capsys.readouterr().err
    assert key in error and error.count("\n") == 1


def test_a_port_that_is_taken_is_named_before_the_model_is_loaded(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        set_to(monkeypatch, "PORT", str(other.getsockname()[1]))
        monkeypatch.setenv("MODEL", "nowhere")
        assert main(["run"]) == 2
    assert "PORT" in capsys.readouterr().err


def test_settings_are_printed_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    shown = capsys.readouterr().out
    assert all(f"| `{name}` |" in shown for name in Settings.__dataclass_fields__)


def test_a_new_key_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    from cryptography.fernet import Fernet

    assert main(["new-key"]) == 0
    Fernet(capsys.readouterr().out.strip())


def test_cases_are_listed_for_people_and_for_programs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = new_case()
    assert main(["cases", "list"]) == 0
    assert capsys.readouterr().out.split()[:4] == [number, "collecting", "unknown_charge", "china_mobile"]
    assert main(["cases", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["case_no"] == number


def test_a_case_is_shown_with_the_contracts_keys(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = new_case()
    assert main(["cases", "show", number, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert {key: shown[key] for key in FACTS} == FACTS
    added = {"case_no", "status", "channel", "created_at", "updated_at", "draft", "timeline"}
    assert set(shown) >= {*FACTS, *added}
    assert "申诉" in shown["draft"]
    assert datetime.fromisoformat(shown["created_at"]) == NOON


def test_a_case_is_shown_in_words(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = new_case()
    assert main(["cases", "show", number]) == 0
    shown = capsys.readouterr().out
    assert "中国移动" in shown and "94.00元" in shown and number in shown


def test_an_unknown_case_is_said_to_be_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["show", "1"], ["show", "1", "--json"], ["delete", "1", "--yes"]):
        assert main(["cases", *command]) == 1
        assert "没有案件 1" in capsys.readouterr().err


def test_cases_are_exported_to_a_file_of_the_owners_own(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = new_case(), new_case("talk-2")
    file = home / "out.json"
    file.touch(0o644)
    assert main(["cases", "export", str(file)]) == 0
    assert [case["case_no"] for case in json.loads(file.read_text(encoding="utf-8"))] == [first, second]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert main(["cases", "export", str(file), second]) == 0
    assert len(json.loads(file.read_text(encoding="utf-8"))) == 1
    assert main(["cases", "export", str(home / "other.json"), second, "404"]) == 1
    assert not (home / "other.json").exists()
    assert main(["cases", "export", str(home / "no" / "such" / "folder.json")]) == 1
    assert "写不了" in capsys.readouterr().err


async def _told(assistant: Any, conversation: str) -> None:
    await assistant.reply(conversation, "我是广东广州的移动用户，移动多扣了我94元")
    with talks() as book:
        book.take(conversation, "m1", {"text": "x"}, NOON, "web", {"text": "x"})
    with attachments() as files:
        files.add(conversation, "a.pdf", "application/pdf", b"%PDF-", NOON)


async def in_a_thread(*arguments: str) -> int:
    """A command that has an event loop of its own."""
    return await asyncio.get_running_loop().run_in_executor(None, main, arguments)


async def test_deleting_a_case_removes_talk_and_files_with_it(assistant: Any, home: Path) -> None:
    await _told(assistant, "talk-1")
    await _told(assistant, "talk-2")
    with store().work() as cases:
        number = cases.of_conversation("talk-1").case_no
    assert await in_a_thread("cases", "delete", number, "--yes") == 0
    with store().work() as cases:
        assert cases.by_number(number) is None and len(cases.all()) == 1
    conversations = ConversationStore(domain=assistant.agent.domain)
    assert await conversations.retrieve("talk-1") is None
    assert await conversations.retrieve("talk-2") is not None
    with attachments() as files:
        assert (files.of("talk-1"), len(files.of("talk-2"))) == ([], 1)
    with talks() as book:
        assert [m for m in book.after("talk-1", 0) if not m.get("cleared")] == []
    assert len(list((home / "files").iterdir())) == 1


@pytest.mark.parametrize(
    ("typed", "left"), [("yes\n", 0), ("no\n", 1), ("\n", 1), ("", 1)], ids=["yes", "no", "blank", "the end"]
)
async def test_deleting_asks_first(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, left: int
) -> None:
    number = new_case()
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert await in_a_thread("cases", "delete", number) == left
    with store().work() as cases:
        assert len(cases.all()) == left


async def test_a_talk_can_be_typed_in_the_terminal(
    assistant: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Assistant, "load", lambda: assistant)
    said = "我是广东广州的移动用户，移动没经我同意开通了彩铃，扣了94元\n\n/restart\n先存着\n退出\n没有听见\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    assert await in_a_thread("chat", "--conversation", "terminal-talk") == 0
    shown = capsys.readouterr().out
    assert "电信申诉助手" in shown and "26110001" in shown
    with store().work() as cases:
        row = cases.of_conversation("terminal-talk")
        assert (row.facts["operator"], row.channel) == ("china_mobile", "terminal")
        assert "没有听见" not in row.facts["narrative"]


def test_understanding_answers_line_by_line(home: Path) -> None:
    lines = [
        {"text": "我是移动用户，上个月账单莫名其妙多扣了94元，我没用过，要求退钱，我要投诉"},
        {"text": "昨天", "asked": "event_date"},
        {"text": ""},
        {"text": '/inform{"operator":"china_telecom"}'},
        {"text": "坏\ud83d字", "asked": None},
        {"text": "你好", "asked": "no_such_slot"},
    ]
    typed = "\n\n".join(json.dumps(line) for line in lines)
    command = [sys.executable, "-m", "bot", "understand", "--on", "2026-11-24"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, input=typed)
    assert ended.returncode == 0, ended.stderr
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [set(line) for line in found] == [{"kind", "category", "facts", "act", "confidence"}] * 6
    assert found[0]["category"] == "unknown_charge" and found[0]["facts"]["amount"] == "94.00"
    assert found[1]["facts"]["event_date"] == "2026-11-23"
    assert found[3]["facts"] == {}


UNREADABLE = {
    "half an object": b"{",
    "a list": b"[]",
    "a number for a text": b'{"text": 3}',
    "no text": b'{"asked": "x"}',
    "a number for a slot": b'{"text": "x", "asked": 3}',
    "nested without end": b"[" * 9999,
    "not UTF-8": b'{"text": "\xff"}',
}


@pytest.mark.parametrize("line", UNREADABLE.values(), ids=UNREADABLE)
async def test_understanding_names_the_line_it_cannot_read(
    assistant: Any, line: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Assistant, "load", lambda: assistant)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "x"}\n' + line)))
    assert await in_a_thread("understand") == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("第 2 行：") and shown.out.count("\n") == 1
