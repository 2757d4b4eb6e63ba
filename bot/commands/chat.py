"""`python -m bot chat`: a talk in the terminal."""

import argparse
import asyncio
import secrets
from collections.abc import Sequence
from typing import Any

from bot.channels import offered


def main(arguments: Sequence[str]) -> int:
    """Talks until 退出 or the end of input."""
    parser = argparse.ArgumentParser(prog="python -m bot chat", description="在终端里和助手对话；输入“退出”结束。")
    parser.add_argument("--conversation", help="接着某个会话说（默认新开一个）")
    chosen = parser.parse_args(arguments)
    asyncio.run(_talk(chosen.conversation or secrets.token_urlsafe(12)))
    return 0


async def _talk(conversation: str) -> None:
    print("正在载入模型……", flush=True)
    from bot.assistant import Assistant

    assistant = Assistant.load()
    print("可以开始了。", flush=True)
    while (said := _heard()) is not None:
        if said:
            for reply in await assistant.reply(conversation, said, "terminal"):
                _show(reply)
    await assistant.stop()


def _heard() -> str | None:
    """What was typed; None at the end."""
    try:
        said = input("\n您：").strip()
    except EOFError:
        return None
    return None if said in {"退出", "exit", "quit"} else said


def _show(reply: dict[str, Any]) -> None:
    if reply.get("text"):
        print(f"\n助手：{reply['text']}", flush=True)
    choices = offered.of(reply)
    if choices:
        print(offered.numbered(choices), flush=True)
