"""The engine, its set-up for SQLite, and the migrations."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.settings import BadSetting, settings

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 20261124  # any number that is ours


def connect(url: str) -> Engine:
    """An engine for a database URL; SQLite waits for its turn and survives a killed process."""
    engine = open_engine(url, future=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin_writing)
    return engine


def open_engine(url: str, **options: Any) -> Engine:
    """An engine whose connections stay open; opening SQLite anew for each unit of work cost a tenth of a turn."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, **options)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    waiting = {"timeout": 15, "check_same_thread": False}
    engine = create_engine(url, connect_args=waiting, poolclass=QueuePool, hide_parameters=True, **options)
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    """Readers beside a writer, foreign keys kept, every commit on the disk."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    """Python's driver would begin a transaction late and end it with the first savepoint, half done."""
    connection.isolation_level = None


def _begin_writing(connection: Any) -> None:
    """Writers wait here, before they read: what a unit of work has read cannot change under it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate(engine: Engine, revision: str = "head") -> None:
    """Brings the schema to a revision; safe to repeat, and from several processes at once."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The database of this process, brought up to date on first use; BadSetting where it cannot be had."""
    try:
        found = connect(settings().DATABASE_URL)
        migrate(found)
    except (SQLAlchemyError, ImportError, OSError) as problem:
        kind = type(problem).__name__
        raise BadSetting(f"DATABASE_URL 指的数据库打不开（{kind}），请检查地址、权限和服务。") from None
    return found
