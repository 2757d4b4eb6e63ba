"""One checker for each kind of answer: the value as it is stored, or the problem.

A problem names a response (`utter_<problem>`) that says in one sentence what is allowed.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import phonenumbers

from bot.understanding.days.named import find_days
from bot.understanding.money.disputed import plain_sum
from bot.understanding.people.addresses import address_in
from bot.understanding.people.names import complainant_in
from bot.understanding.people.numbers import telephone
from bot.understanding.people.personal import email_in, postcode_in
from bot.understanding.text.normalise import narrow, normalise

_MASKED = re.compile(r"1[3-9][\d*]{9}")
_EARLIEST = date(2000, 1, 1)
_CASE_NO = re.compile(r"\d{5,12}")
_LARGEST_SUM = Decimal("10000000")


class Answer(NamedTuple):
    """Either a value or a problem."""

    value: str | None = None
    problem: str | None = None


def check_phone(text: str, *, masked: bool = False) -> Answer:
    """A Chinese mobile number or a fixed line with its area code, as digits alone.

    With `masked` a number with stars in it (134****2900) is taken as given; otherwise it is the problem
    `phone_masked`. Other problems: `phone_needs_area_code`, `phone_incomplete`, `phone_invalid`.
    """
    digits = telephone(normalise(text)).removeprefix("0086")
    digits = digits.removeprefix("86") if len(digits) == 13 else digits
    if "*" in digits:
        return Answer(digits) if masked and _MASKED.fullmatch(digits) else Answer(problem="phone_masked")
    if re.fullmatch(r"[2-8]\d{6,7}", digits):
        return Answer(problem="phone_needs_area_code")
    if len(digits) < 10:
        return Answer(problem="phone_incomplete")
    return _valid_phone(digits)


def _valid_phone(digits: str) -> Answer:
    if re.fullmatch(r"1[3-9]\d{9}", digits):
        return Answer(digits)  # number ranges are opened faster than the library learns of them
    try:
        parsed = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException:
        return Answer(problem="phone_invalid")
    if phonenumbers.is_valid_number(parsed) and digits.startswith("0"):
        return Answer(digits)
    return Answer(problem="phone_incomplete" if len(digits) < 11 else "phone_invalid")


def check_account(text: str) -> Answer:
    """A telephone number or a broadband account; problem `account_invalid`."""
    phone = check_phone(text, masked=True)
    if phone.value:
        return phone
    account = re.sub(r"\s", "", narrow(text))
    return Answer(account) if re.fullmatch(r"[A-Za-z0-9@._\-]{5,40}", account) else Answer(problem="account_invalid")


def check_email(text: str) -> Answer:
    """An e-mail address; problem `email_invalid`."""
    address = email_in(narrow(text))
    return (
        Answer(address) if address and len(address) <= 254 and ".." not in address else Answer(problem="email_invalid")
    )


def check_postcode(text: str) -> Answer:
    """Six digits; problem `postcode_invalid`."""
    code = postcode_in(normalise(text))
    return Answer(code) if code else Answer(problem="postcode_invalid")


def check_name(text: str) -> Answer:
    """The name of a person or organisation; problem `name_invalid`."""
    name = complainant_in(narrow(text))
    return Answer(name) if name else Answer(problem="name_invalid")


def check_address(text: str) -> Answer:
    """A postal address; problem `address_incomplete`."""
    address = address_in(narrow(text))
    return Answer(address) if address and len(address) <= 200 else Answer(problem="address_incomplete")


def check_amount(text: str) -> Answer:
    """Yuan with two digits. Problems: `amount_unclear` (none, or rough), `amount_out_of_range`."""
    value = plain_sum(normalise(text))
    try:
        amount = Decimal(value) if value else None
    except InvalidOperation:
        amount = None
    if amount is None:
        return Answer(problem="amount_unclear")
    return Answer(value) if 0 < amount <= _LARGEST_SUM else Answer(problem="amount_out_of_range")


def check_date(text: str, on: date) -> Answer:
    """An ISO day or interval, not after `on`.

    Problems: `date_in_future`, `date_too_old` (before 2000), `date_unclear`.
    """
    read = normalise(text)
    days = find_days(read, on)
    if not days:
        later = find_days(read, date(on.year + 1, 12, 31))
        return Answer(problem="date_in_future" if later and later[0].first > on else "date_unclear")
    if days[0].first < _EARLIEST:
        return Answer(problem="date_too_old")
    return Answer(days[0].value)


def check_case_no(text: str) -> Answer:
    """Digits alone, spoken ones too; problem `case_no_invalid`."""
    digits = re.sub(r"[\s\-]", "", normalise(text))
    match = _CASE_NO.search(digits)
    return Answer(match[0]) if match else Answer(problem="case_no_invalid")


def check_choice(text: str, allowed: Iterable[str]) -> Answer:
    """One of the ids allowed; problem `choice_unknown`."""
    chosen = text.strip()
    return Answer(chosen) if chosen in set(allowed) else Answer(problem="choice_unknown")
