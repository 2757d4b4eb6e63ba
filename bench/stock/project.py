"""Writes the standard Rasa project: our sentences, our questions and our stories in its usual shapes.

The category of a report becomes part of its intent (`report_poor_signal`), as one does without a component of one's
own; what we leave to actions is left to a form, its validation action and plain responses.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = Path(__file__).parent / "template"
FORM, SUBMIT = "complaint_form", "action_submit_complaint"
# The questions of our interview, in its order.
REQUIRED = (
    "narrative", "category", "operator", "operator_name", "province", "event_date", "amount", "relation", "complained",
    "operator_complaint_date", "operator_reply", "settled", "other_body", "subscriber_number", "demands", "evidence",
    "complainant_name", "contact_phone", "address", "postcode", "email",
)  # fmt: skip
REPORT, FALLBACK = "report", "nlu_fallback"

Yaml = dict[str, Any]


def write_project(folder: Path, diet_epochs: int = 100) -> None:
    """Fills a folder with a project that `rasa train` and `rasa run` take as it is."""
    examples = _examples()
    reports = sorted(intent for intent in examples if intent.startswith(REPORT))
    replies = _read(TEMPLATE / "replies.yml")
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name in ("endpoints.yml", "credentials.yml", "actions.py"):
        shutil.copy(TEMPLATE / name, folder / name)
    _write(folder / "config.yml", _config(diet_epochs))
    _write(folder / "domain.yml", _domain(sorted(examples), reports, replies))
    _write(folder / "data" / "nlu.yml", _nlu(examples))
    _write(folder / "data" / "rules.yml", {"version": "3.1", "rules": list(_rules(reports, replies))})
    _write(folder / "data" / "stories.yml", {"version": "3.1", "stories": list(_stories(reports, replies))})


def _examples() -> dict[str, list[str]]:
    """Sentences by intent, as the training data have them."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for block in _read(path)["nlu"]:
            if "intent" in block:
                found[_intent(block)] += [line[2:] for line in block["examples"].splitlines() if line.startswith("- ")]
    return {intent: list(dict.fromkeys(sentences)) for intent, sentences in found.items()}


def _intent(block: Yaml) -> str:
    name: str = block["intent"]
    category = (block.get("metadata") or {}).get("category")
    return f"{REPORT}_{category}" if name == REPORT and category else name


def _config(diet_epochs: int) -> Yaml:
    config = _read(TEMPLATE / "config.yml")
    next(part for part in config["pipeline"] if part["name"] == "DIETClassifier")["epochs"] = diet_epochs
    return config


def _nlu(examples: dict[str, list[str]]) -> Yaml:
    blocks = [
        {"intent": intent, "examples": "".join(f"- {sentence}\n" for sentence in sentences)}
        for intent, sentences in sorted(examples.items())
    ]
    return {"version": "3.1", "nlu": blocks}


def _domain(intents: list[str], reports: list[str], replies: Yaml) -> Yaml:
    ours = _read(ROOT / "domain.yml")["responses"]
    wanted = dict.fromkeys([*(f"utter_ask_{slot}" for slot in REQUIRED), *replies.values()])
    return {
        "version": "3.1",
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
        "intents": intents,
        "slots": {slot: _slot(slot, reports) for slot in REQUIRED},
        "forms": {FORM: {"required_slots": list(REQUIRED)}},
        "actions": [f"validate_{FORM}", SUBMIT],
        "responses": {name: ours[name] for name in wanted} | {"utter_submitted": [{"text": "好的，都记下了。"}]},
    }


def _slot(slot: str, reports: list[str]) -> Yaml:
    return {"type": "any", "influence_conversation": False, "mappings": _mappings(slot, reports)}


def _mappings(slot: str, reports: list[str]) -> list[Yaml]:
    asked: Yaml = {"type": "from_text", "conditions": [{"active_loop": FORM, "requested_slot": slot}]}
    opening: Yaml = {"conditions": [{"active_loop": None}]}
    openers = {**{name: name[len(REPORT) + 1 :] for name in reports}, FALLBACK: "unclear"}
    if slot == "narrative":
        return [{"type": "from_text", "intent": list(openers), **opening}, asked]
    if slot == "category":
        told = [{"type": "from_intent", "intent": name, "value": id, **opening} for name, id in openers.items()]
        return [*told, asked]
    return [asked]


def _rules(reports: list[str], replies: Yaml) -> Iterator[Yaml]:
    """Our rules: each intent has its one answer; a report opens the form, and as with us so does what is unclear."""
    for report in (*reports, FALLBACK):
        yield {"rule": report, "steps": [{"intent": report}, *_open()]}
    yield {
        "rule": "the form is filled",
        "condition": [{"active_loop": FORM}],
        "steps": [{"action": FORM}, {"active_loop": None}, {"slot_was_set": [{"requested_slot": None}]}, *_close()],
    }
    for intent, reply in replies.items():
        yield {"rule": intent, "steps": [{"intent": intent}, {"action": reply}]}


def _stories(reports: list[str], replies: Yaml) -> Iterator[Yaml]:
    """Whole talks, for the policies that learn from stories."""
    for report in reports:
        yield {"story": f"{report} to the end", "steps": [*_talk(report), *_thanks(replies)]}
    for report in reports:
        for before in ("greet", "consult"):
            steps = [{"intent": before}, {"action": replies[before]}, *_talk(report)]
            yield {"story": f"{before}, then {report}", "steps": steps}


def _talk(report: str) -> list[Yaml]:
    return [{"intent": report}, *_open(), {"action": FORM}, {"active_loop": None}, *_close()]


def _open() -> list[Yaml]:
    return [{"action": FORM}, {"active_loop": FORM}]


def _close() -> list[Yaml]:
    return [{"action": SUBMIT}]


def _thanks(replies: Yaml) -> list[Yaml]:
    return [{"intent": "thanks"}, {"action": replies["thanks"]}]


def _read(path: Path) -> Yaml:
    read: Yaml = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def _write(path: Path, content: Yaml) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
