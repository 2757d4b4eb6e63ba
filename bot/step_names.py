"""Which steps a text names, in the words people use for them (data/lexicon/steps.yml)."""

from bot.understanding.lexicon import lexicon


def named_steps(text: str) -> tuple[str, ...]:
    """Ids of steps.yml, the more particular first: 移动总部 is the headquarters, not the operator's hotline."""
    rest, found = text, []
    for id, names in lexicon("steps").items():
        if any(name in rest for name in names):
            found.append(id)
        for name in names:
            rest = rest.replace(name, "，")
    return tuple(found)
