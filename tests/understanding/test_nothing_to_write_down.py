"""没有 in answer to what may be missing: nothing to write down, which is not the same as not knowing."""

import pytest

from bot.understanding.answers.reader import says_none
from bot.understanding.text.normalise import normalise


@pytest.mark.parametrize("text", ["没有", "冇證據", "没有什么证据", "没留", "没得", "没有具体金额"])
def test_nothing_is_an_answer(text: str) -> None:
    assert says_none("evidence", normalise(text))


@pytest.mark.parametrize("text", ["不记得了", "不知道", "没有证据能申诉吗？", "没有录下来但是我手里还留着一张账单"])
def test_not_knowing_asking_and_telling_are_not_nothing(text: str) -> None:
    assert not says_none("evidence", normalise(text))


def test_what_must_be_told_cannot_be_nothing() -> None:
    assert not says_none("complainant_name", "没有")
