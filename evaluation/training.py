"""The training sentences as the classifier takes them, with the writer's voice of each, without Rasa around them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from bot.understanding.classifier import Example, labels_of
from bot.understanding.text.normalise import normalise
from bot.understanding.text.tokens import words
from evaluation.rows import ROOT

MIXED = "mixed"  # sentences that belong to no one writer


@dataclass(frozen=True)
class Sentence:
    """A training sentence as typed, its labels, its writer and its file."""

    text: str
    intent: str
    category: str | None
    topic: str | None
    voice: str
    file: str
    labels: Mapping[str, str]

    def example(self) -> Example:
        text = normalise(self.text)
        return Example(text, words(text), self.labels)


def sentences() -> list[Sentence]:
    """Every sentence under data/nlu, in the order of the files."""
    return list(_read())


def _read() -> Iterator[Sentence]:
    folder = ROOT / "data" / "nlu"
    for path in sorted(folder.rglob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            known = block.get("metadata") or {}
            for line in block["examples"].splitlines():
                if line.startswith("- "):
                    yield Sentence(
                        line[2:].strip(), block["intent"], known.get("category"), known.get("topic"),
                        known.get("voice", MIXED), str(path.relative_to(folder)), labels_of(block["intent"], known),
                    )  # fmt: skip
