"""The two sides: how each is trained, started and led through the talk."""

import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from cryptography.fernet import Fernet

from bench import walk
from bench.servers import HOST, Command, Server, finish, free_port, running
from bench.stock.project import write_project

ROOT = walk.ROOT
TRAINING_LIMIT = 3 * 60 * 60  # seconds
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}  # fmt: skip


class Side(ABC):
    """One of the two set-ups, in a folder of its own."""

    name: str
    title: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True)
        self.lap = walk.lap(self.name)
        self.model = folder / "models" / f"{self.name}.tar.gz"

    def train(self) -> float:
        """Trains the model and returns the seconds it took."""
        return finish(self._training(), self.folder / "train.log", TRAINING_LIMIT)

    def serve(self) -> AbstractContextManager[Server]:
        """The side as running processes with an empty database."""
        port = free_port()
        return running(f"http://{HOST}:{port}", self._serving(port), self.folder)

    @abstractmethod
    def _training(self) -> Command: ...

    @abstractmethod
    def _serving(self, port: int) -> Sequence[Command]: ...


class Ours(Side):
    """The assistant as `python -m bot run` serves it."""

    name, title = "ours", "本助手"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.model = folder / "models" / "assistant.tar.gz"

    def _training(self) -> Command:
        return self._command("train", "--out", str(self.folder / "models"))

    def _serving(self, port: int) -> Sequence[Command]:
        return [
            self._command(
                "run", PORT=str(port), HOST=HOST, MODEL=str(self.model), TODAY=walk.day().isoformat(),
                DATABASE_URL=f"sqlite:///{self.folder / f'{port}.db'}", FILES_DIR=str(self.folder / "files"),
                CASE_KEY=Fernet.generate_key().decode(),
            )
        ]  # fmt: skip

    def _command(self, *arguments: str, **environment: str) -> Command:
        return Command([sys.executable, "-m", "bot", *arguments], ROOT, {**QUIET, **environment})


class Stock(Side):
    """`rasa run` beside an action server, from the project that `bench.stock` writes."""

    name, title = "stock", "标准 Rasa"

    def __init__(self, folder: Path, epochs: int) -> None:
        super().__init__(folder)
        write_project(folder, epochs)

    def take_model(self, kept: Path) -> None:
        """Uses a model trained before."""
        self.model.parent.mkdir(exist_ok=True)
        shutil.copy(kept, self.model)

    def _training(self) -> Command:
        return self._rasa("train", "--fixed-model-name", self.name, "--out", str(self.model.parent))

    def _serving(self, port: int) -> Sequence[Command]:
        (self.folder / "tracker.db").unlink(missing_ok=True)
        actions = str(free_port())
        server = self._rasa(
            "run", "--interface", HOST, "--port", str(port), "--model", str(self.model), ACTION_PORT=actions
        )
        # What Rasa's own image of the action server runs: lighter than `rasa run actions`.
        second = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", actions]
        return [Command(second, self.folder, {**QUIET, "SANIC_HOST": HOST}), server]

    def _rasa(self, *arguments: str, **environment: str) -> Command:
        return Command([sys.executable, "-m", "rasa", *arguments], self.folder, {**QUIET, **environment})
