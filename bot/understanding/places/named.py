"""Province and city: where the number or line belongs; where the user lives only if nothing else is said."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.mention import Mention
from bot.understanding.people.numbers import find_telephones
from bot.understanding.places.gazetteer import (
    LONGEST_NAME,
    Place,
    ordinary_words,
    place_of_area_code,
    places_by_name,
)
from bot.understanding.text.lexicon import lexicon
from bot.understanding.text.tokens import borders

_SURE_LENGTH = 3
_PART_OF = re.compile(r"[乡镇村县市区城]|下面|这|那|的|人|农")
_CLAUSE_END = re.compile(r"[，。！？；]")
_OPERATOR = r"(中国)?(移动|联通|电信|广电|铁通|网通)"
_NUMBER = r"(手机|电话)?(号码?|卡|手机号?|宽带|光纤|固话|座机|号段)"
_CUES_BEFORE = [
    (
        re.compile(r"(归属地|归属|开户地|号码地|入网地|号码所在地|注册地|办理地)(是|在|为|：|显示|写的?是?)*$"),
        9,
    ),
    (re.compile(r"(号码?|卡|手机号|宽带|电话|座机|固话)(都|就)?(是|在|属于|归)(在)?$"), 7),
    (re.compile(r"(号码?|卡|手机号|宽带|电话|号)[^，。]{0,4}(是|在|属于)(我)?(在)?$"), 5),
    (re.compile(r"(冒充|假冒|自称(是)?|来自|骗子|显示(是)?|号码显示)$"), -40),
    (re.compile(r"从$"), -1),
    (re.compile(r"(去|(?<!搬)(?<!迁)(?<!移机)到|飞|跑|来|回|返|路过|经过|前往)(了|过|一?趟)*$"), -4),
    (re.compile(r"(出差|旅游|漫游|出国|读书|上学|打工)(到|去|在)?$"), -4),
    (re.compile(r"(打给|打到|寄到|发往|转到|转去)$"), -5),
    # The line goes along to where somebody moves.
    (re.compile(r"(搬到|搬去|迁到|移机到|迁移到)$"), -1),
    (re.compile(r"(我们|俺们|咱们|咱|俺|阿拉|我|伲)(这边|这儿|这里)?$"), 7),
    (re.compile(r"(籍贯|老家)(是|在)?$"), -1),
    (re.compile(r"(不是|不在)$"), -8),
    # Where somebody is, not where the number belongs.
    (re.compile(r"(我|我们|人|他|她|儿子|女儿|崽|现在|目前|一直)(人)?(现)?(在|跑到|住在|住)$"), -2),
    (re.compile(r"(号|卡|网|是)$"), 0),
]
_CUES_AFTER = [
    (re.compile(rf"^(市|省|这边|本地|当地|地区|那边)?的?{_OPERATOR}"), 6),
    (re.compile(rf"^(市|省|这边|本地|那边|老家)?(的)?(这个)?{_NUMBER}"), 7),
    (re.compile(r"^(那边|老家|这边)?(办|开|买|入网|开户|装|上户)(的|了)?"), 4),
    (re.compile(r"^(那边)?(出差|旅游|漫游|读书|上学|打工|上班|工作|玩|上大学|开会|过年|探亲)"), -4),
    (re.compile(r"^(那边|打来|来的|口音|的骗子|的号打)"), -2),
    (re.compile(r"^(用户|客户|的用户)"), 1),
    # A stretch travelled, a team, a casino.
    (re.compile(r"^(到|至|往|开往|飞)[\u4e00-\u9fff]{2,4}(的)?(高铁|火车|动车|路上|航班|飞机|走|高速|列车|车)"), -12),
    (re.compile(r"^(的)?(高铁|动车|火车|航班|列车|飞机|大巴)"), -12),
    (re.compile(r"^(博彩|赌场|六合彩|国安|申花|队)"), -40),
    (re.compile(r"^(人(?!在)|籍)"), -1),
]


_SWINDLE = re.compile(r"骗|转账|汇款|涉案|公安|安全账户|贷款")
_OWN_REGULATOR = frozenset({"香港特别行政区", "澳门特别行政区", "台湾省"})


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    places: tuple[Place, ...]


def _longest_at(text: str, start: int) -> _Span | None:
    table = places_by_name()
    for length in range(min(LONGEST_NAME, len(text) - start), 1, -1):
        name = text[start : start + length]
        if name in table and _is_a_place(text, start, start + length, name):
            return _Span(start, start + length, table[name])
    return None


def _is_a_place(text: str, start: int, end: int, name: str) -> bool:
    if any(text.startswith(word, end) for word in lexicon("places")["not_before"]):
        return False
    if any(text.startswith(word, start) for word in lexicon("places")["other_words"]):
        return False
    if name in ordinary_words():
        rare = name not in lexicon("places")["ordinary_words"]
        as_place = rare and (_holds_a_town(text, start, end) or _bears_an_event(text, start, end))
        return as_place or _leads_to_a_line(text, end) or _says_where(text, start, end)
    if len(name) >= _SURE_LENGTH:
        return True
    named_with = re.match(rf"(市|区|县)?{_OPERATOR}", text[end : end + 6])
    if named_with or _bears_an_event(text, start, end) or _holds_a_town(text, start, end):
        return True
    cuts = borders(text)
    if all(place.level > 1 for place in places_by_name()[name]):
        return start in cuts and (end in cuts or bool(_PART_OF.match(text, end)))
    return start in cuts or end in cuts


def _leads_to_a_line(text: str, end: int) -> bool:
    return bool(re.match(rf"(市|区|县)?(本地|这边)?(的)?({_OPERATOR}|{_NUMBER})", text[end : end + 10]))


def _bears_an_event(text: str, start: int, end: int) -> bool:
    """在新密开的卡: behind 在, before what is done with a line there."""
    return text[start - 1 : start] in {"在", "到"} and bool(
        re.match(r"(开户|开的|开卡|办的|办卡|办了|装的|装了|买的|入网|上户|开)", text[end : end + 3])
    )


def _holds_a_town(text: str, start: int, end: int) -> bool:
    """即墨田横镇: a county before one of its towns."""
    led = start == 0 or text[start - 1] in "在是住我到于，。、省市"
    return led and bool(re.match(r"[\u4e00-\u9fff]{1,3}?(?:镇|乡|街道|村|社区)", text[end : end + 5]))


def _says_where(text: str, start: int, end: int) -> bool:
    """Right behind a place that holds it, or said to be one's place."""
    table = places_by_name()
    for length in range(min(LONGEST_NAME, start), 1, -1):
        parents = table.get(text[start - length : start], ())
        here = table.get(text[start:end], ())
        if any(_within(place, parent) for place in here for parent in parents):
            return True
    said = re.search(r"(我是|家在|住在|人在|我在|坐标|地点|我住|在)$", text[max(0, start - 4) : start])
    return bool(said and re.match(r"(的|人|这边|这|本地|住|，|。|$)", text[end : end + 2]))


