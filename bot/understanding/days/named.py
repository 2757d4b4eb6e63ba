"""Days and spans of days as people name them, reckoned from a day `on`.

JioNLP's parser knows the lunar calendar and the festivals; the plain forms are read here, because it refuses
5月份 and 月底, ends 上旬 elsewhere than the rules do, and looks ahead where people look back.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.days.festivals import named_festival
from bot.understanding.days.months import exact, latest, months_back, named_quarter, said_year, within_month
from bot.understanding.days.patterns import (
    BARE_DAY,
    BY_TURNS,
    DIGITAL,
    FOLLOWING,
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
from bot.understanding.text.numerals import whole

_NEAR_DAYS = {"大前": 3, "前": 2, "昨": 1, "寻": 1, "噚": 1, "琴": 1, "夜": 1, "今": 0}
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


def _relative_month(match: re.Match[str], on: date) -> tuple[date, date] | None:
    word = match[1]
    back = 2 if word.startswith(("上上", "大上", "前个")) else 1 if word.startswith("上") else 0
    return within_month(*months_back(on, back), match[2])


def _bare_day(match: re.Match[str], on: date, before: Span | None) -> tuple[date, date] | None:
    day = whole(match[1] or match[2])
    if not 1 <= day <= 31 or match[0] == "一日":
        return None
    months = [months_back(on, back) for back in (0, 1, 2)]
    if before and before.kind != "year":
        year, month = before.first.year, before.first.month
        months = [(year, month), (year + month // 12, month % 12 + 1), *months]
    floor = before.first if before and before.kind != "year" else None
    for year, month in months:
        found = exact(year, month, day)
        if found and found <= on and (floor is None or found >= floor):
            return found, found
    return _bare_day(match, on, None) if before and match[1] else None  # 12号投诉，是3号的事


def _year_spoken_of(text: str, last: Span | None) -> int | None:
    """去年的事了，大概是十一月: the year told first."""
    return last.first.year if last and last.kind == "year" and _MATTER_OF.match(text, last.end) else None


_MATTER_OF = re.compile(r"的?(?:事|时候)儿?情?(?:了|啦|咯)[，。]")


def _near(match: re.Match[str], text: str, on: date) -> tuple[date, date] | None:
    if match[1]:
        days = whole(match[1])
        return (on - timedelta(days=days),) * 2 if 1 <= days <= 31 else None
    if BY_TURNS.match(text, match.start()):
        return None
    back = next(days for word, days in _NEAR_DAYS.items() if match[0].startswith(word))
    return (on - timedelta(days=back),) * 2


def _week(match: re.Match[str], on: date, last: Span | None) -> tuple[date, date] | None:
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
    if not which and last and last.kind == "week" and last.first == last.last:
        same = last.first + timedelta(days=_WEEKDAYS[day] - last.first.weekday())
        return (same, same) if last.first <= same <= on else (found, found)  # 上周二扣的，周三打的
    return found, found


def _whole_year(match: re.Match[str], on: date) -> tuple[date, date] | None:
    year = None if match[1] == "当年" else said_year(match[1], on)
    if year is None or not 1990 <= year <= on.year:
        return None
    part = match[2] or ""
    if part.endswith(("底", "末")):
        return date(year, 12, 1), date(year, 12, 31)
    if part.endswith(("初", "头")):
        return date(year, 1, 1), date(year, 1, 31)
    first = date(year, 7, 1) if part == "下半年" else date(year, 1, 1)
    return first, date(year, 6, 30) if part == "上半年" else date(year, 12, 31)


def _digital(match: re.Match[str]) -> tuple[date, date] | None:
    year, month, day = (int(part) for part in match.groups() if part)
    found = exact(year if year > 99 else 2000 + year, month, day)
    return (found, found) if found else None


_STEPS = {"第二天": 1, "第二日": 1, "次日": 1, "隔天": 1, "翌日": 1, "第三天": 2}


def _following(match: re.Match[str], before: Span | None) -> tuple[date, date] | None:
    """当天, 第二天: counted from the day named before."""
    if before is None or before.first != before.last:
        return None
    days = whole(re.sub(r"[过隔了天]", "", match[1])) if match[1][0] in "过隔" and match[1] != "隔天" else None
    return (before.first + timedelta(days=days or _STEPS.get(match[1], 0)),) * 2


def _is_a_rate(match: re.Match[str]) -> bool:
    """一月九块九: each month, not January."""
    return (
        match[2] == "一"
        and not match[1]
        and not match[0].endswith(("份", "号", "日"))
        and not re.fullmatch(PART, match[3] or "1")
    )


# 日期是10.8, 从10.8开始: what a date may follow; a bare 一个月2.5 is a sum, 掉了2.5 a measure.
_LEADS_TO_A_DATE = re.compile(r"(?:^|[，。！？；：、（“]|[在于从自打是为期间即就概像约到至])$")
_PRICED = re.compile(r"(?:的|那种|那个|档)?(?:套餐|会员|[^，。]?包(?!装)|流量|月租|资费|红包|特惠)")
_LEADS_TO_A_SUM = re.compile(
    r"(?:[退给赔还]我|月|年|次|价|共|只|才|要|得|降|涨|多|少|亏|赔|给|近|花|钱|费|仅|慢|快|版|本|第|[A-Za-z])$"
)


def _is_a_figure(match: re.Match[str], text: str) -> bool:
    """2.5 as a sum or measure rather than the fifth of February."""
    if match[2] != "." or match[0].endswith(("号", "日")):
        return False
    before, after = text[: match.start()], text[match.end() :]
    if _LEADS_TO_A_SUM.search(before) or _PRICED.match(after):
        return True
    ends_there = not after or after[0] in "，。！？；、）”"
    return ends_there and not _LEADS_TO_A_DATE.search(before)


def _resolve(
    kind: str, match: re.Match[str], text: str, on: date, before: Span | None, after: date | None, last: Span | None
) -> tuple[date, date] | None:
    if kind == "digital":
        return _digital(match)
    if kind == "month_day":
        return None if _is_a_figure(match, text) else latest(None, int(match[1]), match[3], on, after)
    if kind == "month":
        if _is_a_rate(match) or text[: match.start()].endswith(("明年", "后年")) or match[1] == "当年":
            return None
        month = 1 if match[2] == "元" else whole(match[2])
        year = said_year(match[1], on) or _year_spoken_of(text, last)
        return latest(year, month, match[3], on, after) if 1 <= month <= 12 else None
    if kind == "quarter":
        return named_quarter(match, text, on)
    if kind == "following":
        return _following(match, before)
    if kind == "range_month":
        month = whole(match[2])
        return latest(said_year(match[1], on), month, None, on, after) if 1 <= month <= 12 else None
    if kind == "festival":
        return named_festival(match, text, on)
    if kind == "bare_day":
        return _bare_day(match, on, before)
    if kind == "near":
        return _near(match, text, on)
    if kind == "week":
        return _week(match, on, last)
    simple = {"relative_month": _relative_month, "year": _whole_year}
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
_MAY_NAME_A_DAY = re.compile(
    r"[年月号日天周期拜节庆旦夕晚朝晨儿季夜蛰霜]|立[春夏秋冬]|[春秋]分|谷雨|芒种|[夏冬]至|处暑|[白寒]露|五一|十一|\d[./-]\d"
    r"|20\d{6}|双1|今早|过年"
)


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
        if kind == "near" and text.count("“", 0, match.start()) > text.count("”", 0, match.start()):
            continue  # “昨日割接”: counted from when it was written
        if found and _names_it_again(kind, text, found[-1], match):
            continue
        before = _happened_last(text, found) if kind == "following" else _last_dated(text, found)
        days = _resolve(kind, match, text, on, before, _carried(found, before), found[-1] if found else None)
        if days and days[0] <= on:
            dated = kind == "digital" or bool(kind in {"month", "range_month"} and match[1])
            found.append(Span(days[0], min(days[1], on), match.start(), match.end(), kind, dated))
    return found


def _names_it_again(kind: str, text: str, before: Span, match: re.Match[str]) -> bool:
    """11月12日（周四）, 今天都24号了: the weekday of a day already named, the date of today."""
    exact = kind in {"week", "bare_day", "month_day", "digital"} or (kind == "month" and match[3])
    if exact and before.kind == "near" and _TODAY_IS.fullmatch(text, before.start, match.start()):
        return True
    if kind == "following" and _COUNTED_FROM.fullmatch(text, before.end, match.start()):
        return True
    single = kind == "week" and not match[1] and before.first == before.last
    return single and bool(_THE_SAME.fullmatch(text[before.end : match.start()]))


# 14号，就是扣费第二天: how long after, not another day.
_COUNTED_FROM = re.compile(r"[，（]?(?:也?就是|即是?)[^，。！？；]{1,6}")
_TODAY_IS = re.compile(r"(?:今[天日儿朝]个?)(?:都|已经?|就|是|，|（|又)*")
_THE_SAME = re.compile(r"[（，]?(?:也?就?是|即)?(?:那个|个)?")
_ENDS_THERE = re.compile(r"(?:之|以)?前(?!几|天|两|后)|到期|届满|为止|截止")


def _happened_last(text: str, found: list[Span]) -> Span | None:
    """The day that 当天 and 第二天 go back to: the last single one that is no term (到期, 为止)."""
    days = [span for span in found if span.first == span.last and not _ENDS_THERE.match(text, span.end)]
    return days[-1] if days else None


def _carried(found: list[Span], before: Span | None) -> date | None:
    """The dated day whose year goes on to the next; not that of a look back (11月9日查到，2023年8月开的，11月10日)."""
    if before is None or not before.dated:
        return None
    looks_back = any(s.first > before.last for s in found[: found.index(before)] if s.kind != "year")
    return None if looks_back else before.first


def _last_dated(text: str, found: list[Span]) -> Span | None:
    """The last day named with its month: what a bare 5号 after it counts on from. One denied (不是10号) is none."""
    no_day = {"year", "near", "week", "range_month"}
    counting = [s for s in found if s.kind not in no_day and not text[: s.start].endswith(("不是", "并非"))]
    return counting[-1] if counting else None
