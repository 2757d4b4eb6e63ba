"""Answers to questions with few possible answers: what the patterns find, weighed against what the classifier says.

The patterns know what they know for sure; the classifier has read how hundreds of people say it. It speaks where
they find nothing, and overrules them only when it is very sure (thresholds chosen on answers that nobody trained on).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.understanding.classifier import CHOICES

FILLS, OVERRULES = 0.6, 0.8
# What would end the case is believed only where the patterns do not say otherwise, and then only when very sure.
_ENDS_IT = frozenset({True, "satisfied"})
# `says` of the training sentences as the slot's value; what is left open has none.
_VALUES: dict[str, Any] = {"yes": True, "no": False, "open": None}


def weighed(
    asked: str, stated: Mapping[str, Any], given: dict[str, Any], likely: Sequence[tuple[str, float]]
) -> dict[str, Any]:
    """`given` with the value for `asked` that is most likely. `likely`: the classifier's labels, best first."""
    if asked not in CHOICES or not likely:
        return given
    label, chance = likely[0]
    value, read = _VALUES.get(label, label), {**stated, **given}.get(asked)
    ends_it = asked in {"settled", "operator_reply"} and value in _ENDS_IT
    if ends_it and read is not None:
        return given
    needed = FILLS if read is None and not ends_it else OVERRULES
    return given | {asked: value} if value is not None and chance >= needed else given
