"""The rule book: what the law and the world say, as dated YAML with its source; this module only reads it.

A file is `bot/rulebook/<id>.yml`. Its first key is `id`, the file's own name. Three forms occur:
* a rule: `values` maps the first day of each version to what holds from then on;
* a list: `entries` maps an id to its entry, which may be dated (`in_force`, `until`) or carry `values`;
* a directory (operators, bureaus …): named tables described at the file's head.
Each value names `source`, `confidence` (text_seen, from_memory, doubtful) and `last_checked`,
or inherits its file's.
What `load` returns is shared: read it, never change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
CONFIDENCES = ("text_seen", "from_memory", "doubtful")


def names() -> tuple[str, ...]:
    """The ids of all files of the rule book, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


@cache
def load(name: str) -> dict[str, Any]:
    """The content of bot/rulebook/<name>.yml; LookupError when there is no such file."""
    path = FOLDER / f"{name}.yml"
    if name not in names():
        raise LookupError(f"no rule book file named {name!r}; there are {', '.join(names())}")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe
    return content


def in_force(rule: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    """The version of a rule that holds on a day; LookupError before its first."""
    started = [since for since in rule["values"] if since <= on]
    if not started:
        raise LookupError(f"{rule.get('id', 'rule')}: nothing in force on {on}")
    version: Mapping[str, Any] = rule["values"][max(started)]
    return version


def first_or_in_force(rule: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    """As in_force; the first version also for the days before it."""
    return in_force(rule, max(on, min(rule["values"])))


def holds(entry: Mapping[str, Any], on: date) -> bool:
    """Whether a dated entry holds on a day: from `in_force` to `until`, both included, open if absent."""
    since, until = entry.get("in_force"), entry.get("until")
    return (since is None or since <= on) and (until is None or on <= until)


@dataclass(frozen=True)
class Article:
    """One article of law: `gist` is our own summary, never a quotation; `until` is the last day it held.

    `number` is its number as it may be cited, empty where only the content was seen.
    """

    id: str
    law: str
    article: str
    gist: str
    source: str
    confidence: str
    last_checked: date
    in_force: date | None = None
    until: date | None = None
    note: str | None = None
    number_seen: bool = True

    @property
    def number(self) -> str:
        return self.article if self.number_seen else ""

    @property
    def citation(self) -> str:
        """Law and article in one, as a letter cites them: 《中华人民共和国电信条例》第三十九条."""
        return f"{self.law}{self.number}"

    def holds(self, on: date) -> bool:
        """Whether the article is in force on a day."""
        return (self.in_force is None or self.in_force <= on) and (self.until is None or on <= self.until)


@cache
def articles() -> dict[str, Article]:
    """Every article of laws.yml by its id, in the file's order."""
    book = load("laws")
    found = {}
    for law_id, law in book["laws"].items():
        for number, entry in law["articles"].items():
            article_id = f"{law_id}.{number}"
            found[article_id] = _article(article_id, {**book["defaults"], **law, **entry})
    return found


def _article(article_id: str, entry: Mapping[str, Any]) -> Article:
    return Article(
        id=article_id,
        law=entry["law"],
        article=entry["article"],
        gist=entry["gist"],
        source=entry["source"],
        confidence=entry["confidence"],
        last_checked=entry["last_checked"],
        in_force=entry.get("in_force"),
        until=entry.get("until"),
        note=entry.get("note"),
        number_seen=entry.get("number_seen", True),
    )


def article(article_id: str) -> Article:
    """The article with an id of laws.yml, such as `telecom_regulations.40.3`; LookupError if unknown."""
    try:
        return articles()[article_id]
    except KeyError:
        raise LookupError(f"laws.yml has no article {article_id!r}") from None
