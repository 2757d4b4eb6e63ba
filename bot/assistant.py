"""The trained Rasa agent inside this process: one message in, the answers out."""

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.exceptions import ModelNotFound
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot import choices, locks, quiet, rasa_fixes
from bot.channels import outbox
from bot.settings import BadSetting, settings
from bot.store.conversations import ConversationStore
from bot.store.crypto import keys

log = logging.getLogger(__name__)

Reply = dict[str, Any]
# Said without the model's help when a turn fails; the words told are kept by the channel that has them.
APOLOGY = "抱歉，我这边出了点问题，您刚才这句话请再发一次；前面说过的都还在。"


class InProcessActions(EndpointConfig):
    """Runs the actions here instead of posting the whole conversation to a second server."""

    def __init__(self) -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        return await self._executor.run(kwargs["json"])


class Processor(MessageProcessor):
    """Rasa's processor, with sessions cut by length as well as by pause: a turn's cost grows with its session.

    `to_forget`: conversations whose people asked in this process to have all removed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_forget: set[str] = set()

    async def handle_message(self, message: UserMessage) -> Any:
        """Within the conversation's lock, so that a number means a button of the answer before it and no other."""
        said = await self._tapped(message.sender_id, message.text or "")
        message.text, message.metadata = said, {**(message.metadata or {}), "typed": said}
        return await super().handle_message(message)

    async def _tapped(self, conversation_id: str, text: str) -> str:
        """A number alone stands for the button in its place, wherever buttons cannot be tapped."""
        if not choices.NUMBER_ALONE.fullmatch(text.strip()):
            return text
        tracker = await self.tracker_store.retrieve(conversation_id)
        last = tracker.latest_bot_utterance if tracker else None
        return choices.tapped(text, (last.data.get("buttons") or []) if last else [])

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        await super().save_tracker(tracker)
        if tracker.get_slot("forget_conversation"):
            self.to_forget.add(tracker.sender_id)

    def _has_session_expired(self, tracker: DialogueStateTracker) -> bool:
        if super()._has_session_expired(tracker):
            return True
        turns = sum(isinstance(event, UserUttered) for event in tracker.events)
        return turns >= settings().SESSION_TURNS > 0


class CaseAgent(Agent):
    """Rasa's agent with our processor, and without the silent fall-back to a store in memory."""

    @staticmethod
    def _create_tracker_store(store: TrackerStore, domain: Domain) -> TrackerStore:
        return store

    processor: Processor | None

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        self.processor = Processor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.tracker_store.domain = self.processor.domain
        self.nlg.responses = self.domain.responses
        self._set_fingerprint(fingerprint)


class Replies(CollectingOutputChannel):
    """What is said in a turn on a channel, each text whole: Rasa's own would cut a letter at its blank lines.

    Bears the channel's name, by which Rasa chooses among the variants of a response.
    """

    def __init__(self, channel: str) -> None:
        super().__init__()
        self._channel = channel

    def name(self) -> str:
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Collects a response under the name that it has in domain.yml."""
        name, before = message.get("utter_action"), len(self.messages)
        await super().send_response(recipient_id, message)
        if name:
            self.messages[before:] = [{**said, "response": name} for said in self.messages[before:]]

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self._persist_message(self._message(recipient_id, text=text.strip()))


class Assistant:
    """Answers messages; one at a time for each conversation."""

    def __init__(self, agent: CaseAgent) -> None:
        self.agent = agent
        self._running: set[asyncio.Task[Any]] = set()

    @classmethod
    def load(cls, model: str | Path | None = None) -> "Assistant":
        """The assistant with its trained model; the database is brought up to date first, the key tried."""
        from bot.store.cases import store

        quiet.configure(settings().LOG_LEVEL)
        rasa_fixes.apply()
        keys()
        store()
        agent = CaseAgent(
            tracker_store=ConversationStore(),
            lock_store=locks.turns(settings().REDIS_URL),
            action_endpoint=InProcessActions(),
        )
        wanted = str(model or settings().MODEL)
        try:
            agent.load_model(wanted)
        except ModelNotFound:
            raise BadSetting(f"MODEL 指的 {wanted} 里没有训练好的模型，请先运行 make train。") from None
        return cls(agent)

    async def reply(
        self, conversation_id: str, text: str, channel: str = "rest", metadata: Mapping[str, Any] | None = None
    ) -> list[Reply]:
        """The answers to a message: dicts with `text`, `buttons` or `custom`, and `response`, its name in domain.yml.

        Whatever fails, there is an answer; a turn once begun is finished even if the caller goes away.
        """
        turn = asyncio.ensure_future(self._turn(conversation_id, text, channel, dict(metadata or {})))
        self._running.add(turn)
        turn.add_done_callback(self._running.discard)
        return await asyncio.shield(turn)

    async def stop(self) -> None:
        """Lets the turns in flight finish."""
        if self._running:
            await asyncio.wait(self._running)

    async def parse(self, text: str, asked: str | None = None, on: str | None = None) -> dict[str, Any]:
        """How a message is understood, apart from any conversation; keys as Rasa's parse data plus `reading`."""
        events = [SlotSet("requested_slot", asked)] if asked else []
        tracker = DialogueStateTracker.from_events("reading", events, slots=self.agent.domain.slots)
        message = UserMessage(text, metadata={"on": on} if on else {})
        return dict(await self._processor.parse_message(message, tracker))

    async def _turn(self, conversation_id: str, text: str, channel: str, metadata: dict[str, Any]) -> list[Reply]:
        output = Replies(channel)
        try:
            message = UserMessage(text, output, conversation_id, input_channel=channel, metadata=metadata)
            await self.agent.handle_message(message)
            if conversation_id in self._processor.to_forget:
                await self.forget_if_asked(conversation_id)
        except Exception as error:  # whatever failed, the person gets an answer and may go on
            log.error("turn failed: %s", quiet.place(error))
            return [*_replies(output), {"text": APOLOGY}]
        return _replies(output) or [{"text": APOLOGY}]

    async def forget_if_asked(self, conversation_id: str) -> None:
        """Removes the talk and its files after the person had the case removed, on every channel it was told on.

        The wish stands in the conversation itself, so that goes last: a removal cut short is taken up again.
        """
        tracker = await self.agent.tracker_store.retrieve(conversation_id)
        wish = tracker.get_slot("forget_conversation") if tracker else None
        if not wish:
            return
        for told_in in [*(wish if isinstance(wish, list) else ()), conversation_id]:
            outbox.forget(told_in)
            await self.agent.tracker_store.delete(told_in)
        self._processor.to_forget.discard(conversation_id)

    @property
    def _processor(self) -> Processor:
        assert self.agent.processor is not None, "the model is loaded"
        return self.agent.processor


def _replies(output: CollectingOutputChannel) -> list[Reply]:
    return [{key: value for key, value in message.items() if key != "recipient_id"} for message in output.messages]
