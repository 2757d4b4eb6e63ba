"""What a message states by itself: tables of sentences, both sides of each border."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.understanding.facts import Mention, extract
from bot.understanding.text.normalise import normalise

ON = date(2026, 11, 24)
TABLES = sorted((Path(__file__).parent / "tables").glob("*.yml"))


def rows() -> list[Any]:
    cases = []
    for path in TABLES:
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        cases += [
            pytest.param(table["slots"], text, want, id=f"{path.stem}: {text}")
            for text, want in table["rows"]
        ]
    return cases


@pytest.mark.parametrize(("slots", "text", "want"), rows())
def test_a_message_states_these_facts_and_no_others(
    slots: list[str], text: str, want: dict[str, Any]
) -> None:
    found = {mention.slot: mention.value for mention in extract(text, ON) if mention.slot in slots}
    assert found == want


LONG = (
    "我是江西上饶的，用的电信宽带，账号057012345678。今年9月20号开始天天断网，9月22号打10000报修投诉，工单号SR0922001，"
    "师傅来了说是线路老化，不肯换线。一共白交了138元，要求退费并尽快修好，测速截图我都留着。"
)


def test_seven_facts_are_taken_from_one_paragraph() -> None:
    found = {mention.slot: mention.value for mention in extract(LONG, ON)}
    assert found == {
        "operator": "china_telecom",
        "province": "江西省",
        "city": "上饶市",
        "event_date": "2026-09-20",
        "operator_complaint_date": "2026-09-22",
        "operator_complaint_no": "SR0922001",
        "amount": "138.00",
        "subscriber_number": "057012345678",
        "complained": True,
        "operator_reply": "unsatisfied",
        "demands": ["refund", "fix"],
        "evidence": ["测速截图"],
    }


def test_each_slot_is_given_once_and_stands_where_it_says() -> None:
    text = normalise(LONG)
    mentions = extract(LONG, ON)
    assert len({mention.slot for mention in mentions}) == len(mentions)
    number = next(mention for mention in mentions if mention.slot == "subscriber_number")
    assert text[number.start : number.end] == "057012345678"


def test_a_mention_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Mention("amount", "1.00", 0, 1).value = "2.00"  # type: ignore[misc]


@pytest.mark.parametrize("text", ["", "   ", "。。。", "😀", "a" * 5000, "移动" * 2000, "１" * 300])
def test_odd_texts_are_read_without_error(text: str) -> None:
    extract(text, ON)


@pytest.mark.parametrize("character", ["1", "一", "没", "移"])
def test_a_long_run_of_one_character_holds_no_sum(character: str) -> None:
    assert not [mention for mention in extract(character * 5000, ON) if mention.slot == "amount"]
