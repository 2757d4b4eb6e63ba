"""The contract's borders that the words alone do not tell: report and fault, and which facts a message can state."""

from typing import Any

import pytest

from bot.understanding.kinds import of_matter
from bot.understanding.relevance import relevant


def ranked(intent: str, fault: float = 0.3, category: str = "broadband_degraded", sure: float = 0.9) -> Any:
    rest = [("fault", fault)] if intent != "fault" else []
    return {"intent": [(intent, 0.6), *rest, ("thanks", 0.05)], "category": [(category, sure)]}


@pytest.mark.parametrize(
    ("text", "said", "rankings", "want"),
    [
        ("网慢，麻烦派人来看看", {}, ranked("report"), "fault"),
        ("网慢，麻烦派人来看看", {"complained": True}, ranked("fault"), "report"),
        ("网慢了一个月了，太气人", {"operator": "china_mobile"}, ranked("fault"), "report"),
        ("多扣了30，麻烦处理", {"amount": "30.00"}, ranked("fault", category="unknown_charge"), "report"),
        (
            "手机停了，赶紧恢复",
            {"operator": "china_mobile"},
            ranked("report", category="wrongful_suspension"),
            "report",
        ),
        ("多谢多谢", {}, ranked("report", sure=0.2), "thanks"),
        ("没信号", {}, ranked("report", category="poor_signal"), "report"),
        ("查话费", {}, ranked("query"), "query"),
    ],
)
def test_a_fault_asks_for_repair_before_any_complaint(text: str, said: Any, rankings: Any, want: str) -> None:
    assert of_matter(text, want if want == "query" else rankings["intent"][0][0], rankings, said) == want


FACTS = {"operator": "china_mobile", "complained": True, "operator_reply": "none", "amount": "30.00", "city": "成都市"}


@pytest.mark.parametrize(
    ("intent", "category", "kept"),
    [
        ("report", "unknown_charge", set(FACTS)),
        ("report", "fraud", {"amount", "city"}),
        ("report", "spam_or_harassment", {"amount", "city", "complained", "operator_reply"}),
        ("query", None, {"operator", "city"}),
        ("consult", None, {"operator", "city"}),
        ("lookup_case", None, set()),
        ("correct", None, set(FACTS)),
    ],
)
def test_a_message_states_only_what_its_kind_can(intent: str, category: str | None, kept: set[str]) -> None:
    assert set(relevant(FACTS, intent, category)) == kept
