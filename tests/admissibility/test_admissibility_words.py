"""What the check says beside its statuses."""

from datetime import date

from bot.admissibility import assess

ON = date(2026, 11, 24)


def _window(**facts: object) -> str:
    return assess(facts, ON).ground("filing_window").explanation


def test_a_charge_that_may_repeat_is_not_given_up_with_its_first_month() -> None:
    said = _window(category="unknown_charge", event_date="2026-05-03", amount="15.00")
    assert "每月重复扣" in said and "不能肯定" in said


def test_a_charge_within_its_window_is_told_nothing_of_repeating() -> None:
    assert "每月重复扣" not in _window(category="unknown_charge", event_date="2026-10-03", amount="15.00")


def test_what_is_no_fee_dispute_is_told_nothing_of_repeating() -> None:
    assert "每月重复扣" not in _window(category="poor_signal", event_date="2024-05-03")
