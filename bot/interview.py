"""Which question comes next: decided by the facts still missing, never by the path of the talk so far."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import rulebook
from bot.admissibility import assess
from bot.progress import Progress

Case = Mapping[str, Any]

# Steps that need a letter; the others end the questions for today.
LETTER_STEPS = frozenset({"bureau_appeal", "miit_appeal", "letter_first"})
MASK = "*"
MISSES_BEFORE_WHY, MISSES_BEFORE_WAY_OUT = 2, 3


def _always(case: Case) -> bool:
    return True


@dataclass(frozen=True)
class Question:
    """A slot to ask for, and when it applies."""

    slot: str
    applies: Callable[[Case], bool] = _always


def _complained(case: Case) -> bool:
    return case.get("complained") is True


def _unanswered(case: Case) -> bool:
    return _complained(case) and case.get("operator_reply") != "satisfied"


def _about_money(case: Case) -> bool:
    entry = rulebook.load("categories")["entries"].get(case.get("category"))
    return bool(entry) and entry["fee_dispute"] != "never"


MATTER = (
    Question("narrative"),
    Question("category"),
    Question("operator", lambda case: not case.get("operator_name")),
    Question("operator_name", lambda case: case.get("operator") == "virtual_operator"),
    Question("province"),
    Question("event_date"),
    Question("amount", _about_money),
    Question("relation"),
    Question("complained"),
    Question("operator_complaint_date", _complained),
    Question("operator_reply", _complained),
    Question("settled", _unanswered),
    Question("other_body", _unanswered),
)
LETTER = tuple(
    Question(slot)
    for slot in (
        "subscriber_number",
        "demands",
        "evidence",
        "complainant_name",
        "contact_phone",
        "address",
        "postcode",
        "email",
    )
)
MATTER_SLOTS = frozenset(question.slot for question in MATTER) | {"city", "operator_complaint_no"}


def next_slot(case: Case, progress: Progress, on: date) -> str | None:
    """The slot to ask for now; None when nothing is left to ask today."""
    return next(_open_slots(case, progress, on), None)


def _open_slots(case: Case, progress: Progress, on: date) -> Iterator[str]:
    if progress.over:
        return
    verdict = assess(case, on).verdict
    if verdict == "out_of_scope":
        return
    yield from _missing(MATTER[:2], case, progress)
    if verdict != "inadmissible":
        yield from _missing(MATTER[2:], case, progress)
    if not progress.facts_confirmed:
        yield "facts_confirmed"
    if not progress.chosen_step:
        yield "chosen_step"
    if progress.chosen_step in LETTER_STEPS:
        yield from _missing(LETTER, case, progress)
        if not progress.draft_approved:
            yield "draft_approved"


def _missing(questions: tuple[Question, ...], case: Case, progress: Progress) -> Iterator[str]:
    for question in questions:
        if question.applies(case) and question.slot not in progress.skipped and _wanting(question.slot, case, progress):
            yield question.slot


def _wanting(slot: str, case: Case, progress: Progress) -> bool:
    if slot == "category" and progress.doubt:
        return True
    if slot == "narrative" and not case.get("category") and not progress.doubt:
        return slot not in progress.asked or not case.get("narrative")  # facts alone do not say what went wrong
    if slot == "subscriber_number" and MASK in str(case.get(slot, "")):
        return slot not in progress.asked  # a masked number is asked for once more, then taken as given
    return case.get(slot) in (None, "", [], ())


def step_back(case: Case, progress: Progress) -> tuple[dict[str, Any], Progress, str | None]:
    """Takes the last answer back: the facts without it, the progress before it, and the slot asked again."""
    earlier = progress.asked[:-1]
    if not earlier:
        return dict(case), progress, None
    slot = earlier[-1]
    facts = {key: value for key, value in case.items() if key != slot or key in {"narrative", "category"}}
    undone: dict[str, Any] = {"facts_confirmed": False, "chosen_step": None, "draft_approved": False}
    if slot not in undone:
        undone = {"draft_approved": False} | ({"facts_confirmed": False} if slot in MATTER_SLOTS else {})
    skipped = tuple(s for s in progress.skipped if s != slot)
    return facts, progress.but(asked=earlier[:-1], skipped=skipped, misses=0, **undone), slot