def _within(place: Place, parent: Place) -> bool:
    if place.province != parent.province or place.level < parent.level:
        return False
    return parent.city is None or (place.city == parent.city and parent.county in (None, place.county))


def _spans(text: str) -> list[_Span]:
    found: list[_Span] = []
    at = 0
    while at < len(text) - 1:
        span = _longest_at(text, at) if text[at] in _first_characters() else None
        if span:
            found.append(span)
        at = span.end if span else at + 1
    return found


@lru_cache(maxsize=1)
def _first_characters() -> frozenset[str]:
    return frozenset(name[0] for name in places_by_name())


def _chains(text: str, spans: list[_Span]) -> list[_Span]:
    """Neighbouring names of one place made one: 江苏苏州昆山, 广东省的佛山市."""
    chains: list[_Span] = []
    for span in spans:
        last = chains[-1] if chains else None
        if last and re.fullmatch(r"(省|市|的|，|、|：|-)?", text[last.end : span.start]):
            inside = tuple(p for p in span.places if any(_within(p, parent) for parent in last.places))
            if inside:
                chains[-1] = _Span(last.start, span.end, inside)
                continue
        chains.append(span)
    return [chain for chain in chains if _one_province(chain)]


def _one_province(span: _Span) -> bool:
    return len({(place.province, place.city) for place in span.places}) == 1 or _prefecture(span) is not None


def _prefecture(span: _Span) -> Place | None:
    """Of several that bear the name, the prefecture or the only one in a capital is what people mean."""
    higher = [place for place in span.places if place.level < 2]
    return higher[0] if len(higher) == 1 else None


def _meant(span: _Span) -> Place:
    return _prefecture(span) or span.places[0]


def _points(text: str, span: _Span) -> int:
    before = _CLAUSE_END.split(text[max(0, span.start - 12) : span.start])[-1]
    after = _CLAUSE_END.split(text[span.end : span.end + 12])[0]
    points = sum(worth for cue, worth in _CUES_BEFORE if cue.search(before))
    if re.search(r"自称(是)?$", before) and re.match(rf"{_OPERATOR}", after) and not _SWINDLE.search(text):
        points += 40  # a caller for the company, not a swindler
    if all(place.province in _OWN_REGULATOR for place in span.places):
        points -= 6
    return points + sum(worth for cue, worth in _CUES_AFTER if cue.match(after))


def find_place(text: str) -> list[Mention]:
    """`province` and, where one is said or follows, `city`, by their official names."""
    chains = _chains(text, _spans(text))
    if not chains:
        return _by_area_code(text)
    best = max(chains, key=lambda chain: (_points(text, chain), -chain.start))
    if _points(text, best) <= -8:
        return []
    place = _meant(best)
    if place.city is None:
        place, best = _city_elsewhere(text, chains, best, place)
    mentions = [Mention("province", place.province, best.start, best.end)]
    if place.city:
        mentions.append(Mention("city", place.city, best.start, best.end))
    return mentions


def _by_area_code(text: str) -> list[Mention]:
    for number, start, end in find_telephones(text):
        place = place_of_area_code(number) if number.startswith("0") else None
        if place and place.city:
            return [Mention("province", place.province, start, end), Mention("city", place.city, start, end)]
    return []


def _city_elsewhere(text: str, chains: list[_Span], best: _Span, province: Place) -> tuple[Place, _Span]:
    """A city of that province named in another part of the message, unless only passed through."""
    for chain in chains:
        place = _meant(chain)
        if place.city and place.province == province.province and _points(text, chain) >= 0:
            return place, chain
    return province, best
