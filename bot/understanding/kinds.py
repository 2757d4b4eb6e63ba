"""Report, fault report or no matter at all: by the contract's borders, where the words alone do not tell."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

# Only what is broken can be mended.
_CAN_BE_MENDED = frozenset({"poor_signal", "broadband_degraded", "standard_breach", "wrongful_suspension"})
_ASKS_FOR_REPAIR = re.compile(
    r"(?:麻烦|请|烦请|劳驾|能不能|能否|可否|可以|帮忙?|给|派|叫|喊|找|安排|盼|望|快|赶紧|你们?)[^，。！？]{0,10}(?:修|看看|看下|看一下|瞧|检修|检查|查|测|弄|整|恢复|开|处理|登记|报|上门|人来|师傅)"
    r"|修(?:一下|下|修|好|。|！|$)|来(?:个)?人|报(?:个)?(?:修|障)|怎么回事|啥原因|什么原因|咋回事"
)
_LIKELY = 0.1
# A word or two that fit no category are hardly a matter.
_FEW_WORDS, _SENTENCE, _NO_CATEGORY = 8, 20, 0.35
_MATTERS = frozenset({"report", "fault"})

Rankings = Mapping[str, Sequence[tuple[str, float]]]


def of_matter(text: str, intent: str, rankings: Rankings, said: Mapping[str, Any]) -> str:
    """`fault` asks for repair and has not been complained about; everything else about a matter is `report`.

    Short words that the model takes for a matter only because it knows no better are what comes next to it.
    """
    if intent in _MATTERS and not said:
        intent = _no_matter(text, rankings) or intent
    category, ranked = rankings["category"][0][0], dict(rankings["intent"])
    asks = category in _CAN_BE_MENDED and said.get("complained") is not True and bool(_ASKS_FOR_REPAIR.search(text))
    if intent == "fault":
        return "fault" if asks else "report"
    mendable = category != "wrongful_suspension" and "amount" not in said
    return "fault" if intent == "report" and asks and mendable and ranked.get("fault", 0.0) >= _LIKELY else intent


def _no_matter(text: str, rankings: Rankings) -> str | None:
    if len(text) > _SENTENCE or rankings["category"][0][1] >= _NO_CATEGORY:
        return None
    name, chance = next(((name, chance) for name, chance in rankings["intent"] if name not in _MATTERS), (None, 0.0))
    return name if len(text) <= _FEW_WORDS or chance >= _LIKELY else None
