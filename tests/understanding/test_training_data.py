"""The training sentences: balanced, written once, and apart from the messages that measure them."""

from collections import Counter

import pytest

from evaluation.duplicates import nearest, pairs
from evaluation.rows import DEVELOPMENT, HELD, MATTER_KINDS, load
from evaluation.training import MIXED, Sentence, sentences

EVERY = sentences()
TEXTS = [sentence.text for sentence in EVERY]
# Shares of common pairs of characters, above which two sentences say the same in the same words.
TOO_ALIKE, COPIED = 0.72, 0.4
REPORTS, FAULTS, ACTS = (250, 350), (100, 160), (20, 340)
# Many trades in one category.
WIDEST, WIDE = "other_sector", 620


def counts(kind: str) -> Counter[str | None]:
    return Counter(sentence.category for sentence in EVERY if sentence.intent == kind)


def test_the_categories_are_balanced() -> None:
    found = counts("report")
    assert len(found) == 21
    assert found.pop(WIDEST) <= WIDE
    assert REPORTS[0] <= min(found.values()) and max(found.values()) <= REPORTS[1], found
    faults = counts("fault")
    assert FAULTS[0] <= min(faults.values()) and max(faults.values()) <= FAULTS[1], faults


def test_each_act_has_enough_sentences_and_none_swallows_the_rest() -> None:
    free = {"report", "fault", "consult", "inform", "query"}
    found = Counter(sentence.intent for sentence in EVERY if sentence.intent not in free)
    assert ACTS[0] <= min(found.values()) and max(found.values()) <= ACTS[1], found


def test_every_category_is_told_by_many_writers() -> None:
    for category in counts("report"):
        voices = {s.voice for s in EVERY if s.category == category and s.intent == "report"}
        assert len(voices) >= 20, category


def test_no_sentence_stands_there_twice() -> None:
    found = Counter((s.text.strip(), s.intent, s.category, s.topic) for s in EVERY)
    assert [key for key, count in found.items() if count > 1] == []


def test_no_sentence_has_two_meanings() -> None:
    meanings: dict[str, set[tuple[str, str | None, str | None]]] = {}
    for sentence in EVERY:
        meanings.setdefault(sentence.text.strip(), set()).add((sentence.intent, sentence.category, sentence.topic))
    assert {text: found for text, found in meanings.items() if len(found) > 1} == {}


def test_no_two_sentences_are_nearly_the_same() -> None:
    assert [found for found in nearest(TEXTS, TEXTS, same=True) if found[0] >= TOO_ALIKE] == []


def test_no_sentence_is_taken_from_the_messages_that_measure() -> None:
    measured = [row.text for row in load(DEVELOPMENT + HELD)]
    assert [found for found in nearest(TEXTS, measured) if found[0] >= COPIED] == []
    # Short ones are common words; whole sentences are not.
    told = {row.text.strip("。！？!?. ") for row in load(DEVELOPMENT + HELD) if row.group == "matter"}
    assert told & {sentence.text.strip("。！？!?. ") for sentence in EVERY} == set()


def test_the_writers_of_the_training_data_measure_nothing() -> None:
    assert not {s.voice for s in EVERY if s.intent in MATTER_KINDS} & {row.voice for row in load(DEVELOPMENT + HELD)}


def test_matters_name_their_category_and_writer() -> None:
    assert [s for s in EVERY if s.intent in MATTER_KINDS and (not s.category or s.voice == MIXED)] == []


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("移动没经过我同意就给我开了视频会员，退钱", "移动没经过我同意就给我开通了视频会员,给我退钱", True),
        ("移动没经过我同意就给我开了视频会员，退钱", "宽带装了一个月还没有装好，师傅也不来", False),
    ],
)
def test_likeness_tells_a_copy_from_another_sentence(left: str, right: str, alike: bool) -> None:
    found = nearest([left], [right])
    assert bool(found and found[0][0] >= COPIED) is alike


def test_marks_and_digits_make_no_difference() -> None:
    assert pairs("扣了30元，退我！") == pairs("扣了56元退我")


def test_a_sentence_knows_its_origin() -> None:
    assert all(isinstance(sentence, Sentence) and sentence.file.endswith(".yml") for sentence in EVERY)
