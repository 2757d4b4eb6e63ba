"""The stock pipeline (jieba, CountVectors, DIET) trained on our own sentences; only what it is for, not the talk."""

from pathlib import Path
from typing import Any

from bench.stock.project import FALLBACK, REPORT, write_project
from bot.understanding.reading import ACTS, KINDS, PUBLISHED


def write(folder: Path, epochs: int) -> None:
    """The project that `rasa train nlu` takes."""
    write_project(folder, epochs)


def published(parsed: dict[str, Any]) -> dict[str, Any]:
    """Rasa's parse data in the form of our readings; below its fall-back threshold the next best intent."""
    ranking = [entry for entry in parsed.get("intent_ranking", []) if entry["name"] != FALLBACK]
    best: dict[str, Any] = ranking[0] if ranking else {"name": FALLBACK, "confidence": 0.0}
    intent, category = str(best["name"]), None
    if intent.startswith(f"{REPORT}_"):
        intent, category = REPORT, intent[len(REPORT) + 1 :]
    return {
        "kind": intent if intent in KINDS else None,
        "category": category,
        "act": PUBLISHED.get(intent, intent) if intent in ACTS else None,
        "confidence": best["confidence"],
    }
