"""The check over the shell: JSON out, or one line on stderr and status 2."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.assess_command import MOST_BYTES, main
from bot.clock import today

DAY = ("--on", "2026-11-24")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command on a file with some content; gives status, stdout and stderr."""

    def run(content: str | bytes, *arguments: str) -> tuple[int, str, str]:
        file = tmp_path / "case.json"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = main([str(file), *(arguments or DAY)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_the_assessment_is_printed_as_json(run: Any) -> None:
    status, out, err = run('{"category": "unknown_charge", "event_date": "2026-06-24"}')
    result = json.loads(out)
    assert (status, err) == (0, "")
    assert set(result) == {"verdict", "grounds", "earliest_filing", "latest_filing", "missing"}
    assert result["latest_filing"] == "2026-11-24"
    assert set(result["grounds"][0]) == {"id", "status", "citation", "explanation"}
    assert "电信" in out


def test_a_byte_order_mark_is_no_obstacle(run: Any) -> None:
    assert run(b"\xef\xbb\xbf{}")[0] == 0


def test_the_day_is_today_in_china_when_not_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps({"event_date": today().isoformat(), "category": "fraud"}), encoding="utf-8")
    assert main([str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["latest_filing"] == today().replace(year=today().year + 2).isoformat()


def test_a_case_can_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"category": "fraud"}')))
    assert main(["-", *DAY]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "out_of_scope"


BAD_FILES = {
    "空文件": ("", "JSON"),
    "不是JSON": ("operator: china_mobile", "JSON"),
    "列表": ("[]", "对象"),
    "文字": ('"case"', "对象"),
    "空值": ("null", "对象"),
    "半个对象": ('{"operator": ', "JSON"),
    "多了一段": ("{} {}", "JSON"),
    "NaN": ('{"amount": NaN}', "NaN"),
    "无穷": ('{"x": -Infinity}', "Infinity"),
    "字段重复": ('{"operator": "china_mobile", "operator": "china_unicom"}', "两次"),
    "不是UTF-8": ('{"city": "深圳市"}'.encode("gbk"), "UTF-8"),
    "UTF-16": ('{"city": "深圳市"}'.encode("utf-16"), "UTF-8"),
    "嵌套太深": ("[" * 200_000, "嵌套"),
    "嵌套太深的值": ('{"x": ' + '{"x": ' * 100_000 + "1" + "}" * 100_001, "嵌套"),
    "太大": ('{"narrative": "' + "a" * MOST_BYTES + '"}', "太大"),
    "太长的数": ('{"amount": ' + "9" * 10_000 + "}", "amount"),
    "未配对的代理字符": ('{"narrative": "\\ud800"}', "narrative"),
    "错的值": ('{"operator": "tietong"}', "operator"),
    "很长的错值": (json.dumps({"operator": "长" * 50_000}), "operator"),
    "带换行的错值": ('{"operator": "a\\nb\\u2028c"}', "operator"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gives_one_line_and_status_2(run: Any, name: str) -> None:
    content, word = BAD_FILES[name]
    status, out, err = run(content)
    assert (status, out) == (2, "")
    assert word in err
    assert len(err.splitlines()) == 1 and len(err) <= 4096


@pytest.mark.parametrize(
    "day", ["", "today", "2026-02-30", "2026-11-24T00:00", "20261124", " 2026-11-24", "9999-12-31", "2026-13-01"]
)
def test_a_bad_day_gives_one_line_and_status_2(run: Any, day: str) -> None:
    status, out, err = run("{}", "--on", day)
    assert (status, out) == (2, "")
    assert "on" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["--on"], ["--day", "2026-11-24", "x"], ["x" * 9000, *DAY]])
def test_bad_arguments_give_one_line_and_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1 and len(err) <= 4096


def test_a_file_that_cannot_be_read_gives_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.json"), *DAY]) == 2
    assert main([str(tmp_path), *DAY]) == 2
    assert [("读不了" in line) for line in capsys.readouterr().err.splitlines()] == [True, True]


def test_help_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "CASE.json" in capsys.readouterr().out
