"""`python -m bot bench`: the assistant beside a standard Rasa set-up, measured in one run."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str]) -> int:
    """Measures both sides, prints the table and keeps it in results/; 1 when the measurement could not be finished."""
    from bench import report
    from bench.run import measure_all
    from bench.servers import BenchError

    chosen = _parser().parse_args(arguments)
    plan = report.plan(chosen.quick, chosen.full, chosen.only == "ours", chosen.keep_stock_model)
    try:
        records = measure_all(plan)
    except BenchError as problem:
        print(f"测速没有完成：{problem}", file=sys.stderr)
        return 1
    print("\n" + report.write(plan, records, ROOT / "results"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot bench",
        description="与标准 Rasa 配置（Rasa 服务加动作服务，jieba + DIET + TED）用同样的语料和问题同场测速，"
        "结果另存在 results/。",
    )
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--quick", action="store_true", help="少训练、少测几轮，数字只供参考")
    amount.add_argument("--full", action="store_true", help="标准 Rasa 的 DIET 训练满 100 轮（可能要一个多小时）")
    parser.add_argument("--only", choices=["ours"], help="只测本助手，不与标准 Rasa 对照")
    parser.add_argument(
        "--keep-stock-model", type=Path, metavar="文件", help="标准 Rasa 的模型存在这里；已经有了就沿用，不再训练"
    )
    return parser
