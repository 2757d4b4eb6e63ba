"""How a text sounds: what is misheard by speech recognition or mistyped in pinyin keeps its sound.

Single characters only: which of several readings a character has does not matter, so long as it is always the same.
"""

import os
from typing import Any

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # 47,000 phrases would be loaded that single readings do not need
from pypinyin import lazy_pinyin

# Pairs that southern speakers, and their input methods, do not keep apart.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
_APART: Any = list  # pypinyin takes a callable that gives a list, though its annotation names text alone


def syllables(text: str) -> list[str]:
    """One toneless syllable for each Chinese character, southern mergers applied; other characters stand alone."""
    return [_merged(syllable) for syllable in lazy_pinyin(text, errors=_APART)]


def _merged(syllable: str) -> str:
    for initial, plain in _INITIALS:
        if syllable.startswith(initial):
            syllable = plain + syllable[len(initial) :]
    return syllable[:-1] if syllable.endswith("ng") else syllable
