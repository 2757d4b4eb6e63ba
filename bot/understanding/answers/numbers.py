"""Telephone, account and work-order numbers in answers, where the question says which number is meant."""

import re
from datetime import date
from typing import Any

from bot.understanding.people.numbers import find_telephones, find_work_order

_PUTS_RIGHT = re.compile(r"不对|错了|应该是|改成")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ACCOUNT = re.compile(r"(?<![\dA-Za-z])(?=[A-Za-z@._]*\d)[A-Za-z0-9@._\-]{6,30}")
_WITHOUT_AREA_CODE = re.compile(r"(?<![\dA-Za-z])[2-8]\d{6,7}(?!\d)")
_WORK_ORDER = re.compile(r"(?<![\dA-Za-z])(?=[A-Za-z\-]*\d)[A-Za-z0-9][A-Za-z0-9\-]{3,29}")
_HOTLINE = re.compile(r"100\d\d")
# 没得单号，接电话的工号是6028: a number, but not of the complaint.
_NONE_GIVEN = re.compile(r"(?:没|未|冇|无|呒)[^，。]{0,4}(?:单号|编号|号码|单子|给)|工号")


def _telephones(text: str) -> list[str]:
    found = [number for number, *_ in find_telephones(text)]
    return found[::-1] if _PUTS_RIGHT.search(text) else found


def _joined(text: str, gap: str) -> str:
    return re.sub(rf"(?<=[\dA-Za-z]){gap}(?=[\dA-Za-z])", "", text)


def read_subscriber_number(text: str, raw: str, on: date) -> dict[str, Any]:
    """A telephone number, or the number of an account."""
    telephones = _telephones(text)
    if telephones:
        return {"subscriber_number": telephones[0]}
    account = _ACCOUNT.search(_joined(text, r"[ \-]"))
    return {"subscriber_number": account[0]} if account else {}


def read_contact_phone(text: str, raw: str, on: date) -> dict[str, Any]:
    """A mobile rather than a landline beside it; a landline may lack its area code."""
    telephones = sorted(_telephones(text), key=lambda number: not _MOBILE.fullmatch(number))
    local = _WITHOUT_AREA_CODE.findall(_joined(text, r"[ \-]"))
    return {"contact_phone": found[0]} if (found := telephones or local) else {}


def read_work_order(text: str, raw: str, on: date) -> dict[str, Any]:
    found = find_work_order(text)
    if found:
        return {"operator_complaint_no": found[0].value}
    match = None if _NONE_GIVEN.search(text) else _WORK_ORDER.search(_joined(text, " "))
    return {"operator_complaint_no": match[0]} if match and not _HOTLINE.fullmatch(match[0]) else {}
