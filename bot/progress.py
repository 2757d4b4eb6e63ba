"""Where a talk about a case stands: what is not a fact of the matter but must survive a restart too."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any


@dataclass(frozen=True)
class Progress:
    """The state of a talk.

    `asked`: slots in the order they were put; `skipped`: passed over for good; `misses`: how often the open
    question went unanswered; `doubt`: the two categories between which the person is asked to choose;
    `messages`: every message that told facts, as typed; `told`: the verdict as it was last told in full.
    """

    asked: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    misses: int = 0
    doubt: tuple[str, ...] = ()
    facts_confirmed: bool = False
    chosen_step: str | None = None
    draft_approved: bool = False
    code_given: bool = False
    messages: tuple[str, ...] = ()
    told: str = ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Progress":
        """The progress that `to_dict` gave; unknown keys, from another version, are left out."""
        known = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in known.items()}
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def but(self, **changes: Any) -> "Progress":
        return replace(self, **changes)

    def put(self, slot: str) -> "Progress":
        """After a question was put; the same one again is not a new step back."""
        if self.asked and self.asked[-1] == slot:
            return self
        return self.but(asked=(*self.asked, slot), misses=0)
