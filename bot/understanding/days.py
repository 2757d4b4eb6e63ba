"""Days and spans of days as people name them, reckoned from a day `on`.

JioNLP's parser knows the lunar calendar and the festivals; the plain forms are read here, because it refuses
5月份 and 月底, ends 上旬 elsewhere than the rules do, and looks ahead where people look back.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.day_patterns import (
    AROUND_IT,
    BARE_DAY,
    DIGITAL,
    FOLLOWING,
    HOLIDAY_STRETCH,
    MONTH,
    MONTH_DAY,
    NAMED,
    NEAR,
    PART,
    QUARTER,
    RANGE_MONTH,
    RELATIVE,
    WEEK,
    WHOLE_YEAR,
)
from bot.understanding.festivals import festival_days, holiday_stretch
from bot.understanding.numerals import whole

_NEAR_DAYS = {"大前": 3, "前": 2, "昨": 1, "寻": 1, "琴": 1, "今": 0}
_WEEKDAYS = {day: index for index, day in enumerate("一二三四五六")} | {"日": 6, "天": 6}


@dataclass(frozen=True)
class Span:
    """A day or a stretch of days (first and last), where it stands, how it was said, and whether with its year."""

    first: date
    last: date
    start: int
    end: int
    kind: str
    dated: bool = False

    @property
    def value(self) -> str:
        """ISO 8601: a day, or an interval."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(text: str | None, on: date) -> int | None:
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


def _part_of_month(year: int, month: int, part: str) -> tuple[date, date]:
    first, last = _month_span(year, month)
    if part in {"上旬", "初", "月初", "头上"}:
        return first, first.replace(day=10)
    if part in {"中旬", "月中"}:
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def _within_month(year: int, month: int, rest: str | None) -> tuple[date, date] | None:
    """A day or part of a month, or with nothing said the whole of it."""
    if not rest:
        return _month_span(year, month)
    if re.fullmatch(PART, rest):
        return _part_of_month(year, month, rest)
    day = _day(year, month, whole(rest.rstrip("号日")))
    return (day, day) if day else None


def _latest(year: int | None, month: int, rest: str | None, on: date, after: date | None) -> tuple[date, date] | None:
    """Without a year: the first after the day spoken of before, else the latest that is not after `on`."""
    if year is not None:
        return _within_month(year, month, rest)
    if after:
        for candidate in (after.year, after.year + 1):
            span = _within_month(candidate, month, rest)
            if span and after <= span[1] and span[0] <= on:
                return span
    for candidate in (on.year, on.year - 1, on.year - 2, on.year - 3, on.year - 4):
        span = _within_month(candidate, month, rest)
        if span and span[0] <= on:
            return span
    return None


def _months_back(on: date, back: int) -> tuple[int, int]:
    index = on.year * 12 + on.month - 1 - back
    return index // 12, index % 12 + 1


def _relative_month(match: re.Match[str], on: date) -> tuple[date, date] | None:
    word = match[1]
    back = 2 if word.startswith(("上上", "大上", "前个")) else 1 if word.startswith("上") else 0
    return _within_month(*_months_back(on, back), match[2])


