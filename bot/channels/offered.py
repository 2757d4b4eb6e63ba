"""The choices that go with a reply, where there are no buttons: as numbered lines, and what an answer means."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from bot import choices

Choice = Mapping[str, str]  # `title`, and `say`: what choosing it says
ENDINGS = "。.！!，,、)） "


def of(reply: Mapping[str, Any]) -> list[dict[str, str]]:
    """The choices of one of the assistant's replies."""
    found = reply.get("buttons") or []
    return [{"title": str(b["title"]), "say": str(b.get("payload") or b["title"])} for b in found if b.get("title")]


def numbered(offered: Sequence[Choice]) -> str:
    """One line a choice."""
    return "\n".join(f"{number}. {choice['title']}" for number, choice in enumerate(offered, 1))


def meant(text: str, offered: Sequence[Choice]) -> str:
    """What a person says who answers by a number or by a choice's very words; any other text as it stands."""
    said = unicodedata.normalize("NFKC", text).strip().rstrip(ENDINGS)
    titles = [choice["title"] for choice in offered]
    if choices.PICK.fullmatch(said) or said in titles:
        place = titles.index(said) if said in titles else choices.match(said, titles)
        if place is not None:
            return offered[place]["say"]
    return text
