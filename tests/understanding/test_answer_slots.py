"""How many ways there are to answer one question: names, addresses, whose number, what has been done so far."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.understanding.answers.reader import read_answer

ON = date(2026, 11, 24)
TABLE = yaml.safe_load((Path(__file__).parent / "answer_slots.yml").read_text(encoding="utf-8"))
ROWS = [pytest.param(slot, text, want, id=f"{slot}: {text}") for slot, rows in TABLE.items() for text, want in rows]


@pytest.mark.parametrize(("slot", "text", "want"), ROWS)
def test_an_answer_gives_this_value(slot: str, text: str, want: Any) -> None:
    assert read_answer(slot, text, ON).get(slot) == want


@pytest.mark.parametrize(
    ("slot", "text", "want"),
    [
        ("complainant_name", "我爸叫蒋大海，我叫蒋小波", {"complainant_name": "蒋大海", "agent_name": "蒋小波"}),
        ("complainant_name", "申诉人宋铁柱，代办人李红", {"complainant_name": "宋铁柱", "agent_name": "李红"}),
        (
            "complainant_name",
            "我叫胡明华，地址是长沙市岳麓区桐梓坡路8号，电话13900001234",
            {"complainant_name": "胡明华", "address": "长沙市岳麓区桐梓坡路8号", "contact_phone": "13900001234"},
        ),
        (
            "address",
            "地址合肥市蜀山区黄山路120号，邮编230031，我叫李红",
            {"address": "合肥市蜀山区黄山路120号", "postcode": "230031", "complainant_name": "李红"},
        ),
    ],
)
def test_one_answer_may_give_several_particulars(slot: str, text: str, want: dict[str, Any]) -> None:
    assert read_answer(slot, text, ON) == want
