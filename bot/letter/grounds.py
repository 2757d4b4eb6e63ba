"""What was breached: the articles of breaches.yml that fit the facts of a case on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.case import Facts
from bot.letter.conditions import holds, slots
from bot.letter.model import RuleVersion, Sentence
from bot.rulebook import Article, article, load


@dataclass(frozen=True)
class Cited:
    """An article as this letter cites it: `id` of breaches.yml, the sentence and the version relied on."""

    id: str
    sentence: Sentence
    rule: RuleVersion


def cited_grounds(facts: Facts, on: date) -> tuple[Cited, ...]:
    """The grounds of the case's category, then the general ones, each cited once."""
    found: dict[str, Cited] = {}
    if facts.category is None:
        return ()
    for entry in _candidates(facts.category):
        id = entry["article"]
        if id in found or not _fits(entry, facts, tuple(found)):
            continue
        law = article(_entry(id)["law_id"])
        if law.holds(on) and law.confidence == "text_seen":
            found[id] = Cited(id, _sentence(entry, law), _version(law))
    return tuple(found.values())


def _candidates(category: str) -> Iterator[Mapping[str, Any]]:
    book = load("breaches")
    yield from book["categories"].get(category, ())
    yield from book["general"]


def _entry(id: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = load("breaches")["articles"][id]
    return found


def _fits(entry: Mapping[str, Any], facts: Facts, cited: tuple[str, ...]) -> bool:
    if any(facts.absent(slot) for slot in entry.get("needs", ())):
        return False
    return set(entry.get("unless", ())).isdisjoint(cited) and holds(entry.get("when", {}), facts, cited)


def _sentence(entry: Mapping[str, Any], law: Article) -> Sentence:
    known = _entry(entry["article"])
    text = f"{known.get('cite', law.citation)}规定，{known['rule']}。{entry.get('so', '')}"
    keys = ("category", *entry.get("needs", ()), *slots(entry.get("when", {})))
    return Sentence(f"ground.{entry['article']}", text, tuple(dict.fromkeys(keys)), "law")


def _version(law: Article) -> RuleVersion:
    return RuleVersion(law.id, law.citation, law.in_force, law.source, law.confidence)
