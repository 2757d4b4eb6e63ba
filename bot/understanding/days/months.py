"""Years, months and parts of months as people name them, reckoned from a day `on`."""

import calendar
import re
from datetime import date

from bot.understanding.days.patterns import PART
from bot.understanding.text.numerals import whole


def exact(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def said_year(text: str | None, on: date) -> int | None:
    """The year that 去年, 2025年, 25年 or 二零二五年 means."""
    if not text:
        return None
    for word, back in (
        ("大前年", 3),
        ("前年", 2),
        ("去年", 1),
        ("上", 1),
        ("旧年", 1),
        ("今年", 0),
        ("本年", 0),
        ("当年", 0),
    ):
        if text.startswith(word):
            return on.year - back
    digits = text[:-1].translate(str.maketrans("零〇一二三四五六七八九", "00123456789"))
    year = int(digits)
    return year if year > 99 else 2000 + year


def part_of_month(year: int, month: int, part: str) -> tuple[date, date]:
    first, last = month_span(year, month)
    if part in {"上旬", "初", "月初", "头上"}:
        return first, first.replace(day=10)
    if part in {"中旬", "月中"}:
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def within_month(year: int, month: int, rest: str | None) -> tuple[date, date] | None:
    """A day or part of a month, or with nothing said the whole of it."""
    if not rest:
        return month_span(year, month)
    if re.fullmatch(PART, rest):
        return part_of_month(year, month, rest)
    day = exact(year, month, whole(rest.rstrip("号日")))
    return (day, day) if day else None


def latest(year: int | None, month: int, rest: str | None, on: date, after: date | None) -> tuple[date, date] | None:
    """Without a year: the first after the day spoken of before, else the latest that is not after `on`."""
    if year is not None:
        return within_month(year, month, rest)
    if after:
        for candidate in (after.year, after.year + 1):
            span = within_month(candidate, month, rest)
            if span and after <= span[1] and span[0] <= on:
                return span
    for candidate in (on.year, on.year - 1, on.year - 2, on.year - 3, on.year - 4):
        span = within_month(candidate, month, rest)
        if span and span[0] <= on:
            return span
    return None


def months_back(on: date, back: int) -> tuple[int, int]:
    index = on.year * 12 + on.month - 1 - back
    return index // 12, index % 12 + 1


# 一季度扣300: every quarter.
_A_QUARTER_EACH = re.compile(r"(?:[^，。]{0,4})?(?:扣|收|交|付|要|缴)[^，。]{0,3}\d")


def named_quarter(match: re.Match[str], text: str, on: date) -> tuple[date, date] | None:
    """The days of a match of `QUARTER` in a text."""
    if match[3]:
        now, last = divmod(on.year * 4 + (on.month - 1) // 3 - int(match[3].startswith("上")), 4)
        return date(now, 3 * last + 1, 1), month_span(now, 3 * last + 3)[1]
    if _A_QUARTER_EACH.match(text, match.end()) and match[0] == "一季度":
        return None
    first = 3 * (whole(match[2]) - 1) + 1
    for year in (said_year(match[1], on),) if match[1] else (on.year, on.year - 1):
        if year and date(year, first, 1) <= on:
            return date(year, first, 1), month_span(year, first + 2)[1]
    return None
