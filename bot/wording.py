"""Texts of the rule book filled with figures and with the facts of a case; a fact that is not known is empty.

One view of a case serves the answers to questions, the scripts of the steps and the replies to offers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from bot.admissibility import Assessment, assess
from bot.case import Facts, Span, label, validate
from bot.deadlines import ReplyDue, filing_window, national_period, reply_due
from bot.parties import bureau, hotline, operator_label, respondent
from bot.rulebook import article, first_or_in_force, load

Case = Mapping[str, Any]

SPACE_AFTER_PUNCTUATION = re.compile(r"(?<=[，。；：？！）])\s+")
SEEDS_EXAMPLE = Decimal(94)  # yuan wrongly charged in the seed guide's third sample letter


def chinese(day: date | Span | None) -> str:
    """A day as 2026年11月3日, a span with 至, nothing as empty text."""
    if isinstance(day, Span):
        return chinese(day.first) if day.exact else f"{chinese(day.first)}至{chinese(day.last)}"
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def yuan(amount: Decimal | None) -> str:
    """An amount without idle zeros: 94, 94.50; nothing as empty text."""
    if amount is None:
        return ""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def short_citation(article_id: str) -> str:
    """Law and article, for use within a sentence; a law's id alone gives the law."""
    return article(article_id).citation if "." in article_id else str(load("laws")["laws"][article_id]["law"])


def citations(article_ids: Sequence[str]) -> tuple[str, ...]:
    """One text for each law: title, its articles, then number and first day in brackets.

    As in 《电信用户申诉处理办法》第八条、第九条（工业和信息化部令第35号，2016年7月30日起施行）.
    """
    by_law: dict[str, list[str]] = {}
    for id in article_ids:
        by_law.setdefault(id.partition(".")[0], []).append(article(id).number if "." in id else "")
    return tuple(_law_with_articles(law_id, found) for law_id, found in by_law.items())


def _law_with_articles(law_id: str, found: Sequence[str]) -> str:
    law = load("laws")["laws"][law_id]
    details = [law.get("number"), f"{in_force_since(law_id)}起施行", "已废止" if law.get("until") else None]
    named = "、".join(text for text in found if text)
    return f"{law['law']}{named}（{'，'.join(detail for detail in details if detail)}）"


def in_force_since(law_id: str) -> str:
    """The first day of a law, as people read it."""
    return chinese(load("laws")["laws"][law_id]["in_force"])


def blocking(assessment: Assessment) -> str:
    """The missing facts that hold up the verdict; those that only the letter needs are left out."""
    slots = [slot for slot in assessment.missing if slot not in load("steps")["asked_for_the_letter"]]
    return "、".join(label("slots", slot) for slot in slots)


class Figures(Mapping[str, Any]):
    """The figures of questions.yml as they hold on a day; remembers which were read."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._entries: Mapping[str, Any] = load("questions")["figures"]
        self.read: list[str] = []

    def __getitem__(self, name: str) -> Any:
        entry = self._entries[name]
        self.read.append(name)
        return _follow(entry["see"], self._on) if "see" in entry else entry["value"]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _follow(path: list[Any], on: date) -> Any:
    """The value that a `see` path leads to: a file, then its keys; `in_force` picks a rule's version."""
    found: Any = load(path[0])
    for key in path[1:]:
        found = first_or_in_force(found, on) if key == "in_force" else found[key]
    return found


def view(case: Case, on: date) -> dict[str, Any]:
    """What a template may speak of: figures, periods, parties and the facts of the case as people read them.

    ValueError names a bad key of the case.
    """
    facts, assessment = validate(case, on), assess(case, on)
    return {
        "n": Figures(on),
        "since": in_force_since,
        "yuan": yuan,
        "example": facts.amount or SEEDS_EXAMPLE,
        "verdict": assessment.verdict,
        **_periods(facts, assessment, on),
        **_parties(case),
        **_facts(facts, assessment),
    }


def open_reply(facts: Facts, on: date) -> ReplyDue | None:
    """Until when the operator may still answer; None where it has answered or no day of the complaint is known."""
    complained = facts.operator_complaint_date
    if complained is None or facts.operator_reply not in (None, "none"):
        return None
    return reply_due(complained.last, on, facts.province)


def fill(template: str, words: Mapping[str, Any]) -> str:
    """A Jinja text with its words; sentences follow each other as Chinese does, without spaces."""
    return SPACE_AFTER_PUNCTUATION.sub("", _compiled(template).render(words)).strip()


@cache
def _compiled(template: str) -> Template:
    # Plain text for people, never HTML: escaping would only spoil the words.
    return Environment(undefined=StrictUndefined, autoescape=False).from_string(template)  # noqa: S701


def _periods(facts: Facts, assessment: Assessment, on: date) -> dict[str, Any]:
    window, national = filing_window(on), national_period(on)
    local = reply_due(on, on, facts.province).period
    due = open_reply(facts, on)
    latest = assessment.latest_filing
    return {
        "reply": str(local),
        "national_reply": str(national),
        "reply_counted": national.counted,
        "local_reply": str(local) if local.province else "",
        "fee_window": _months(window.fee_dispute_months),
        "other_window": _months(window.other_months),
        "reply_due": chinese(due.last_day) if due else "",
        "earliest": chinese(due.opens) if due else "",
        "due_passed": due is not None and due.last_day < on,
        "latest": chinese(latest),
        "latest_passed": latest is not None and latest < on,
        "today": chinese(on),
    }


def _months(months: int) -> str:
    return f"{months // 12}年" if months % 12 == 0 else f"{months}个月"


def _parties(case: Case) -> dict[str, Any]:
    operators = load("operators")["operators"]
    party, place, line = respondent(case), bureau(case.get("province")), hotline(case.get("operator"))
    named = bool(case.get("operator") or case.get("operator_name"))
    former = "、".join(_former_line(line, operators) for line in load("operators")["former_lines"])
    uppers = {id: (spec["headquarters"] or {}).get("number", "没有查到") for id, spec in operators.items()}
    return {
        "operator": operator_label(case) if named else "",
        "party": party.name if named else "",
        "party_certain": party.certain,
        "party_short": party.short if named else "",
        "hotline": line.number if line else "",
        "bureau": place.name if place else "",
        "online": load("bureaus")["national"]["online"],
        "lines": {**{id: spec["hotline"] for id, spec in operators.items()}, "police": "96110"},
        "upper": uppers,
        "former_lines": former,
    }


def _former_line(line: Mapping[str, Any], operators: Mapping[str, Any]) -> str:
    """A number that another one took over, as in 10060（原中国网通）改打10010."""
    return f"{line['number']}（原{line['name']}）改打{operators[line['into']]['hotline']}"


def _facts(facts: Facts, assessment: Assessment) -> dict[str, Any]:
    return {
        "province": facts.province or "",
        "event": chinese(facts.event_date),
        "complained": bool(facts.complained),
        "complaint_day": chinese(facts.operator_complaint_date),
        "complaint_no": facts.operator_complaint_no or "",
        "operator_reply": facts.operator_reply or "",
        "amount": yuan(facts.amount),
        "number": facts.subscriber_number or "",
        "category": label("categories", facts.category) if facts.category else "",
        "demands": [label("demands", demand) for demand in facts.demands],
        "relation": facts.relation or "",
        "other_body": facts.other_body or "",
        "name": facts.complainant_name or "",
        "missing": "、".join(label("slots", slot) for slot in assessment.missing),
        "blocking": blocking(assessment),
    }
