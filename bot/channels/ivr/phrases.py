"""The words of the telephone itself, from rulebook/telephone.yml, and what a caller asks of it."""

import re
from typing import Any

from bot.rulebook import load
from bot.spoken import prompts


def phrase(name: str, **words: Any) -> list[str]:
    """A phrase as prompts, filled with its words."""
    return prompts(str(load("telephone")["phrases"][name]).format(**words))


def tapered(name: str, count: int) -> list[str]:
    """A phrase that changes from the first time to the third."""
    steps = load("telephone")["phrases"][name]
    return prompts(str(steps[min(count, len(steps)) - 1]))


def word(name: str) -> str:
    """A phrase as it stands: the title of a choice."""
    return str(load("telephone")["phrases"][name])


def asks_for(wish: str, text: str) -> bool:
    """Whether a caller says one of the things that the telephone answers itself."""
    return re.fullmatch(load("telephone")["said"][wish], text.strip()) is not None
