"""Days still to come are reckoned ahead, where the facts of a case are reckoned back."""

from datetime import date

import pytest

from bot.coming_days import coming_day

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("明天", date(2026, 11, 25)),
        ("大后天", date(2026, 11, 27)),
        ("等到下周三", date(2026, 12, 2)),
        ("下星期", date(2026, 11, 30)),
        ("等到下个月再申诉", date(2026, 12, 1)),
        ("下个月5号", date(2026, 12, 5)),
        ("下个月底", date(2026, 12, 31)),
        ("再等半个月", date(2026, 12, 9)),
        ("等10天", date(2026, 12, 4)),
        ("两周后", date(2026, 12, 8)),
        ("三个月以后", date(2027, 2, 24)),
        ("过半年", date(2027, 5, 24)),
        ("12月10日", date(2026, 12, 10)),
        ("11月3号", date(2027, 11, 3)),
        ("2027年3月", date(2027, 3, 1)),
        ("明年1月15日", date(2027, 1, 15)),
        ("30号", date(2026, 11, 30)),
        ("3号", date(2026, 12, 3)),
        ("月底", date(2026, 11, 30)),
        ("年底", date(2026, 12, 31)),
        ("元旦以后", date(2027, 1, 1)),
        ("过完年", date(2027, 2, 20)),
        ("春节", date(2027, 2, 6)),
        ("明年", date(2027, 1, 1)),
    ],
)
def test_a_day_to_come_is_the_next_one_of_its_name(said: str, day: date) -> None:
    assert coming_day(said, TODAY) == day


@pytest.mark.parametrize("said", ["", "再说吧", "昨天", "2025年3月1日", "13月40日", "3号楼"])
def test_what_names_no_day_to_come_gives_none(said: str) -> None:
    assert coming_day(said, TODAY) is None


def test_a_day_of_the_month_that_does_not_exist_is_no_day() -> None:
    assert coming_day("31号", date(2026, 11, 30)) == date(2026, 12, 31)
    assert coming_day("2月30日", TODAY) is None
