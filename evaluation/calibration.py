"""How honest the readings are when unsure: what asking between two saves, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.intake import unsure
from evaluation.figures import Pair, of_group
from evaluation.scoring import category_right


@dataclass(frozen=True)
class Asking:
    """Messages about a matter by whether the assistant asks between two categories, and whether that was needed."""

    sure_right: int
    sure_wrong: int
    asked_well: int  # one of the two offered is right
    asked_in_vain: int


def asking(pairs: Sequence[Pair]) -> Asking:
    """For readings that carry their `alternatives`."""
    counts = [0, 0, 0, 0]
    for row, reading in of_group(pairs, "matter"):
        best = reading["alternatives"][:2]
        if len(best) == 2 and unsure(best):
            offered = any(category_right(row, {"category": category}, fair=True) for category, _ in best)
            counts[2 if offered else 3] += 1
        else:
            counts[0 if category_right(row, reading, fair=True) else 1] += 1
    return Asking(*counts)
