"""The sample cases of cases.yml, complete, and the day on which they are drafted."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

DAY = date(2026, 11, 24)
_BOOK = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))
CASES: dict[str, dict[str, Any]] = {
    category: {**_BOOK["common"], "category": category, **facts} for category, facts in _BOOK["cases"].items()
}


def without(case: dict[str, Any], *slots: str) -> dict[str, Any]:
    """A case that lacks some of its facts."""
    return {slot: value for slot, value in case.items() if slot not in slots}
