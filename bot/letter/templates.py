"""From a template of the YAML to a sentence: written only when every fact it needs is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from bot.case import Facts
from bot.letter.conditions import holds, slots
from bot.letter.model import Sentence
from bot.letter.values import Values

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
Template = Mapping[str, Any]


def write(
    template: Template,
    facts: Facts,
    values: Values,
    kind: str = "statement",
    cited: Collection[str] = (),
    rests_on: tuple[str, ...] = (),
) -> Sentence | None:
    """The sentence of a template, or of its first variant that can be written; None if none can."""
    for variant in template.get("variants", (template,)):
        text = fill(variant, facts, values, cited)
        if text is not None:
            keys = (*rests_on, *fact_keys(variant, values))
            return Sentence(variant.get("id", ""), text, tuple(dict.fromkeys(keys)), kind)
    return None


def fill(template: Template, facts: Facts, values: Values, cited: Collection[str] = ()) -> str | None:
    """The text with its placeholders filled; None if a fact is missing or its condition does not hold."""
    if any(facts.absent(slot) for slot in template.get("needs", ())):
        return None
    if not holds(template.get("when", {}), facts, cited):
        return None
    names = _PLACEHOLDER.findall(template["text"])
    if not all(name in values for name in names):
        return None
    # One pass: what a person wrote in braces is never taken for a placeholder.
    return _PLACEHOLDER.sub(lambda match: values[match.group(1)].text, template["text"])


def fact_keys(template: Template, values: Values) -> tuple[str, ...]:
    """The slots a filled template rests on: of its placeholders, its needs and its condition."""
    names = _PLACEHOLDER.findall(template["text"])
    placed = [slot for name in names for slot in values[name].slots]
    return (*placed, *template.get("needs", ()), *slots(template.get("when", {})))
