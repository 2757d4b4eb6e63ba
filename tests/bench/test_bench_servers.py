"""Processes are measured whole and do not outlive the measurement."""

import sys
from pathlib import Path

import psutil
import pytest

from bench.servers import BenchError, Command, finish, running

PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
time.sleep(600)
"""


def _python(code: str, folder: Path) -> Command:
    return Command([sys.executable, "-c", code], folder)


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    while not (children := parent.children(recursive=True)):
        pass
    return [parent, *children]


def test_a_process_and_its_children_end_with_the_measurement_even_after_an_error(tmp_path: Path) -> None:
    family: list[psutil.Process] = []
    with pytest.raises(ZeroDivisionError), running("http://x:1", [_python(PARENT, tmp_path)], tmp_path) as server:
        family = _family(server.processes[0].pid)
        raise ZeroDivisionError
    _, alive = psutil.wait_procs(family, timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []


def test_memory_counts_the_children_too(tmp_path: Path) -> None:
    with running("http://x:1", [_python(PARENT, tmp_path)], tmp_path) as server:
        parent, *_children = _family(server.processes[0].pid)
        assert server.memory() > parent.memory_info().rss / 2**20


def test_a_server_that_ends_early_is_told_with_its_last_words(tmp_path: Path) -> None:
    with running("http://x:1", [_python("raise SystemExit('模型坏了')", tmp_path)], tmp_path) as server:
        server.processes[0].wait(20)
        with pytest.raises(BenchError, match="模型坏了"):
            server.check()


def test_a_training_that_fails_or_never_ends_stops_the_measurement(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="没有成功"):
        finish(_python("raise SystemExit(3)", tmp_path), tmp_path / "log", 20)
    with pytest.raises(BenchError, match="没有完成"):
        finish(_python("import time; time.sleep(600)", tmp_path), tmp_path / "log", 0.5)
