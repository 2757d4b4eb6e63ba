"""Our model and the stock pipeline's: trained (or taken from before) and put to the messages."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from evaluation import stock
from evaluation.figures import SHORT, Pair
from evaluation.rows import ROOT, Row

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "LOG_LEVEL": "ERROR",
}  # fmt: skip
# What each model is made of.
_OURS = ("data", "bot/understanding", "config.yml", "domain.yml")
_STOCK = ("data/nlu", "bench/stock")
_MIB_OF_KIB = 1024


class EvaluationError(RuntimeError):
    """The measurement cannot go on; the message says why in one sentence."""


@dataclass(frozen=True)
class Model:
    """A trained model with what its training took: seconds, peak memory in MiB."""

    path: Path
    seconds: float
    memory: float


@dataclass(frozen=True)
class Result:
    """A side's readings of all messages, how long each took (s) and how much memory the process held (MiB)."""

    model: Model
    readings: Sequence[dict[str, Any]]
    seconds: Sequence[float]
    memory: float

    def short_median(self, rows: Sequence[Row]) -> float:
        """Median milliseconds for a message of at most `SHORT` characters."""
        taken = [s for row, s in zip(rows, self.seconds, strict=True) if len(row.text) <= SHORT]
        return 1000 * median(taken)

    def pairs(self, rows: Sequence[Row]) -> list[Pair]:
        return list(zip(rows, self.readings, strict=True))


def ours(folder: Path) -> Model:
    """Our model as `python -m bot train` makes it."""
    return _trained(folder / f"ours-{_fingerprint(_OURS)}", ["-m", "bot", "train", "--out"], ROOT, "assistant")


def stock_model(folder: Path, epochs: int) -> Model:
    """The stock pipeline on our sentences, with DIET trained for so many epochs."""
    place = folder / f"stock-{epochs}-{_fingerprint(_STOCK)}"
    project = place / "project"
    if not project.exists():
        stock.write(project, epochs)
    command = ["-m", "rasa", "train", "nlu", "--fixed-model-name", "stock", "--out"]
    return _trained(place, command, project, "stock")


def _trained(place: Path, command: Sequence[str], folder: Path, name: str) -> Model:
    noted = place / "training.json"
    if not noted.exists():
        place.mkdir(parents=True, exist_ok=True)
        seconds, memory = _run([*command, str(place)], folder, place / "training.log")
        noted.write_text(json.dumps({"seconds": seconds, "memory": memory}), encoding="utf-8")
    return Model(place / f"{name}.tar.gz", **json.loads(noted.read_text(encoding="utf-8")))


def _run(arguments: Sequence[str], folder: Path, log: Path) -> tuple[float, float]:
    """Seconds and peak memory (MiB) of a Python process."""
    started = time.monotonic()
    with log.open("w") as out:
        process = subprocess.Popen(  # noqa: S603 - our own fixed commands
            [sys.executable, *arguments], cwd=folder, env={**os.environ, **QUIET}, stdout=out, stderr=out,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except KeyboardInterrupt:
        process.kill()
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise EvaluationError(f"训练没有成功，见 {log}")
    return time.monotonic() - started, usage.ru_maxrss / _MIB_OF_KIB


def _fingerprint(sources: Sequence[str]) -> str:
    """Changes with whatever a model is made of."""
    parts = [ROOT / source for source in sources]
    files = sorted(file for part in parts for file in (part.rglob("*") if part.is_dir() else [part]) if file.is_file())
    kept = [file for file in files if file.suffix in {".yml", ".txt", ".py"}]
    return hashlib.sha256(b"".join(file.read_bytes() for file in kept)).hexdigest()[:12]


def read(side: str, model: Model, rows: Sequence[Row]) -> Result:
    """Puts every message to a side in a process of its own."""
    lines = "".join(json.dumps({"text": row.text, "asked": row.asked}) + "\n" for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        return Result(model, **_work(side, model, lines, Path(folder)))


def _work(side: str, model: Model, lines: str, folder: Path) -> dict[str, Any]:
    out, database = folder / "readings.json", f"sqlite:///{folder / 'evaluate.db'}"
    done = subprocess.run(  # noqa: S603 - our own fixed command
        [sys.executable, "-m", "evaluation.worker", side, str(model.path), str(out)], input=lines, text=True,
        cwd=ROOT, env={**os.environ, **QUIET, "DATABASE_URL": database}, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise EvaluationError(f"读消息没有成功：{done.stderr.strip()[-400:]}")
    read: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return read
