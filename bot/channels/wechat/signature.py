"""Whether a request comes from the platform: its signature, compared in constant time, and its age."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

OLDEST = 300  # seconds between the platform's clock and ours


def of(*parts: str) -> str:
    """The platform's signature: SHA-1 over the sorted parts, in hex."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def genuine(given: str, *parts: str) -> bool:
    """Whether a signature was made of these parts."""
    return hmac.compare_digest(given.encode(), of(*parts).encode())


def recent(timestamp: str, at: datetime) -> bool:
    """Whether a request was signed within the last minutes; the hour of a clock running ahead counts the same."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    return abs(at.timestamp() - int(timestamp)) <= OLDEST


def opens(query: Mapping[str, str], token: str, at: datetime) -> bool:
    """Whether the query of a request proves that it comes from the platform, now."""
    timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    return genuine(query.get("signature", ""), token, timestamp, nonce) and recent(timestamp, at)
