"""Choosing one of several offered answers: by its number, by its words, or by tapping, which sends its words."""

import re
from collections.abc import Mapping, Sequence

ORDINALS = "一二三四五六七八九十"
ENOUGH, SHORT = 2, 20  # pairs of characters in common; characters of an answer
PICK = re.compile(r"(?:我?[选要]|就)?第?\s*(\d{1,2}|[一二三四五六七八九十两俩])\s*(?:个|项|条|种|号|步)?[吧呢。.!！]*$")

# 第1步 asks about a step of the list above, 第1条 about a line of the letter; these choose a button.
NUMBER_ALONE = re.compile(r"(?:我?[选要]|就)?第?\s*(\d{1,2}|[一二三四五六七八九十])\s*(?:个|项|种)?[吧呢。.!！]*")


def match(text: str, options: Sequence[str]) -> int | None:
    """The place, from 0, of the option that a text means; None if that is not clear."""
    said = text.strip()
    picked = PICK.fullmatch(said)
    if picked:
        place = _number(picked.group(1)) - 1
        return place if 0 <= place < len(options) else None
    exact = [i for i, option in enumerate(options) if option == said]
    near = exact or [i for i, option in enumerate(options) if len(said) >= 2 and (said in option or option in said)]
    return near[0] if len(near) == 1 else None


def tapped(text: str, buttons: Sequence[Mapping[str, str]]) -> str:
    """What a number means beside offered buttons: the text that a tap on it sends; any other text as it is."""
    if not NUMBER_ALONE.fullmatch(text.strip()):
        return text
    place = match(text, [button["title"] for button in buttons])
    return text if place is None else buttons[place].get("payload") or buttons[place]["title"]


def nearest(text: str, options: Sequence[str]) -> int | None:
    """The place of the one option whose words a short text takes up, as 强制开通 does 强制或未经同意开通."""
    said = text.strip()
    shared = [sum(said[i : i + 2] in option for i in range(len(said) - 1)) for option in options]
    best = max(shared, default=0)
    return shared.index(best) if best >= ENOUGH and shared.count(best) == 1 and len(said) <= SHORT else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return 2 if text in "两俩" else ORDINALS.index(text) + 1
