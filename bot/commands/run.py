"""`python -m bot run`."""

import argparse
import sys
from collections.abc import Sequence

from bot.settings import BadSetting, settings


def main(arguments: Sequence[str]) -> int:
    """Serves until stopped; a bad setting ends with one line and code 2."""
    argparse.ArgumentParser(
        prog="python -m bot run", description="启动助手。设置来自环境变量，见 python -m bot settings。"
    ).parse_args(arguments)
    try:
        settings()
        from bot.server import serve

        serve()
    except BadSetting as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0
