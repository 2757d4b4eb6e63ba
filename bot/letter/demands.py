"""The numbered demands: standard ones worded for the category, the person's own in their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.case import Facts
from bot.letter.clean import one_line
from bot.letter.model import Sentence
from bot.letter.templates import write
from bot.letter.values import Values
from bot.rulebook import load

_END = re.compile(r"[\s。．.；;，,、！!]+$")


def demand_sentences(facts: Facts, values: Values, cited: Collection[str]) -> list[Sentence]:
    """One sentence for each demand, numbered; what another demand already contains is not repeated."""
    found = list(_worded(facts, values, cited))
    bare = [_END.sub("", sentence.text) for sentence in found]
    last = len(found) - 1
    return [
        replace(sentence, text=text + ("。" if place == last else "；"), label=f"{place + 1}. ")
        for place, (sentence, text) in enumerate(zip(found, bare, strict=True))
    ]


def _worded(facts: Facts, values: Values, cited: Collection[str]) -> Iterator[Sentence]:
    by_id = load("letter_wording")["demands"]["by_id"]
    covered = {other for id in facts.demands for other in by_id.get(id, {}).get("covers", ())}
    for demand in dict.fromkeys(facts.demands):
        if demand in covered:
            continue
        if demand in by_id:
            sentence = write(by_id[demand], facts, values, "demand", cited, ("demands",))
            if sentence:
                yield replace(sentence, id=f"demand.{demand}")
        elif text := own_words(demand):
            yield Sentence(f"demand.{text}", text, ("demands",), "demand")


def own_words(demand: str) -> str:
    """A demand in the person's words without the 我要求 that the letter already says, and without its full stop."""
    text = _END.sub("", one_line(demand))
    shorter = re.sub(load("letter_wording")["demands"]["redundant_start"], "", text)
    return shorter or text
