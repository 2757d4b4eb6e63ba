"""The two grounds of the admissibility check that count days: the reply period and the filing window.

Measures on Telecom Users' Appeals (MIIT Order 35), Art. 10(4) and 11(1). Where a date is only known
as a span, a ground is hit or clear only if it is so for every day of it; the limits grow with the day, so
the first and the last day of the span decide.
"""

from __future__ import annotations

from datetime import date

from bot.case import Facts, Span
from bot.deadlines import FilingWindow, ReplyDue, filing_window, is_working_day, national_period, reply_due
from bot.grounds import CLEAR, HIT, UNKNOWN, Finding
from bot.rulebook import load


def is_fee_dispute(facts: Facts) -> bool | None:
    """Whether the five-month window applies; None without a category."""
    if facts.category is None:
        return None
    rule = load("categories")["entries"][facts.category]["fee_dispute"]
    return rule == "always" or (rule == "if_money_claimed" and claims_money(facts))


def claims_money(facts: Facts) -> bool:
    """Whether money is claimed: an amount, or a demand to give it back."""
    return facts.amount is not None or not set(load("categories")["money_demands"]).isdisjoint(facts.demands)


def reply_period(facts: Facts, on: date) -> Finding:
    national = national_period(on)
    if facts.complained and facts.operator_complaint_date and facts.operator_reply == "none":
        return _running_or_over(facts, on)
    period, citation = {"period": national}, national.citation
    if facts.complained is None:
        return Finding(UNKNOWN, "not_told", missing=("complained",), citation=citation)
    if not facts.complained:
        return Finding(CLEAR, "not_complained", period, citation=citation)
    if facts.operator_reply is None:
        return Finding(UNKNOWN, "no_reply_told", missing=("operator_reply",), citation=citation)
    if facts.operator_reply == "none":
        return Finding(UNKNOWN, "no_date", period, missing=("operator_complaint_date",), citation=citation)
    return Finding(CLEAR, "replied", citation=citation)


def _running_or_over(facts: Facts, on: date) -> Finding:
    """The reply period of a complaint whose day, or span of days, is known and which has no answer yet."""
    assert facts.operator_complaint_date is not None
    soonest, latest = reply_dues(facts, on)
    words = _reply_words(facts.operator_complaint_date, on, latest)
    notes = _reply_notes(latest, on)
    citation = latest.period.citation
    if on > latest.last_day:
        return Finding(CLEAR, "over", words, notes=notes, citation=citation)
    if on > soonest.last_day:
        return Finding(UNKNOWN, "straddles", words, ("operator_complaint_date",), notes, citation)
    reason = "last_day" if on == latest.last_day else "running"
    return Finding(HIT, reason, words, notes=notes, citation=citation)


def reply_dues(facts: Facts, on: date) -> tuple[ReplyDue, ReplyDue]:
    span = facts.operator_complaint_date
    assert span is not None
    return reply_due(span.first, on, facts.province), reply_due(span.last, on, facts.province)


def _reply_words(span: Span, on: date, latest: ReplyDue) -> dict[str, object]:
    return {
        "span": _chinese(span),
        "due": _chinese_day(latest.last_day),
        "earliest": _chinese_day(latest.opens),
        "days": (latest.last_day - on).days,
        "period": latest.period,
        "province": latest.period.province,
        "national": national_period(on),
    }


def _reply_notes(due: ReplyDue, on: date) -> tuple[str, ...]:
    local = ("local",) if due.period.province else ()
    assumed = ("assumed",) if due.assumed else ()
    old = ("old_measures",) if due.period.article == "appeal_measures_2001.8" else ()
    return local + assumed + old


def filing_period(facts: Facts, on: date) -> Finding:
    window, event, fee_dispute = filing_window(on), facts.event_date, is_fee_dispute(facts)
    if event is None:
        return Finding(UNKNOWN, "no_event_date", _months(window), ("event_date",), citation=window.citation)
    if fee_dispute is None:
        return _filing_without_category(window, event, on)
    status = filing_status(window, event, fee_dispute, on)
    words = _filing_words(window, event, fee_dispute, on)
    reason = "last_day" if status == CLEAR and words["days"] == 0 else _REASONS[status]
    missing = ("event_date",) if status == UNKNOWN else ()
    repeats = ("repeats",) * (status == HIT and fee_dispute)
    notes = repeats + _filing_notes(facts, window, event, on) + _too_late_notes(facts, status, on)
    words |= {"opens": _chinese_day(_silence_opens(facts, on))}
    return Finding(status, reason, words, missing, notes, window.citation)


