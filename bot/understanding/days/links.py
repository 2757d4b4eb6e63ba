"""The days named in a text after what it says of them among themselves: denied, said again, given their month later."""

import re
from datetime import date

from bot.understanding.days.months import exact
from bot.understanding.days.named import Span, find_days

_DENIED_BEFORE = re.compile(
    r"(?:(?:不是|并非)(?:在)?|[写说记弄搞填报讲打]错?成了?|(?:上[次回]|之前|前面|刚才|刚刚|原来|原先|早先)[^，。]{0,4}[写说讲填报]的?是?)$"
)
_DENIED_AFTER = re.compile(
    r"(?:的|这个|那个)*改[成为到]|"
    r"(?:这个|那个|的)*(?:日期|时间)?(?:是)?(?:有误|我?[写说记弄搞填报讲打]错|错了|不对的?(?:不对|[，。]|$|(?:应该)?是)|写岔|记混)"
)
# 周五，也就是13号: the same day said again, more exactly.
_THAT_IS = re.compile(r"[，（]?(?:也就是|即是?|就是)(?:说)?")
_VAGUER = frozenset({"week", "festival", "near"})
# 9号报装的，都是十月份的事了: the month that the day before it lacks.
_IS_OF = re.compile(r"(?:是|系|在)(?:[^，。]{0,2})$")
_MATTER_OF = re.compile(r"(?<=的)(?:事|时候|账|费用?)|的?(?:事|时候)")
_MONTHS = frozenset({"month", "relative_month"})


def named_days(text: str, on: date) -> list[Span]:
    """The days of a normalised text that it stands by, in order."""
    return _affirmed(text, _with_month_said_later(text, _said_once(text, find_days(text, on)), on))


def _affirmed(text: str, days: list[Span]) -> list[Span]:
    """Without those that are said not to be the day: 不是15号，是16号; 前面写的8号有误，应为18号."""
    kept = [
        day
        for day in days
        if not _DENIED_BEFORE.search(text[: day.start]) and not _DENIED_AFTER.match(text, day.end)
    ]
    return kept if len(days) > 1 else days if kept else []


def _said_once(text: str, days: list[Span]) -> list[Span]:
    """Where a weekday is followed by its date, the date alone, which stands for what was said of both."""
    kept: list[Span] = []
    for day in days:
        before = kept[-1] if kept else None
        if before and before.kind in _VAGUER and _THAT_IS.fullmatch(text[before.end : day.start]):
            day = Span(day.first, day.last, before.start, day.end, day.kind, day.dated)
            kept.pop()
        kept.append(day)
    return kept


def _with_month_said_later(text: str, days: list[Span], on: date) -> list[Span]:
    for index, month in enumerate(days[1:], 1):
        day = days[index - 1]
        whole = month.kind in _MONTHS and month.first != month.last
        told = whole and _IS_OF.search(text[day.end : month.start]) and _MATTER_OF.match(text, month.end)
        moved = exact(month.first.year, month.first.month, day.first.day) if told and day.kind == "bare_day" else None
        if moved and moved <= on:
            return [*days[: index - 1], Span(moved, moved, day.start, day.end, "month"), *days[index + 1 :]]
    return days
