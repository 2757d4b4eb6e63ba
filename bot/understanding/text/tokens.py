"""spaCy's Chinese with the jieba segmenter and our telecom dictionary, and the closed lists as an entity ruler.

Word borders are what keeps 移动 out of 移动硬盘 and 电信 out of 电信诈骗. No model is involved.
"""

import logging
from functools import lru_cache
from typing import Any

import jieba
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.understanding.text.lexicon import TELECOM_WORDS, lexicon

_CACHED_TEXTS = 256


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    jieba.setLogLevel(logging.WARNING)
    jieba.load_userdict(str(TELECOM_WORDS))
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    ruler: Any = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(_patterns())
    return nlp


def _patterns() -> list[dict[str, str]]:
    names = [
        {"label": "operator", "id": operator, "pattern": name}
        for operator, entry in lexicon("operators")["operators"].items()
        for name in entry["names"]
    ]
    for label in ("virtual_operator", "local_company"):
        names += [{"label": label, "id": name, "pattern": name} for name in lexicon("operators")[label]]
    return names


@lru_cache(maxsize=_CACHED_TEXTS)
def parse(text: str) -> Doc:
    """The words of a normalised text; `ents` are the companies named in it."""
    return _pipeline()(text)


def words(text: str) -> list[str]:
    """The words of a normalised text as the classifier takes them."""
    _pipeline()
    return list(jieba.cut(text))


def frequency(word: str) -> int:
    """How often jieba's corpus has the word; 0 if never."""
    _pipeline()
    return int(jieba.dt.FREQ.get(word) or 0)


@lru_cache(maxsize=_CACHED_TEXTS)
def borders(text: str) -> frozenset[int]:
    """The offsets at which a word begins or ends."""
    ends = {token.idx + len(token) for token in parse(text)}
    return frozenset(ends | {token.idx for token in parse(text)} | {0, len(text)})
