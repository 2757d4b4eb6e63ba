"""What the user asks for: the standard demands by their ids, where they are wished for and not merely told of."""

import re
from dataclasses import dataclass

from bot.understanding.mention import Mention
from bot.understanding.text.dialect import plain
from bot.understanding.wishes import wishing
from bot.understanding.wishes.closing import called_out
from bot.understanding.wishes.words import DEMANDS, WISHED

_WINDOW, _LIST_WINDOW, _JUST_BEFORE, _NEXT, _NEAR = 16, 60, 8, 14, 20  # characters


_STRONGER = {
    "fix": frozenset(demand for demand, _ in DEMANDS) - {"fix"},
    "compensation": frozenset({"double_refund", "written_apology"}),
    "cancel_service": frozenset({"refund", "double_refund"}),
    "deliver_benefit": frozenset({"refund"}),
}


@dataclass(frozen=True)
class _Hit:
    """A demand named in a text, and where (end exclusive)."""

    demand: str
    start: int
    end: int


def standard_demands(text: str) -> list[str]:
    """Ids of every demand a text of demands names, in the order of the text; for an answer to the question."""
    text = plain(text)
    found = [
        _Hit(demand, match.start(), match.end())
        for demand, pattern in DEMANDS
        for match in pattern.finditer(text)
        if not wishing.NOT_THIS.search(text[: match.start()]) and not wishing.WAIVED.match(text, match.end())
    ]
    found = found or [hit for hit in _hits(text, WISHED) if not _head(text, hit)]
    return _ids([hit for hit in found if not _said_already(hit, found)])


def find_demands(text: str) -> list[Mention]:
    """One mention with the list of ids, or none. What the operator offers or refuses is no demand."""
    text = plain(text)
    named = _hits(text, DEMANDS)
    meant = [hit for hit in named if _asked_for(text, hit)]
    meant += [hit for hit in _hits(text, WISHED) if _wished(text, hit) and not _within(hit, named)]
    if not meant:
        meant = [hit for hit in named if _stands_alone(text, hit) and _closes(text, hit)]
    meant += [_Hit(*found) for found in called_out(text)]
    spare = [hit for hit in sorted(named, key=lambda hit: hit.start) if hit not in meant]
    meant += [hit for hit in spare if _beside(text, hit, meant)]
    first: dict[str, _Hit] = {}
    for hit in sorted(meant, key=lambda hit: hit.start):
        first.setdefault(hit.demand, hit)
    hits = [hit for hit in first.values() if not _said_already(hit, [*first.values()])]
    return [Mention("demands", _ids(hits), hits[0].start, hits[-1].end)] if hits else []


def _hits(text: str, words: list[tuple[str, re.Pattern[str]]]) -> list[_Hit]:
    return [_Hit(demand, m.start(), m.end()) for demand, pattern in words for m in pattern.finditer(text)]


def _within(hit: _Hit, named: list[_Hit]) -> bool:
    """A clearer word stands at the same place."""
    return any(hit.start < other.end and other.start < hit.end for other in named)


def _wished(text: str, hit: _Hit) -> bool:
    """The clause wishes, and nothing of it takes that back; for words that tell of much else besides."""
    clause = _head(text, hit)
    pleads = wishing.PLEADS.match(text[hit.end :]) and not wishing.NEGATIVE.search(clause)
    if pleads or wishing.IMPERATIVE.search(clause):
        return not wishing.TURNED_DOWN.match(text, hit.end)
    wishes = [match.end() for match in wishing.WISH.finditer(clause + text[hit.start : hit.end])]
    wishes = [end for end in wishes if len(clause) - _NEAR <= end <= len(clause)]
    told = wishing.TURNED_DOWN.match(text, hit.end) or wishing.ALREADY.search(clause)
    if not wishes or told or wishing.QUESTION.match(text[hit.end :]):
        return False
    return not (wishing.REFUSED.search(clause[wishes[-1] :]) or _they_say(clause, wishes[-1]))


def _ids(hits: list[_Hit]) -> list[str]:
    found = list(dict.fromkeys(hit.demand for hit in sorted(hits, key=lambda hit: (hit.start, hit.end))))
    doubled = "double_refund" in found
    return [each for each in found if not (each == "refund" and doubled)]


