"""Which action takes a message up: Rasa's rules, shown the present turn alone.

No rule of ours looks further back (data/stories), while Rasa would format the whole conversation anew, and copy it
for its log, on every prediction.
"""

from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class TurnRules(RulePolicy):
    """Rasa's rule policy for rules that say what follows an intent."""

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The next action; see the parent class."""
        return super().predict_action_probabilities(this_turn(tracker), domain, rule_only_data, **kwargs)


def this_turn(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The conversation from the last time that the assistant listened, without its slots."""
    return DialogueStateTracker.from_events(tracker.sender_id, list(_since_listening(tracker)))


def _since_listening(tracker: DialogueStateTracker) -> list[Event]:
    """Ends with the listening itself where the turn is over: then nothing is to be predicted but to listen on."""
    found: list[Event] = []
    for event in reversed(tracker.events):
        if not isinstance(event, SlotSet):
            found.append(event)
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME:
            break
    return found[::-1]
