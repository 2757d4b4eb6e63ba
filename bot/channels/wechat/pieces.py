"""What is sent next of the answers that wait: one message of at most 2,048 bytes, or a menu to tap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels import offered
from bot.channels.portions import fitting, utf8_size
from bot.settings import settings
from bot.store.wechat import Position

Body = Mapping[str, Any]
LIMIT = 2048  # bytes of a text message
MENU_TEXT, MENU_ITEMS = 1024, 10  # bytes before the items of a menu, and how many there may be
MENU_IDS = 100  # a menu's item is known by its answer's number and its own
BETWEEN = "\n\n"
MORE = "\n（还有内容，回复“继续”接着看）"
HOW_TO_CHOOSE = "（回复数字就行，也可以直接说）"
WITH_TOKEN, TO_DOWNLOAD = "?token=", "下载："
NO_ADDRESS = "要取 Word 或 PDF 文件，请在我们的网页上报案件号和查询码。"


@dataclass(frozen=True)
class Piece:
    """One message: its text, the menu instead of it where that is asked for, and how far one is after it."""

    text: str
    after: Position
    more: bool
    menu: dict[str, Any] | None = None


def compose(replies: Sequence[Body]) -> list[dict[str, Any]]:
    """The replies as they are stored: texts with their choices; what a card shows is said by the texts.

    `aside` marks what the channel itself said: it leaves the open question, with its choices, open.
    """
    bodies: list[dict[str, Any]] = []
    for reply in replies:
        if text := _reachable(str(reply.get("text") or "").strip()):
            bodies.append({"text": text, **({"aside": True} if reply.get("aside") else {})})
        if bodies and (choices := offered.of(reply)):
            bodies[-1]["choices"] = choices
    return bodies


def next_piece(bodies: Sequence[Body], position: Position, menus: bool = False, note: str = "") -> Piece | None:
    """The next message; None if nothing waits. `note` is added where more remains, `menus`: questions go as menus."""
    if not bodies:
        return None
    begun = position.chars if bodies[0]["seq"] == position.seq + 1 else 0
    if menus and not begun and _as_menu(bodies[0]):
        only = bodies[0]
        return Piece(in_words(only), Position(only["seq"]), len(bodies) > 1, _as_menu(only))
    told = list(_before_menu(bodies)) if menus else list(bodies)
    texts = [in_words(body) for body in told]
    texts[0] = texts[0][begun:]
    whole = BETWEEN.join(texts)
    if utf8_size(whole) <= LIMIT:
        return Piece(whole, Position(told[-1]["seq"]), len(told) < len(bodies))
    count = fitting(whole, LIMIT - utf8_size(note))
    return Piece(whole[:count].rstrip() + note, _position(told, texts, begun, count), True)


def in_words(body: Body) -> str:
    """An answer as text, its choices as numbered lines."""
    choices = body.get("choices") or []
    lines = [body["text"], offered.numbered(choices), HOW_TO_CHOOSE] if choices else [body["text"]]
    return "\n".join(lines)


def chosen(body: Body, item: int) -> str | None:
    """What tapping the item with this number of a menu says."""
    choices = body.get("choices") or []
    return str(choices[item - 1]["say"]) if 0 < item <= len(choices) else None


def _position(told: Sequence[Body], texts: Sequence[str], begun: int, count: int) -> Position:
    """How far one is after so many characters of the joined texts."""
    for body, text in zip(told, texts, strict=True):
        rest = text[count:]
        if rest.strip():
            skipped = len(rest) - len(rest.lstrip("\n "))
            return Position(body["seq"] - 1, begun + max(count, 0) + skipped)
        count, begun = max(count - len(text) - len(BETWEEN), 0), 0
    return Position(told[-1]["seq"])


def _before_menu(bodies: Sequence[Body]) -> Sequence[Body]:
    place = next((n for n, body in enumerate(bodies) if n and _as_menu(body)), len(bodies))
    return bodies[:place]


def _as_menu(body: Body) -> dict[str, Any] | None:
    """The message by which the platform shows choices to tap; None where there are none, or too much for it."""
    choices = body.get("choices") or []
    if not 0 < len(choices) <= MENU_ITEMS or utf8_size(body["text"]) > MENU_TEXT:
        return None
    items = [
        {"id": str(body["seq"] * MENU_IDS + number), "content": choice["title"]}
        for number, choice in enumerate(choices, 1)
    ]
    return {"head_content": body["text"], "list": items, "tail_content": ""}


def _reachable(text: str) -> str:
    """Without links where the settings name no address that they could lead to."""
    if WITH_TOKEN not in text or settings().PUBLIC_URL:
        return text
    kept = "\n".join(line for line in text.splitlines() if WITH_TOKEN not in line)
    return kept.removesuffix(TO_DOWNLOAD) + NO_ADDRESS
