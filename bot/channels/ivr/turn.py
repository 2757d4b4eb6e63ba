"""One request of a voice platform: what came over the line, checked and in one form."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

EVENTS = ("start", "speech", "digits", "no-input", "no-match", "hang-up", "continue")
ID = re.compile(r"[\w.:@+-]{1,80}", re.ASCII)
KEYS = re.compile(r"[\d*#]{1,40}")
LONGEST, LONGEST_CALLER = 2000, 100  # characters


@dataclass(frozen=True)
class Heard:
    """What came over the line. `caller` is the digests of the number, never the number."""

    event: str
    text: str = ""
    digits: str = ""
    caller: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Heard":
        return cls(data["event"], data["text"], data["digits"], tuple(data["caller"]))


@dataclass(frozen=True)
class Request:
    """A turn as the platform sends it."""

    call_id: str
    turn_id: str
    event: str
    caller: str = ""
    text: str = ""
    digits: str = ""


def read(data: Any) -> Request:
    """The request in a JSON object or a form; ValueError with a sentence that says what is allowed."""
    if not isinstance(data, Mapping):
        raise ValueError("请求应为 JSON 对象。")
    given = {key: data.get(key) or "" for key in ("call_id", "turn_id", "event", "caller", "text", "digits")}
    wrong = next((key for key, value in given.items() if not isinstance(value, str)), None)
    if wrong:
        raise ValueError(f"{wrong} 应为文字。")
    for key in ("call_id", "turn_id"):
        if not ID.fullmatch(given[key]):
            raise ValueError(f"{key} 应为 1 到 80 个字母、数字或 . : @ + - _。")
    if given["event"] not in EVENTS:
        raise ValueError(f"event 应为 {'、'.join(EVENTS)} 之一。")
    if len(given["text"]) > LONGEST or len(given["caller"]) > LONGEST_CALLER:
        raise ValueError(f"text 最多 {LONGEST} 个字，caller 最多 {LONGEST_CALLER} 个字符。")
    digits = re.sub(r"\s", "", given["digits"])
    if digits and not KEYS.fullmatch(digits):
        raise ValueError("digits 应为 1 到 40 个按键：0–9、* 或 #。")
    return Request(**{**given, "digits": digits, "text": _storable(given["text"])})


def _storable(text: str) -> str:
    """Without halves of characters, which no database takes, and without control characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(c for c in whole if ord(c) >= ord(" ")).strip()
