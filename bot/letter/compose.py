"""The letter from a case: what each section says. Structure: Measures on Telecom Users' Appeals, Art. 12."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.admissibility import assess
from bot.case import Facts, validate
from bot.letter.advice import missing, remarks
from bot.letter.clean import lines, one_line
from bot.letter.demands import demand_sentences
from bot.letter.grounds import Cited, cited_grounds
from bot.letter.model import Letter, Paragraph, RuleVersion, Section, Sentence
from bot.letter.templates import write
from bot.letter.values import Value, values_of
from bot.parties import bureau
from bot.rulebook import article, load


@dataclass(frozen=True)
class Matter:
    """All that the sections are written from."""

    facts: Facts
    values: Mapping[str, Value]
    cited: tuple[Cited, ...]
    admissible: bool
    on: date


def draft(case: Mapping[str, Any], on: date) -> Letter:
    """The letter to the regulator as the facts of a case allow on a day. ValueError names a bad key of the case."""
    facts = validate(case, on)
    known = {slot: value for slot, value in case.items() if slot in Facts.__dataclass_fields__}
    matter = Matter(
        facts=facts,
        values=values_of(facts, known, on),
        cited=cited_grounds(facts, on),
        admissible=assess(case, on).verdict == "admissible" and article(_conditions()).holds(on),
        on=on,
    )
    sections = tuple(_sections(matter))
    return Letter(
        title=load("letter_wording")["title"],
        sections=sections if case.get("complained") else tuple(_reply_for_complaint(part) for part in sections),
        missing=missing(facts),
        rule_versions=_rule_versions(matter),
        remarks=remarks(facts, known),
        day=on,
    )


def _sections(matter: Matter) -> Iterator[Section]:
    wording = load("letter_wording")
    numbers = iter(wording["section_titles"])
    for id, build in _SECTIONS.items():
        paragraphs = tuple(build(matter))
        if paragraphs:
            title = wording.get(id, {}).get("title") if isinstance(wording.get(id), dict) else None
            yield Section(id, f"{next(numbers)}{wording['joiner']}{title}" if title else "", paragraphs)


def _reply_for_complaint(section: Section) -> Section:
    """A reply implies a complaint: where only the reply was told, what is said of the complaint rests on it."""

    def traced(sentence: Sentence) -> Sentence:
        slots = ("operator_reply" if slot == "complained" else slot for slot in sentence.facts)
        return replace(sentence, facts=tuple(dict.fromkeys(slots)))

    paragraphs = (replace(p, sentences=tuple(traced(s) for s in p.sentences)) for p in section.paragraphs)
    return replace(section, paragraphs=tuple(paragraphs))


def _written(matter: Matter, templates: Iterable[Mapping[str, Any]], kind: str = "statement") -> list[Sentence]:
    written = (write(template, matter.facts, matter.values, kind) for template in templates)
    return [sentence for sentence in written if sentence]


def _parties(matter: Matter) -> Iterator[Paragraph]:
    for sentence in _written(matter, load("letter_wording")["parties"], "party"):
        yield Paragraph((sentence,), "line")


def _matter(matter: Matter) -> Iterator[Paragraph]:
    wording = load("letter_wording")["matter"]
    said = _written(matter, [wording["user"], wording["place"]])
    template = wording["by_category"].get(matter.facts.category)
    if template:
        sentence = write(template, matter.facts, matter.values, rests_on=("category",))
        said += [sentence] if sentence else []
    said += _written(matter, [wording["amount"]])
    yield from _body(said)


def _course(matter: Matter) -> Iterator[Paragraph]:
    wording = load("letter_wording")["course"]
    way = next((way for way in ("lasting", "charge") if matter.facts.category in wording[way]), "once")
    yield from _body(_written(matter, [wording["event"][way], wording["event"]["once"]])[:1])
    account = _account(matter.facts.narrative or "")
    if account:
        yield from _body(_written(matter, [wording["account_intro"]]))
        nested = str.maketrans(wording["inner_quotes"])
        yield from _quoted([line.translate(nested) for line in account], *wording["account_quotes"])


def _account(narrative: str) -> list[str]:
    """What the person told, without bare answers to our questions; those too where there is nothing else."""
    told, bare = lines(narrative), load("letter_wording")["course"]["bare_answers"]
    return [line for line in told if not any(re.fullmatch(answer, line.rstrip("。.！!")) for answer in bare)] or told


def _quoted(account: list[str], opening: str, closing: str) -> Iterator[Paragraph]:
    """Each paragraph of a quotation opens with a mark, the last one closes it, as Chinese typography has it."""
    for place, line in enumerate(account, 1):
        text = opening + line + (closing if place == len(account) else "")
        yield Paragraph((Sentence(f"account.{place}", text, ("narrative",), "quote"),), "quote")


def _complaint(matter: Matter) -> Iterator[Paragraph]:
    wording = load("letter_wording")["complaint"]
    complained = [wording["raised"], wording["answered"]] if matter.facts.complained else []
    yield from _body(_written(matter, complained))
    yield from _body(_written(matter, wording["standing"]))


def _basis(matter: Matter) -> Iterator[Paragraph]:
    said = [ground.sentence for ground in matter.cited]
    if matter.admissible:
        conditions = load("letter_wording")["basis"]["admissible"]
        slots = tuple(slot for slot in conditions["rests_on"] if not matter.facts.absent(slot))
        said.append(Sentence(conditions["id"], conditions["text"], slots, "law"))
    for place, sentence in enumerate(said, 1):
        yield Paragraph((replace(sentence, label=f"{place}. "),), "numbered")


def _demands(matter: Matter) -> Iterator[Paragraph]:
    cited = tuple(ground.id for ground in matter.cited)
    numbered = demand_sentences(matter.facts, matter.values, cited)
    if numbered:
        yield from _body(_written(matter, [load("letter_wording")["demands"]["intro"]]))
    for sentence in numbered:
        yield Paragraph((sentence,), "numbered")


def _evidence(matter: Matter) -> Iterator[Paragraph]:
    wording = load("letter_wording")["evidence"]
    pieces = [one_line(piece).rstrip("。；;") for piece in matter.facts.evidence]
    named = [piece for piece in dict.fromkeys(pieces) if piece and piece not in wording["none_said"]]
    if not named and pieces:
        yield from _body([Sentence("no_evidence", wording["none_text"], ("evidence",), "evidence")])
    for place, piece in enumerate(named, 1):
        end = "。" if place == len(named) else "；"
        sentence = Sentence(f"evidence.{piece}", piece + end, ("evidence",), "evidence", f"{place}. ")
        yield Paragraph((sentence,), "numbered")


def _closing(matter: Matter) -> Iterator[Paragraph]:
    wording = load("letter_wording")["closing"]
    desk = bureau(matter.facts.province)
    if desk:
        name = wording["bureau"].format(bureau=desk.name) if desk.has_desk else wording["miit"]
        yield Paragraph((Sentence("salute", wording["salute"], ("province",), "closing"),), "salute")
        yield Paragraph((Sentence("addressee", name, ("province",), "closing"),), "line")
    for sentence in _written(matter, wording["signature"], "closing"):
        yield Paragraph((sentence,), "signature")
    yield Paragraph((Sentence("day", matter.values["today"].text, (), "closing"),), "signature")


def _body(sentences: list[Sentence]) -> Iterator[Paragraph]:
    if sentences:
        yield Paragraph(tuple(sentences), "body")


def _conditions() -> str:
    return str(load("letter_wording")["basis"]["admissible"]["law_id"])


def _rule_versions(matter: Matter) -> tuple[RuleVersion, ...]:
    rules = [ground.rule for ground in matter.cited]
    if matter.admissible:
        law = article(_conditions())
        rules.append(RuleVersion(law.id, law.citation, law.in_force, law.source, law.confidence))
    return tuple(rules)


_SECTIONS = {
    "parties": _parties,
    "matter": _matter,
    "course": _course,
    "complaint": _complaint,
    "basis": _basis,
    "demands": _demands,
    "evidence": _evidence,
    "closing": _closing,
}
