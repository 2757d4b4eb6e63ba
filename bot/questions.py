"""Questions about the rules, answered from the rule book with article and date, in words that fit the case.

Source: rulebook/questions.yml, whose figures and texts name their articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.rulebook import load
from bot.wording import citations, fill, view

Case = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """`citations` name law, article and first day; where `doubtful`, the text itself says what is unsure."""

    text: str
    citations: tuple[str, ...]
    doubtful: bool


def topics() -> tuple[str, ...]:
    """The ids of all questions that have an answer, in the file's order."""
    return tuple(load("questions")["topics"])


def answer(topic: str, case: Case, on: date) -> Answer:
    """The answer to a topic on a day; LookupError for an unknown topic, ValueError for a bad case."""
    known = load("questions")["topics"]
    if topic not in known:
        raise LookupError(f"no answer for {topic!r}; there are {', '.join(known)}")
    entry, words = known[topic], view(case, on)
    text = fill(entry["text"], words)
    doubtful = entry.get("confidence") == "doubtful" or any(_is_unseen(name) for name in words["n"].read)
    return Answer(text, _citations(entry, text), doubtful)


def _is_unseen(figure: str) -> bool:
    """Whether a figure rests on memory or on a doubtful source, so that the answer must not sound certain."""
    return bool(load("questions")["figures"][figure]["confidence"] != "text_seen")


def _citations(entry: Mapping[str, Any], text: str) -> tuple[str, ...]:
    """A province's own law is cited only where the answer speaks of the province."""
    figures, provinces = load("questions")["figures"], load("questions")["provinces_of_laws"]
    cites = [id for id in entry["cites"] if provinces.get(id.partition(".")[0], "") in text]
    return (*citations(cites), *(figures[name]["says"] for name in entry.get("also", [])))
