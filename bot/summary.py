"""What is known of a case, said back in one sentence or as a list, in the words people use."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.case import label
from bot.wording import chinese, yuan

READ_BACK = (
    "operator", "province", "category", "subscriber_number", "event_date", "amount", "relation", "complained",
    "operator_complaint_date", "operator_complaint_no", "operator_reply", "settled", "other_body", "demands",
    "evidence",
)  # fmt: skip
LABELLED = {
    "operator": "operators", "category": "categories", "relation": "relations",
    "operator_reply": "operator_replies", "other_body": "other_bodies",
}  # fmt: skip


def one_sentence(case: Mapping[str, Any]) -> str:
    """The matter in one sentence, for reading back; empty when nothing is known."""
    parts = [
        _of("", _subject(case)),
        _of("", said_of(case, "event_date"), "发生的事" if not case.get("category") else ""),
        _of("问题是“", said_of(case, "category"), "”"),
        _of("涉及", said_of(case, "amount")),
        _of("", _complaint(case)),
        _of("您想要的是：", said_of(case, "demands")),
    ]
    return "，".join(part for part in parts if part)


def _subject(case: Mapping[str, Any]) -> str:
    place, operator = said_place(case), said_of(case, "operator")
    return f"{place}的{operator}" if place and operator else place or operator


def listing(case: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Line by line what is known; `titles` names the slots."""
    lines = ((titles.get(slot, slot), said_of(case, slot)) for slot in READ_BACK)
    return "\n".join(f"· {title}：{value}" for title, value in lines if value)


def said_of(case: Mapping[str, Any], slot: str) -> str:
    """A fact as people say it; empty if unknown."""
    value = case.get(slot)
    if value in (None, "", [], ()):
        return ""
    if slot == "operator" and case.get("operator_name"):
        return str(case["operator_name"])
    if slot == "province":
        return said_place(case)
    if slot in LABELLED:
        return label(LABELLED[slot], str(value))
    if slot.endswith("_date"):
        return said_date(str(value))
    if slot == "amount":
        return f"{yuan(Decimal(str(value)))}元"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (list, tuple)):
        return "、".join(label("demands", str(item)) for item in value)
    return str(value)


def said_place(case: Mapping[str, Any]) -> str:
    province, city = case.get("province") or "", case.get("city") or ""
    return province if city in ("", province) else f"{province}{city}"


def said_date(text: str) -> str:
    """`2026-11-03` as 2026年11月3日; an interval with 至, a whole month by its name."""
    first, _, last = text.partition("/")
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    if (start, end) == (start.replace(day=1), start + relativedelta(day=31)):
        return f"{start.year}年{start.month}月"
    return chinese(start) + (f"至{chinese(end)}" if end != start else "")


def _complaint(case: Mapping[str, Any]) -> str:
    if case.get("complained") is None:
        return ""
    if not case["complained"]:
        return "还没有向运营商投诉过"
    when, reply = said_of(case, "operator_complaint_date"), said_of(case, "operator_reply")
    told = f"{when}已向运营商投诉" if when else "已经向运营商投诉过"
    return f"{told}，{reply}" if reply else told


def _of(before: str, value: str, after: str = "") -> str:
    return f"{before}{value}{after}" if value else ""
