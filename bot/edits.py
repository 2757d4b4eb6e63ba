"""Changing the letter by saying so: 把赔偿改成200元, 再加一条书面道歉, 第二条删掉, 地址写错了."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.case import label
from bot.choices import ORDINALS
from bot.understanding.answers.reader import read_answer
from bot.understanding.facts import extract
from bot.understanding.text.normalise import normalise

SUM = re.compile(
    r"(赔偿|补偿)[^改换变调]*(?:改成|改为|换成|变成|调到|调成|提高到|降到|要)\D{0,3}"
    r"(\d+(?:\.\d{1,2})?)\s*(?:元|块)"
)
ADD = re.compile(r"(?:再|还要|另外|多|也)?(?:加上|加|增加|添加|添|补充|补)(?:一条|一个|一项|一句|上)?[，,：:]?(.{2,})")
REMOVE = re.compile(r"(?:删掉|删了|删除|删|去掉|去了|拿掉|不要|取消)")
BECOMES = re.compile(r"改成|改为|换成|应该?是|应该?为|是(?!不是)|为")
WRONG = re.compile(r"不对|错|有误|不是|改")
NTH = re.compile(r"第\s*(\d{1,2}|[一二三四五六七八九十])\s*[条项个点]")
FIELDS = {
    "address": "地址|住址", "contact_phone": "联系电话|电话|手机号|联系方式", "complainant_name": "姓名|名字",
    "postcode": "邮编|邮政编码", "email": "邮箱|邮件", "event_date": "日期|时间", "amount": "金额|钱数|数额",
    "operator_complaint_date": "投诉日期|投诉时间", "subscriber_number": "号码|账号", "operator": "运营商|公司",
    "province": "省份|地区", "evidence": "证据|材料", "demands": "要求|诉求",
}  # fmt: skip
# The longer names first: 投诉日期 is not 日期.
FIELD_ORDER = ("operator_complaint_date", *(slot for slot in FIELDS if slot != "operator_complaint_date"))


@dataclass(frozen=True)
class Edit:
    """New values for slots; `asks` is a slot that has to be asked again instead."""

    said: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    asks: str | None = None


def parse(text: str, case: Mapping[str, Any], on: date) -> Edit | None:
    """The change that a sentence asks for; None if it is not clear."""
    said = normalise(text)
    return _sum(said, case) or _removal(said, case) or _addition(said, case, on) or _changes(said, on) or _field(said)


def correction(text: str, on: date) -> Edit | None:
    """A fact of the case named with its new value, or named as wrong; None where neither is said."""
    said = normalise(text)
    return _changes(said, on) or (_field(said) if WRONG.search(said) else None)


def apply(edit: Edit, case: Mapping[str, Any]) -> dict[str, Any]:
    """The facts after a change; empty values are absent."""
    facts = {**case, **edit.values}
    if edit.asks:
        facts.pop(edit.asks, None)
    return {key: value for key, value in facts.items() if value not in (None, "", [])}


def _sum(text: str, case: Mapping[str, Any]) -> Edit | None:
    found = SUM.search(text)
    if not found:
        return None
    word, amount = found.groups()
    demand = f"{word}{amount}元"
    kept = [d for d in case.get("demands") or [] if d != "compensation" and not re.match(r"赔偿|补偿", d)]
    return Edit(demand, {"demands": [*kept, demand]})


def _removal(text: str, case: Mapping[str, Any]) -> Edit | None:
    demands = list(case.get("demands") or [])
    if not REMOVE.search(text) or not demands:
        return None
    nth = NTH.search(text)
    if nth:
        place = int(nth.group(1)) if nth.group(1).isdigit() else ORDINALS.index(nth.group(1)) + 1
        if not 1 <= place <= len(demands):
            return None
        gone = demands[place - 1]
    else:
        named = [d for d in demands if _mentions(text, d)]
        if len(named) != 1:
            return None
        gone = named[0]
    return Edit(f"删掉“{label('demands', gone)}”", {"demands": [d for d in demands if d != gone]})


def _mentions(text: str, demand: str) -> bool:
    said = REMOVE.sub("", text)
    name = label("demands", demand)
    return any(name[i : i + 2] in said for i in range(len(name) - 1))


def _addition(text: str, case: Mapping[str, Any], on: date) -> Edit | None:
    found = ADD.search(text)
    if not found:
        return None
    more = read_answer("demands", found.group(1), on).get("demands") or [found.group(1).strip("。 ")]
    demands = list(dict.fromkeys([*(case.get("demands") or []), *more]))
    return Edit("加上“" + "、".join(label("demands", d) for d in more) + "”", {"demands": demands})


def _changes(text: str, on: date) -> Edit | None:
    """One field with its new value, or several where each clause names its own."""
    clauses = [clause for clause in re.split(r"[，,；;。]", text) if clause.strip()]
    edits = [edit for clause in clauses if (edit := _value(clause, on))]
    if len(edits) < 2 or len(edits) < len(clauses):
        return _value(text, on)
    values = {slot: value for edit in edits for slot, value in edit.values.items()}
    return Edit("、".join(edit.said for edit in edits), values)


def _value(text: str, on: date) -> Edit | None:
    """A field named together with its new value."""
    slot = _named(text)
    becomes = BECOMES.search(text)
    new = text[becomes.end() :].strip(" ，。,.") if becomes else ""
    if not slot or not new:
        return None
    values = read_answer(slot, new, on) or {m.slot: m.value for m in extract(new, on) if m.slot == slot}
    return Edit(new, values) if slot in values else None


def _field(text: str) -> Edit | None:
    slot = _named(text)
    return Edit(asks=slot) if slot else None


def _named(text: str) -> str | None:
    return next((slot for slot in FIELD_ORDER if re.search(FIELDS[slot], text)), None)
