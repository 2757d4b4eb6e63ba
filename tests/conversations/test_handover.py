"""Whoever wants a person is told how to reach one, or that there is none, and loses nothing."""

from typing import Any

import pytest
from matters import RICH, TO_LETTER

from bot.settings import settings


@pytest.mark.parametrize("said", ["人工", "转人工", "我要找真人客服"])
async def test_without_a_desk_other_ways_are_named(talk: Any, said: str) -> None:
    await talk.say(RICH, said)
    assert "没有人工" in talk.text and talk.case["case_no"] in talk.text
    assert talk.asked == "relation"


async def test_with_a_desk_its_contact_is_given(talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUMAN_CONTACT", "电话 020-12345678，工作日9点到17点")
    settings.cache_clear()
    await talk.say(RICH, "人工")
    assert "020-12345678" in talk.text
    await talk.say("是我本人的")
    assert talk.case["relation"] == "self"


async def test_a_person_is_asked_for_before_anything_is_told(talk: Any) -> None:
    await talk.say("人工")
    assert "没有人工" in talk.text and talk.case == {}


async def test_a_person_is_asked_for_while_the_letter_waits(talk: Any) -> None:
    await talk.say(*TO_LETTER)
    letter = talk.case["draft"]
    await talk.say("转人工")
    assert talk.case["draft"] == letter and talk.asked == "draft_approved"
