"""The commands: `python -m bot COMMAND`; each explains itself with --help."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from bot.settings import BadSetting

# Name → module with `main(arguments) -> exit code`, and one line of help. Loaded only when called: Rasa is slow.
COMMANDS = {
    "run": ("bot.commands.run", "启动助手：网页、接口和各渠道，一个端口"),
    "train": ("bot.commands.train", "训练理解模型"),
    "chat": ("bot.commands.chat", "在终端里和助手对话"),
    "understand": ("bot.commands.understand", "逐行读入消息（JSON），输出理解结果"),
    "assess": ("bot.assess_command", "判断一个案件能不能申诉"),
    "cases": ("bot.commands.cases", "列出、查看、导出、删除案件"),
    "rules": ("bot.rules_command", "列出某一天有效的规则，以及存疑、久未核对的"),
    "settings": ("bot.commands.settings", "列出全部设置"),
    "new-key": ("bot.commands.new_key", "生成一把加密密钥"),
    "evaluate": ("bot.commands.evaluate", "在开发集上评测理解，并与标准 Rasa 流水线对照"),
    "bench": ("bot.commands.bench", "与标准 Rasa 配置同场测速"),
}


def main(arguments: Sequence[str]) -> int:
    """Runs one command; returns its exit code, 2 with one line on stderr for a setting that cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="电信申诉助手", formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:<11} {about}" for name, (_, about) in COMMANDS.items()),
    )  # fmt: skip
    parser.add_argument("command", choices=COMMANDS, metavar="命令", help="见下；每个命令都有 --help")
    chosen = parser.parse_args(arguments[:1])
    try:
        module = importlib.import_module(COMMANDS[chosen.command][0])
        return int(module.main(arguments[1:]))
    except BadSetting as problem:
        print(problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # whoever read us has had enough, as `head` does
        sys.stderr.close()
        sys.exit(141)
