"""The talk that both sides are led through, and whether a side is still on its path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
FILE = Path(__file__).with_name("walk.yml")


@dataclass(frozen=True)
class Step:
    """A message of the talk; `question` is how the one that must follow begins, `counted` turns are compared."""

    say: str
    question: str
    counted: bool

    def followed_by(self, replies: Sequence[Mapping[str, Any]]) -> bool:
        """Whether the answer puts the question that belongs there."""
        return bool(replies) and any(self.question in str(reply.get("text", "")) for reply in replies)


def day() -> date:
    """The day on which the talk is held: its dates are told without a year."""
    return date.fromisoformat(str(_read(FILE)["day"]))


def lap(side: str) -> tuple[Step, ...]:
    """The talk of one side from the report to the end; it can be walked again at once in the same conversation."""
    told = [entry for entry in _read(FILE)["lap"] if entry.get("only", side) == side]
    questions = _read(ROOT / "domain.yml")["responses"]
    return tuple(_step(entry, questions) for entry in told)


def _step(entry: Mapping[str, Any], responses: Mapping[str, Any]) -> Step:
    asked = entry.get("then")
    text = responses[f"utter_ask_{asked}"][0]["text"] if asked else ""
    counted = bool(asked) and "only" not in entry and not entry.get("opens")
    return Step(entry["say"], text.partition("{")[0].partition("\n")[0], counted)


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read
