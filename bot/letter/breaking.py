"""Lines of Chinese text for a given width: no line begins with a closing mark or ends with an opening one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_OPENING = "“‘（《〈「『【〔(\\["
_CLOSING = "，。、；：？！…—”’）》〉」』】〕,.;:?!)\\]"
# A word or number with the opening marks before it and the closing ones after it stays on one line.
_PIECE = re.compile(f"[{_OPENING}]*(?:[A-Za-z0-9][A-Za-z0-9.,@/_:*%+-]*|.)[{_CLOSING}]*", re.DOTALL)


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """The lines of a text; `width` and `measure` in the same unit. A piece wider than a line is cut by character."""
    line, used = "", 0.0
    for piece in _pieces(text, width, measure):
        wide = measure(piece)
        if line and used + wide > width:
            yield line
            line, used = "", 0.0
        line, used = line + piece, used + wide
    if line:
        yield line


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        piece = match.group()
        if measure(piece) <= width:
            yield piece
        else:
            yield from piece
