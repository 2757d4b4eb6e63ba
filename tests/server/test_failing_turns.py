"""Whatever fails in a turn, the person gets an answer, what they said is kept, and the log keeps their secrets."""

import logging
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from actions.intake import ActionIntake
from bot.assistant import APOLOGY
from bot.store.cases import Cases
from bot.store.conversations import ConversationStore

FIRST = "我是广东广州的移动用户，移动没经我同意开通了彩铃，扣了94元"
SECRET = "我的号码是13812345678，机主张三丰"


def failing(error: Exception, times: int = 10**6) -> Any:
    """A function that fails so many times, and the count of its calls."""
    calls = []

    def fail(*_args: Any, **_kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) <= times:
            raise error

    fail.calls = calls
    return fail


async def test_a_fault_of_the_store_is_owned_up_to_and_the_talk_goes_on(
    talk: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await talk.say(FIRST)
    before = talk.case
    with monkeypatch.context() as patch, caplog.at_level(logging.DEBUG, "actions"):
        patch.setattr(Cases, "of_conversation", failing(OperationalError(SECRET, {"x": SECRET}, Exception(SECRET))))
        await talk.say(SECRET)
    assert "没能存下来" in talk.text
    assert "13812345678" not in caplog.text and "张三丰" not in caplog.text
    assert talk.case == before
    await talk.say(SECRET)
    assert talk.case["subscriber_number"] == "13812345678"


async def test_a_fault_of_an_action_keeps_what_was_said_with_the_case(
    talk: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await talk.say(FIRST)
    asked = talk.asked
    with monkeypatch.context() as patch:
        patch.setattr(ActionIntake, "carry_out", failing(ValueError(SECRET)))
        await talk.say(f"10月8日，{SECRET}")
    assert "没处理好" in talk.text
    assert "13812345678" not in caplog.text and "ValueError" in caplog.text
    assert talk.case["timeline"][-1] | {"at": ""} == {"at": "", "event": "unread_message", "text": f"10月8日，{SECRET}"}
    assert talk.asked == asked
    await talk.say("10月8日")
    assert talk.case["operator"] == "china_mobile"


async def test_a_fault_half_way_through_an_action_changes_nothing(talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("actions.intake.ask_next", failing(RuntimeError("after the case was opened")))
        await talk.say(FIRST)
    assert talk.case == {}
    await talk.say(FIRST)
    assert talk.case["case_no"] == "26110001"


async def test_a_turn_that_another_writer_overtook_is_taken_up_anew(talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await talk.say(FIRST)
    carry_out = ActionIntake.carry_out
    overtaken = failing(StaleDataError("somebody was first"), times=2)

    def once_overtaken(self: Any, turn: Any) -> None:
        overtaken()
        carry_out(self, turn)

    monkeypatch.setattr(ActionIntake, "carry_out", once_overtaken)
    await talk.say("10月8日")
    assert len(overtaken.calls) == 3
    assert talk.case["event_date"] == "2026-10-08"


async def test_a_case_that_never_holds_still_is_owned_up_to(talk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await talk.say(FIRST)
    monkeypatch.setattr(ActionIntake, "carry_out", failing(StaleDataError("again and again")))
    await talk.say("10月8日")
    assert "没能存下来" in talk.text


async def test_a_turn_without_words_gets_an_apology(
    talk: Any, assistant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(_message: Any) -> None:
        return None

    monkeypatch.setattr(assistant.agent, "handle_message", nothing)
    assert await talk.say("您好") == [{"text": APOLOGY}]


async def test_a_fault_of_rasa_itself_gets_an_apology_and_no_secret_in_the_log(
    talk: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(_self: Any, _tracker: Any) -> None:
        raise OSError(SECRET)

    await talk.say(FIRST)
    with monkeypatch.context() as patch:
        patch.setattr(ConversationStore, "save", fails)
        await talk.say("10月8日", SECRET)
    assert talk.replies[-1] == {"text": APOLOGY}
    assert "OSError" in caplog.text and "13812345678" not in caplog.text
    assert talk.case["event_date"] == "2026-10-08"


async def test_the_answer_is_finished_though_the_caller_went_away(talk: Any, assistant: Any) -> None:
    import asyncio

    call = asyncio.ensure_future(assistant.reply(talk.conversation, FIRST))
    await asyncio.sleep(0)
    call.cancel()
    await assistant.stop()
    assert talk.case["operator"] == "china_mobile"
