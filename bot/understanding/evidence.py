"""What the user has in hand to show: a thing is named, and its surroundings say that it is there."""

import re

from bot.understanding import having
from bot.understanding.mention import Mention
from bot.understanding.papers import Paper, lists, papers
from bot.understanding.plain import plain

_MEDIA = {"picture": "照片", "shot": "截图", "recorded": "录音"}
_MEDIA_OF_VERB = {"音": "录音", "像": "录像", "屏": "录屏", "视频": "视频"}
_MADE_BY_ACT = _MEDIA | {"recorded": "通话录音"}
_IS_MEDIUM = re.compile(r"(?:图|照片?|相片|录音|录像|录屏|视频|影片|屏|件|音|监控)$")
_BEFORE, _AFTER, _ACT_BEFORE = 28, 40, 12  # characters that are looked at

Item = tuple[str, int, int]  # name, start, end


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the same clause before, and in the same sentence behind."""
    before = re.split(r"[。！？；，]", text[max(0, start - _BEFORE) : start])[-1]
    return before, re.split(r"[。！？；]", text[end : end + _AFTER])[0]


def _medium(said: re.Match[str]) -> str:
    """How the thing was taken: 拍了照 → 照片; empty where it is there itself."""
    if said["named"] or said["medium"]:
        return said["named"] or _MEDIA_OF_VERB[said["medium"]]
    return next((medium for way, medium in _MEDIA.items() if said[way]), "")


def _had_before(clause: str, first: Paper) -> bool:
    had = having.HAD_BEFORE.search(clause)
    if not had:
        return False
    head, between = clause[: had.start()], had["between"]
    if having.NOT_MINE.search(head) or having.NEGATED.search(between) or re.search(r"\d[TGM]", between):
        return False
    if had[0].startswith("有") and having.SAID_TO_BE.search(head):
        return False
    return not having.OF_BOTH.search(first.name) or bool(having.CLEARLY.search(clause))


def _had(text: str, group: list[Paper]) -> tuple[bool, str, int]:
    """Whether the things of one list are in hand, the medium they are in, and where what says so ends."""
    before, after = _around(text, group[0].start, group[-1].end)
    if having.LACKING.match(after):
        return False, "", 0
    said = having.HAD_AFTER.match(after)
    if said and not re.match(r"不|没|过期|得了|呢？", after[said.end() :]) and not having.ABSENT.search(before[-6:]):
        return not having.TOLD_BY_OTHERS.search(before), _medium(said), group[-1].end + said.end()
    return _had_before(before, group[0]), "", group[-1].end


def _names(group: list[Paper], medium: str = "") -> list[Item]:
    named = []
    for paper in group:
        taken = medium if not _IS_MEDIUM.search(paper.name) else ""
        if taken or not paper.pictured:
            name = re.sub(r"录.{1,4}音$", "录音", re.sub(r"截.{1,3}图$", "截图", paper.name))
            named.append((name + taken, paper.start, paper.end))
    return named


def _acts(text: str, taken: list[tuple[int, int]]) -> list[Item]:
    """Recordings and pictures that the person made, where nothing is named that they are of."""
    found = []
    for act in having.ACT.finditer(text):
        before = re.split(r"[。！？；，]", text[: act.start()])[-1][-_ACT_BEFORE:]
        if any(start < act.end() and act.start() < end for start, end in taken) or having.NOT_MINE.search(before):
            continue
        if re.search(rf"{having.OTHER_SIDE}|让|叫", before) or (act["picture"] and not re.search("我|手机|都", before)):
            continue
        found.append((_MADE_BY_ACT[str(act.lastgroup)], act.start(), act.end()))
    return found


def find_evidence(text: str) -> list[Mention]:
    """One mention with the list of texts, or none."""
    told = plain(text)
    kept: list[Item] = []
    spans: list[tuple[int, int]] = []
    for group in lists(told, papers(told)):
        here, medium, end = _had(told, group)
        if here and not (spans and group[0].start < spans[-1][1]):
            kept += _names(group, medium)
            spans.append((group[0].start, end))
    kept = sorted([*kept, *_acts(told, spans)], key=lambda item: item[1])
    if not kept:
        return []
    return [Mention("evidence", list(dict.fromkeys(name for name, _, _ in kept)), kept[0][1], kept[-1][2])]


def named_in_answer(text: str) -> list[str]:
    """What an answer to the question for evidence names, unless it says that it is not there."""
    told = plain(text)
    found: list[str] = []
    for group in lists(told, papers(told)):
        before, after = _around(told, group[0].start, group[-1].end)
        if not having.LACKING.match(after) and not having.NEGATED.search(before[-6:]):
            found += [name for name, _, _ in _names(group)]
    return list(dict.fromkeys(found))
