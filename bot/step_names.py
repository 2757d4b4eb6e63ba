"""Which steps a text names, in the words people use for them (data/lexicon/steps.yml)."""

import re
from functools import cache

from bot.understanding.text.lexicon import lexicon


def named_steps(text: str) -> tuple[str, ...]:
    """Ids of steps.yml, the more particular first: 移动总部 is the headquarters, not the operator's hotline."""
    rest, found = text, []
    for id in lexicon("steps"):
        pattern = _pattern(id)
        if pattern.search(rest):
            found.append(id)
        rest = pattern.sub("，", rest)
    return tuple(found)


@cache
def _pattern(id: str) -> re.Pattern[str]:
    """The names of a step; a number is none inside a longer one: 18971234567 is no 12345."""
    names = (rf"(?<!\d){name}(?!\d)" if name.isdigit() else re.escape(name) for name in lexicon("steps")[id])
    return re.compile("|".join(names))
