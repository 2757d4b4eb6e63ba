"""Reading back: numbers, sums and dates are said again in words before they are taken."""

from datetime import date

from bot.summary import said_date
from bot.understanding.answers.reader import read_answer

DATES = frozenset({"event_date", "operator_complaint_date"})
NUMBERS = frozenset({"subscriber_number", "contact_phone", "postcode"})


def value_of(asked: str | None, text: str, on: date) -> str | None:
    """The value that an answer to the open question gives, as it is to be said; None where none is read back."""
    if asked not in DATES | NUMBERS | {"amount"}:
        return None
    value = read_answer(asked, text, on).get(asked)
    if not value:
        return None
    if asked in DATES:
        return said_date(str(value))
    return f"{value}元" if asked == "amount" else str(value)


def agrees(text: str, on: date) -> bool | None:
    """Whether an answer says yes or no, and nothing else; None for anything else."""
    said = read_answer("facts_confirmed", text, on)
    return said.get("facts_confirmed") if set(said) == {"facts_confirmed"} else None
