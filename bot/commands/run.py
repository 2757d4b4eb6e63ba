"""`python -m bot run`."""

import argparse
from collections.abc import Sequence

from bot.settings import settings


def main(arguments: Sequence[str]) -> int:
    """Serves until stopped."""
    argparse.ArgumentParser(
        prog="python -m bot run", description="启动助手。设置来自环境变量，见 python -m bot settings。"
    ).parse_args(arguments)
    settings()
    from bot.server import serve

    serve()
    return 0
