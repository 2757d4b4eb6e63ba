"""The assistant's replies as the widget shows them: a card together with the text that says the same."""

import re
from collections.abc import Mapping
from typing import Any

from bot import links
from bot.rulebook import load

Body = dict[str, Any]
# Cards that say all their text says; beside the others the text stays.
SAY_ALL = frozenset({"steps", "letter"})
LINKED = frozenset({"letter", "downloads"})
FORMS, PAPERS = ("docx", "pdf", "txt", "ics"), ("paste", "script", "summary")
LINK = re.compile(r"/cases/(\d+)/(?:draft\.(\w+)|(\w+)\.txt)\?token=")


def compose(replies: list[dict[str, Any]]) -> list[Body]:
    """One body a bubble: `text`, `buttons` (what a tap sends), `card`, `folded` when the card replaces the text."""
    bodies: list[Body] = []
    for reply in replies:
        text = reply.get("text") or ""
        card = reply.get("custom") or _papers(text)
        if _said_by_card(bodies, text):
            continue
        if card and not text and _belongs(card, bodies):
            bodies[-1]["card"] = {**bodies[-1].get("card", {}), **card}
        elif card or text:
            bodies.append({"text": text, **({"card": card} if card else {})})
        if buttons := _buttons(reply):
            bodies[-1]["buttons"] = buttons
    for body in bodies:
        if card := body.get("card"):
            body["folded"] = card.get("type") in SAY_ALL
            if card.get("missing"):
                body["card"] = {**card, "missing_words": _in_words(card["missing"])}
    return bodies


def _belongs(card: Mapping[str, Any], bodies: list[Body]) -> bool:
    """Whether a card goes with the text before it: one card a text, and papers with papers."""
    if not bodies or not bodies[-1].get("text"):
        return False
    there = bodies[-1].get("card")
    return there is None or there["type"] == card.get("type") == "downloads"


def _in_words(slots: list[str]) -> list[str]:
    titles = load("vocabulary")["slots"]
    return [titles.get(slot, slot) for slot in slots]


def fresh(message: Mapping[str, Any]) -> Body:
    """A stored message with links that open now; those it was stored with run out after a while."""
    card = message.get("card")
    if not card or card.get("type") not in LINKED:
        return dict(message)
    number, named = card["case_no"], [name for name in (*FORMS, *PAPERS) if name in card]
    found = {
        name: links.paper(number, name) if name in PAPERS else links.letter(number, name)
        for name in named or ("docx", "pdf", "txt")
    }
    text = _without_links(message) if card["type"] == "downloads" else message.get("text")
    return {**message, "card": {**card, **found}, "text": text}


def _papers(text: str) -> dict[str, Any] | None:
    """A card for the papers that a text links to, so that a tap fetches them."""
    found = LINK.findall(text)
    names = {form or paper: "" for _, form, paper in found}
    return {"type": "downloads", "case_no": found[0][0], **names} if found else None


def _without_links(message: Mapping[str, Any]) -> str:
    """The text beside the buttons for downloading: lines with a long link say nothing more."""
    kept = [line for line in str(message.get("text") or "").splitlines() if "?token=" not in line]
    return "\n".join(kept).removesuffix("下载：")


def _said_by_card(bodies: list[Body], text: str) -> bool:
    """Whether a text lists the grounds that the card before it shows."""
    grounds = (bodies[-1].get("card") or {}).get("grounds") if bodies and text else None
    told = [ground["explanation"] for ground in grounds or [] if ground.get("explanation")]
    return bool(told) and all(explanation in text for explanation in told)


def _buttons(reply: Mapping[str, Any]) -> list[dict[str, str]]:
    found = reply.get("buttons") or []
    return [{"title": str(b["title"]), "say": str(b.get("payload") or b["title"])} for b in found if b.get("title")]
