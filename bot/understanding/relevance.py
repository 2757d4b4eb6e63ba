"""Which facts a message can state, by what it is: a query tells whose bill, a rule question tells no story."""

from collections.abc import Mapping
from typing import Any

from bot.case import OTHER_CATEGORIES
from bot.understanding.money.disputed import find_amount

_LINE = frozenset({"operator", "operator_name", "subscriber_number", "province", "city"})
_WHERE = _LINE - {"subscriber_number"}
# With these there is nothing to tell; a number in them is a case's, a word of complaint is about this talk.
_STEERING = frozenset(
    [
        *(
            "go_back",
            "start_over",
            "stop",
            "human",
            "repeat",
            "thanks",
            "abuse",
            "preview_draft",
            "save",
            "lookup_case",
        ),
        *("chitchat", "out_of_reach", "why", "skip", "delete_data", "new_code"),
    ]
)
_STORY = frozenset({"report", "fault"})
_OPERATORS = frozenset({"operator", "operator_name"})
_COMPLAINT = frozenset({"complained", "operator_reply", "operator_complaint_date", "operator_complaint_no"})
# Nuisance calls are reported to the operator too; with the others, what is said to a shop or a bank is no complaint.
_MAY_COMPLAIN = frozenset({"spam_or_harassment"})


def relevant(facts: Mapping[str, Any], intent: str, category: str | None, text: str = "") -> dict[str, Any]:
    """The facts that a message of this intent and category can mean, where no question was asked before.

    `text` is the normalised message: which sum in it is disputed depends on the category.
    """
    if intent == "query":
        return {slot: value for slot, value in facts.items() if slot in _LINE | {"relation"}}
    if intent in {"consult", "greet"}:
        return {slot: value for slot, value in facts.items() if slot in _WHERE}
    if intent in _STEERING:
        return {}
    if text and category:
        others = {slot: value for slot, value in facts.items() if slot != "amount"}
        facts = others | {mention.slot: mention.value for mention in find_amount(text, category)}
    if intent in _STORY and category in OTHER_CATEGORIES:
        foreign = _OPERATORS if category in _MAY_COMPLAIN else _OPERATORS | _COMPLAINT
        return {slot: value for slot, value in facts.items() if slot not in foreign}
    return dict(facts)
