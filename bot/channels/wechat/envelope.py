"""The platform's XML: read without trusting it, written so that no text can break out, sealed where it is asked for."""

import re
import secrets
import struct
from collections.abc import Mapping
from datetime import datetime

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]
from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.exceptions import WeChatException

from bot.channels.wechat import signature

Fields = dict[str, str]
UNPRINTABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CDATA_END, SPLIT_END = "]]>", "]]]]><![CDATA[>"


class BadEnvelope(ValueError):
    """A body that is not the platform's; the message says what is wrong with it and holds nothing of it."""


class Forged(BadEnvelope):
    """A body that does not prove to come from the platform."""


class _Cipher(PrpCrypto):
    """The library's encryption, with random bytes that cannot be guessed."""

    def get_random_string(self) -> str:
        return secrets.token_hex(8)


class Seal:
    """Encryption of whole messages with the account's key, as in the platform's safe mode."""

    def __init__(self, token: str, aes_key: str, app_id: str) -> None:
        self._token, self._app_id = token, app_id
        self._cipher = _Cipher(WeChatCrypto(token, aes_key, app_id).key)

    def open(self, envelope: Fields, query: Mapping[str, str]) -> bytes:
        """The message inside an envelope, once its own signature is proven; Forged or BadEnvelope otherwise."""
        sealed = envelope.get("Encrypt", "")
        parts = (self._token, query.get("timestamp", ""), query.get("nonce", ""), sealed)
        if not sealed or not signature.genuine(query.get("msg_signature", ""), *parts):
            raise Forged("msg_signature does not match")
        try:
            opened: str = self._cipher.decrypt(sealed, self._app_id)
        except (WeChatException, ValueError, IndexError, struct.error) as error:
            raise BadEnvelope(f"cannot be decrypted: {type(error).__name__}") from None
        return opened.encode()

    def close(self, xml: str, at: datetime) -> str:
        """The envelope around a reply."""
        sealed = self._cipher.encrypt(xml, self._app_id).decode()
        timestamp, nonce = str(int(at.timestamp())), secrets.token_hex(8)
        return _xml(
            {
                "Encrypt": sealed,
                "MsgSignature": signature.of(self._token, timestamp, nonce, sealed),
                "TimeStamp": int(timestamp),
                "Nonce": nonce,
            }
        )


def read(xml: bytes) -> Fields:
    """The fields of a message by name; BadEnvelope for anything but plain XML without a document type."""
    try:
        root = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadEnvelope(f"not readable XML: {type(error).__name__}") from None
    return {child.tag: child.text or "" for child in root}


def text_reply(to: str, account: str, text: str, at: datetime) -> str:
    """A text as the direct reply to a message."""
    return _xml(
        {
            "ToUserName": to,
            "FromUserName": account,
            "CreateTime": int(at.timestamp()),
            "MsgType": "text",
            "Content": printable(text),
        }
    )


def printable(text: str) -> str:
    """Without what XML 1.0 does not allow."""
    return UNPRINTABLE.sub("", text)


def _xml(fields: Mapping[str, str | int]) -> str:
    inside = "".join(f"<{name}>{_value(value)}</{name}>" for name, value in fields.items())
    return f"<xml>{inside}</xml>"


def _value(value: str | int) -> str:
    return str(value) if isinstance(value, int) else f"<![CDATA[{value.replace(CDATA_END, SPLIT_END)}]]>"
