"""Keys: which the caller may press for an answer, and what typed digits say."""

from datetime import date
from typing import Any

from bot.channels.ivr.call import Call

REPEAT, PERSON, BACK, END = "9", "0", "*", "#"
MORE = "8"
A_PAGE = 7  # options read out at once: 8 asks for more, 9 and 0 are taken
# The longest number that answers a question; one key where a choice or speech is wanted.
LONGEST = {
    "event_date": 8, "operator_complaint_date": 8, "amount": 7, "contact_phone": 12, "subscriber_number": 15,
    "postcode": 6, "lookup_case_no": 12, "access_code": 6, "followup_score": 2,
}  # fmt: skip
SHORTEST_NUMBER, CASE_NO, CODE, POSTCODE, MONTH_DAY, WHOLE_DAY = 5, 8, 6, 6, 4, 8
SPEECH_MS, TELLING_MS, PATIENT_MS, BETWEEN_KEYS_MS = 5000, 8000, 20000, 3000
TOLD_AT_LENGTH = frozenset({"narrative", "demands", "evidence", "address"})


def expected(call: Call) -> dict[str, Any]:
    """What may come next, as the platform is told: docs/ivr.md describes it."""
    longest = 1 if call.options else LONGEST.get(call.asked or "", 1)
    wait = TELLING_MS if call.asked in TOLD_AT_LENGTH else SPEECH_MS
    return {
        "input": "speech" if longest == 1 and not call.options else "both",
        "min_digits": 1,
        "max_digits": longest,
        "terminator": END,
        "timeout_ms": PATIENT_MS if call.patient else wait,
        "inter_digit_timeout_ms": BETWEEN_KEYS_MS,
        "options": [{"digit": digit, "title": title} for digit, title, _ in shown(call)],
        "keys": {"repeat": REPEAT, "person": PERSON, "back": BACK},
    }


def nothing() -> dict[str, Any]:
    """What is expected when nothing is: the call is over, or the answer still to come."""
    return {**expected(Call()), "input": "none", "max_digits": 0, "min_digits": 0}


def shown(call: Call) -> list[tuple[str, str, str]]:
    """The options read out now: the key, what is offered, what choosing it says."""
    start = call.page * A_PAGE
    return [(str(n), *option) for n, option in enumerate(call.options[start : start + A_PAGE], 1)]


def has_more(call: Call) -> bool:
    return len(call.options) > A_PAGE


def next_page(call: Call) -> Call:
    """The next options, from the first again after the last."""
    pages = -(-len(call.options) // A_PAGE)
    return call.but(page=(call.page + 1) % pages)


def meaning(asked: str | None, digits: str, on: date) -> str | None:
    """What digits typed in answer to a question say; None where they say nothing."""
    if asked in {"event_date", "operator_complaint_date"}:
        return _day(digits, on)
    if asked in {"contact_phone", "subscriber_number"}:
        return digits if len(digits) >= SHORTEST_NUMBER else None
    if asked == "amount":
        return f"{int(digits)}元"
    if asked == "lookup_case_no":
        return f"我要查案件，案件号{digits}" if len(digits) >= CASE_NO else None
    if asked == "access_code":
        return f"我要查案件，查询码{digits}" if len(digits) == CODE else None
    if asked == "postcode":
        return digits if len(digits) == POSTCODE else None
    return digits if asked == "followup_score" else None


def _day(digits: str, on: date) -> str | None:
    """0405 is 4月5日, of this year or the last; 20260405 names its year."""
    if len(digits) not in {MONTH_DAY, WHOLE_DAY}:
        return None
    year, month, day = digits[:-MONTH_DAY], int(digits[-4:-2]), int(digits[-2:])
    try:
        date(int(year) if year else 2000, month, day)  # a leap year, so that 29 February may be typed
    except ValueError:
        return None
    return f"{year}年{month}月{day}日" if year else f"{month}月{day}日"
