"""Whether a person sounds sad, afraid or angry, so that one human sentence can answer it."""

import re
from functools import lru_cache

from bot.understanding.text.lexicon import lexicon


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((mood, re.compile("|".join(map(re.escape, found)))) for mood, found in lexicon("mood").items())


def of(text: str) -> str | None:
    """`sad`, `worried`, `angry` or None."""
    return next((mood for mood, pattern in _patterns() if pattern.search(text)), None)
