"""Leave-voices-out cross-validation: how well the categories hold for writers that the classifier has never read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.classifier import Classifier
from evaluation.rows import MATTER_KINDS
from evaluation.training import Sentence, sentences

FOLDS = 5


@dataclass(frozen=True)
class Left:
    """A matter told by a writer who was left out of the training, and what was made of it."""

    sentence: Sentence
    kind: str
    category: str


def cross_validated(folds: int = FOLDS) -> Iterator[Left]:
    """Every sentence about a matter, read by a classifier trained without its writer and a few others."""
    everything = [(sentence, sentence.example()) for sentence in sentences()]
    counts = Counter(s.voice for s, _ in everything if s.intent in MATTER_KINDS)
    writers = [voice for voice, _ in counts.most_common()]
    for fold in range(folds):
        away = set(writers[fold::folds])
        classifier = Classifier().fit([example for sentence, example in everything if sentence.voice not in away])
        for sentence, example in everything:
            if sentence.voice in away and sentence.intent in MATTER_KINDS:
                rankings = classifier.rankings(example.text, example.words)
                yield Left(sentence, rankings["intent"][0][0], rankings["category"][0][0])


def table(left: list[Left]) -> dict[str, tuple[int, int, int]]:
    """For each writer and for all: kind right, category right, sentences. Strict: no fair alternatives are known."""
    rows: dict[str, tuple[int, int, int]] = {}
    for name in (*sorted({one.sentence.voice for one in left}), "全部"):
        kept = [one for one in left if name in {one.sentence.voice, "全部"}]
        kind = sum(one.kind == one.sentence.intent for one in kept)
        rows[name] = (kind, sum(one.category == one.sentence.category for one in kept), len(kept))
    return rows
