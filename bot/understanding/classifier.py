"""What kind of message it is, which matter, which question, what an answer says: linear heads on one text.

Linear models on characters, jieba words and sounds hold as well as deep ones on a few thousand sentences, train in
seconds and answer in a millisecond; `make evaluate` measures this against the stock pipeline.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import spmatrix
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.understanding.text.sounds import syllables

HOTLINES = re.compile(r"(?<!\d)(1000[01]|10010|10086|1009[69]|123(?:00|21|81|15|45)|12315|12378|110|96110)(?!\d)")
_STOPS = "。，！. "
RARE = 3  # sentences a run must stand in; rarer ones double the model and tell nothing
NUMBER = re.compile(r"\d+(?:\.\d+)?")

# Questions that are answered by one of a few things, said in any words.
CHOICES = ("complained", "operator_reply", "settled", "relation")
HEADS = ("intent", "category", "topic", *CHOICES)

Ranking = list[tuple[str, float]]


def generalised(text: str) -> str:
    """The text with numbers reduced to their shape; hotlines stay, since they say who is meant.

    The stop at the end goes: it tells a careful writer, not what is meant.
    """
    kept = HOTLINES.sub(lambda m: f"\ue000{m.group()}\ue001", text.lower().rstrip(_STOPS) or text)
    pieces = re.split("(\ue000\\d+\ue001)", kept)
    return "".join(p if p.startswith("\ue000") else NUMBER.sub(_shape, p) for p in pieces)


def _shape(match: re.Match[str]) -> str:
    return "#" if len(match.group()) >= 5 else "0"


@dataclass(frozen=True)
class Example:
    """One sentence with its jieba words and its labels by the names of the heads that apply to it."""

    text: str
    words: Sequence[str]
    labels: Mapping[str, str]


class Features:
    """Character 1–4-grams, word 1–2-grams and syllable 1–3-grams, weighted by how telling they are."""

    def __init__(self) -> None:
        self._runs = TfidfVectorizer(analyzer=_runs, min_df=RARE, sublinear_tf=True, dtype=np.float32)

    def fit(self, examples: Sequence[Example]) -> spmatrix:
        return self._runs.fit_transform([(e.text, e.words) for e in examples])

    def of(self, text: str, words: Sequence[str]) -> spmatrix:
        return self._runs.transform([(text, words)])


def _runs(message: tuple[str, Sequence[str]]) -> list[str]:
    """Characters stand as they are, words and syllables are marked as such."""
    text, words = generalised(message[0]), [NUMBER.sub(_shape, word) for word in message[1]]
    return [
        *(text[at : at + length] for length in (1, 2, 3, 4) for at in range(len(text) - length + 1)),
        *(f"w:{run}" for run in (*words, *map(" ".join, pairwise(words)))),
        *(f"s:{run}" for run in _joined(syllables(text), (1, 2, 3))),
    ]


def _joined(parts: Sequence[str], lengths: Sequence[int]) -> Iterator[str]:
    for length in lengths:
        yield from (" ".join(parts[at : at + length]) for at in range(len(parts) - length + 1))


class Head:
    """One question put to the features: a linear machine whose margins are read as probabilities."""

    def __init__(self, strength: float, sharpness: float, biased: bool = True) -> None:
        self._strength, self._sharpness, self._biased = strength, sharpness, biased

    def fit(self, features: spmatrix, labels: Sequence[str]) -> None:
        machine = LinearSVC(
            C=self._strength, class_weight="balanced", random_state=0, fit_intercept=self._biased
        ).fit(features, labels)
        self._labels: list[str] = machine.classes_.tolist()
        # A row for each feature, of half the usual width: a message touches few rows, and they lie together.
        self._weights = np.ascontiguousarray(machine.coef_.T, dtype=np.float32)
        self._bias = machine.intercept_

    def ranking(self, features: spmatrix) -> Ranking:
        chances = softmax(self._sharpness * ((features @ self._weights)[0] + self._bias))
        return sorted(zip(self._labels, chances.tolist(), strict=True), key=lambda p: -p[1])


class Classifier:
    """A head for each of `HEADS`."""

    def __init__(self, strength: float = 1.0, sharpness: float = 4.0) -> None:
        self._features = Features()
        # Without a bias, what holds no known word (嘟嘟嘟) answers nothing.
        self._heads = {name: Head(strength, sharpness, biased=name not in CHOICES) for name in HEADS}

    def fit(self, examples: Sequence[Example]) -> "Classifier":
        matrix = self._features.fit(examples)
        for name, head in self._heads.items():
            rows = [i for i, e in enumerate(examples) if name in e.labels]
            head.fit(matrix[rows], [examples[i].labels[name] for i in rows])
        return self

    def rankings(self, text: str, words: Sequence[str]) -> dict[str, Ranking]:
        """For each head its labels with their probabilities, best first."""
        matrix = self._features.of(text, words)
        return {name: head.ranking(matrix) for name, head in self._heads.items()}


def labels_of(intent: str, known: Mapping[str, str]) -> dict[str, str]:
    """The labels of a training sentence by its intent and the metadata of its block, as data/nlu has them."""
    said = {known["slot"]: known["says"]} if "says" in known else {}
    told = {name: known[name] for name in ("category", "topic") if name in known}
    return {"intent": intent} | told | said


def examples_of(messages: Iterable[Any]) -> list[Example]:
    """Training sentences out of Rasa's messages: labels beside the intent stand in its metadata."""
    found = []
    for message in messages:
        known = (message.get("metadata") or {}).get("intent") or {}
        words = [token.text for token in message.get("text_tokens") or []]
        found.append(Example(message.get("text"), words, labels_of(message.get("intent"), known)))
    return found
