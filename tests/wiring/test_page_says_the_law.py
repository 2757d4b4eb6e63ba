"""The page at `/` names limits of the rule book; a changed rule must change the page."""

import re
from datetime import date
from pathlib import Path

from bot.rulebook import in_force, load

PAGE = Path(__file__).parents[2] / "widget" / "page" / "index.html"
TODAY = date(2026, 11, 24)
MONTHS = {5: "五个月", 24: "两年"}


def test_the_limits_on_the_page_are_those_of_the_rule_book() -> None:
    said = re.sub(r"\s+", "", PAGE.read_text(encoding="utf-8"))
    window = in_force(load("filing_window"), TODAY)
    assert f"{in_force(load('reply_period'), TODAY)['days']}日内答复" in said
    assert f"收费争议在{MONTHS[window['fee_dispute_months']]}内提出" in said
    assert f"其他争议在{MONTHS[window['other_months']]}内" in said
