"""The labelled messages of tests/understanding/dev; the format is told in the README there."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "understanding" / "dev"
# What is read while improving, and what nobody looks into: of the latter only the figures are known.
DEVELOPMENT, HELD = ("matters", "answers", "steering", "voices"), ("held",)
ON = date(2026, 11, 24)  # the day of every message
MATTER_KINDS = frozenset({"report", "fault"})
OTHER_KINDS = frozenset({"query", "consult"})


@dataclass(frozen=True)
class Row:
    """One message with what it is expected to be understood as."""

    text: str
    style: str
    voice: str
    expect: Mapping[str, Any]
    asked: str | None = None
    register: str | None = None

    @property
    def group(self) -> str:
        """`matter`, `answer` or `steering` (acts, and the kinds query and consult)."""
        if self.asked:
            return "answer"
        return "matter" if self.expect["kind"] in MATTER_KINDS else "steering"

    @cached_property
    def styles(self) -> tuple[str, ...]:
        return (self.style, self.register) if self.register else (self.style,)

    def fair(self, what: str) -> tuple[Any, ...]:
        """The values of `kind`, `category` or `act` that count as right, the expected one first."""
        further = self.expect.get("also" if what == "category" else f"fair_{what}", ())
        return (self.expect[what], *further)


def load(names: Sequence[str] = DEVELOPMENT) -> list[Row]:
    """The messages of the named files, in order."""
    lines = [line for name in names for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [Row(**json.loads(line)) for line in lines]
