"""Dialect read as plain words of the same length, for finding what is asked for and what is in hand."""

import re
from functools import lru_cache

from bot.understanding.text.lexicon import lexicon

_CACHED_TEXTS = 256


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    table = lexicon("dialect")
    words: dict[str, str] = table["words"]
    characters = tuple((re.compile(pattern), plain) for pattern, plain in table["characters"])
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))), words, characters


@lru_cache(maxsize=_CACHED_TEXTS)
def plain(text: str) -> str:
    """A normalised text with 额, 俺 read as 我, 咗 as 了, 拨我 as 给我 …; offsets stay what they were."""
    pattern, words, characters = _patterns()
    text = pattern.sub(lambda match: words[match[0]], text)
    for found, meant in characters:
        text = found.sub(meant, text)
    return text
