"""Every fact that a message states by itself, without regard to what was asked."""

from datetime import date

from bot.understanding.days.dates import find_dates
from bot.understanding.dealings.contact import Contact
from bot.understanding.dealings.history import find_history
from bot.understanding.dealings.operators import find_operator
from bot.understanding.dealings.reply import find_reply
from bot.understanding.mention import Mention
from bot.understanding.money.disputed import find_amount
from bot.understanding.papers.evidence import find_evidence
from bot.understanding.people.names import introduced
from bot.understanding.people.numbers import find_numbers
from bot.understanding.people.personal import email_in
from bot.understanding.places.named import find_place
from bot.understanding.text.normalise import normalise
from bot.understanding.wishes.demands import find_demands

__all__ = ["Mention", "extract"]


def extract(text: str, on: date) -> list[Mention]:
    """At most one mention for each slot; `demands` and `evidence` have lists of texts as values.

    Relative dates are reckoned from `on`. Offsets count in the normalised text.
    """
    text = normalise(text)
    found = [
        *find_operator(text),
        *find_place(text),
        *find_dates(text, on),
        *find_amount(text),
        *find_numbers(text),
        *find_history(text),
        *_writer(text),
        *find_demands(text),
        *find_evidence(text),
    ]
    return _consistent(text, found)


def _writer(text: str) -> list[Mention]:
    """Who writes, and where an answer may be sent."""
    named, email = introduced(text), email_in(text)
    told = [Mention("complainant_name", *named)] if named else []
    return [*told, *([Mention("email", email, 0, 0)] if email else [])]


def _consistent(text: str, found: list[Mention]) -> list[Mention]:
    """A day of complaint or a work-order number says that a complaint was made, unless the text denies it."""
    slots = {mention.slot: mention for mention in found}
    raised = slots.get("operator_complaint_date") or slots.get("operator_complaint_no")
    complained = slots.get("complained")
    if raised and complained is None:
        reply = find_reply(text, Contact(True, raised.start, raised.end))
        implied = [Mention("complained", True, raised.start, raised.end)]
        return [*found, *implied, *([Mention("operator_reply", *reply)] if reply else [])]
    if complained and complained.value is False:
        return [mention for mention in found if mention.slot not in {"operator_complaint_date", "operator_reply"}]
    return found
