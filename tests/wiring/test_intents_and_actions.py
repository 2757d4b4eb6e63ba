"""The names in domain.yml, the rules, the training data and the code are the same names."""

import re
from collections import Counter
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from bot.case import CATEGORIES, SLOTS
from bot.settings import ROOT
from bot.understanding.reading import ACTS, KINDS

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
INTENTS = [next(iter(intent)) if isinstance(intent, dict) else intent for intent in DOMAIN["intents"]]
FEWEST = 20  # sentences of an intent
MOST = 0.55  # share of one intent in all; reports are of 21 categories


def parts(folder: str, key: str) -> list[dict[str, Any]]:
    files = sorted((ROOT / "data" / folder).rglob("*.yml"))
    return [part for file in files for part in yaml.safe_load(file.read_text(encoding="utf-8")).get(key, [])]


RULES = parts("stories", "rules")
EXAMPLES: Counter[str] = Counter()
CATEGORY_EXAMPLES: Counter[str] = Counter()
for part in parts("nlu", "nlu"):
    count = len(re.findall(r"(?m)^- ", part["examples"]))
    EXAMPLES[part["intent"]] += count
    CATEGORY_EXAMPLES[(part.get("metadata") or {}).get("category")] += count


def test_the_actions_of_the_domain_are_those_that_are_registered() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(executor.actions) == set(DOMAIN["actions"])
    assert len(DOMAIN["actions"]) == len(set(DOMAIN["actions"]))


def test_no_action_is_registered_twice() -> None:
    from rasa_sdk.interfaces import Action

    ActionExecutor().register_package("actions")
    waiting, names = list(Action.__subclasses__()), []
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        if found.__module__.startswith("actions.") and not getattr(found, "__abstractmethods__", None):
            names.append(found().name())
    assert sorted(names) == sorted(set(names))


def test_every_intent_has_one_rule_and_every_rule_an_intent_and_an_action() -> None:
    ruled = Counter(step["intent"] for rule in RULES for step in rule["steps"] if "intent" in step)
    assert ruled == Counter(INTENTS)
    done = {step["action"] for rule in RULES for step in rule["steps"] if "action" in step}
    assert done == set(DOMAIN["actions"]) - {"action_session_start"}
    names = [rule["rule"] for rule in RULES]
    assert len(names) == len(set(names))


def test_the_domains_intents_are_the_kinds_and_acts_of_the_reader() -> None:
    assert set(INTENTS) == KINDS | ACTS | {"inform"}
    assert not {"restart", "back", "session_start"} & set(INTENTS), "Rasa keeps these for itself"


@pytest.mark.parametrize("intent", INTENTS)
def test_an_intent_has_enough_examples_and_swallows_no_other(intent: str) -> None:
    assert FEWEST <= EXAMPLES[intent] <= MOST * sum(EXAMPLES.values())


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_has_examples_of_its_own(category: str) -> None:
    assert FEWEST * 5 <= CATEGORY_EXAMPLES[category] <= sum(CATEGORY_EXAMPLES.values()) / 10


def test_training_data_names_nothing_unknown() -> None:
    assert set(EXAMPLES) == set(INTENTS)
    assert set(CATEGORY_EXAMPLES) - {None} == set(CATEGORIES)


def test_the_slots_of_a_case_are_slots_of_the_domain_that_only_actions_set() -> None:
    assert set(SLOTS) <= set(DOMAIN["slots"])
    for slot in DOMAIN["slots"].values():
        assert slot["mappings"] == [{"type": "custom"}]
        assert slot["influence_conversation"] is False