def _bare_day(match: re.Match[str], on: date, before: Span | None) -> tuple[date, date] | None:
    day = whole(match[1] or match[2])
    if not 1 <= day <= 31 or match[0] == "一日":
        return None
    months = [_months_back(on, back) for back in (0, 1, 2)]
    if before and before.kind != "year":
        year, month = before.first.year, before.first.month
        months = [(year, month), (year + month // 12, month % 12 + 1), *months]
    floor = before.first if before and before.kind != "year" else None
    for year, month in months:
        found = _day(year, month, day)
        if found and found <= on and (floor is None or found >= floor):
            return found, found
    return None


def _near(match: re.Match[str], on: date) -> tuple[date, date] | None:
    if match[1]:
        days = whole(match[1])
        return (on - timedelta(days=days),) * 2 if 1 <= days <= 31 else None
    back = next(days for word, days in _NEAR_DAYS.items() if match[0].startswith(word))
    return (on - timedelta(days=back),) * 2


def _week(match: re.Match[str], on: date) -> tuple[date, date] | None:
    which, day = match[1], match[2]
    if not which and (not day or day == "末"):
        return None
    monday = on - timedelta(days=on.weekday())
    if which:
        monday -= timedelta(weeks=2 if which.startswith(("上上", "大上")) else 1 if which.startswith("上") else 0)
    if day == "末":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if not day:
        return monday, monday + timedelta(days=6)
    found = monday + timedelta(days=_WEEKDAYS[day])
    if not which and found > on:
        found -= timedelta(weeks=1)
    return found, found


def _whole_year(match: re.Match[str], on: date) -> tuple[date, date] | None:
    year = _year(match[1], on)
    if year is None or not 1990 <= year <= on.year:
        return None
    part = match[2] or ""
    if part.endswith(("底", "末")):
        return date(year, 12, 1), date(year, 12, 31)
    if part.endswith(("初", "头")):
        return date(year, 1, 1), date(year, 1, 31)
    first = date(year, 7, 1) if part == "下半年" else date(year, 1, 1)
    return first, date(year, 6, 30) if part == "上半年" else date(year, 12, 31)


def _named(match: re.Match[str], text: str, on: date) -> tuple[date, date] | None:
    rest = text[match.end() :]
    if AROUND_IT.match(rest):
        return None
    days = festival_days(match[2], _year(match[1], on), on)
    return holiday_stretch(days[0]) if days and HOLIDAY_STRETCH.match(rest) else days


def _digital(match: re.Match[str]) -> tuple[date, date] | None:
    year, month, day = (int(part) for part in match.groups() if part)
    found = _day(year, month, day)
    return (found, found) if found else None


def _quarter(match: re.Match[str], on: date) -> tuple[date, date] | None:
    first = 3 * (whole(match[2]) - 1) + 1
    for year in (_year(match[1], on),) if match[1] else (on.year, on.year - 1):
        if year and date(year, first, 1) <= on:
            return date(year, first, 1), _month_span(year, first + 2)[1]
    return None


_STEPS = {"第二天": 1, "第二日": 1, "次日": 1, "隔天": 1, "翌日": 1, "第三天": 2}


def _following(match: re.Match[str], before: Span | None) -> tuple[date, date] | None:
    """当天, 第二天: counted from the day named before."""
    if before is None or before.first != before.last:
        return None
    return (before.first + timedelta(days=_STEPS.get(match[1], 0)),) * 2


def _is_a_rate(match: re.Match[str]) -> bool:
    """一月九块九: each month, not January."""
    return (
        match[2] == "一"
        and not match[1]
        and not match[0].endswith(("份", "号", "日"))
        and not re.fullmatch(PART, match[3] or "1")
    )


def _resolve(kind: str, match: re.Match[str], text: str, on: date, before: Span | None) -> tuple[date, date] | None:
    after = before.first if before and before.dated else None
    if kind == "digital":
        return _digital(match)
    if kind == "month_day":
        return _latest(None, int(match[1]), match[3], on, after)
    if kind == "month":
        if _is_a_rate(match) or text[: match.start()].endswith(("明年", "后年")):
            return None
        month = whole(match[2])
        return _latest(_year(match[1], on), month, match[3], on, after) if 1 <= month <= 12 else None
    if kind == "quarter":
        return _quarter(match, on)
    if kind == "following":
        return _following(match, before)
    if kind == "range_month":
        month = whole(match[2])
        return _latest(_year(match[1], on), month, None, on, after) if 1 <= month <= 12 else None
    if kind == "festival":
        return _named(match, text, on)
    if kind == "bare_day":
        return _bare_day(match, on, before)
    simple = {"relative_month": _relative_month, "near": _near, "week": _week, "year": _whole_year}
    return simple[kind](match, on)


# In the order in which they claim their stretch of the text.
_KINDS: list[tuple[str, re.Pattern[str]]] = [
    ("digital", DIGITAL),
    ("festival", NAMED),
    ("range_month", RANGE_MONTH),
    ("month", MONTH),
    ("relative_month", RELATIVE),
    ("month_day", MONTH_DAY),
    ("quarter", QUARTER),
    ("following", FOLLOWING),
    ("near", NEAR),
    ("week", WEEK),
    ("bare_day", BARE_DAY),
    ("year", WHOLE_YEAR),
]
_MAY_NAME_A_DAY = re.compile(r"[年月号日天周期拜节庆旦夕晚朝晨儿季]|五一|十一|\d[./-]\d|20\d{6}|双1|今早|过年")


def _claims(text: str) -> list[tuple[str, re.Match[str]]]:
    claims: list[tuple[str, re.Match[str]]] = []
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start() or match.start() >= other.end() for _, other in claims):
                claims.append((kind, match))
    return sorted(claims, key=lambda claim: claim[1].start())


def find_days(text: str, on: date) -> list[Span]:
    """Every day or stretch named in a normalised text, in order; none that begins after `on`."""
    if not _MAY_NAME_A_DAY.search(text):
        return []
    found: list[Span] = []
    for kind, match in _claims(text):
        days = _resolve(kind, match, text, on, found[-1] if kind == "following" and found else _last_dated(text, found))
        if days and days[0] <= on:
            dated = kind == "digital" or bool(kind in {"month", "range_month"} and match[1])
            found.append(Span(days[0], min(days[1], on), match.start(), match.end(), kind, dated))
    return found


def _last_dated(text: str, found: list[Span]) -> Span | None:
    """The last day named with its month: what a bare 5号 after it counts on from. One denied (不是10号) is none."""
    no_day = {"year", "near", "week"}
    counting = [s for s in found if s.kind not in no_day and not text[: s.start].endswith(("不是", "并非"))]
    return counting[-1] if counting else None
