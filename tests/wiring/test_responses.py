"""Every sentence that the code says stands in domain.yml with all its holes filled, and none stands there unsaid."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.interview import LETTER, MATTER
from bot.settings import ROOT

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict]] = DOMAIN["responses"]
CODE = sorted([*(ROOT / "actions").rglob("*.py"), *(ROOT / "bot").rglob("*.py")])
NAME = re.compile(r"utter_[a-z_0-9]*")
# Asked for by the talk, beside the questions of the interview.
OTHER_QUESTIONS = (
    "facts_confirmed", "chosen_step", "draft_approved", "lookup_case_no", "access_code", "open_case",
    "deletion_confirmed",
)  # fmt: skip
RASAS_OWN = {"utter_action", "utter_message", "utter_[a-z_0-9]+"}
# Keywords of Turn.say that are not values of a response.
NOT_VALUES = {"buttons", "card"}


@dataclass(frozen=True)
class Said:
    """A response named in the code: `pattern` matches its name; `values` are given with it, None if unknown."""

    where: str
    pattern: str
    values: frozenset[str] | None

    def means(self, name: str) -> bool:
        return re.fullmatch(self.pattern, name) is not None


def _pattern(node: ast.AST) -> str | None:
    """A pattern for the names of responses that an expression can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
        return re.escape(node.value) + ("[a-z_0-9]+" if node.value.endswith("_") else "")
    if isinstance(node, ast.JoinedStr):
        parts = [
            re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z_0-9]*" for part in node.values
        ]
        # With nothing but the prefix fixed it could be any of them: those that are meant stand beside it.
        return "".join(parts) if len(parts[0]) > len("utter_") and NAME.match(parts[0]) else None
    return None


def _of_file(path: Path) -> Iterator[Said]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    in_calls: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
            named = [k for k in node.keywords if k.arg is not None]
            whole = len(named) == len(node.keywords)
            values = frozenset(k.arg for k in named if k.arg) - NOT_VALUES if whole else None
            first = node.args[0]
            for option in [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]:
                in_calls |= set(ast.walk(option))
                pattern = _pattern(option)
                if pattern:
                    yield Said(f"{path.name}:{node.lineno}", pattern, values)
    fragments = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if node not in in_calls and node not in fragments:
            pattern = _pattern(node)
            if pattern and pattern not in RASAS_OWN:
                yield Said(f"{path.name}:{node.lineno}", pattern, None)  # type: ignore[attr-defined]


SAID = [said for path in CODE for said in _of_file(path)]
# Facts that cannot be taken are named by `bot.intake`, and said as f"utter_{problem}".
SAID += [Said("intake.py", pattern, frozenset()) for pattern in ("utter_date_in_future", "utter_invalid_[a-z_]+")]


def holes(name: str) -> set[str]:
    """The placeholders in all variants of a response."""
    return {hole for variant in RESPONSES[name] for hole in re.findall(r"\{(\w+)\}", str(variant.get("text", "")))}


@pytest.mark.parametrize("said", SAID, ids=lambda said: f"{said.where} {said.pattern}")
def test_what_the_code_says_stands_in_the_domain(said: Said) -> None:
    assert any(said.means(name) for name in RESPONSES), "no such response in domain.yml"


@pytest.mark.parametrize("name", RESPONSES)
def test_every_response_is_said_somewhere(name: str) -> None:
    assert any(said.means(name) for said in SAID), "nothing in the code says it: delete it"


@pytest.mark.parametrize("name", [name for name in RESPONSES if holes(name)])
def test_every_hole_is_filled_wherever_it_is_said(name: str) -> None:
    literal = [said for said in SAID if said.pattern == name]
    for said in literal or SAID:
        if said.means(name) and said.values is not None:
            missing = holes(name) - said.values
            assert not missing, f"{said.where} does not fill {missing}"


def test_every_question_has_its_words_and_its_reason() -> None:
    slots = [*(question.slot for question in (*MATTER, *LETTER)), *OTHER_QUESTIONS]
    wanted = {f"utter_{kind}_{slot}" for slot in slots for kind in ("ask", "explain")}
    # The letter and the verdict are asked about in words that are made from the case.
    assert wanted <= set(RESPONSES)
    assert set(slots) - {"open_case", "deletion_confirmed", "access_code"} <= set(DOMAIN["slots"])


@pytest.mark.parametrize("name", RESPONSES)
def test_a_response_is_plain_text_and_its_buttons_are_words(name: str) -> None:
    for variant in RESPONSES[name]:
        assert str(variant.get("text") or variant.get("custom") or "").strip()
        assert "<" not in str(variant.get("text", "")), "text is text, never markup"
        for button in variant.get("buttons", []):
            assert isinstance(button["title"], str) and isinstance(button["payload"], str), "quote yes and numbers"
            assert not button["payload"].startswith("/")
