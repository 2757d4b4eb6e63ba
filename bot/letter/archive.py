"""A letter as plain data and back, so that a stored draft gives the very same documents years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.letter.model import Letter, Paragraph, Remark, RuleVersion, Section, Sentence


def dump(letter: Letter) -> dict[str, Any]:
    """The letter as JSON can hold it: dates as ISO text."""
    data = asdict(letter)
    data["day"] = letter.day.isoformat()
    for rule in data["rule_versions"]:
        rule["in_force"] = rule["in_force"] and rule["in_force"].isoformat()
    return data


def restore(data: Mapping[str, Any]) -> Letter:
    """The letter that `dump` wrote down."""
    return Letter(
        title=data["title"],
        sections=tuple(_section(section) for section in data["sections"]),
        missing=tuple(data["missing"]),
        rule_versions=tuple(_rule(rule) for rule in data["rule_versions"]),
        remarks=tuple(Remark(**remark) for remark in data["remarks"]),
        day=date.fromisoformat(data["day"]),
    )


def _section(data: Mapping[str, Any]) -> Section:
    return Section(data["id"], data["title"], tuple(_paragraph(p) for p in data["paragraphs"]))


def _paragraph(data: Mapping[str, Any]) -> Paragraph:
    return Paragraph(tuple(_sentence(s) for s in data["sentences"]), data["style"])


def _sentence(data: Mapping[str, Any]) -> Sentence:
    return Sentence(**{**data, "facts": tuple(data["facts"])})


def _rule(data: Mapping[str, Any]) -> RuleVersion:
    since = data["in_force"]
    return RuleVersion(**{**data, "in_force": date.fromisoformat(since) if since else None})
