"""The numbered demands: standard ones worded for the category, the person's own in their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

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
    told = {other for id in facts.demands for other in by_id.get(id, {}).get("covers", ())}
    told |= {
        other
        for id in facts.demands
        for other in by_id.get(id, {}).get("covers_in", {}).get(facts.category, ())
    }
    told |= {id for id, entry in by_id.items() if _said_instead(entry, facts.demands)}
    for demand in dict.fromkeys(facts.demands):
        if demand in told:
            continue
        if demand in by_id:
            sentence = write(by_id[demand], facts, values, "demand", cited, ("demands",))
            if sentence:
                yield replace(sentence, id=f"demand.{demand}")
        elif text := own_words(demand, facts.relation == "authorised"):
            yield Sentence(f"demand.{text}", text, ("demands",), "demand")


def _said_instead(entry: Mapping[str, Any], demands: Sequence[str]) -> bool:
    """Whether the person worded a standard demand more exactly, such as 补偿200元."""
    pattern = entry.get("instead")
    return pattern is not None and any(re.search(pattern, demand) for demand in demands)


def own_words(demand: str, by_agent: bool = False) -> str:
    """A demand in the person's words, without 我要求, which the letter says, and without its full stop.

    我 becomes 申诉人; where an agent speaks, it is 我妈 and the like who is the 申诉人.
    """
    wording = load("letter_wording")["demands"]
    text = _END.sub("", one_line(demand))
    shorter = re.sub(wording["redundant_start"], "", text)
    speaker, complainant = wording["kin" if by_agent else "first_person"]
    return str(re.sub(speaker, complainant, shorter or text))
