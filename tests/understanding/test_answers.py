"""What a bare answer means in the light of the question just asked."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.understanding.answers.reader import is_dont_know, read_answer

ON = date(2026, 11, 24)
ROWS = yaml.safe_load((Path(__file__).parent / "answers.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("asked", "text", "want"), ROWS, ids=[f"{asked}: {text}" for asked, text, _ in ROWS])
def test_an_answer_gives_these_facts_and_no_others(asked: str, text: str, want: dict[str, Any]) -> None:
    assert read_answer(asked, text, ON) == want


@pytest.mark.parametrize("text", ["不晓得", "记不清了", "我也不知道", "唔知", "忘了", "说不清"])
def test_people_may_not_know(text: str) -> None:
    assert is_dont_know(text)


@pytest.mark.parametrize("text", ["知道", "10号", "没有", "联通", "我记得是10号"])
def test_an_answer_is_not_taken_for_not_knowing(text: str) -> None:
    assert not is_dont_know(text)


def test_a_slot_without_a_reader_still_gives_what_is_stated() -> None:
    assert read_answer("category", "联通乱扣了我30元", ON) == {"operator": "china_unicom", "amount": "30.00"}
