"""Where a talk about a case stands: what is not a fact of the matter but must survive a restart too."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Progress:
    """The state of a talk.

    `asked`: slots in the order they were put; `skipped`: passed over for good; `misses`: how often the open
    question went unanswered; `doubt`: the two categories between which the person is asked to choose;
    `messages`: every message that told facts, as typed; `told`: the verdict as it was last told in full;
    `closed`: the way the talk was last brought to its end.
    `planned`: steps about which the person is asked once whether to take them; `warned`: plans already warned of;
    `hints_told`: rules of wording already explained; `filed`: the ISO day on which the appeal was filed;
    `followup`: answers of the call back by question; `marks`: validity and marks as last noted.
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
    closed: str = ""
    planned: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    hints_told: tuple[str, ...] = ()
    filed: str | None = None
    followup: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[str, ...] = ()

    @property
    def filed_on(self) -> date | None:
        return date.fromisoformat(self.filed) if self.filed else None

    @property
    def over(self) -> bool:
        """Whether nothing is left to ask for: the appeal is with the regulator, or the matter is solved."""
        return bool(self.filed) or self.followup.get("solved") == "yes"

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
