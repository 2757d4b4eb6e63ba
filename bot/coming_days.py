"""Days still to come as people name them: 明天, 下周三, 下个月, 再等半个月, 过完年.

The facts of a case lie behind the day of speaking, so `bot.understanding` looks back; suppositions look ahead.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from lunardate import LunarDate

from bot.understanding.text.numerals import whole

NUMERAL = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
NUM = rf"({NUMERAL})"
NEAR = {"大后天": 3, "后天": 2, "明天": 1, "明日": 1, "明早": 1, "明儿": 1, "听日": 1}
WEEKDAYS = {**{day: place for place, day in enumerate("一二三四五六")}, "日": 6, "天": 6}
FIXED = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1), "十一": (10, 1)}
LENGTHS = {"天": "days", "日": "days", "周": "weeks", "星期": "weeks", "礼拜": "weeks", "月": "months", "年": "years"}
END_OF_MONTH = relativedelta(day=31)


def coming_day(text: str, on: date) -> date | None:
    """The first day, not before `on`, that a normalised text names; None where it names none."""
    for pattern, reckon in READERS:
        found = pattern.search(text)
        day = reckon(found, on) if found else None
        if day is not None and day >= on:
            return day
    return None


def _near(found: re.Match[str], on: date) -> date:
    return on + timedelta(days=NEAR[found[0]])


def _written(found: re.Match[str], on: date) -> date | None:
    """年, 月 and 日 or 号; without a year the next such day, without a day the month's first."""
    year, month, day = found[1], whole(found[2]), found[3]
    if year:
        return _day(on.year + 1 if year == "明年" else whole(year[:4]), month, whole(day) if day else 1)
    this = _day(on.year, month, whole(day) if day else 1)
    if this is not None and this >= on:
        return this
    return _day(on.year + 1, month, whole(day) if day else 1)


def _next_month(found: re.Match[str], on: date) -> date | None:
    first = on + relativedelta(months=1, day=1)
    if found[1]:
        return _day(first.year, first.month, whole(found[1]))
    part = found[2]
    if part == "底":
        return first + END_OF_MONTH
    return first.replace(day={"中": 11, "中旬": 11, "下": 21, "下旬": 21}.get(part or "", 1))


def _next_week(found: re.Match[str], on: date) -> date:
    monday = on + timedelta(days=7 - on.weekday())
    return monday + timedelta(days=WEEKDAYS.get(found[1] or "一", 0))


def _after(found: re.Match[str], on: date) -> date:
    count, unit = found[1] or found[3], found[2] or found[4]
    if count == "半":
        return on + (relativedelta(months=6) if unit == "年" else relativedelta(days=15))
    return on + relativedelta(**{LENGTHS[unit]: whole(count)})  # type: ignore[arg-type]


def _month_end(found: re.Match[str], on: date) -> date:
    return on + END_OF_MONTH


def _year_end(found: re.Match[str], on: date) -> date:
    return date(on.year, 12, 31)


def _next_year(found: re.Match[str], on: date) -> date:
    return date(on.year + 1, 1, 1)


def _festival(found: re.Match[str], on: date) -> date | None:
    month, day = FIXED[found[1]]
    this = date(on.year, month, day)
    return this if this >= on else this.replace(year=on.year + 1)


def _spring_festival(found: re.Match[str], on: date) -> date:
    """The first day of the lunar year; 过完年 is after its fifteen days."""
    rest = timedelta(days=14) if "完" in found[0] or "后" in found[0] else timedelta()
    days: list[date] = [LunarDate(year, 1, 1).to_solar_date() + rest for year in (on.year, on.year + 1)]
    return min(day for day in days if day >= on)


def _day_of_month(found: re.Match[str], on: date) -> date | None:
    this = _day(on.year, on.month, whole(found[1]))
    if this is not None and this >= on:
        return this
    following = on + relativedelta(months=1, day=1)
    return _day(following.year, following.month, whole(found[1]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


STRETCH = rf"(半|{NUMERAL})个?多?(天|日|周|星期|礼拜|月|年)"
READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (re.compile("|".join(NEAR)), _near),
    (re.compile(rf"(明年|20\d\d年)?{NUM}月份?(?:{NUM}(?:日|号))?"), _written),
    (re.compile(rf"下个?月(?:{NUM}(?:日|号)|(初|上旬|中旬|下旬|中|下|底))?"), _next_month),
    (re.compile(r"下(?:个)?(?:周|星期|礼拜)([一二三四五六日天])?"), _next_week),
    (re.compile(rf"(?:等|再|过|拖|推迟|晚|满|够){{1,3}}[上个了]*{STRETCH}|{STRETCH}(?:以?后|之后)"), _after),
    (re.compile(r"月底|月末"), _month_end),
    (re.compile(r"年底|年末"), _year_end),
    (re.compile("|".join(FIXED).join("()")), _festival),
    (re.compile(r"过完年|过了年|年后|春节(?:过)?(?:以?后)?|过年"), _spring_festival),
    (re.compile(r"明年"), _next_year),
    (re.compile(rf"(?<![月\d]){NUM}(?:号|日)(?!楼|线|院)"), _day_of_month),
)
