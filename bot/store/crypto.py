"""Encryption of personal data at rest, and access codes that are kept only as hashes."""

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator

from bot.settings import VAR, BadSetting, settings

KEY_FILE = VAR / "case.key"


def _generated_key(path: Path) -> str:
    """The key in a file that only its owner can read; made on first use, whole or not at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent) as file:  # readable by its owner alone
            file.write(Fernet.generate_key().decode())
            file.flush()
            os.fsync(file.fileno())
            with suppress(FileExistsError):  # another process was first: its key holds
                os.link(file.name, path)
    return path.read_text().strip()


def _key_texts() -> list[str]:
    given: str = settings().CASE_KEY or _generated_key(KEY_FILE)
    return [key.strip() for key in given.split(",")]


@lru_cache(maxsize=1)
def keys() -> MultiFernet:
    """The keys in use: the first encrypts, all of them decrypt, so a key can be changed."""
    try:
        return MultiFernet([Fernet(key) for key in _key_texts()])
    except ValueError:
        raise BadSetting(
            "CASE_KEY 应为 Fernet 密钥（32 字节的 URL 安全 Base64），可用 python -m bot new-key 生成。"
        ) from None


def encrypt(text: str) -> bytes:
    return keys().encrypt(text.encode())


def decrypt(token: bytes) -> str:
    return keys().decrypt(token).decode()


def fingerprints(text: str) -> list[str]:
    """By what a personal id is found again without being stored: 64 hex digits under each key, the first in use."""
    return [hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest() for key in _key_texts()]


class EncryptedJSON(TypeDecorator):
    """A column that holds any JSON value, readable only with the key."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> bytes | None:
        return None if value is None else encrypt(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: bytes | None, dialect: Any) -> Any:
        return None if value is None else json.loads(decrypt(value))


def new_access_code() -> str:
    """Six digits: they can be said and typed on a telephone."""
    return f"{secrets.randbelow(10**6):06d}"


def hash_code(code: str) -> str:
    """`salt$hash`; scrypt, because six digits are quickly tried out."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_scrypt(code, salt).hex()}"


def code_matches(code: str, hashed: str) -> bool:
    salt, _, expected = hashed.partition("$")
    return hmac.compare_digest(_scrypt(code, bytes.fromhex(salt)), bytes.fromhex(expected))


def _scrypt(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
