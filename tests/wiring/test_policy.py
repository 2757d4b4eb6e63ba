"""The rules see the present turn alone, and no rule needs more."""

from typing import Any

import pytest
import yaml
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policy import this_turn
from bot.settings import ROOT

LISTENING = ActionExecuted("action_listen")
BEFORE = [ActionExecuted("action_session_start"), LISTENING, UserUttered("你好"), ActionExecuted("action_steer")]
NOW = [BotUttered("您好"), LISTENING, UserUttered("乱扣费")]


def test_every_rule_says_what_follows_an_intent() -> None:
    for path in (ROOT / "data" / "stories").glob("*.yml"):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert set(told) == {"version", "rules"}
        for rule in told["rules"]:
            assert [list(step) for step in rule["steps"]] == [["intent"], ["action"]], rule["rule"]
            assert set(rule) == {"rule", "steps"}


def test_what_was_said_before_is_left_out() -> None:
    tracker = DialogueStateTracker.from_events("甲", [*BEFORE, *NOW, ActionExecuted("action_intake")])
    shown = this_turn(tracker)
    assert [event.type_name for event in shown.events] == ["action", "user", "action"]
    assert shown.latest_message == NOW[-1]
    assert shown.latest_action_name == "action_intake"


def test_what_was_set_is_left_out(assistant: Any) -> None:
    slots = assistant.agent.domain.slots
    events = [*BEFORE, *NOW, SlotSet("operator", "china_mobile")]
    shown = this_turn(DialogueStateTracker.from_events("甲", events, slots))
    assert [event.type_name for event in shown.events] == ["action", "user"]


def test_a_turn_that_is_over_shows_the_listening() -> None:
    shown = this_turn(DialogueStateTracker.from_events("甲", [*BEFORE, LISTENING]))
    assert [event.type_name for event in shown.events] == ["action"]


async def test_the_same_is_predicted_as_from_the_whole_conversation(
    assistant: Any, talk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk.say("你好", "移动没经我同意开通了彩铃，扣了94元", "不对，是联通", "谢谢", "返回")
    whole = await assistant.agent.tracker_store.retrieve(talk.conversation)
    events = list(whole.events)
    monkeypatch.setattr("bot.policy.this_turn", lambda tracker: tracker)
    user_turns = [at for at, event in enumerate(events, 1) if isinstance(event, UserUttered)]
    assert len(user_turns) == 5
    for at in user_turns:
        told = DialogueStateTracker.from_events(talk.conversation, events[:at], assistant.agent.domain.slots)
        following = next(event for event in events[at:] if isinstance(event, ActionExecuted))
        prediction = assistant.agent.processor._predict_next_with_tracker(told)
        best = prediction.probabilities.index(max(prediction.probabilities))
        assert assistant.agent.domain.action_names_or_texts[best] == following.action_name
