"""Who may know whom: the law knows no framework, nothing in `bot` the actions, no channel another."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT

LONGEST = 300  # lines of a module
LAW = (
    "bot.case", "bot.rulebook", "bot.deadlines", "bot.grounds", "bot.admissibility", "bot.escalation", "bot.letter",
    "bot.offers", "bot.parties", "bot.questions", "bot.triage", "bot.what_if", "bot.calendar_file", "bot.interview",
    "bot.intake", "bot.summary", "bot.edits", "bot.choices", "bot.time_limits",
)  # fmt: skip
UNDERSTANDING = ("bot.understanding.facts", "bot.understanding.answers.reader", "bot.understanding.reading")
FRAMEWORKS = ("rasa", "rasa_sdk", "sqlalchemy", "aiohttp", "alembic")
MODULES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")])


def loaded_with(modules: tuple[str, ...]) -> set[str]:
    """The frameworks that come with some modules, in a process of its own."""
    script = f"import sys, {', '.join(modules)}; print(*[n for n in {FRAMEWORKS} if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_the_law_and_the_parsers_know_no_framework() -> None:
    assert loaded_with((*LAW, *UNDERSTANDING)) == set()


@pytest.mark.parametrize("module", ["bot.case", "bot.admissibility", "bot.escalation", "bot.deadlines", "bot.letter"])
def test_the_law_does_not_ask_the_clock(module: str) -> None:
    path = ROOT / module.replace(".", "/")
    for file in path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")]:
        text = file.read_text(encoding="utf-8")
        assert "bot.clock" not in text and ".today()" not in text and ".now()" not in text, file.name


def test_nothing_in_bot_imports_the_actions() -> None:
    for path in MODULES:
        if path.is_relative_to(ROOT / "bot"):
            assert not any(name.split(".")[0] == "actions" for name in imports(path)), path.name


def test_channels_do_not_know_each_other() -> None:
    channels = ROOT / "bot" / "channels"
    for own in ("web", "wechat", "ivr", "rest", "rasa_api"):
        files = (channels / own).rglob("*.py") if (channels / own).is_dir() else [channels / f"{own}.py"]
        others = {f"bot.channels.{other}" for other in ("web", "wechat", "ivr", "rest", "rasa_api") if other != own}
        for file in files:
            assert not others & {".".join(name.split(".")[:3]) for name in imports(file)}, f"{own}: {file.name}"


def test_no_module_reads_the_environment_but_the_settings() -> None:
    for path in MODULES:
        if path.name not in {"settings.py", "quiet.py"}:
            text = path.read_text(encoding="utf-8")
            assert "os.environ[" not in text and "os.environ.get" not in text and "getenv" not in text, path.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_can_be_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
