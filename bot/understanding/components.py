"""The understanding as Rasa components: thin, so that the rest knows no Rasa."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import deep_container_fingerprint

from bot import clock
from bot.understanding.classifier import Classifier, Ranking, examples_of
from bot.understanding.reading import Reading, read
from bot.understanding.text.normalise import normalise

Types = DefaultV1Recipe.ComponentType


@DefaultV1Recipe.register([Types.MESSAGE_FEATURIZER], is_trainable=False)
class Normaliser(GraphComponent):
    """Brings width, script, blanks and common wrong characters into one form before anything is read."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Normaliser:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            typed = _no_command(message.get("text") or "")
            message.set("typed", typed)
            message.set("text", _no_command(normalise(typed)), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([m for m in training_data.training_examples if m.get("text")])
        return training_data


# /restart, /inform{"operator": …}: meant for the machinery, said by nobody who has a complaint.
_COMMAND = re.compile(r"[\s/]*/\s*[A-Za-z_]+\s*(@[\d.]+\s*)?(\{.*)?", re.DOTALL)


def _no_command(text: str) -> str:
    """Without leading slashes: after the pipeline, Rasa would take such a text for one of its own commands.

    What looks like a command all through is nothing at all.
    """
    return "" if _COMMAND.fullmatch(text) else re.sub(r"^[\s/]+", "", text)


@DefaultV1Recipe.register([Types.MESSAGE_TOKENIZER], is_trainable=True)
class TelecomTokenizer(JiebaTokenizer):
    """Rasa's jieba tokenizer; retrained when a word of the dictionary changes, which Rasa's cache would miss."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        folder = Path(config.get("dictionary_path") or ".")
        return str(deep_container_fingerprint([path.read_text() for path in sorted(folder.glob("*.txt"))]))


@DefaultV1Recipe.register([Types.INTENT_CLASSIFIER], is_trainable=True)
class MatterClassifier(GraphComponent, IntentClassifier):
    """Intent, category, topic and what an answer says, by the linear heads of `bot.understanding.classifier`."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._classifier: Classifier | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"strength": 1.0, "sharpness": 4.0}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MatterClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MatterClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._classifier = joblib.load(folder / "classifier.joblib")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        blank = Classifier(self._config["strength"], self._config["sharpness"])
        self._classifier = blank.fit(examples_of(training_data.intent_examples))
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._classifier, folder / "classifier.joblib", compress=3)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get("text")
            if text and self._classifier:
                words = [token.text for token in message.get("text_tokens") or []]
                _record(message, self._classifier.rankings(text, words))
        return messages


def _record(message: Message, rankings: dict[str, Ranking]) -> None:
    named = [{"name": name, "confidence": chance} for name, chance in rankings["intent"][:5]]
    message.set("intent", named[0], add_to_output=True)
    message.set("intent_ranking", named, add_to_output=True)
    message.set("rankings", {head: ranking[:5] for head, ranking in rankings.items()})


@DefaultV1Recipe.register([Types.ENTITY_EXTRACTOR], is_trainable=False)
class Reader(GraphComponent):
    """Puts intent, category and facts together into one reading, in the light of what was just asked.

    What was asked stands in the conversation's tracker; the day may come in the message's metadata (`on`).
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Reader:
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        asked = tracker.get_slot("requested_slot") if tracker else None
        for message in messages:
            _record_reading(message, self._reading(message, asked))
        return messages

    @staticmethod
    def _reading(message: Message, asked: str | None) -> Reading:
        if not (message.get("text") and message.get("rankings")):
            return Reading(intent="out_of_reach", confidence=0.0, asked=asked)  # nothing is left that could be read
        metadata = message.get("metadata") or {}
        on = date.fromisoformat(metadata["on"]) if metadata.get("on") else clock.today()
        return read(message.get("text"), message.get("rankings"), asked, on, message.get("typed"))


def _record_reading(message: Message, reading: Reading) -> None:
    message.set("reading", reading.to_dict(), add_to_output=True)
    message.set("intent", {"name": reading.intent, "confidence": reading.confidence}, add_to_output=True)
    message.set("entities", [_entity(slot, value) for slot, value in reading.facts.items()], add_to_output=True)


def _entity(slot: str, value: Any) -> dict[str, Any]:
    return {"entity": slot, "value": value, "start": 0, "end": 0, "extractor": "Reader"}
