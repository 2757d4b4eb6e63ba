"""Periods and windows in days: until when an operator may answer, until when an appeal can be filed.

No limit is moved for weekends or holidays. The day a period starts from does not count (Civil Code, Art. 201);
months end on the same day of the month, or on the last day where that one does not exist (Art. 202).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chinese_calendar import is_workday
from dateutil.relativedelta import relativedelta

from bot.rulebook import article, first_or_in_force, holds, load

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ReplyPeriod:
    """The days an operator has. `counted` is calendar or working; `province` only for a local rule."""

    days: int
    counted: str
    article: str
    province: str | None = None

    def __str__(self) -> str:
        return f"{self.days}个工作日" if self.counted == "working" else f"{self.days}日"

    @property
    def citation(self) -> str:
        return article(self.article).citation


@dataclass(frozen=True)
class ReplyDue:
    """The last day of a reply period. `assumed`: working days beyond the holiday calendar took part in it."""

    last_day: date
    period: ReplyPeriod
    assumed: bool

    @property
    def opens(self) -> date:
        """The first day on which silence opens the appeal."""
        return self.last_day + ONE_DAY


@dataclass(frozen=True)
class FilingWindow:
    """The months within which an appeal can be filed, for fee disputes and for all others."""

    fee_dispute_months: int
    other_months: int
    article: str

    def months(self, fee_dispute: bool) -> int:
        return self.fee_dispute_months if fee_dispute else self.other_months

    def last_day(self, event: date, fee_dispute: bool) -> date:
        """The last day on which the appeal can be filed, counted from the day of the matter."""
        last: date = event + relativedelta(months=self.months(fee_dispute))
        return last

    @property
    def citation(self) -> str:
        return article(self.article).citation


def filing_window(on: date) -> FilingWindow:
    """The window in force on a day."""
    version = first_or_in_force(load("filing_window"), on)
    return FilingWindow(version["fee_dispute_months"], version["other_months"], version["article"])


def national_period(on: date) -> ReplyPeriod:
    """The national reply period in force on a day."""
    return _period(first_or_in_force(load("reply_period"), on))


def local_periods(province: str | None, on: date) -> list[ReplyPeriod]:
    """The reply periods that a province itself has on a day; none for most."""
    rules = (
        rule
        for rule in load("local_rules")["entries"].values()
        if rule["kind"] == "reply_period" and rule["province"] == province
    )
    started = (rule for rule in rules if min(rule["values"]) <= on and holds(rule, on))
    return [_period(first_or_in_force(rule, on), province) for rule in started]


def reply_due(complained: date, on: date, province: str | None = None) -> ReplyDue:
    """Until when the operator may answer a complaint raised on a day, by the rules in force on `on`.

    A local rule counts where it ends the period earlier than the national one.
    """
    periods = [national_period(on), *local_periods(province, on)]
    return min((_due(complained, period) for period in periods), key=lambda due: due.last_day)


def add_working_days(start: date, days: int) -> tuple[date, bool]:
    """The day that is `days` working days after `start`, and whether some lay beyond the holiday calendar."""
    day, assumed = start, False
    while days:
        day += ONE_DAY
        working, known = is_working_day(day)
        assumed = assumed or not known
        days -= working
    return day, assumed


def is_working_day(day: date) -> tuple[bool, bool]:
    """Whether people work on a day, and whether the calendar knows it: outside its years Monday to Friday."""
    try:
        return bool(is_workday(day)), True
    except NotImplementedError:
        return day.isoweekday() <= 5, False


def _period(version: Mapping[str, Any], province: str | None = None) -> ReplyPeriod:
    return ReplyPeriod(version["days"], version["counted"], version["article"], province)


def _due(complained: date, period: ReplyPeriod) -> ReplyDue:
    if period.counted == "working":
        last_day, assumed = add_working_days(complained, period.days)
        return ReplyDue(last_day, period, assumed)
    return ReplyDue(complained + timedelta(days=period.days), period, assumed=False)
