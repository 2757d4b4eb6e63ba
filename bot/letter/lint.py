"""Hints on wording that does a complaint harm; rules and hints are data in letter_lint.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.rulebook import load


@dataclass(frozen=True)
class Hint:
    """A place in a text that is better worded otherwise: `span` in characters, end excluded."""

    span: tuple[int, int]
    rule: str
    why: str
    suggestion: str


def lint(text: str) -> list[Hint]:
    """Hints for insults, exaggeration, threats and unreasonable demands, in the order of the text."""
    found = [
        Hint(
            match.span(),
            rule,
            entry["why"].format(found=match.group()),
            entry["suggestion"].format(found=match.group()),
        )
        for rule, entry in load("letter_lint")["entries"].items()
        for match in _pattern(rule).finditer(text)
    ]
    return _without_overlaps(sorted(found, key=lambda hint: (hint.span[0], -hint.span[1])))


def _without_overlaps(hints: list[Hint]) -> list[Hint]:
    kept: list[Hint] = []
    for hint in hints:
        if not kept or hint.span[0] >= kept[-1].span[1]:
            kept.append(hint)
    return kept


@cache
def _pattern(rule: str) -> re.Pattern[str]:
    entry = load("letter_lint")["entries"][rule]
    return re.compile("|".join(f"(?:{part})" for part in entry["patterns"]))
