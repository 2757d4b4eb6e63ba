"""F1 of each slot on the development set: python tests/understanding/score.py [--misses SLOT]."""

import argparse
import json
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.understanding.answers import read_answer
from bot.understanding.facts import extract
from bot.understanding.normalise import normalise

DEVELOPMENT = Path(__file__).parent / "dev"
ON = date(2026, 11, 24)
# Matters that are not the telecom regulator's: no company is complained of, and a shop's answer is no reply.
OUT_OF_SCOPE = {"spam_or_harassment", "fraud", "device_quality", "insurance_or_bank", "other_sector"}


def found_in(row: dict[str, Any]) -> dict[str, Any]:
    if row.get("asked"):
        facts = read_answer(row["asked"], row["text"], ON)
    else:
        facts = {mention.slot: mention.value for mention in extract(row["text"], ON)}
    if row["expect"].get("category") in OUT_OF_SCOPE:
        facts = {
            slot: value for slot, value in facts.items() if slot not in {"operator", "operator_reply", "operator_name"}
        }
    return facts


def overlap(left: str, right: str) -> bool:
    left, right = normalise(left), normalise(right)
    shared = len(set(left) & set(right))
    return left in right or right in left or shared >= 0.6 * min(len(set(left)), len(set(right)))


def count_list(slot: str, want: list[str], got: list[str], fair: list[str], free: bool) -> tuple[int, int, int]:
    same = overlap if slot == "evidence" else str.__eq__
    hits = sum(any(same(one, other) for other in got) for one in want)
    extra = sum(not any(same(one, other) for other in [*want, *fair]) for one in got)
    return hits, 0 if free else extra, len(want) - hits


def count(row: dict[str, Any], slot: str, got: dict[str, Any]) -> tuple[int, int, int]:
    """True positives, false positives, false negatives."""
    want = row["expect"].get("facts", {}).get(slot)
    fair = row["expect"].get("fair_facts", {}).get(slot, [])
    have = got.get(slot)
    if slot in {"demands", "evidence"}:
        free = bool(row["expect"].get("free_demands")) and slot == "demands"
        return count_list(slot, want or [], have or [], fair, free)
    if have is None:
        return 0, 0, int(want is not None)
    if have == want:
        return 1, 0, 0
    if have in fair:
        return 0, 0, 0
    return 0, 1, int(want is not None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", help="print the lines on which this slot is wrong")
    parser.add_argument("--answers", action="store_true", help="only answers to a question")
    wanted = parser.parse_args()
    rows = [
        json.loads(line)
        for name in ("matters", "answers")
        for line in (DEVELOPMENT / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    rows = [row for row in rows if row.get("asked") or not wanted.answers]
    found_in(rows[0])
    totals: dict[str, Counter[str]] = {}
    right_answers = asked = 0
    started = time.perf_counter()
    everything = [found_in(row) for row in rows]
    spent = time.perf_counter() - started
    for row, got in zip(rows, everything, strict=True):
        whole = True
        for slot in sorted(set(row["expect"].get("facts", {})) | set(got)):
            hit, false, missed = count(row, slot, got)
            whole &= not (false or missed)
            totals.setdefault(slot, Counter()).update(hit=hit, false=false, missed=missed)
            if (false or missed) and wanted.misses == slot:
                print(
                    row["expect"].get("facts", {}).get(slot),
                    "<>",
                    got.get(slot),
                    "|",
                    row.get("asked"),
                    "|",
                    row["text"],
                )
        if row.get("asked"):
            asked += 1
            right_answers += whole
            if not whole and wanted.misses == "answers":
                print(row["expect"].get("facts"), "<>", got, "|", row["asked"], "|", row["text"])
    for slot, total in sorted(totals.items()):
        hit, false, missed = total["hit"], total["false"], total["missed"]
        score = 2 * hit / max(1, 2 * hit + false + missed)
        print(f"{slot:26} F1 {score:.3f}  hit {hit:4} false {false:3} missed {missed:3}")
    print(f"answers wholly right {right_answers}/{asked}; {1000 * spent / len(rows):.2f} ms a message")


if __name__ == "__main__":
    main()
