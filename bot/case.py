"""One matter as plain data: the slots of a case, their forms, and the check that facts keep to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from bot.rulebook import load

_WORDS = load("vocabulary")
_CATEGORIES = load("categories")["entries"]

SLOTS: tuple[str, ...] = tuple(_WORDS["slots"])
OPERATORS: tuple[str, ...] = tuple(_WORDS["operators"])
RELATIONS: tuple[str, ...] = tuple(_WORDS["relations"])
OPERATOR_REPLIES: tuple[str, ...] = tuple(_WORDS["operator_replies"])
OTHER_BODIES: tuple[str, ...] = tuple(_WORDS["other_bodies"])
DEMANDS: tuple[str, ...] = tuple(_WORDS["demands"])
STATUSES: tuple[str, ...] = tuple(_WORDS["statuses"])
KINDS: tuple[str, ...] = tuple(_WORDS["kinds"])
CATEGORIES: tuple[str, ...] = tuple(_CATEGORIES)
TELECOM_CATEGORIES: tuple[str, ...] = tuple(id for id in CATEGORIES if _CATEGORIES[id]["desk"] == "telecom")
OTHER_CATEGORIES: tuple[str, ...] = tuple(id for id in CATEGORIES if _CATEGORIES[id]["desk"] == "other")

# Years near the calendar's end have no room for the windows that are counted from them.
LAST_DAY = date(9900, 12, 31)


@dataclass(frozen=True)
class Span:
    """The days among which a date lies, both included; one day known exactly has first == last."""

    first: date
    last: date

    def __str__(self) -> str:
        return self.first.isoformat() if self.exact else f"{self.first}/{self.last}"

    @property
    def exact(self) -> bool:
        """Whether the day itself is known."""
        return self.first == self.last


@dataclass(frozen=True)
class Facts:
    """A case's facts, checked: None and empty tuples for what is absent. The names are the slots."""

    operator: str | None = None
    operator_name: str | None = None
    province: str | None = None
    city: str | None = None
    category: str | None = None
    narrative: str | None = None
    event_date: Span | None = None
    amount: Decimal | None = None
    subscriber_number: str | None = None
    relation: str | None = None
    complained: bool | None = None
    operator_complaint_date: Span | None = None
    operator_complaint_no: str | None = None
    operator_reply: str | None = None
    settled: bool | None = None
    other_body: str | None = None
    demands: tuple[str, ...] = ()
    complainant_name: str | None = None
    agent_name: str | None = None
    contact_phone: str | None = None
    email: str | None = None
    address: str | None = None
    postcode: str | None = None
    evidence: tuple[str, ...] = ()

    def absent(self, slot: str) -> bool:
        """Whether nothing is known for a slot."""
        return getattr(self, slot) in (None, ())


def label(table: str, id: str) -> str:
    """What users read for an id: table is `categories` or one of vocabulary.yml; the id itself if unknown."""
    if table == "categories":
        return str(_CATEGORIES[id]["label"]) if id in _CATEGORIES else id
    return str(_WORDS[table].get(id, id))


def validate(case: Mapping[str, Any], on: date) -> Facts:
    """The facts of a case as known on a day; ValueError names the key and what is allowed.

    None, "" and an empty list mean absent; unknown keys are ignored; a span is cut at `on`;
    a reply implies that the user complained.
    """
    check_day(on)
    if not isinstance(case, Mapping):
        raise ValueError("案件必须是一组“字段名：值”，例如 {\"operator\": \"china_mobile\"}")
    given = {slot: case[slot] for slot in SLOTS if slot in case and not _is_empty(case[slot])}
    known = {slot: _READERS[slot](slot, value, on) for slot, value in given.items()}
    _check_reply(known)
    return Facts(**known)


def check_day(on: date) -> None:
    """ValueError unless `on` is a plain date with room for the windows counted from it."""
    if type(on) is not date or on > LAST_DAY:
        raise ValueError(f"on 必须是不晚于 {LAST_DAY} 的日期")


def read_day(key: str, text: str, forms: str = "YYYY-MM-DD") -> date:
    """The day that text writes as YYYY-MM-DD; ValueError names the key and the forms it may have."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise ValueError(f"{key} 必须是日历上有的日期，写作 {forms}，收到 {_shown(text)}")


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, (str, list, tuple)) and len(value) == 0)


_KINDS_OF_VALUE = {bool: "真假值", int: "数字", float: "数字", list: "列表", tuple: "列表", dict: "对象"}


def _shown(value: object) -> str:
    """A value as an error may repeat it: on one line and short; what is not text by its kind alone."""
    if not isinstance(value, str):
        return _KINDS_OF_VALUE.get(type(value), type(value).__name__)
    return repr(value) if len(value) <= 40 else repr(value[:40] + "…")


def _text(key: str, value: object, on: date) -> str | None:
    if not isinstance(value, str):
        raise ValueError(f"{key} 必须是文字，收到 {_shown(value)}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{key} 含有无法表示的字符，必须是有效的 Unicode 文字") from None
    return value.strip() or None


def _flag(key: str, value: object, on: date) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{key} 必须是 true 或 false，收到 {_shown(value)}")
    return value


def _one_of(allowed: tuple[str, ...]) -> Callable[[str, object, date], str]:
    def read(key: str, value: object, on: date) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError(f"{key} 必须是 {'、'.join(allowed)} 之一，收到 {_shown(value)}")
        return value

    return read


def _texts(key: str, value: object, on: date) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"{key} 必须是文字的列表，收到 {_shown(value)}")
    texts = (_text(key, item, on) for item in value if item is not None)
    return tuple(text for text in texts if text)


def _amount(key: str, value: object, on: date) -> Decimal | None:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,2})?", value):
        raise ValueError(f"{key} 必须是以元为单位、至多两位小数的文字，例如 \"94.00\"，收到 {_shown(value)}")
    return Decimal(value).quantize(Decimal("0.01")) or None


_DATE_FORMS = "YYYY-MM-DD 或 YYYY-MM-DD/YYYY-MM-DD"


def _span(key: str, value: object, on: date) -> Span:
    if not isinstance(value, str):
        raise ValueError(f"{key} 必须是文字，写作 {_DATE_FORMS}，收到 {_shown(value)}")
    first_text, slash, last_text = value.partition("/")
    first = read_day(key, first_text, _DATE_FORMS)
    last = read_day(key, last_text, _DATE_FORMS) if slash else first
    if last < first:
        raise ValueError(f"{key} 的起日 {first} 不能晚于止日 {last}")
    if first > on:
        raise ValueError(f"{key} 不能晚于 {on}，收到 {_shown(value)}")
    return Span(first, min(last, on))


def _check_reply(known: dict[str, Any]) -> None:
    """A reply implies a complaint; a reply without one contradicts itself."""
    if known.get("operator_reply") not in ("unsatisfied", "satisfied"):
        return
    if known.get("complained") is False:
        raise ValueError("complained 为 false 时，operator_reply 只能是 none 或不填")
    known["complained"] = True


_READERS: dict[str, Callable[[str, object, date], Any]] = {
    **{field.name: _text for field in fields(Facts)},
    "operator": _one_of(OPERATORS),
    "category": _one_of(CATEGORIES),
    "relation": _one_of(RELATIONS),
    "operator_reply": _one_of(OPERATOR_REPLIES),
    "other_body": _one_of(OTHER_BODIES),
    "complained": _flag,
    "settled": _flag,
    "event_date": _span,
    "operator_complaint_date": _span,
    "amount": _amount,
    "demands": _texts,
    "evidence": _texts,
}
