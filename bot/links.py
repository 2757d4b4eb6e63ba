"""Links to a case's letter that only their receiver can open, for a limited time."""

from urllib.parse import quote

from cryptography.fernet import InvalidToken

from bot.settings import settings
from bot.store.crypto import keys

VALID_FOR = 7 * 24 * 3600  # seconds


def letter(case_no: str, form: str) -> str:
    """The address of a letter: `form` is txt, docx, pdf or ics."""
    return f"{settings().PUBLIC_URL}/cases/{case_no}/draft.{form}?token={quote(token(case_no))}"


def paper(case_no: str, name: str) -> str:
    """The address of a text that goes with the letter: `name` is paste, script or summary."""
    return f"{settings().PUBLIC_URL}/cases/{case_no}/{name}.txt?token={quote(token(case_no))}"


def token(case_no: str) -> str:
    return keys().encrypt(f"letter:{case_no}".encode()).decode()


def opens(given: str, case_no: str) -> bool:
    """Whether a token was made by us for this case and has not run out."""
    try:
        return keys().decrypt(given.encode(), ttl=VALID_FOR) == f"letter:{case_no}".encode()
    except (InvalidToken, UnicodeEncodeError):
        return False