def filing_status(window: FilingWindow, event: Span, fee_dispute: bool, on: date) -> str:
    """Whether the window has passed for every day of the span (hit), for none (clear) or for some."""
    if on > window.last_day(event.last, fee_dispute):
        return HIT
    return CLEAR if on <= window.last_day(event.first, fee_dispute) else UNKNOWN


def latest_filing(facts: Facts, on: date) -> date | None:
    """The last day for filing, from the span's first day; None while the window is unknown.

    Without a category it is known where both windows agree, and the shorter one is told.
    """
    window, event, fee_dispute = filing_window(on), facts.event_date, is_fee_dispute(facts)
    if event is None:
        return None
    if fee_dispute is None:
        known = _filing_without_category(window, event, on).status != UNKNOWN
        return window.last_day(event.first, fee_dispute=True) if known else None
    return window.last_day(event.first, fee_dispute)


def earliest_filing(facts: Facts, on: date) -> date | None:
    """The day from which silence opens the appeal, by the span's last day; None unless a period runs."""
    if reply_period(facts, on).status != HIT:
        return None
    return reply_dues(facts, on)[1].opens


def _filing_without_category(window: FilingWindow, event: Span, on: date) -> Finding:
    """Either window may apply: known only where both agree."""
    words = _filing_words(window, event, True, on)
    shorter, longer = (filing_status(window, event, fee_dispute, on) for fee_dispute in (True, False))
    if shorter == longer != UNKNOWN:
        return Finding(shorter, f"any_{_REASONS[shorter]}", words, citation=window.citation)
    # An exact day helps if both windows agree on some day of the span; the category is missing anyway.
    all_over = filing_status(window, Span(event.first, event.first), False, on) == HIT
    all_open = filing_status(window, Span(event.last, event.last), True, on) == CLEAR
    missing = ("category", "event_date") if all_over or all_open else ("category",)
    return Finding(UNKNOWN, "no_category", words, missing, citation=window.citation)


_REASONS = {CLEAR: "open", HIT: "passed", UNKNOWN: "straddles"}


def _months(window: FilingWindow) -> dict[str, object]:
    return {"short": _length(window.fee_dispute_months), "long": _length(window.other_months)}


def _length(months: int) -> str:
    return f"{months}个月" if months % 12 else f"{months // 12}年"


def _filing_words(window: FilingWindow, event: Span, fee_dispute: bool, on: date) -> dict[str, object]:
    end = window.last_day(event.first, fee_dispute)
    return _months(window) | {
        "event": _chinese(event),
        "since": _chinese(event) if event.exact else f"{_chinese(event)}，按最早的一天算",
        "window": _length(window.months(fee_dispute)),
        "end": _chinese_day(end),
        "days": abs((end - on).days),
        "short_end": _chinese_day(window.last_day(event.first, fee_dispute=True)),
        "long_end": _chinese_day(window.last_day(event.first, fee_dispute=False)),
    }


def _filing_notes(facts: Facts, window: FilingWindow, event: Span, on: date) -> tuple[str, ...]:
    fee_dispute = bool(is_fee_dispute(facts))
    rule = load("categories")["entries"][facts.category]["fee_dispute"]
    money = ("money",) if rule == "if_money_claimed" and not fee_dispute else ()
    at_weekend = not is_working_day(window.last_day(event.first, fee_dispute))[0]
    return money + ("strict",) * at_weekend


def _too_late_notes(facts: Facts, status: str, on: date) -> tuple[str, ...]:
    """A warning where waiting for the operator's silence would outlast a window that is still open."""
    latest, waits = latest_filing(facts, on), facts.complained is False or reply_period(facts, on).status == HIT
    return ("too_late",) if status == CLEAR and waits and latest and _silence_opens(facts, on) > latest else ()


def _silence_opens(facts: Facts, on: date) -> date:
    """The day on which silence opens the appeal: of the complaint raised, or of one raised on `on`."""
    return earliest_filing(facts, on) or reply_due(on, on, facts.province).opens


def _chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _chinese(span: Span) -> str:
    if span.exact:
        return _chinese_day(span.first)
    return f"{_chinese_day(span.first)}至{_chinese_day(span.last)}之间"