def _head(text: str, hit: _Hit) -> str:
    """What stands before a demand in its clause."""
    return wishing.CLAUSE.split(text[max(0, hit.start - _WINDOW * 2) : hit.start])[-1]


def _asked_for(text: str, hit: _Hit) -> bool:
    before = wishing.SENTENCE.split(text[max(0, hit.start - _WINDOW) : hit.start])[-1]
    clause = before.rsplit("，", 1)[-1]
    words = text[hit.start : hit.end]
    wished = [match.end() for match in wishing.WISH.finditer(clause + words) if match.end() <= len(clause)]
    if wishing.ALREADY.search(clause) or wishing.TURNED_DOWN.match(text, hit.end):
        return False
    if wished:
        return not wishing.REFUSED.search(clause[wished[-1] :][-_JUST_BEFORE:]) and not _they_say(clause, wished[-1])
    if wishing.OBLIGES.search(words) and not re.search(r"[不没说]$", clause):
        return True
    if wishing.NEGATIVE.search(clause) or wishing.OFFERED.search(clause):
        return False
    if wishing.PLEADS.match(text[hit.end :]) or (not clause and wishing.SPELT_OUT.match(text, hit.start)):
        return True
    if wishing.BY_COMPANY.search(clause) or (
        wishing.QUESTION.match(text[hit.end :]) and not wishing.WANTS.search(clause)
    ):
        return False
    said = text[hit.start : hit.end + 3]
    if wishing.WANTS.search(clause) or wishing.WANTS.search(words) or wishing.OUTRIGHT.search(clause[-2:] + said):
        return True
    return bool((wishing.GOES_ON.match(clause + words) and wishing.WANTS.search(before)) or _listed(text, hit.start))


def _they_say(clause: str, wished: int) -> bool:
    """客服说马上退: the other side's words; nobody asks in them with 请 or 希望."""
    ours = re.search(r"(?:(?<![说讲称])请|希望|要求|诉求|求)$", clause[:wished])
    return bool(wishing.THEY_SAY.search(clause)) and not ours


def _listed(text: str, start: int) -> bool:
    """In a list behind 要求 or 请求: …，并…；2. …"""
    head = text[max(0, start - _LIST_WINDOW) : start]
    asked = max(head.rfind(word) for word in ("要求", "请求", "诉求", "请贵", "恳请", "希望"))
    if asked < 0:
        return False
    between = head[asked + 2 :]
    return not re.search(r"。(?!\d|[一二三四五]、)|客服|答复|回复|他们说|但", between)


def _stands_alone(text: str, hit: _Hit) -> bool:
    """The clause is nothing but the demand."""
    if wishing.ASKS.match(text, hit.start, hit.end):
        return False
    tail = wishing.CLAUSE.split(text[hit.end : hit.end + _NEXT])[0]
    return bool(wishing.BARE_HEAD.match(_head(text, hit)) and wishing.BARE_TAIL.match(tail))


def _closes(text: str, hit: _Hit) -> bool:
    """It ends the message, or is called out."""
    rest = text[hit.end :]
    end = wishing.CLAUSE.search(rest)
    return (
        end is None
        or end[0] == "！"
        or not rest[end.end() :]
        or end[0] == "+"
        or bool(wishing.INSISTS.match(rest[end.end() :]))
    )


def _beside(text: str, hit: _Hit, meant: list[_Hit]) -> bool:
    """It follows or precedes a demand and is nothing but one itself, or is said in the same breath."""
    if not _stands_alone(text, hit):
        return False
    for other in meant:
        between = text[other.end : hit.start] if other.end <= hit.start else text[hit.end : other.start]
        if len(between) <= _NEXT and not wishing.TOLD.search(between):
            return True
    return False


def _said_already(hit: _Hit, hits: list[_Hit]) -> bool:
    """A repair named by the same words as another demand is that other one; so are 多收的退掉, 双倍赔."""
    others = _STRONGER.get(hit.demand)
    return others is not None and any(
        hit.start < other.end
        and other.start < hit.end
        and other.demand in others
        and (other.start <= hit.start or hit.demand == "fix")
        for other in hits
    )
