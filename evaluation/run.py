"""The whole evaluation: train what is not trained yet, read, count, tell."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import report, sides, voices
from evaluation.calibration import asking
from evaluation.rows import DEVELOPMENT, HELD, ROOT, Row, load
from evaluation.scoring import count, right
from evaluation.sides import Result

SETS = {"开发集": DEVELOPMENT, "留存集": HELD}
CACHE = ROOT / "build" / "evaluation"
FULL_EPOCHS, USUAL_EPOCHS = 100, 3


@dataclass(frozen=True)
class Plan:
    """What to measure. `epochs`: how long the stock pipeline's DIET is trained; none leaves it out."""

    epochs: int | None = USUAL_EPOCHS
    voices: bool = True


def evaluate(plan: Plan, folder: Path) -> str:
    """Measures, keeps the report in a folder and returns its text."""
    sets = {name: load(files) for name, files in SETS.items()}
    rows = [row for part in sets.values() for row in part]
    print("训练并测量本助手……", flush=True)
    results = {"ours": sides.read("ours", sides.ours(CACHE), rows)}
    if plan.epochs is not None:
        print(f"训练并测量标准 Rasa 流水线（DIET {plan.epochs} 轮，训练过的会沿用）……", flush=True)
        results["stock"] = sides.read("stock", sides.stock_model(CACHE, plan.epochs), rows)
    text = "\n".join(_text(plan, sets, results))
    report.store(folder, text, sets, results)
    return text


def _text(plan: Plan, sets: Mapping[str, Sequence[Row]], results: Mapping[str, Result]) -> Iterator[str]:
    yield f"# 理解评测\n\n{report.main_table(sets, results)}\n\n{_notes(plan, sets)}\n"
    parts = {name: report.part(sets, results["ours"], name) for name in sets}
    yield "## 拿不准时\n\n" + report.asking_table({name: asking(pairs) for name, pairs in parts.items()}) + "\n"
    if plan.voices:
        print("按写者分折交叉验证……", flush=True)
        yield "## 换一批写者\n\n" + report.voice_table(voices.table(list(voices.cross_validated()))) + "\n"
    for side, result in results.items():
        for name in sets:
            yield f"## {report.SIDES[side]}，{name}\n"
            yield from report.details(report.part(sets, result, name))
            yield ""


def _notes(plan: Plan, sets: Mapping[str, Sequence[Row]]) -> str:
    sizes = "，".join(
        f"{name} {len(rows)} 条（{len({row.voice for row in rows})} 位写者）" for name, rows in sets.items()
    )
    stock = f"标准 Rasa 为 jieba、CountVectors、DIET {plan.epochs} 轮（官方默认 {FULL_EPOCHS} 轮），用同一份训练语料；"
    return (
        f"测法：{sizes}，都不参与训练；“公允”另计标注中同样说得通的读法。"
        f"{stock if plan.epochs is not None else ''}用时在独立进程、单核上测量。"
    )


def misses(name: str) -> Iterator[str]:
    """The development messages on which a slot, `matter`, `steering` or `answer` is read wrongly; ours alone."""
    rows = load(DEVELOPMENT)
    result = sides.read("ours", sides.ours(CACHE), rows)
    for row, reading in result.pairs(rows):
        wanted = row.expect["facts"].get(name)
        if name in {"matter", "steering", "answer"}:
            if row.group == name and not right(row, reading, fair=True):
                yield _line(row, reading)
        elif {*count(row, name, reading).elements()} & {"false", "missed"}:
            yield f"{wanted} ≠ {reading['facts'].get(name)}｜{row.asked or ''}｜{row.text}"


def _line(row: Row, reading: Mapping[str, object]) -> str:
    keys = ("facts",) if row.group == "answer" else ("kind", "category", "act")
    told = [json.dumps([row.expect[key], reading[key]], ensure_ascii=False) for key in keys]
    return f"{' '.join(told)}｜{row.asked or ''}｜{row.text}"
