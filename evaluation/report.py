"""The report: the figures as one text for the screen and results/evaluation.md, and all of them as JSON."""

import json
import os
import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.case import CATEGORIES
from bot.rulebook import load
from evaluation import figures
from evaluation.calibration import Asking
from evaluation.figures import Pair, Share, percent
from evaluation.picture import draw
from evaluation.rows import Row
from evaluation.sides import Result

WORST = 15
_HEAD = "| {} | 公允 | 严格 | 条数 |\n| --- | ---: | ---: | ---: |"


def label(category: str) -> str:
    """The Chinese name of a category, with its id."""
    entry = load("categories")["entries"].get(category)
    return f"{entry['label']}（{category}）" if entry else category


def main_table(sets: Mapping[str, Sequence[Row]], results: Mapping[str, Result]) -> str:
    """What the README shows: each side on each set, then time and memory."""
    names = [(side, name) for side in results for name in sets]
    head = " | ".join(f"{SIDES[side]}，{name}" for side, name in names)
    lines = [f"| 指标（公允；括号内为严格） | {head} |", "| --- |" + " ---: |" * len(names)]
    pairs = {(side, name): part(sets, results[side], name) for side, name in names}
    for title, measure in _MEASURES:
        lines.append(f"| {title} | " + " | ".join(measure(pairs[key]) for key in names) + " |")
    return "\n".join(lines) + "\n\n" + _cost_table(sets, results)


SIDES = {"ours": "本助手", "stock": "标准 Rasa"}


def part(sets: Mapping[str, Sequence[Row]], result: Result, name: str) -> list[Pair]:
    before = 0
    for each, rows in sets.items():
        if each == name:
            return list(zip(rows, result.readings[before : before + len(rows)], strict=True))
        before += len(rows)
    raise KeyError(name)


def _both(share: Share) -> str:
    return f"{percent(share.fair, share.total)}（{percent(share.strict, share.total)}）" if share.total else "–"


def _group(group: str) -> Any:
    return lambda pairs: _both(figures.share(figures.of_group(pairs, group)))


def _styles(*names: str) -> Any:
    def measure(pairs: Sequence[Pair]) -> str:
        matters = figures.of_group(pairs, "matter")
        return _both(figures.share([pair for pair in matters if {*names} & {*pair[0].styles}]))

    return measure


def _worst(pairs: Sequence[Pair]) -> str:
    found = figures.by_category(pairs)
    worst = min(found, key=lambda category: found[category].fair / found[category].total)
    return f"{percent(found[worst].fair, found[worst].total)} {worst}"


def _answers(pairs: Sequence[Pair]) -> str:
    share = figures.share(figures.of_group(pairs, "answer"))
    return percent(share.fair, share.total) if any(reading["facts"] for _, reading in pairs) else "不提取"


def _facts(pairs: Sequence[Pair]) -> str:
    if not any(reading["facts"] for _, reading in pairs):
        return "不提取"
    found = figures.slots(pairs)
    lowest = min(found, key=lambda slot: found[slot][0])
    mean = sum(score for score, _ in found.values()) / len(found)
    return f"{mean:.3f}（最低 {found[lowest][0]:.3f} {lowest}）"


_MEASURES = (
    ("投诉、报障：性质与类别都对", _group("matter")),
    ("其中：平常写法", _styles("plain")),
    ("其中：长篇", _styles("long")),
    ("其中：方言", _styles("dialect")),
    ("最低的一类", _worst),
    ("查询、咨询与各种操作话", _group("steering")),
    ("回答提问：事实全对", _answers),
    ("事实 F1：各项平均（最低一项）", _facts),
)


