"""The letter as data: sections of paragraphs of sentences, each sentence with the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

INDENT = "　　"


@dataclass(frozen=True)
class Sentence:
    """One sentence. `facts` are slots; `kind` is party, statement, quote, law, demand, evidence or closing.

    `id` names its place in the letter and stays the same between versions; `label` (1.) is shown before the text.
    """

    id: str
    text: str
    facts: tuple[str, ...]
    kind: str
    label: str = ""

    def __str__(self) -> str:
        return self.label + self.text


@dataclass(frozen=True)
class Paragraph:
    """Sentences that run on; `style` is line, body, quote, numbered, salute or signature."""

    sentences: tuple[Sentence, ...]
    style: str

    @property
    def text(self) -> str:
        return "".join(str(sentence) for sentence in self.sentences)


@dataclass(frozen=True)
class Section:
    """`title` as shown (一、申诉事项), empty for the parties and the closing."""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        lines = [self.title] if self.title else []
        lines += [_as_line(paragraph) for paragraph in self.paragraphs]
        return "\n".join(lines)


@dataclass(frozen=True)
class RuleVersion:
    """A rule the letter relied on: `id` of laws.yml, its citation, first day in force if known, confidence."""

    id: str
    citation: str
    in_force: date | None
    source: str
    confidence: str


@dataclass(frozen=True)
class Remark:
    """Something to tell the person beside the draft, never part of it."""

    id: str
    text: str


@dataclass(frozen=True)
class Letter:
    """A letter drafted on `day`. `missing` are the slots that a complete letter still needs, most needed first."""

    title: str
    sections: tuple[Section, ...]
    missing: tuple[str, ...]
    rule_versions: tuple[RuleVersion, ...]
    remarks: tuple[Remark, ...]
    day: date

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in the order of the letter."""
        return tuple(chain.from_iterable(p.sentences for p in self._paragraphs()))

    @property
    def text(self) -> str:
        """The whole letter as plain text, sections parted by an empty line."""
        return "\n\n".join([self.title, *(section.text for section in self.sections)]) + "\n"

    def section(self, id: str) -> Section | None:
        """The section with an id (parties, matter, course, complaint, basis, demands, evidence, closing)."""
        return next((section for section in self.sections if section.id == id), None)

    def _paragraphs(self) -> Iterator[Paragraph]:
        return chain.from_iterable(section.paragraphs for section in self.sections)


def _as_line(paragraph: Paragraph) -> str:
    indented = paragraph.style in ("body", "quote", "salute")
    return (INDENT if indented else "") + paragraph.text
