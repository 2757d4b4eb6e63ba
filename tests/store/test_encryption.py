"""Personal data is unreadable without the key, and a key can be changed."""

import json
import os
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import text

from bot.clock import CHINA
from bot.letter import draft
from bot.settings import ROOT, BadSetting, settings
from bot.store import crypto
from bot.store.cases import store
from bot.store.database import engine

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=CHINA)
SECRETS = {
    "complainant_name": "欧阳若兰",
    "contact_phone": "13987654321",
    "address": "云南省昆明市翠湖南路67号",
    "narrative": "他们趁我住院开了业务",
    "email": "ouyang@example.org",
}


def use_key(monkeypatch: pytest.MonkeyPatch, key: str | None) -> None:
    if key is None:
        monkeypatch.delenv("CASE_KEY", raising=False)
    else:
        monkeypatch.setenv("CASE_KEY", key)
    settings.cache_clear()
    crypto.keys.cache_clear()


def open_case() -> str:
    with store().work() as cases:
        row = cases.open("talk", "rest", {**SECRETS, "operator": "china_mobile"}, {"messages": ["趁我住院"]}, NOON)
        cases.add_draft(row, draft(row.facts, NOON.date()), NOON)
        cases.note(row, "unread_message", {"text": SECRETS["narrative"]}, NOON)
        cases.issue_code(row)
        return str(row.case_no)


async def test_nothing_personal_can_be_read_in_the_files(home: Path, talk: Any) -> None:
    open_case()
    await talk.say(f"我叫欧阳若兰，手机13987654321，{SECRETS['narrative']}，住{SECRETS['address']}")
    engine().dispose()
    raw = b"".join(path.read_bytes() for path in home.glob("bot.db*"))
    assert b"26110001" in raw, "the file that is looked at is the right one"
    for secret in SECRETS.values():
        assert secret.encode() not in raw
        assert json.dumps(secret).strip('"').encode() not in raw


def test_a_second_key_in_front_encrypts_and_the_first_still_decrypts(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    use_key(monkeypatch, old)
    number = open_case()
    use_key(monkeypatch, f"{new}, {old}")
    with store().work() as cases:
        row = cases.by_number(number)
        assert row.facts["complainant_name"] == SECRETS["complainant_name"]
        row.facts = {**row.facts, "postcode": "650000"}
    use_key(monkeypatch, new)
    with engine().connect() as connection:
        sealed = connection.execute(text("SELECT facts FROM cases")).scalar()
    assert json.loads(crypto.decrypt(sealed))["postcode"] == "650000"


def test_another_key_opens_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = open_case()
    use_key(monkeypatch, Fernet.generate_key().decode())
    with pytest.raises(InvalidToken), store().work() as cases:
        cases.by_number(number)


@pytest.mark.parametrize("key", ["kurz", "ä" * 44, f"{Fernet.generate_key().decode()},", "a" * 44])
def test_a_bad_key_is_named_with_what_is_allowed(home: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    use_key(monkeypatch, key)
    with pytest.raises(BadSetting, match=r"CASE_KEY.*new-key"):
        crypto.keys()


def test_without_a_key_one_is_made_that_its_owner_alone_can_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crypto, "KEY_FILE", home / "var" / "case.key")
    before = os.umask(0)
    try:
        use_key(monkeypatch, None)
        sealed = crypto.encrypt("秘密")
    finally:
        os.umask(before)
    assert stat.S_IMODE(crypto.KEY_FILE.stat().st_mode) == 0o600
    use_key(monkeypatch, None)
    assert crypto.decrypt(sealed) == "秘密"


def test_processes_that_start_together_make_one_key(home: Path) -> None:
    script = (
        "import sys, pathlib; from bot.store import crypto;"
        "print(crypto._generated_key(pathlib.Path(sys.argv[1])))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(home / "case.key")], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    made = {process.communicate()[0].strip() for process in started}
    assert made == {(home / "case.key").read_text().strip()}
    Fernet(made.pop())


def test_access_codes_are_six_digits_and_kept_as_salted_hashes() -> None:
    code = crypto.new_access_code()
    assert len(code) == 6 and code.isdecimal()
    first, second = crypto.hash_code(code), crypto.hash_code(code)
    assert first != second and code not in first
    assert crypto.code_matches(code, first) and not crypto.code_matches(f"{int(code) ^ 1:06d}", first)
