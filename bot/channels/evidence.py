"""What is said when a person sends files: an answer to the assistant's question, or an aside that is acknowledged."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.channels import told

if TYPE_CHECKING:
    from bot.assistant import Assistant

FILES_KEPT = "收到，{names}已经存好，会列进申诉材料的证据清单。"


def in_words(names: Sequence[str]) -> str:
    """What the files say to the assistant."""
    return f"证据：{'、'.join(names)}"


async def acknowledged(
    assistant: "Assistant", conversation_id: str, names: Sequence[str]
) -> list[dict[str, Any]] | None:
    """The channel's own answer to files; None when the assistant has just asked for them."""
    if await told.asked(assistant, conversation_id) == "evidence":
        return None
    return [{"text": FILES_KEPT.format(names="、".join(names)), "aside": True}]
