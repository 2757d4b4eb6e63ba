"""One fact found in a text."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mention:
    """A slot of the contract, its value, and where in the normalised text it stands (end exclusive)."""

    slot: str
    value: Any
    start: int
    end: int
