"""Short answers that give the user's own particulars."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.understanding.people.addresses import address_in
from bot.understanding.people.names import agent_in, complainant_in, named_outright
from bot.understanding.people.personal import email_in, postcode_in

Reader = Callable[[str, str, date], dict[str, Any]]


def personal(slot: str, find: Callable[[str], str | None]) -> Reader:
    def read(text: str, raw: str, on: date) -> dict[str, Any]:
        value = find(raw)
        return {slot: value} if value else {}

    return read


def read_email(text: str, raw: str, on: date) -> dict[str, Any]:
    address = email_in(text)
    return {"email": address} if address else {}


def read_postcode(text: str, raw: str, on: date) -> dict[str, Any]:
    code = postcode_in(text)
    return {"postcode": code} if code else {}


def read_names(text: str, raw: str, on: date) -> dict[str, Any]:
    told = {"complainant_name": complainant_in(raw), "agent_name": agent_in(raw), "address": address_in(raw)}
    return {slot: value for slot, value in told.items() if value}


def read_address(text: str, raw: str, on: date) -> dict[str, Any]:
    address = address_in(raw)
    if not address:
        return {}
    told = {"address": address, "postcode": postcode_in(raw), "complainant_name": named_outright(raw)}
    return {slot: value for slot, value in told.items() if value}
