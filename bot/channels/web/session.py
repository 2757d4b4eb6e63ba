"""Sessions nobody can guess or forge: a random conversation id, signed with the case key."""

import secrets

from aiohttp import web
from cryptography.fernet import InvalidToken

from bot.settings import settings
from bot.store.crypto import keys

DAY = 24 * 3600  # seconds
PREFIX = "web:"
SCHEME = "Bearer "


def new_conversation() -> str:
    """An id of 192 random bits."""
    return f"web-{secrets.token_urlsafe(24)}"


def token(conversation_id: str) -> str:
    return keys().encrypt((PREFIX + conversation_id).encode()).decode()


def conversation_of(token: str) -> str | None:
    """The conversation a token was made for by us; None for a forged or an old one."""
    try:
        inside = keys().decrypt(token.encode(), ttl=max(settings().KEEP_DAYS, 1) * DAY).decode()
    except (InvalidToken, UnicodeError):
        return None
    return inside.removeprefix(PREFIX) if inside.startswith(PREFIX) else None


def given(request: web.Request) -> str | None:
    """The conversation that a request proves to be its own, if any."""
    header = request.headers.get("Authorization", "")
    return conversation_of(header.removeprefix(SCHEME)) if header.startswith(SCHEME) else None
