"""User text made fit for a letter: no control characters, no tricks with writing direction; the words stay."""

from __future__ import annotations

import re
import unicodedata

# Line ends in all their forms; a page or record separator ends a line too.
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Embeddings, overrides and isolates of writing direction can make a line read otherwise than it is written.
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def lines(text: str) -> list[str]:
    """The lines of a text, trimmed, without the empty ones."""
    cleaned = (_printable(line).strip() for line in _LINE_END.split(text))
    return [line for line in cleaned if line]


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(lines(text))


def _printable(line: str) -> str:
    return "".join(" " if char == "\t" else char for char in line if char == "\t" or _is_printable(char))


def _is_printable(char: str) -> bool:
    if char in _DIRECTION or ord(char) & 0xFFFE == 0xFFFE:  # the last two code points of a plane are no characters
        return False
    return unicodedata.category(char) not in ("Cc", "Cs")
