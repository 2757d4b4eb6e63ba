"""Goes through the rule book statement by statement: what each says, since when, and how well it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.rulebook import load, names

PROVENANCE = ("source", "confidence", "last_checked")
# Wording and switches, which say nothing about the world.
NOT_STATEMENTS = frozenset({"reasons", "notes", "effects", "defaults", "wording", "shown", "provinces_of_laws"})
NOT_CONTENT = frozenset({*PROVENANCE, "id", "asks", "kind", "in_force", "until"})


@dataclass(frozen=True)
class Statement:
    """One thing the rule book says, with its provenance, its own or its file's; absent parts are None."""

    path: str
    says: str
    source: Any
    confidence: Any
    last_checked: Any
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day, both ends included."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    @property
    def doubtful(self) -> bool:
        return bool(self.confidence == "doubtful")

    def stale(self, on: date) -> bool:
        """Whether it was not checked within a year before a day."""
        return not isinstance(self.last_checked, date) or self.last_checked + timedelta(days=365) < on


def statements() -> Iterator[Statement]:
    """Every statement of every file, in the files' order."""
    for name in names():
        content = load(name)
        yield from _walk(name, content, content.get("defaults", {}))


def _walk(path: str, node: Mapping[Any, Any], inherited: Mapping[str, Any]) -> Iterator[Statement]:
    own = {key: node[key] for key in PROVENANCE if key in node}
    dates = {key: node[key] for key in ("in_force", "until") if isinstance(node.get(key), date)}
    known = {**inherited, **own, **dates}
    content = {key: value for key, value in node.items() if _is_content(key, value)}
    if content and "." in path and "values" not in node:
        yield _statement(path, content, known)
    yield from _single_values(path, node, known)
    for key, value in node.items():
        if key == "values" and _is_dated(value):
            yield from _versions(path, value, known)
        elif isinstance(value, Mapping) and key not in NOT_STATEMENTS:
            yield from _walk(f"{path}.{key}", value, known)


def _single_values(path: str, node: Mapping[Any, Any], known: Mapping[str, Any]) -> Iterator[Statement]:
    """Values of a mapping that have a confidence of their own, beside them as `<key>_confidence`."""
    for key in node:
        own = {part: node[f"{key}_{part}"] for part in PROVENANCE if f"{key}_{part}" in node}
        if own:
            yield _statement(f"{path}.{key}", {key: node[key]}, {**known, **own})


def _versions(
    path: str, values: Mapping[date, Mapping[str, Any]], known: Mapping[str, Any]
) -> Iterator[Statement]:
    starts = sorted(values)
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        until = following - timedelta(days=1) if following else None
        version = {**known, "in_force": start, "until": until, **values[start]}
        content = {key: value for key, value in values[start].items() if _is_content(key, value)}
        yield _statement(f"{path}.{start}", content, version)


def _statement(path: str, content: Mapping[Any, Any], known: Mapping[str, Any]) -> Statement:
    confidence = known.get("confidence")
    return Statement(
        path=path,
        says=_says(content),
        source=known.get("source"),
        confidence=confidence.replace(" ", "_") if isinstance(confidence, str) else confidence,
        last_checked=known.get("last_checked"),
        since=known.get("in_force"),
        until=known.get("until"),
    )


def _says(content: Mapping[Any, Any]) -> str:
    """The content on one line; a single value without its key."""
    said = content.values() if len(content) == 1 else (f"{key} {value}" for key, value in content.items())
    return " ".join("，".join(map(str, said)).split())


def _is_content(key: Any, value: Any) -> bool:
    beside = str(key).rpartition("_")
    is_provenance = key in NOT_CONTENT or (bool(beside[0]) and beside[2] in ("source", "confidence"))
    return not is_provenance and not isinstance(value, Mapping)


def _is_dated(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(isinstance(key, date) for key in value)
