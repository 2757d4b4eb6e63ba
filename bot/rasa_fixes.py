"""Two measured faults of Rasa 3.6, mended in one place that is easy to remove.

Both cost the turn most of its time: the answer of an action is checked with a schema that is itself checked
anew on every call, and every stored event looks for its class through all subclasses of all events.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import rasa
from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.shared.utils import common

MENDED_VERSION = "3.6.21"


@lru_cache(maxsize=1)
def _validator() -> Draft7Validator:
    return Draft7Validator(RemoteAction.action_response_format_spec())


def _check_answer(self: RemoteAction, result: Mapping[str, Any]) -> bool:
    _validator().validate(result)
    return True


@lru_cache(maxsize=256)
def _event_class(type_name: str) -> Any:
    return next((found for found in common.all_subclasses(Event) if found.type_name == type_name), None)


def _resolve(type_name: str, default: Any = None) -> Any:
    found = _event_class(type_name) or default
    if found is None:
        raise ValueError(f"Unknown event name '{type_name}'.")
    return found


def apply() -> None:
    """Puts the mended functions in place; another Rasa version is left as it is."""
    if rasa.__version__ == MENDED_VERSION:
        RemoteAction._validate_action_result = _check_answer
        Event.resolve_by_type = staticmethod(_resolve)
