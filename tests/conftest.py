"""What every test stands on: no network, one event loop, and the trained assistant on a database of the test's own.

`talk` (one conversation) and `new_talk` (as many as wanted) speak with the real model and the real actions;
`home` alone gives a test settings, database and key of its own. TODAY is 2026-11-24.
"""

import asyncio
import os
import secrets
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

TODAY = "2026-11-24"
HERE = {"127.0.0.1", "::1", "localhost"}
# Whatever else the developer's shell sets must not change what a test sees.
KEPT = ("MODEL",)

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    connect = socket.socket.connect

    def only_this_machine(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in HERE:
            raise RuntimeError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_this_machine)
        yield


@pytest.fixture(scope="session")
def event_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all tests: the assistant, loaded once, lives in it."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


@pytest.fixture(autouse=True)
def _loop_kept(event_loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """A command that runs a loop of its own leaves the thread without one."""
    yield
    asyncio.set_event_loop(event_loop)


def _forget_settings() -> None:
    """Drops what a process reads once, so that the next test reads its own."""
    from bot import settings
    from bot.store import cases, crypto, database

    if database.engine.cache_info().currsize:
        database.engine().dispose()
    for cache in (settings.settings, crypto.keys, database.engine, cases.store):
        cache.cache_clear()


def _settle_in(patch: pytest.MonkeyPatch, folder: Path) -> None:
    from bot.settings import Settings

    for name in set(Settings.__dataclass_fields__) - set(KEPT):
        patch.delenv(name, raising=False)
    patch.setenv("RASA_TELEMETRY_ENABLED", "false")
    patch.setenv("DATABASE_URL", f"sqlite:///{folder}/bot.db")
    patch.setenv("FILES_DIR", str(folder / "files"))
    patch.setenv("CASE_KEY", Fernet.generate_key().decode())
    patch.setenv("TODAY", TODAY)
    _forget_settings()


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with all its tables: copying it is quicker than making them."""
    from bot.store import database

    file = tmp_path_factory.mktemp("migrated") / "bot.db"
    engine = database.connect(f"sqlite:///{file}")
    database.migrate(engine)
    engine.dispose()
    return file


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _migrated: Path) -> Iterator[Path]:
    """A folder with a database, a key and settings of this test's own."""
    shutil.copy(_migrated, tmp_path / "bot.db")
    _settle_in(monkeypatch, tmp_path)
    yield tmp_path
    _forget_settings()


@pytest.fixture(scope="session")
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The trained model, loaded once."""
    with pytest.MonkeyPatch.context() as patch:
        _settle_in(patch, tmp_path_factory.mktemp("loading"))
        policy = asyncio.get_event_loop_policy()
        from bot.assistant import Assistant

        # A library of Rasa's puts its own policy here, under which the loop that tests already run in is unknown.
        asyncio.set_event_loop_policy(policy)
        found = Assistant.load()
        _forget_settings()
    return found


@pytest.fixture
def assistant(_loaded: Any, home: Path) -> Iterator[Any]:
    """The real assistant, remembering in this test's own database."""
    from bot.store.conversations import ConversationStore

    conversations = ConversationStore(domain=_loaded.agent.domain)
    _loaded.agent.tracker_store = _loaded.agent.processor.tracker_store = conversations
    yield _loaded
    conversations.engine.dispose()


@dataclass
class Talk:
    """One person's talk with the assistant. `replies` are those to the last message."""

    assistant: Any
    channel: str = "rest"
    conversation: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    replies: list[dict[str, Any]] = field(default_factory=list)
    tracker: Any = None

    async def say(self, *texts: str) -> list[dict[str, Any]]:
        """Says one thing after the other; the replies to the last of them."""
        for text in texts:
            self.replies = await self.assistant.reply(self.conversation, text, self.channel)
        self.tracker = await self.assistant.agent.tracker_store.retrieve(self.conversation)
        return self.replies

    @property
    def text(self) -> str:
        """All that was answered to the last message."""
        return "\n".join(reply["text"] for reply in self.replies if reply.get("text"))

    @property
    def buttons(self) -> list[str]:
        """The choices offered with the last answer."""
        return [button["title"] for reply in self.replies for button in reply.get("buttons") or []]

    def card(self, type: str) -> dict[str, Any]:
        """The data of one type sent with the last answer; KeyError if there is none."""
        cards = {reply["custom"]["type"]: reply["custom"] for reply in self.replies if reply.get("custom")}
        return cards[type]  # type: ignore[no-any-return]

    @property
    def asked(self) -> str | None:
        """The slot that the assistant waits for."""
        return self.slot("requested_slot")  # type: ignore[no-any-return]

    def slot(self, name: str) -> Any:
        """A slot of Rasa's tracker as it was stored after the last message."""
        return self.tracker.get_slot(name) if self.tracker else None

    @property
    def case(self) -> dict[str, Any]:
        """The case as `cases show --json` gives it; empty if there is none."""
        from bot.store.cases import as_stored, store

        with store().work() as cases:
            row = cases.of_conversation(self.conversation)
            return as_stored(row) if row else {}


@pytest.fixture
def new_talk(assistant: Any) -> Callable[..., Talk]:
    """Opens a talk: `new_talk()`, `new_talk(channel="ivr")`, `new_talk(conversation=…)`."""

    def open_talk(**about: Any) -> Talk:
        return Talk(assistant, **about)

    return open_talk


@pytest.fixture
def talk(new_talk: Callable[..., Talk]) -> Talk:
    """A talk that has not begun."""
    return new_talk()


@pytest.fixture
def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
