"""What a measurement is told with: the table, how it was taken, and both as files."""

import json
import os
import platform
import time
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from bench.run import FULL_EPOCHS, Plan, Record
from bench.table import markdown, rows

QUICK = Plan(epochs=2, starts=1, rounds=1, laps=2, seconds=5)
USUAL = Plan(epochs=5, starts=3, rounds=3, laps=5, seconds=15)


def plan(quick: bool, full: bool, only_ours: bool, stock_model: Path | None) -> Plan:
    """The amount of measuring that the flags ask for."""
    chosen = QUICK if quick else replace(USUAL, epochs=FULL_EPOCHS) if full else USUAL
    return replace(chosen, stock=not only_ours, stock_model=stock_model)


def write(plan: Plan, records: Mapping[str, Record], folder: Path) -> str:
    """Keeps the table as bench.md and everything measured as bench.json; returns the table."""
    stock = records.get("stock")
    lines = rows(records["ours"].medians(), stock.medians() if stock else None)
    text = markdown(lines, notes(plan, records))
    folder.mkdir(exist_ok=True)
    (folder / "bench.md").write_text(text, encoding="utf-8")
    content = {
        "taken": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "rasa": version("rasa"),
        "plan": {key: str(value) if isinstance(value, Path) else value for key, value in vars(plan).items()},
        "table": [line.to_dict() for line in lines],
        "measurements": {name: dict(record.taken) for name, record in records.items()},
    }
    (folder / "bench.json").write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    return text


def notes(plan: Plan, records: Mapping[str, Record]) -> list[str]:
    """How the figures came about, and what they do not say."""
    told = [
        f"{os.cpu_count()} 核，Rasa {version('rasa')}。",
        f"启动 {plan.starts} 次，测量 {plan.rounds} 轮，两边轮流，取中位数。",
        "两边说同样的话、答同样的问题；只有一边才有的轮次不计入一轮的用时。",
    ]
    if plan.rounds == QUICK.rounds:
        told.append("快速模式：轮数少，数字只供参考。")
    if "stock" not in records:
        return told
    if "training" not in records["stock"].taken:
        told.append("标准 Rasa 沿用以前训练的模型，没有训练用时。")
    elif plan.epochs < FULL_EPOCHS:
        told.append(
            f"标准 Rasa 的 DIET 只训练了 {plan.epochs} 轮；标准配置是 {FULL_EPOCHS} 轮，用时要长得多，"
            "真实的训练比值更小（--full 训练满）。其余各项与训练轮数无关。"
        )
    return told
