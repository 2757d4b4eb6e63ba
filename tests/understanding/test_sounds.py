"""What sounds alike is read alike: homophones of speech recognition and of pinyin input."""

import pytest

from bot.understanding.text.sounds import syllables


@pytest.mark.parametrize(
    ("meant", "typed"),
    [("话费", "花费"), ("套餐", "讨餐"), ("流量", "留量"), ("宽带", "款待"), ("账单", "帐单"), ("拿来", "那来")],
)
def test_homophones_and_southern_mergers_sound_the_same(meant: str, typed: str) -> None:
    assert syllables(meant) == syllables(typed)


def test_words_that_sound_different_stay_apart() -> None:
    assert syllables("移动") != syllables("联通")


def test_every_character_that_has_no_sound_stands_alone() -> None:
    assert syllables("扣15块ab,") == ["kou", "1", "5", "kuai", "a", "b", ","]
