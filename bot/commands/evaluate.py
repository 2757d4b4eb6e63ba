"""`python -m bot evaluate`: how well messages are understood that nobody trained on, beside the stock pipeline."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str]) -> int:
    """Measures, prints the report and keeps it in results/; 1 when the measurement could not be finished."""
    from evaluation import run
    from evaluation.sides import EvaluationError

    chosen = _parser(run.USUAL_EPOCHS, run.FULL_EPOCHS).parse_args(arguments)
    plan = run.Plan(None if chosen.only else run.FULL_EPOCHS if chosen.full else chosen.epochs, not chosen.no_voices)
    try:
        if chosen.misses:
            print(*run.misses(chosen.misses), sep="\n")
        else:
            print("\n" + run.evaluate(plan, ROOT / "results"))
    except EvaluationError as problem:
        print(f"评测没有完成：{problem}", file=sys.stderr)
        return 1
    return 0


def _parser(usual: int, full: int) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot evaluate",
        description="在从不参与训练的开发集上评测理解：类别、写法、事实、操作话、回答，混淆矩阵图，"
        "并与标准 Rasa 流水线（jieba + CountVectors + DIET，同一份语料）对照；结果另存在 results/。",
    )
    parser.add_argument("--only", choices=["ours"], help="只测本助手，不与标准 Rasa 对照")
    parser.add_argument(
        "--epochs", type=int, default=usual, metavar="轮数",
        help=f"标准 Rasa 的 DIET 训练几轮（默认 {usual}，两核上每轮约五分钟）",
    )  # fmt: skip
    parser.add_argument("--full", action="store_true", help=f"DIET 训练满 {full} 轮（在两核上要好几个小时）")
    parser.add_argument("--no-voices", action="store_true", help="不做按写者分折的交叉验证（约两分钟）")
    parser.add_argument("--misses", metavar="名目", help="只列出读错的消息：matter、steering、answer 或某一项事实")
    return parser
