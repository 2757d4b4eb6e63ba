"""Sentences that say nearly the same: shared pairs of characters, whatever stands around them."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.text.normalise import normalise

_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")
SHORTEST = 12  # pairs of characters; shorter sentences have to resemble each other


@lru_cache(maxsize=20_000)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters in a text, marks and digits left out."""
    bare = _NOT_HAN.sub("", normalise(text))
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def nearest(texts: Sequence[str], among: Sequence[str], same: bool = False) -> list[tuple[float, str, str]]:
    """For each text its nearest other: share of all pairs of both that they share (Jaccard), most alike first.

    `same`: both are one list, and a text is not its own neighbour. Texts with few pairs are left out.
    """
    known = [pairs(text) for text in among]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(known):
        for pair in found if len(found) >= SHORTEST else ():
            holders[pair].append(index)
    best = []
    for at, text in enumerate(texts):
        mine = pairs(text)
        shared = Counter(index for pair in mine for index in holders[pair]) if len(mine) >= SHORTEST else Counter()
        likeness = [
            (count / (len(mine) + len(known[index]) - count), index)
            for index, count in shared.items()
            if not (same and index >= at)
        ]
        if likeness:
            score, index = max(likeness)
            best.append((score, text, among[index]))
    return sorted(best, reverse=True)
