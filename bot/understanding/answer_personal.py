"""Short answers that give the user's own particulars."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.understanding.personal import address_in, agent_in, name_in, postcode_in

Reader = Callable[[str, str, date], dict[str, Any]]


def personal(slot: str, find: Callable[[str], str | None]) -> Reader:
    def read(text: str, raw: str, on: date) -> dict[str, Any]:
        value = find(raw)
        return {slot: value} if value else {}

    return read


def read_postcode(text: str, raw: str, on: date) -> dict[str, Any]:
    code = postcode_in(text)
    return {"postcode": code} if code else {}


def read_names(text: str, raw: str, on: date) -> dict[str, Any]:
    name, agent = name_in(raw), agent_in(raw)
    return ({"complainant_name": name} if name else {}) | ({"agent_name": agent} if agent else {})


def read_address(text: str, raw: str, on: date) -> dict[str, Any]:
    address = address_in(raw)
    if not address:
        return {}
    code = postcode_in(raw)
    return {"address": address} | ({"postcode": code} if code else {})
