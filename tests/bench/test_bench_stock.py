"""The standard project is one that Rasa takes, and it stands on our own data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.validator import Validator

from bench import walk
from bench.stock.project import FORM, REQUIRED, write_project

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stock")
    write_project(folder, diet_epochs=7)
    return folder


@pytest.fixture(scope="module")
def importer(project: Path) -> Iterator[TrainingDataImporter]:
    yield RasaFileImporter(str(project / "config.yml"), str(project / "domain.yml"), [str(project / "data")])


def test_rasa_finds_no_fault_in_its_domain_intents_and_stories(importer: TrainingDataImporter) -> None:
    validator = Validator.from_importer(importer)
    assert validator.verify_domain_validity()
    assert validator.verify_intents(ignore_warnings=False)
    assert validator.verify_utterances_in_stories(ignore_warnings=True)
    assert validator.verify_forms_in_stories_rules()
    assert validator.verify_actions_in_stories_rules()
    assert validator.verify_story_structure(ignore_warnings=False)


def test_every_sentence_of_our_training_data_is_in_it(importer: TrainingDataImporter) -> None:
    theirs = {example.get("text") for example in importer.get_nlu_data().intent_examples}
    for path in (ROOT / "data" / "nlu").rglob("*.yml"):
        for block in yaml.safe_load(path.read_text())["nlu"]:
            ours = {line[2:].strip() for line in block.get("examples", "").splitlines() if line.startswith("- ")}
            assert ours <= theirs, path.name


def test_the_category_of_a_report_is_part_of_its_intent(importer: TrainingDataImporter) -> None:
    intents = importer.get_nlu_data().intents
    assert "report_unknown_charge" in intents
    assert "report" not in intents


def test_the_form_asks_our_questions_in_our_words(importer: TrainingDataImporter) -> None:
    domain, ours = importer.get_domain(), yaml.safe_load((ROOT / "domain.yml").read_text())["responses"]
    assert tuple(domain.forms[FORM]["required_slots"]) == REQUIRED
    assert {slot: domain.responses[f"utter_ask_{slot}"] for slot in REQUIRED} == {
        slot: ours[f"utter_ask_{slot}"] for slot in REQUIRED
    }


def test_the_pipeline_is_the_standard_one_and_only_the_epochs_of_diet_are_chosen(project: Path) -> None:
    config = yaml.safe_load((project / "config.yml").read_text())
    parts = {part["name"]: part for part in [*config["pipeline"], *config["policies"]]}
    assert list(parts) == [
        "JiebaTokenizer", "CountVectorsFeaturizer", "DIETClassifier", "EntitySynonymMapper", "FallbackClassifier",
        "MemoizationPolicy", "RulePolicy", "TEDPolicy",
    ]  # fmt: skip
    assert (parts["DIETClassifier"]["epochs"], parts["DIETClassifier"]["random_seed"]) == (7, 42)
    assert (parts["TEDPolicy"]["epochs"], parts["TEDPolicy"]["random_seed"]) == (100, 42)


def test_both_sides_compare_the_same_turns() -> None:
    ours, stock = ([step for step in walk.lap(side) if step.counted] for side in ("ours", "stock"))
    assert ours == stock
    assert len(ours) >= 15


def test_a_turn_that_leaves_the_questions_is_noticed() -> None:
    step = walk.lap("ours")[1]
    assert step.followed_by([{"text": "好的。"}, {"text": step.question}])
    assert not step.followed_by([{"text": "好的。"}])
    assert not step.followed_by([])
