"""Where a call stands between two turns; stored with each answer, so that a restarted server goes on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

Option = tuple[str, str]  # what is offered, and what choosing it says


@dataclass(frozen=True)
class Call:
    """The state of a call.

    `stage`: talk, code (a caller we know gives the code), last_chance (after the third failure) or over;
    `asked`: the slot the assistant waits for; `question` and `options`: what was asked last, with its prompts;
    `silences`, `misses`: failures in a row; `pending`: an answer read back and not yet confirmed;
    `caller`: the keyed digests of the caller's number; `code`: the access code told in this call;
    `last`: the prompts of the last answer; `before`: the call as it stood before the way out was offered.
    """

    stage: str = "talk"
    asked: str | None = None
    question: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    page: int = 0
    silences: int = 0
    misses: int = 0
    pending: str | None = None
    patient: bool = False
    caller: tuple[str, ...] = ()
    code: str | None = None
    last: tuple[str, ...] = ()
    before: Mapping[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Call":
        """The call that `to_dict` gave; unknown keys, from another version, are left out."""
        known: dict[str, Any] = {f.name: _frozen(data[f.name]) for f in fields(cls) if f.name in data}
        return cls(**known)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def but(self, **changes: Any) -> "Call":
        return replace(self, **changes)

    def heard(self) -> "Call":
        """After something was understood: failures are counted anew."""
        return self.but(silences=0, misses=0, patient=False)

    @property
    def over(self) -> bool:
        return self.stage == "over"


def _frozen(value: Any) -> Any:
    """Lists, as JSON has them, as tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value
