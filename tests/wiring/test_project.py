"""What the texts of the project say of it is so: commands, settings, paths, locks."""

import re
import subprocess
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCKS = ("requirements.txt", "requirements-dev.txt", "scripts/uv.txt", "widget/package-lock.json")
# Places of this or that machine, and shops that packages are bought at.
ELSEWHERE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/|registry\.npmjs|pypi\.org|pythonhosted\.org")
TEXTS = {".py", ".md", ".yml", ".yaml", ".toml", ".txt", ".in", ".sh", ".js", ".jsx", ".json", ".html", ".css", ""}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name] or [p for p in ROOT.glob("*") if p.is_file()]


def test_the_settings_in_the_readme_are_those_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    from bot.commands import settings

    settings.main([])
    table = README.partition("<!-- settings -->")[2].partition("<!-- /settings -->")[0]
    assert table.strip() == capsys.readouterr().out.strip(), "put in what `python -m bot settings` prints"


def test_the_readmes_commands_are_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):.*## ", MAKEFILE))
    assert set(re.findall(r"`?make ([a-z-]+)", README)) <= targets
    assert targets - {"help", "setup-test"} <= set(re.findall(r"make ([a-z-]+)", README))
    assert set(re.findall(r"python -m bot ([a-z-]+)", README)) <= set(COMMANDS)


def test_every_target_is_phony_or_a_file() -> None:
    phony = set(re.search(r"(?m)^\.PHONY: (.*)$", MAKEFILE)[1].split())  # type: ignore[index]
    assert set(re.findall(r"(?m)^([a-z-]+):", MAKEFILE)) == phony


@pytest.mark.parametrize("text", ["README.md", *(str(p.relative_to(ROOT)) for p in (ROOT / "docs").glob("*.md"))])
def test_the_paths_that_a_text_names_are_there(text: str) -> None:
    page = ROOT / text
    written = page.read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([^)#:]+)\)", written)
    assert [path for path in linked if not (page.parent / path).exists()] == []
    quoted = re.findall(r"`((?:bot|actions|data|tests|widget|scripts|docs)/[\w./-]*|\w+\.(?:yml|py|md|toml))`", written)
    assert [path for path in quoted if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_direct_requirement_has_its_reason(name: str) -> None:
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(("#", "-r")):
            assert re.search(r"\S\s+# \S.{5,}", line), line


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_registry_and_every_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://[^\"]*\.(?:tgz|whl|gz)|index.url|\"resolved\"", text)
    if name.endswith(".txt"):
        packages = re.findall(r"(?m)^[\w.\[\]-]+==[^\\\n]+", text)
        assert packages and len(packages) == len(re.findall(r"(?m)^    --hash=[^\n]*(?<!\\)$", text))
    else:
        assert '"integrity": "sha512-' in text


def test_no_file_names_a_place_of_one_machine_or_a_registry() -> None:
    own = Path(__file__).resolve()
    for path in tracked():
        if path.suffix in TEXTS and path.is_file() and path.resolve() != own:
            found = ELSEWHERE.search(path.read_text(encoding="utf-8", errors="ignore"))
            assert not found, f"{path.relative_to(ROOT)}: {found and found.group()}"


def test_products_and_secrets_are_not_in_the_repository() -> None:
    bad = re.compile(r"\.(db|sqlite3?|pkl|joblib|tar\.gz|pyc|key|pem)$|^\.env")
    assert [path.name for path in tracked() if bad.search(path.name)] == []


def test_rasa_reports_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa import telemetry

    from bot import quiet

    monkeypatch.delenv("RASA_TELEMETRY_ENABLED", raising=False)
    quiet.configure("WARNING")
    assert telemetry.is_telemetry_enabled() is False
    assert "export RASA_TELEMETRY_ENABLED := false" in MAKEFILE


def test_continuous_integration_calls_the_readmes_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()
