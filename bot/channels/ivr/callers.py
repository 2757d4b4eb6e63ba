"""What is kept of a caller: a keyed digest of the number, linked to the case; and the number and code of a case."""

import re
from collections.abc import Sequence
from typing import Any

from bot import clock
from bot.progress import Progress
from bot.store.cases import store, write
from bot.store.crypto import fingerprints

NUMBER = re.compile(r"\d{5,15}")
Digests = Sequence[str]  # one for each key that is in force; the first is the one to keep


def digests(caller: str) -> Digests:
    """The digests of a caller's number, none for a withheld one. 86 before a number is no part of it."""
    bare = re.sub(r"^(?:tel|sips?):|@.*$|;.*$|[\s-]", "", caller)
    number = re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", bare).lstrip("+")
    return tuple(fingerprints(f"caller:{number}")) if NUMBER.fullmatch(number) else ()


def _known_as(digest: str) -> str:
    """The conversation that links a caller to a case: nobody speaks in it."""
    return f"ivr-caller-{digest}"


def case_of_caller(caller: Digests) -> str | None:
    """The number of the case that was last told from a telephone number, if a code opens it."""
    with store().work() as cases:
        rows = (cases.of_conversation(_known_as(digest)) for digest in caller)
        return next((str(row.case_no) for row in rows if row and row.code_hash), None)


def case_of_call(conversation_id: str) -> dict[str, Any]:
    """The facts of the case that a call is about, empty without one."""
    with store().work() as cases:
        row = cases.of_conversation(conversation_id)
        return dict(row.facts) if row else {}


def link(conversation_id: str, caller: Digests) -> None:
    """Lets a later call from the same number offer to go on with this call's case."""
    if not caller:
        return
    with store().work() as cases:
        row, known = cases.of_conversation(conversation_id), cases.of_conversation(_known_as(caller[0]))
        if row is not None and (known is None or known.id != row.id):
            cases.attach(_known_as(caller[0]), row)


def number_and_code(conversation_id: str) -> tuple[str, str | None] | None:
    """The case's number, with its code if none was told before; None without a case."""
    with store().work() as cases:
        row = cases.of_conversation(conversation_id)
        if row is None:
            return None
        progress = Progress.from_dict(row.progress)
        if progress.code_given:
            return str(row.case_no), None
        code = cases.issue_code(row)
        write(row, row.facts, progress.but(code_given=True).to_dict(), clock.now())
        return str(row.case_no), code


def note_end(conversation_id: str, how: str) -> None:
    """Puts the end of a call on the case's timeline."""
    with store().work() as cases:
        row = cases.of_conversation(conversation_id)
        if row is not None:
            cases.note(row, "call_ended", {"channel": "ivr", "how": how}, clock.now())
