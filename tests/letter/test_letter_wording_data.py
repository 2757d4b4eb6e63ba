import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.case import CATEGORIES, DEMANDS, SLOTS, TELECOM_CATEGORIES
from bot.letter.conditions import mentions
from bot.letter.values import PLAIN
from bot.rulebook import article, load

VALUES = {*PLAIN, "today", "respondent", "respondent_address", "place", "money", "money_double", "event_day",
          "complaint_day", "days_waited", "reply_limit", "other_body_name"}
MENTIONS = ("mentions", "mentions_all", "unless_mentions", "demands_mention", "evidence_mentions",
            "not_evidence_mentions")


def templates(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "text" in node or "article" in node or "when" in node:
            yield node
        for child in node.values():
            yield from templates(child)
    elif isinstance(node, list):
        for child in node:
            yield from templates(child)


BOOKS = ("letter_wording", "breaches", "remedies", "paste_sheet")
ALL = [template for name in BOOKS for template in templates(load(name))]


def test_every_placeholder_and_slot_and_pattern_that_a_template_names_exists() -> None:
    patterns = load("letter_wording")["patterns"]
    for template in ALL:
        assert set(re.findall(r"\{(\w+)\}", template.get("text", ""))) <= VALUES, template
        assert set(template.get("needs", ())) <= set(SLOTS), template
        when = template.get("when", {})
        assert set(when) <= {"is", "demands", "basis", "not_category", *MENTIONS}, template
        assert set(when.get("is", ())) <= set(SLOTS), template
        assert {name for key in MENTIONS for name in when.get(key, ())} <= set(patterns), template
        assert set(when.get("demands", ())) <= set(DEMANDS), template


def test_every_ground_names_an_article_of_the_laws_that_may_be_cited() -> None:
    book = load("breaches")
    for id, entry in book["articles"].items():
        assert article(entry["law_id"]).confidence == "text_seen", id
    used = [entry for entries in (*book["categories"].values(), book["general"]) for entry in entries]
    assert {entry["article"] for entry in used} == set(book["articles"])
    named = {id for template in ALL for id in template.get("when", {}).get("basis", ())}
    assert named | {id for entry in used for id in entry.get("unless", ())} <= set(book["articles"])


def test_every_category_has_a_matter_and_grounds_and_every_demand_a_wording() -> None:
    wording = load("letter_wording")
    assert set(wording["matter"]["by_category"]) == set(TELECOM_CATEGORIES) == set(load("breaches")["categories"])
    assert set(wording["demands"]["by_id"]) == set(DEMANDS)
    for remedy in load("remedies")["remedies"].values():
        assert remedy["demand"] in DEMANDS
        assert set(remedy["categories"]) <= set(CATEGORIES)


@pytest.mark.parametrize("template", [t for t in ALL if "text" in t or "so" in t])
def test_the_wording_has_no_blank_no_slash_and_ends_properly(template: dict[str, Any]) -> None:
    text = template.get("text", "") + template.get("so", "")
    assert not re.search(r"_{2}|XX|和/或|及/或|[,;?!]", text)


def test_no_value_stands_without_source_confidence_and_date() -> None:
    for name in (*BOOKS, "letter_lint"):
        assert {"id", "source", "confidence", "last_checked"} <= set(load(name)), name
    for remedy in load("remedies")["remedies"].values():
        assert remedy["source"] and remedy["confidence"] in ("text_seen", "from_memory", "doubtful")
        assert remedy["certain"] == (remedy["confidence"] == "text_seen")


@pytest.mark.parametrize(
    ("text", "pattern", "found"),
    [
        ("9月1日已经退订了，10月还是扣了15元", "charged_after_cancelling", True),
        ("我想取消套餐，他们不给办", "charged_after_cancelling", False),
        ("退订了会员，下个月还扣15块", "charged_after_cancelling", True),
        ("申请安装宽带三周没人来", "installation", True),
        ("安装师傅来修过一次，还是断网", "installation", False),
        ("不行我就换别家", "closing", False),
        ("营业厅不给销户", "closing", True),
        ("必须用他们的光猫", "terminal", True),
        ("我的手机没信号", "terminal", False),
        ("话费是平时的六倍", "five_times", True),
        ("话费是平时的三倍", "five_times", False),
        ("我名下多了两张卡", "registered_in_my_name", True),
        ("要求注销号码", "deletion", False),
        ("费用是平时的2.5倍", "five_times", False),
        ("费用是平时的15倍", "five_times", True),
        ("欠费补交了还不通", "arrears_paid", True),
        ("认证过了不给复机", "arrears_paid", False),
        ("业务员给我打来电话说免费送", "by_telephone", True),
        ("收到一条扣费短信", "by_telephone", False),
        ("补偿500元", "triple", False),
    ],
)
def test_patterns_tell_what_an_account_mentions(text: str, pattern: str, found: bool) -> None:
    assert mentions(text, [pattern]) is found
