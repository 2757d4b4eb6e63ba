"""Both sides as real processes on the loopback interface, and their end whatever happens."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

HOST = "127.0.0.1"
GRACE = 20  # seconds for a process to end by itself
MIB = 1024 * 1024


class BenchError(RuntimeError):
    """The measurement cannot go on; the message says why in one sentence."""


@dataclass(frozen=True)
class Command:
    """A process to start: arguments, working folder, what it needs in its environment."""

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Server:
    """A running side: where it answers, its processes and their logs."""

    url: str
    processes: Sequence["subprocess.Popen[bytes]"]
    logs: Sequence[Path]
    started: float  # time.monotonic() before the first process

    def check(self) -> None:
        """`BenchError` when one of the processes has ended."""
        for process, log in zip(self.processes, self.logs, strict=True):
            if process.poll() is not None:
                raise BenchError(f"进程提前退出（{process.returncode}）：{_tail(log)}")

    def memory(self) -> float:
        """Resident memory of all processes and their children, in MiB."""
        roots = [psutil.Process(process.pid) for process in self.processes]
        family = {p.pid: p for root in roots for p in (root, *root.children(recursive=True))}
        return float(sum(p.memory_info().rss for p in family.values()) / MIB)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(url: str, commands: Sequence[Command], logs: Path) -> Iterator[Server]:
    """Starts the processes of a side and stops them at the end, also after an error."""
    started = time.monotonic()
    processes: list[subprocess.Popen[bytes]] = []
    files: list[Path] = []
    try:
        for number, command in enumerate(commands):
            files.append(logs / f"{url.rpartition(':')[2]}-{number}.log")
            processes.append(_start(command, files[-1]))
        yield Server(url, processes, files, started)
    finally:
        for process in processes:
            stop(process)


def finish(command: Command, log: Path, limit: float) -> float:
    """Runs a command to its end and returns how many seconds it took; `BenchError` when it fails or takes too long."""
    started = time.monotonic()
    process = _start(command, log)
    try:
        code = process.wait(limit)
    except subprocess.TimeoutExpired:
        raise BenchError(f"超过 {limit:.0f} 秒没有完成：{_tail(log)}") from None
    finally:
        stop(process)
    if code:
        raise BenchError(f"没有成功（{code}）：{_tail(log)}")
    return time.monotonic() - started


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Ends a process with all it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(GRACE)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue


def _start(command: Command, log: Path) -> "subprocess.Popen[bytes]":
    with log.open("ab") as out:
        return subprocess.Popen(  # noqa: S603 - our own fixed commands
            command.arguments, cwd=command.folder, env={**os.environ, **command.environment},
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip


def _tail(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").replace("\r", "\n").splitlines()
    return " / ".join(line.strip() for line in lines[-5:] if line.strip())[-600:]
