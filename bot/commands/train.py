"""`python -m bot train`: Rasa's training with its progress on the screen."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot import quiet
from bot.settings import ROOT

KEPT = "assistant"


def main(arguments: Sequence[str]) -> int:
    """Trains and writes models/assistant.tar.gz; 1 if Rasa reports a failure."""
    parser = argparse.ArgumentParser(prog="python -m bot train", description="训练理解模型，约一分钟。")
    parser.add_argument("--out", default=str(ROOT / "models"), help="模型放在哪个文件夹（默认 models）")
    chosen = parser.parse_args(arguments)
    print("正在训练：读取语料、分词、训练分类器、编译规则……", flush=True)
    started = time.monotonic()
    quiet.configure("ERROR")
    import rasa

    result = rasa.train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data" / "nlu"), str(ROOT / "data" / "stories")],
        output=chosen.out,
        force_training=True,
        fixed_model_name=KEPT,
    )
    if result.code or not result.model:
        print("训练没有成功，原因见上。", file=sys.stderr)
        return 1
    print(f"训练完成，用时 {time.monotonic() - started:.0f} 秒：{Path(result.model).name}")
    return 0
