"""The figures of a whole set of messages: by category, style and slot, kinds and acts, answers, confusions."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.rows import Row
from evaluation.scoring import Reading, category_right, count, f1, right

Pair = tuple[Row, Reading]
SHORT = 30  # characters


@dataclass(frozen=True)
class Share:
    """So many right of so many, strictly and fairly."""

    strict: int
    fair: int
    total: int

    def __str__(self) -> str:
        return f"{percent(self.fair, self.total)} | {percent(self.strict, self.total)} | {self.total}"


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def share(pairs: Iterable[Pair], judge: Callable[[Row, Reading, bool], bool] = right) -> Share:
    kept = list(pairs)
    strict, fair = (sum(judge(row, reading, fair) for row, reading in kept) for fair in (False, True))
    return Share(strict, fair, len(kept))


def of_group(pairs: Sequence[Pair], group: str) -> list[Pair]:
    return [(row, reading) for row, reading in pairs if row.group == group]


def by(pairs: Sequence[Pair], keys: Callable[[Row], Iterable[str]]) -> dict[str, Share]:
    """Shares for each key; a message counts under each of its keys."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for row, reading in pairs:
        for key in keys(row):
            found[key].append((row, reading))
    return {key: share(found[key]) for key in sorted(found)}


def by_category(pairs: Sequence[Pair]) -> dict[str, Share]:
    return by(of_group(pairs, "matter"), lambda row: (row.expect["category"],))


def by_style(pairs: Sequence[Pair]) -> dict[str, Share]:
    return by(of_group(pairs, "matter"), lambda row: row.styles)


def by_act(pairs: Sequence[Pair]) -> dict[str, Share]:
    return by(of_group(pairs, "steering"), lambda row: (row.expect["act"] or row.expect["kind"],))


def category_alone(pairs: Sequence[Pair]) -> Share:
    return share(of_group(pairs, "matter"), category_right)


def slots(pairs: Iterable[Pair]) -> dict[str, tuple[float, Mapping[str, int]]]:
    """For each slot its F1 and the counts behind it."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for row, reading in pairs:
        for slot in {*row.expect["facts"], *reading["facts"]}:
            totals[slot].update(count(row, slot, reading))
    return {slot: (f1(totals[slot]), dict(totals[slot])) for slot in sorted(totals)}


def confusions(pairs: Sequence[Pair]) -> list[tuple[str, str, int]]:
    """Category expected, category read, how often; unfair ones only, the most frequent first."""
    wrong = Counter(
        (row.expect["category"], reading["category"] or "–")
        for row, reading in of_group(pairs, "matter")
        if not category_right(row, reading, fair=True)
    )
    return [(wanted, got, times) for (wanted, got), times in wrong.most_common()]


def matrix(pairs: Sequence[Pair], categories: Sequence[str]) -> list[list[int]]:
    """Rows: expected; columns: read. A fair alternative counts as the expected one."""
    at = {category: index for index, category in enumerate(categories)}
    table = [[0] * (len(categories) + 1) for _ in categories]
    for row, reading in of_group(pairs, "matter"):
        wanted = row.expect["category"]
        got = wanted if category_right(row, reading, fair=True) else reading["category"]
        table[at[wanted]][at.get(got, len(categories))] += 1
    return table
