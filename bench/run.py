"""The whole measurement: train, start, measure both sides in turn, and put the medians side by side."""

import asyncio
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import measure
from bench.servers import Server
from bench.sides import Ours, Side, Stock

SETTLE = 3  # seconds of rest before the idle memory is read
FULL_EPOCHS = 100  # of DIET, in the standard configuration


@dataclass(frozen=True)
class Plan:
    """How much is measured. `epochs`: of the standard pipeline's DIET; `seconds`: of each throughput round."""

    epochs: int
    starts: int
    rounds: int
    laps: int
    seconds: float
    stock: bool = True
    stock_model: Path | None = None


@dataclass
class Record:
    """Every single measurement of a side, by the key of the table."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, **figures: float) -> None:
        for key, value in figures.items():
            self.taken[key].append(value)

    def medians(self) -> dict[str, float]:
        return {key: statistics.median(values) for key, values in self.taken.items()}


def measure_all(plan: Plan) -> dict[str, Record]:
    """The measurements of each side by its name; everything written goes into a temporary folder."""
    with _folder() as folder:
        sides: list[Side] = [Ours(folder / "ours")]
        if plan.stock:
            sides.append(Stock(folder / "stock", plan.epochs))
        records = {side.name: Record() for side in sides}
        for side in sides:
            _train(side, records[side.name], plan)
        _start(sides, records, plan)
        return records


def _train(side: Side, record: Record, plan: Plan) -> None:
    kept = plan.stock_model if isinstance(side, Stock) else None
    if kept and kept.exists() and isinstance(side, Stock):
        _tell(f"沿用训练好的标准 Rasa 模型 {kept.name}")
        side.take_model(kept)
        return
    _tell(f"训练：{side.title}")
    record.add(training=side.train())
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(side.model, kept)


def _start(sides: Sequence[Side], records: dict[str, Record], plan: Plan) -> None:
    """Starts the sides in turn, one at a time; the last start of each stays for the rest."""
    for number in range(1, plan.starts):
        for side in sides:
            _tell(f"启动 {number}/{plan.starts}：{side.title}")
            with side.serve() as server:
                _awake(side, server, records[side.name])
    with ExitStack() as running:
        servers = []
        for side in sides:
            _tell(f"启动 {plan.starts}/{plan.starts}：{side.title}")
            server = running.enter_context(side.serve())
            _awake(side, server, records[side.name])
            servers.append((side, server))
        _measure(servers, records, plan)


def _awake(side: Side, server: Server, record: Record) -> None:
    record.add(start=asyncio.run(measure.first_answer(server, side.lap[0])))
    time.sleep(SETTLE)
    record.add(memory=server.memory())


def _measure(servers: Sequence[tuple[Side, Server]], records: dict[str, Record], plan: Plan) -> None:
    for side, server in servers:
        asyncio.run(measure.walks(server, side.lap, 1))  # warm up
    for number in range(1, plan.rounds + 1):
        _tell(f"测量第 {number}/{plan.rounds} 轮")
        in_turn = servers if number % 2 else servers[::-1]
        for side, server in in_turn:
            records[side.name].add(**_latency(server, side, plan.laps))
        for side, server in in_turn:
            records[side.name].add(throughput=asyncio.run(measure.throughput(server, side.lap, plan.seconds)))
        for side, server in in_turn:
            early, late = asyncio.run(measure.growth(server, side.lap))
            records[side.name].add(growth=late / early, turn_10th=early, turn_300th=late)


def _latency(server: Server, side: Side, laps: int) -> dict[str, float]:
    turns = asyncio.run(measure.walks(server, side.lap, laps))
    return {
        "turn_median": statistics.median(turns),
        "turn_p95": statistics.quantiles(turns, n=20, method="inclusive")[-1],
    }


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def _tell(what: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {what}……", flush=True)
