"""The same files serve `rasa train`, `rasa shell` with `rasa run actions`, and `rasa data validate`."""

from pathlib import Path

import pytest
import yaml
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.validator import Validator

from bot.settings import ROOT
from bot.store.conversations import ConversationStore


def test_the_endpoints_lead_to_our_conversations_and_to_an_action_server(home: Path) -> None:
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    store = TrackerStore.create(endpoints.tracker_store)
    assert isinstance(store, ConversationStore)
    assert store.engine.url.database == str(home / "bot.db")
    assert endpoints.action is not None and endpoints.action.url == "http://localhost:5055/webhook"
    store.engine.dispose()


def test_the_credentials_open_rasas_rest_channel_alone() -> None:
    assert list(yaml.safe_load((ROOT / "credentials.yml").read_text(encoding="utf-8"))) == ["rest"]


@pytest.mark.filterwarnings("ignore")
def test_rasa_finds_no_fault_in_the_training_data() -> None:
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data" / "nlu"), str(ROOT / "data" / "stories")]
    )
    validator = Validator.from_importer(importer)
    # Responses are said by the actions and not by the rules, so Rasa's look for unused ones finds nothing of use.
    assert validator.verify_intents(ignore_warnings=False)
    assert validator.verify_intents_in_stories(ignore_warnings=False)
    assert validator.verify_actions_in_stories_rules()
    assert validator.verify_form_slots()
    assert validator.verify_slot_mappings()
    assert validator.verify_story_structure(ignore_warnings=False)
    assert validator.verify_example_repetition_in_intents(ignore_warnings=False)
