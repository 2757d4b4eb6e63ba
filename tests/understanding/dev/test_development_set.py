"""The development set is well formed: a wrong label there would mislead every measurement."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ON = date(2026, 11, 24)
FILES = ("matters", "answers", "steering", "voices", "held")
STYLES = {"plain", "terse", "furious", "dialect", "asr", "typo", "traditional", "long", "formal"}
KINDS = {"report", "fault", "query", "consult", None}
ACTS = {
    "affirm", "deny", "correct", "go_back", "restart", "stop", "human", "repeat", "greet", "thanks", "abuse",
    "preview_draft", "edit_draft", "save", "lookup_case", "chitchat", "out_of_reach", None,
}  # fmt: skip
CATEGORIES = {
    "forced_service", "unknown_charge", "poor_signal", "misleading_sales", "broadband_degraded",
    "unannounced_maintenance", "service_withdrawn", "tied_choice", "refused_change", "promotion_breach",
    "price_discrimination", "broken_promise", "standard_breach", "number_portability", "wrongful_suspension",
    "privacy_leak", "spam_or_harassment", "fraud", "device_quality", "insurance_or_bank", "other_sector",
}  # fmt: skip
VALUES: dict[str, set[Any]] = {
    "operator": {"china_mobile", "china_unicom", "china_telecom", "china_broadnet", "virtual_operator"},
    "relation": {"self", "authorised", "other"},
    "complained": {True, False},
    "settled": {True, False},
    "operator_reply": {"none", "unsatisfied", "satisfied"},
    "other_body": {
        "none", "appeal_centre", "court", "arbitration", "consumer_association", "other_agency",
    },
}  # fmt: skip
DEMANDS = {
    "refund", "double_refund", "compensation", "written_apology", "explanation", "restore", "cancel_service",
    "deliver_benefit", "fix",
}  # fmt: skip
TEXTS = {
    "operator_name", "province", "city", "subscriber_number", "operator_complaint_no", "complainant_name",
    "agent_name", "contact_phone", "email", "address", "postcode",
}  # fmt: skip
SPOKEN = str.maketrans("零洞一幺二两三四五六七八九拐", "00112234567897")


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


EVERY = [pytest.param(line, id=f"{name}-{n}") for name in FILES for n, line in enumerate(lines(name), 1)]


def check_fact(slot: str, value: Any) -> None:
    if slot in VALUES:
        assert value in VALUES[slot]
    elif slot in ("event_date", "operator_complaint_date"):
        days = [date.fromisoformat(day) for day in value.split("/")]
        assert days == sorted(days) and days[-1] <= ON
    elif slot == "amount":
        assert re.fullmatch(r"\d+\.\d\d", value)
    elif slot == "demands":
        assert value and set(value) <= DEMANDS
    elif slot == "evidence":
        assert value and all(value)
    else:
        assert slot in TEXTS and isinstance(value, str) and value


@pytest.mark.parametrize("line", EVERY)
def test_a_line_keeps_to_the_formats_of_the_slots(line: dict[str, Any]) -> None:
    expect = line["expect"]
    assert line["style"] in STYLES
    assert expect["kind"] in KINDS and expect["act"] in ACTS
    assert {expect["category"], *expect.get("also", [])} <= CATEGORIES | {None}
    assert (expect["category"] is not None) == (expect["kind"] in ("report", "fault"))
    for slot, value in expect["facts"].items():
        check_fact(slot, value)
    assert line["style"] != "long" or 120 <= len(line["text"]) <= 400


@pytest.mark.parametrize("line", EVERY)
def test_the_facts_of_a_line_agree_with_each_other_and_with_its_text(line: dict[str, Any]) -> None:
    facts = line["expect"]["facts"]
    told = re.sub(r"[^0-9*a-z]", "", unicodedata.normalize("NFKC", line["text"]).translate(SPOKEN))
    for slot in ("subscriber_number", "contact_phone"):
        assert facts.get(slot, "") in told
    assert not (facts.get("complained") is False and ("operator_reply" in facts or "operator_complaint_date" in facts))
    assert ("city" not in facts) or ("province" in facts)


def test_no_message_stands_there_twice() -> None:
    counts = Counter((line["text"], line.get("asked")) for name in FILES for line in lines(name))
    assert [text for text, count in counts.items() if count > 1] == []


def test_every_category_is_told_by_many_voices() -> None:
    matters = lines("matters")
    for category in CATEGORIES:
        told = [line for line in matters if line["expect"]["category"] == category]
        assert len(told) >= 14
        assert len({line["voice"] for line in told}) >= 8