def _cost_table(sets: Mapping[str, Sequence[Row]], results: Mapping[str, Result]) -> str:
    rows = [row for part in sets.values() for row in part]
    lines = ["| 开销 | " + " | ".join(SIDES[side] for side in results) + " |", "| --- |" + " ---: |" * len(results)]
    costs = {
        "训练用时（秒）": [f"{r.model.seconds:.0f}" for r in results.values()],
        "训练内存峰值（MiB）": [f"{r.model.memory:.0f}" for r in results.values()],
        f"理解一条短消息（≤{figures.SHORT} 字），单核中位数（毫秒）": [
            f"{r.short_median(rows):.1f}" for r in results.values()
        ],
        "理解一条，全部消息平均（毫秒）": [f"{1000 * sum(r.seconds) / len(r.seconds):.1f}" for r in results.values()],
        "读完之后的内存（MiB）": [f"{r.memory:.0f}" for r in results.values()],
    }
    return "\n".join([*lines, *(f"| {title} | " + " | ".join(values) + " |" for title, values in costs.items())])


def details(pairs: Sequence[Pair]) -> Iterator[str]:
    """Every table of one side on one set."""
    for title, found in (
        ("类别", {label(name): share for name, share in figures.by_category(pairs).items()}),
        ("写法（投诉、报障）", figures.by_style(pairs)),
        ("操作话、查询与咨询", figures.by_act(pairs)),
    ):
        yield _HEAD.format(title)
        yield from (f"| {name} | {share} |" for name, share in found.items())
        yield ""
    yield "| 事实 | F1 | 对 | 误 | 漏 |\n| --- | ---: | ---: | ---: | ---: |"
    for slot, (score, counts) in figures.slots(pairs).items():
        yield (
            f"| {slot} | {score:.3f} | " + " | ".join(str(counts.get(k, 0)) for k in ("hit", "false", "missed")) + " |"
        )
    yield "\n| 最常见的混淆：应为 | 读成 | 次数 |\n| --- | --- | ---: |"
    for wanted, got, times in figures.confusions(pairs)[:WORST]:
        yield f"| {label(wanted)} | {label(got)} | {times} |"


def voice_table(table: Mapping[str, tuple[int, int, int]]) -> str:
    lines = ["| 未参与训练的写者 | 性质对 | 类别对 | 条数 |", "| --- | ---: | ---: | ---: |"]
    for voice, (kind, category, total) in table.items():
        lines.append(f"| {voice} | {percent(kind, total)} | {percent(category, total)} | {total} |")
    return "\n".join(lines)


def asking_table(found: Mapping[str, Asking]) -> str:
    lines = [
        "| 把握不足时先问 | 直接认定而对 | 直接认定而错 | 先问，两项中有对的 | 先问，两项都不对 |",
        "| --- |" + " ---: |" * 4,
    ]
    for name, one in found.items():
        lines.append(f"| {name} | {one.sure_right} | {one.sure_wrong} | {one.asked_well} | {one.asked_in_vain} |")
    return "\n".join(lines)


def store(folder: Path, text: str, sets: Mapping[str, Sequence[Row]], results: Mapping[str, Result]) -> None:
    """evaluation.md, evaluation.json and a picture of the confusions for each side and set."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evaluation.md").write_text(text, encoding="utf-8")
    content: dict[str, Any] = {
        "taken": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "rasa": version("rasa"),
    }
    for side, result in results.items():
        for name in sets:
            pairs = part(sets, result, name)
            content[f"{side} {name}"] = {
                "matters": vars(figures.share(figures.of_group(pairs, "matter"))),
                "categories": {key: vars(share) for key, share in figures.by_category(pairs).items()},
                "styles": {key: vars(share) for key, share in figures.by_style(pairs).items()},
                "steering": {key: vars(share) for key, share in figures.by_act(pairs).items()},
                "answers": vars(figures.share(figures.of_group(pairs, "answer"))),
                "facts": {slot: {"f1": score, **counts} for slot, (score, counts) in figures.slots(pairs).items()},
            }
        merged = [pair for name in sets for pair in part(sets, result, name)]
        draw(figures.matrix(merged, CATEGORIES), CATEGORIES, folder / f"confusion-{side}.png")
    (folder / "evaluation.json").write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
