"""The paste sheet for the regulator's web form as text: field by field, with the characters each one takes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.letter.paste import Field, paste_sheet
from bot.rulebook import load


def sheet(case: Mapping[str, Any], on: date) -> str:
    """All fields that the facts can fill, an empty line between them. ValueError names a bad key of the case."""
    return "\n\n".join(_shown(field) for field in paste_sheet(case, on))


def _shown(field: Field) -> str:
    form = load("paste_sheet")["shown"]["limited" if field.limit else "field"]
    head = form.format(name=field.name, characters=field.characters, limit=field.limit)
    note = "" if field.note == load("paste_sheet")["unknown_limit"] else field.note
    return "\n".join(part for part in (head, field.text, f"（{note}）" if note else "") if part)
