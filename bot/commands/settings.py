"""`python -m bot settings`."""

import argparse
from collections.abc import Sequence

from bot.settings import Settings


def main(arguments: Sequence[str]) -> int:
    """Prints every setting with its default as a Markdown table."""
    argparse.ArgumentParser(prog="python -m bot settings", description="列出全部设置。").parse_args(arguments)
    print("| 设置 | 默认值 | 说明 |\n| --- | --- | --- |")
    for name, default, about in Settings.describe():
        print(f"| `{name}` | {default or '（空）'} | {about} |")
    return 0
