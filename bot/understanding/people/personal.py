"""The postcode and the e-mail address as users give them."""

import re

_EMAIL = re.compile(
    r"[A-Za-z0-9._%+\-]+\s?(?:@|＠|#|艾特|圈a|\(at\)|\[at\])\s?[A-Za-z0-9\-]+(?:\s?[.。点]\s?[A-Za-z]{2,})+"
)
_POSTCODE = re.compile(r"(?<!\d)([0-8]\d{5})(?!\d)")


def email_in(text: str) -> str | None:
    """The e-mail address, also with 艾特 or a blank for what is hard to say."""
    match = _EMAIL.search(text)
    if not match:
        return None
    address = re.sub(r"\s", "", match[0])
    address = re.sub(r"＠|#|艾特|圈a|\(at\)|\[at\]", "@", address)
    return re.sub(r"[。点]", ".", address)


def postcode_in(text: str) -> str | None:
    """Six digits; not a part of a longer number."""
    *_, corrected = re.split(r"不对|错了", text)
    match = _POSTCODE.search(re.sub(r"(?<=\d)[ \-](?=\d)", "", corrected if re.search(r"\d", corrected) else text))
    return match[1] if match else None
