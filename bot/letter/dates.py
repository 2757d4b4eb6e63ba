"""Days and spans of days as a Chinese letter words them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from bot.case import Span

_THIRDS = {(1, 10): "上旬", (11, 20): "中旬"}


def chinese_day(day: date) -> str:
    """2026年5月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_span(span: Span) -> str:
    """2026年5月1日, 2026年5月上旬, 2026年5月, 2026年, 2026年5月3日至9日, as the span allows."""
    first, last = span.first, span.last
    if span.exact:
        return chinese_day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year}年"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月" + _part_of_month(first, last)
    if first.year == last.year:
        return f"{chinese_day(first)}至{last.month}月{last.day}日"
    return f"{chinese_day(first)}至{chinese_day(last)}"


def _part_of_month(first: date, last: date) -> str:
    end = monthrange(last.year, last.month)[1]
    if (first.day, last.day) == (1, end):
        return ""
    if (first.day, last.day) == (21, end):
        return "下旬"
    return _THIRDS.get((first.day, last.day), f"{first.day}日至{last.day}日")
