"""Festivals and days of the lunar calendar, by lunardate, JioNLP and chinesecalendar."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import chinese_calendar
from lunardate import LunarDate

from bot.understanding.days.months import said_year
from bot.understanding.days.patterns import AROUND_IT, HOLIDAY_STRETCH
from bot.understanding.places.gazetteer import jio
from bot.understanding.text.numerals import whole

_FESTIVALS = {"十一": "国庆节", "五一": "劳动节", "过年": "春节", "年三十": "除夕", "大年三十": "除夕"} | {
    "双11": "双十一",
    "八月十五": "中秋节",
    "双12": "双十二",
}
# JioNLP takes the 十一 of 2025年双十一 for a lunar date, so the fixed ones are reckoned here.
_FIXED = {"双十一": (11, 11), "双十二": (12, 12), "元旦": (1, 1), "劳动节": (5, 1), "国庆": (10, 1)} | {
    "儿童节": (6, 1),
    "妇女节": (3, 8),
    "圣诞": (12, 25),
    "情人节": (2, 14),
    "教师节": (9, 10),
    "愚人节": (4, 1),
    "八一": (8, 1),
    "建军节": (8, 1),
    "平安夜": (12, 24),
}
_LUNAR = re.compile(r"(?:农历|阴历|旧历)?(正|腊|冬|[一二三四五六七八九十]{1,2})月(初?[一二三四五六七八九十廿]{1,3})?$")
_NEW_YEAR_DAY = re.compile(r"大年(初[一二三四五六七八九十])$")


def _lunar_days(name: str, year: int) -> tuple[date, date] | None:
    """A day or a month of the lunar calendar in a lunar year."""
    name = _NEW_YEAR_DAY.sub(r"正月\1", name)
    match = _LUNAR.fullmatch(name)
    if not match:
        return None
    month = {"正": 1, "冬": 11, "腊": 12}.get(match[1]) or whole(match[1])
    day = whole(match[2].removeprefix("初")) if match[2] else None
    try:
        if day:
            return (LunarDate(year, month, day).to_solar_date(),) * 2
        following = (year, month + 1) if month < 12 else (year + 1, 1)
        return (
            LunarDate(year, month, 1).to_solar_date(),
            LunarDate(*following, 1).to_solar_date() - timedelta(days=1),
        )
    except ValueError:
        return None


def festival_days(name: str, year: int | None, on: date) -> tuple[date, date] | None:
    """The days of the latest such festival; a year said is taken as it stands."""
    name = _FESTIVALS.get(name, name)
    for candidate in (year,) if year else (on.year, on.year - 1):
        days = _fixed_day(name, candidate) or _lunar_days(name, candidate) or _parsed_festival(name, candidate, on)
        if days and days[0] <= on:
            return days
    return None


def _fixed_day(name: str, year: int) -> tuple[date, date] | None:
    for festival, (month, day) in _FIXED.items():
        if name.startswith(festival) or festival.startswith(name):
            return (date(year, month, day),) * 2
    return None


def _parsed_festival(name: str, year: int, on: date) -> tuple[date, date] | None:
    try:
        parsed: Any = jio().parse_time(f"{year}年{name}", time_base=datetime(year, on.month, 1))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
    return (date.fromisoformat(parsed["time"][0][:10]),) * 2


def holiday_stretch(day: date) -> tuple[date, date]:
    """The run of days off around a festival, by the State Council's notices as chinesecalendar has them."""
    first = last = day
    try:
        while chinese_calendar.is_holiday(first - timedelta(days=1)):
            first -= timedelta(days=1)
        while chinese_calendar.is_holiday(last + timedelta(days=1)):
            last += timedelta(days=1)
    except NotImplementedError:
        return first, last
    return first, last


def _steps_from(match: re.Match[str]) -> int:
    """国庆第三天, 中秋前一天: days from the festival."""
    return whole(match[3]) - 1 if match[3] else -1 if match[4].startswith("前") else 1


def named_festival(match: re.Match[str], text: str, on: date) -> tuple[date, date] | None:
    """The days of a match of `NAMED` in a text: the festival, its days off, or a day counted from it."""
    rest = text[match.end() :]
    if AROUND_IT.match(rest):
        return None
    days = festival_days(match[2], said_year(match[1], on), on)
    if days and (match[3] or match[4]):
        return (days[0] + timedelta(days=_steps_from(match)),) * 2
    return holiday_stretch(days[0]) if days and HOLIDAY_STRETCH.match(rest) else days
