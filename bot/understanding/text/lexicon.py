"""The word lists of data/lexicon, read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[3] / "data" / "lexicon"
TELECOM_WORDS = FOLDER / "jieba" / "telecom.txt"


@cache
def lexicon(name: str) -> Any:
    """The content of data/lexicon/<name>.yml. Shared: callers do not change it."""
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
