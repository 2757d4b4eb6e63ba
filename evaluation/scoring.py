"""Is one reading of one message right, strictly and with the fair alternatives counted?

A reading is what `python -m bot understand` prints: kind, category, facts, act.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.understanding.text.normalise import normalise
from evaluation.rows import MATTER_KINDS, Row

Reading = Mapping[str, Any]
FREE_LISTS = frozenset({"demands", "evidence"})
_ALIKE = 0.6  # share of the shorter text's characters that two wordings of one piece of evidence have in common


def right(row: Row, reading: Reading, fair: bool) -> bool:
    """Kind and category of a matter; kind or act of what steers the talk; the facts of an answer."""
    if row.group == "answer":
        return answered(row, reading)
    wanted = {what: row.fair(what) if fair else row.fair(what)[:1] for what in ("kind", "category", "act")}
    if row.group == "matter":
        told = reading["category"] in wanted["category"] or reading["kind"] not in MATTER_KINDS
        return reading["kind"] in wanted["kind"] and told
    if row.expect["act"] is None or reading["act"] is None:
        return reading["kind"] in wanted["kind"] and reading["act"] in wanted["act"]
    return reading["act"] in wanted["act"]


def category_right(row: Row, reading: Reading, fair: bool) -> bool:
    """The category alone."""
    return reading["category"] in (row.fair("category") if fair else row.fair("category")[:1])


def answered(row: Row, reading: Reading) -> bool:
    """Every fact of the answer, and no other."""
    slots = {*row.expect["facts"], *reading["facts"]}
    return not any(counts[wrong] for slot in slots for counts in [count(row, slot, reading)] for wrong in _WRONG)


_WRONG = ("false", "missed")


def count(row: Row, slot: str, reading: Reading) -> Counter[str]:
    """`hit`, `false` and `missed` values of one slot in one message."""
    wanted, got = row.expect["facts"].get(slot), reading["facts"].get(slot)
    fair = row.expect.get("fair_facts", {}).get(slot, [])
    if slot in FREE_LISTS:
        free = slot == "demands" and bool(row.expect.get("free_demands"))
        return _count_list(slot, wanted or [], got or [], fair, free)
    if got == wanted:
        return Counter(hit=int(got is not None))
    if got in fair:
        return Counter()
    return Counter(false=int(got is not None), missed=int(wanted is not None))


def _count_list(slot: str, wanted: Sequence[str], got: Sequence[str], fair: Sequence[str], free: bool) -> Counter[str]:
    same = alike if slot == "evidence" else str.__eq__
    hits = sum(any(same(one, other) for other in got) for one in wanted)
    extra = sum(not any(same(one, other) for other in (*wanted, *(f for f in fair if f))) for one in got)
    return Counter(hit=hits, false=0 if free else extra, missed=len(wanted) - hits)


def alike(left: str, right: str) -> bool:
    """Two wordings of one thing: one within the other, or most characters shared."""
    left, right = normalise(left), normalise(right)
    shared = len(set(left) & set(right))
    return left in right or right in left or shared >= _ALIKE * min(len(set(left)), len(set(right)))


def f1(counts: Mapping[str, int]) -> float:
    """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
    hits, wrong = counts.get("hit", 0), counts.get("false", 0) + counts.get("missed", 0)
    return 2 * hits / (2 * hits + wrong) if hits or wrong else 1.0
