"""Databases of both kinds, each made by the migrations: SQLite in a file, PostgreSQL in a cluster of the tests' own."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine

from bot.store.cases import Store
from bot.store.database import connect, migrate

SERVER_USER = "postgres"  # initdb refuses to run as root


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL: its socket folder, in which nobody else's cluster lies."""

    folder: Path
    user: str

    def url(self, database: str) -> str:
        return f"postgresql://{self.user}@/{database}?host={self.folder}"


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(shutil.which("initdb") or "")]
    return found[-1].parent if found[-1].is_file() else None


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """PostgreSQL without a network port, stopped and removed with the tests."""
    binaries = _binaries()
    if binaries is None:
        pytest.fail("PostgreSQL is missing: scripts/install_test_services.sh installs it")
    as_server = ["runuser", "-u", SERVER_USER, "--"] if os.getuid() == 0 else []
    user = SERVER_USER if as_server else os.environ.get("USER", "postgres")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must be short
    if as_server:
        shutil.chown(folder, SERVER_USER)
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    data = folder / "data"
    initdb = [*as_server, binaries / "initdb", "-D", data, "-U", user, "-A", "trust", "-N"]
    subprocess.run([*initdb, "-E", "UTF8", "--locale=C.UTF-8"], **run)
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
    control = [*as_server, binaries / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-l", folder / "log", "-o", options, "start"], **run)
    yield Cluster(folder, user)
    subprocess.run([*control, "-m", "immediate", "stop"], **run)
    shutil.rmtree(folder, ignore_errors=True)


def new_database(cluster: Cluster) -> str:
    """The URL of a new, empty database."""
    name = f"t{secrets.token_hex(6)}"
    admin = create_engine(cluster.url("postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return cluster.url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, home: Path) -> str:
    """The URL of a database without any table, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{home}/empty.db"
    return new_database(request.getfixturevalue("cluster"))


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """A database with all tables."""
    found = connect(empty_url)
    migrate(found)
    yield found
    found.dispose()


@pytest.fixture
def cases(engine: Engine) -> Store:
    """The case store on it."""
    return Store(engine)
