"""How often something may be done: so many times in a sliding stretch of time, for each key."""

import time
from collections import defaultdict, deque

SWEEP_AT = 10_000  # keys


class Allowance:
    """`count` times within `seconds` for each key; zero means without limit."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count, self._seconds = count, seconds
        self._uses: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait(self, key: str) -> int:
        """Counts one use and gives 0, or the whole seconds until the next one is allowed."""
        if not self._count:
            return 0
        now = time.monotonic()
        uses = self._uses[key]
        while uses and uses[0] <= now - self._seconds:
            uses.popleft()
        if len(uses) >= self._count:
            return int(uses[0] + self._seconds - now) + 1
        uses.append(now)
        if len(self._uses) > SWEEP_AT:
            self._sweep(now)
        return 0

    def _sweep(self, now: float) -> None:
        for key in [key for key, uses in self._uses.items() if not uses or uses[-1] <= now - self._seconds]:
            del self._uses[key]
