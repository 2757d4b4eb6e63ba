"""Stored cases outlive the schema they were written under."""

import importlib
import json
import threading
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

import bot.store
from bot.clock import CHINA
from bot.letter import draft
from bot.letter.archive import dump, restore
from bot.settings import BadSetting, read_settings
from bot.store.cases import Store, as_stored
from bot.store.crypto import encrypt, hash_code
from bot.store.database import connect, migrate
from bot.store.tables import Base

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=CHINA)
FACTS = {"operator": "china_unicom", "province": "河南省", "amount": "30.00", "narrative": "多扣了30元"}


def test_a_case_of_the_first_schema_is_whole_under_the_newest(empty_url: str) -> None:
    engine = connect(empty_url)
    migrate(engine, "0001")
    letter = draft(FACTS, date(2026, 11, 24))
    row = {
        "facts": encrypt(json.dumps(FACTS, ensure_ascii=False)),
        "progress": encrypt("{}"),
        "text": encrypt(json.dumps(letter.text)),
        "letter": encrypt(json.dumps(dump(letter))),
        "detail": encrypt(json.dumps({"channel": "rest"})),
        "code": hash_code("246810"),
        "at": datetime(2026, 11, 24, 4, 0, tzinfo=timezone.utc),
    }
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO cases (id, case_no, status, channel, operator, facts, progress, code_hash, wrong_tries,"
            " version, created_at, updated_at) VALUES (1, '26110007', 'drafted', 'rest', 'china_unicom', :facts,"
            " :progress, :code, 0, 1, :at, :at)",
            "INSERT INTO case_conversations VALUES ('talk-1', 1)",
            "INSERT INTO timeline (case_id, at, event, detail) VALUES (1, :at, 'opened', :detail)",
            "INSERT INTO drafts (case_id, number, day, text, letter, created_at)"
            " VALUES (1, 1, '2026-11-24', :text, :letter, :at)",
        ):
            wanted = {key: row[key] for key in row if f":{key}" in statement}
            connection.execute(text(statement), wanted)
    migrate(engine)
    with Store(engine).work() as cases:
        found, opened = cases.enter("26110007", "246810", NOON)
        assert opened is not None, found
        stored = as_stored(opened)
        assert restore(opened.drafts[0].letter) == letter
    assert {key: stored[key] for key in FACTS} == FACTS
    assert (stored["status"], stored["draft"]) == ("drafted", letter.text)
    assert stored["timeline"][0] == {"at": "2026-11-24T12:00:00+08:00", "event": "opened", "channel": "rest"}
    engine.dispose()


def test_the_migrations_make_the_tables_that_the_code_knows(engine: Engine) -> None:
    for module in Path(bot.store.__file__).parent.glob("*tables.py"):
        importlib.import_module(f"bot.store.{module.stem}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = [d for d in compare_metadata(context, Base.metadata) if "alembic_version" not in str(d)]
    assert differences == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    before = sorted(inspect(engine).get_table_names())
    migrate(engine)
    assert sorted(inspect(engine).get_table_names()) == before


def test_processes_that_start_together_migrate_one_after_the_other(empty_url: str) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        engine = connect(empty_url)
        try:
            migrate(engine)
        except BaseException as error:
            failures.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_letter_is_kept_as_given_with_its_day_and_rule_versions(cases: Store) -> None:
    with cases.work() as work:
        row = work.open("talk", "rest", FACTS, {}, NOON)
        facts = {**FACTS, "category": "unknown_charge", "event_date": "2026-11-01"}
        first = draft(facts, date(2026, 11, 24))
        assert [work.add_draft(row, first, NOON), work.add_draft(row, first, NOON)] == [1, 1]
        second = draft({**facts, "amount": "60.00"}, date(2026, 11, 25))
        assert work.add_draft(row, second, NOON) == 2
    with cases.work() as work:
        row = work.of_conversation("talk")
        kept = [(d.number, d.day, d.text, restore(d.letter)) for d in row.drafts]
        assert [line.event for line in row.timeline] == ["opened", "drafted", "drafted"]
    assert kept == [(1, "2026-11-24", first.text, first), (2, "2026-11-25", second.text, second)]
    assert first.rule_versions


@pytest.mark.parametrize("url", ["mysql://root@localhost/bot", "mysql+pymysql://x/y", "oracle://x", "bot.db", "/x"])
def test_other_databases_are_refused_by_name(url: str) -> None:
    with pytest.raises(BadSetting, match=r"DATABASE_URL.*sqlite.*postgresql"):
        read_settings({"DATABASE_URL": url})
