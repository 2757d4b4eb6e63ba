"""The action server of the standard project: a form's validation and its end."""

import re
from typing import Any

from rasa_sdk import Action, FormValidationAction
from rasa_sdk.events import AllSlotsReset

AFTER_COMPLAINT = ("operator_complaint_date", "operator_reply", "settled", "other_body")
OPERATORS = ("移动", "联通", "电信", "广电", "虚拟")
DAY = re.compile(r"\d{1,2}月|\d{1,2}[日号]|昨|今|前|上")
MONEY = re.compile(r"\d+(?:\.\d+)?")
DIGITS = re.compile(r"\d{5,}")


class ValidateComplaintForm(FormValidationAction):  # type: ignore[misc]
    def name(self) -> str:
        return "validate_complaint_form"

    async def required_slots(self, domain_slots: Any, dispatcher: Any, tracker: Any, domain: Any) -> list[str]:
        dropped = set()
        if tracker.get_slot("operator") != "虚拟":
            dropped.add("operator_name")
        if tracker.get_slot("complained") is False:
            dropped.update(AFTER_COMPLAINT)
        return [slot for slot in domain_slots if slot not in dropped]

    def validate_operator(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        return {"operator": next((name for name in OPERATORS if name in str(value)), None)}

    def validate_event_date(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        return {"event_date": _matching(DAY, value)}

    def validate_operator_complaint_date(
        self, value: Any, dispatcher: Any, tracker: Any, domain: Any
    ) -> dict[str, Any]:
        return {"operator_complaint_date": _matching(DAY, value)}

    def validate_amount(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        found = MONEY.search(str(value))
        return {"amount": found.group() if found else "0" if "没" in str(value) else None}

    def validate_complained(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        return {"complained": value if isinstance(value, bool) else not re.search("没|未|不", str(value))}

    def validate_subscriber_number(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        return {"subscriber_number": _matching(DIGITS, value)}

    def validate_contact_phone(self, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        return {"contact_phone": _matching(DIGITS, value)}


class ActionSubmitComplaint(Action):  # type: ignore[misc]
    def name(self) -> str:
        return "action_submit_complaint"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        dispatcher.utter_message(response="utter_submitted")
        return [AllSlotsReset()]


def _matching(pattern: re.Pattern[str], value: Any) -> str | None:
    return str(value) if pattern.search(str(value)) else None
