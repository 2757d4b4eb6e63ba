"""The same facts as a paste sheet, field by field, for the regulator's web form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.case import Facts, validate
from bot.letter.compose import draft
from bot.letter.model import Letter
from bot.letter.templates import write
from bot.letter.values import values_of
from bot.rulebook import load


@dataclass(frozen=True)
class Field:
    """A field of the form with what to enter; `limit` in characters is None while it is not known."""

    name: str
    text: str
    characters: int
    limit: int | None
    note: str


def paste_sheet(case: Mapping[str, Any], on: date) -> list[Field]:
    """The fields that the facts can fill, in the order of the form. ValueError names a bad key of the case."""
    facts, letter = validate(case, on), draft(case, on)
    values = values_of(facts, case, on)
    fields = []
    for spec in load("paste_sheet")["fields"]:
        text = _letter_text(letter, spec["sections"]) if "sections" in spec else _filled(spec, facts, values)
        if text:
            note = spec.get("note", load("paste_sheet")["unknown_limit"])
            fields.append(Field(spec["name"], text, len(text), spec.get("limit"), note))
    return fields


def _filled(spec: Mapping[str, Any], facts: Facts, values: Mapping[str, Any]) -> str:
    sentence = write(spec, facts, values)
    return sentence.text if sentence else ""


def _letter_text(letter: Letter, ids: list[str]) -> str:
    """The paragraphs of some sections without indents: forms keep line ends but no layout."""
    return "\n".join(_lines(letter, ids))


def _lines(letter: Letter, ids: list[str]) -> Iterator[str]:
    for id in ids:
        section = letter.section(id)
        if section and len(ids) > 1:
            yield section.title.partition(load("letter_wording")["joiner"])[2] + "："
        for paragraph in section.paragraphs if section else ():
            yield paragraph.text
