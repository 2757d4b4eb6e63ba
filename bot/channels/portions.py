"""Parting a text that is too long for one message, at a good place and never inside a character."""

import unicodedata
from collections.abc import Callable

Measure = Callable[[str], int]
# Where a text is parted, best first; a place counts only in the last part of what fits.
BREAKS = ("\n\n", "\n", "。！？!?", "；;", "，、,", " ")
EARLIEST = 0.4
JOINER = "\u200d"


def utf8_size(text: str) -> int:
    return len(text.encode())


def fitting(text: str, limit: int, size: Measure = utf8_size) -> int:
    """How many characters of a text to send at once: all that fit, or up to a good place; at least one."""
    longest = _longest(text, limit, size)
    if longest == len(text):
        return longest
    for marks in BREAKS:
        place = _last(text, marks, longest)
        if place > longest * EARLIEST:
            return place
    return _whole(text, longest)


def _longest(text: str, limit: int, size: Measure) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[:middle]) <= limit else (low, middle - 1)
    return low


def _last(text: str, marks: str, end: int) -> int:
    """The place after the last of some marks (a line end is one mark of its own), 0 if there is none."""
    wanted = [marks] if "\n" in marks else list(marks)
    return max(place + len(mark) if (place := text.rfind(mark, 0, end)) >= 0 else 0 for mark in wanted)


def _whole(text: str, place: int) -> int:
    """A place not before a mark that belongs to the character before it, nor inside a joined emoji."""
    whole = place
    while whole > 1 and (_clings(text[whole]) or text[whole - 1] == JOINER):
        whole -= 1
    return whole if whole > 1 else max(place, 1)


def _clings(character: str) -> bool:
    return character == JOINER or bool(unicodedata.combining(character)) or unicodedata.category(character) in {
        "Mn", "Me", "Sk",
    }
