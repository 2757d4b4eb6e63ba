"""The figures of both sides in one table: values, ratio, aim, and whether the aim is met."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Figures = Mapping[str, float]
HEADINGS = ("指标", "本助手", "标准 Rasa", "比值", "目标", "达标")
NONE = "—"


@dataclass(frozen=True)
class Aim:
    """A bound on the ratio of ours to stock, or on our own figure (`of_ours`); a least value with `at_least`."""

    bound: float
    at_least: bool = False
    of_ours: bool = False

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{'本助手 ' if self.of_ours else ''}{sign} {self.bound:g}"

    def met(self, ours: float, ratio: float | None) -> bool | None:
        """Whether a measurement is within the bound; None when there is nothing to compare with."""
        value = ours if self.of_ours else ratio
        if value is None:
            return None
        return value >= self.bound if self.at_least else value <= self.bound


@dataclass(frozen=True)
class Measure:
    """A line of the table: the key among the figures, its name, how a value is written, the aim."""

    key: str
    name: str
    write: Callable[[float], str]
    aim: Aim


def _seconds(value: float) -> str:
    return f"{value:.1f} 秒"


def _milliseconds(value: float) -> str:
    return f"{value * 1000:.1f} 毫秒"


MEASURES = (
    Measure("start", "启动到第一个回答", _seconds, Aim(0.6)),
    Measure("memory", "空闲内存（含子进程）", lambda mib: f"{mib:.0f} MiB", Aim(0.6)),
    Measure("training", "训练用时", _seconds, Aim(0.25)),
    Measure("turn_median", "提问阶段一轮，中位数", _milliseconds, Aim(0.25)),
    Measure("turn_p95", "提问阶段一轮，p95", _milliseconds, Aim(0.25)),
    Measure("throughput", "8 人同时说话，每秒轮数", lambda turns: f"{turns:.1f}", Aim(3, at_least=True)),
    Measure("growth", "第 300 条消息 ÷ 第 10 条", lambda factor: f"{factor:.2f} 倍", Aim(1.2, of_ours=True)),
)


@dataclass(frozen=True)
class Row:
    """A line ready to print or to store; `ratio` is ours divided by stock."""

    key: str
    name: str
    ours: float
    stock: float | None
    ratio: float | None
    aim: str
    met: bool | None
    cells: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if key != "cells"}


def rows(ours: Figures, stock: Figures | None) -> list[Row]:
    """The lines for the figures that were taken; without stock there is nothing to divide by."""
    beside = stock or {}
    return [_row(m, ours[m.key], beside.get(m.key)) for m in MEASURES if m.key in ours]


def _row(measure: Measure, ours: float, stock: float | None) -> Row:
    ratio = ours / stock if stock else None
    met = measure.aim.met(ours, ratio)
    written = (
        measure.name,
        measure.write(ours),
        NONE if stock is None else measure.write(stock),
        NONE if ratio is None else f"{ratio:.2f}",
        str(measure.aim),
        {True: "✓", False: "✗", None: NONE}[met],
    )
    return Row(measure.key, measure.name, ours, stock, ratio, str(measure.aim), met, written)


def markdown(lines: Sequence[Row], notes: Sequence[str]) -> str:
    """The table as Markdown whose columns also line up on a screen, then the notes."""
    cells = [HEADINGS, *(line.cells for line in lines)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(HEADINGS))]
    ruled = [cells[0], tuple("-" * width for width in widths), *cells[1:]]
    lined_up = [[_padded(cell, width) for cell, width in zip(row, widths, strict=True)] for row in ruled]
    table = "\n".join(f"| {' | '.join(row)} |" for row in lined_up)
    return table + "\n\n" + "\n".join(f"- {note}" for note in notes) + "\n"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns on a screen: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
