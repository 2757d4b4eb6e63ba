"""What the user has in hand to show: a thing is named, and its surroundings say that it is there."""

import re
from dataclasses import dataclass

from bot.understanding.mention import Mention
from bot.understanding.papers import having
from bot.understanding.papers.named import Paper, lists, papers
from bot.understanding.text.dialect import plain

_MEDIA = {"picture": "照片", "shot": "截图", "recorded": "录音"}
_MEDIA_OF_VERB = {"音": "录音", "像": "录像", "屏": "录屏", "视频": "视频"}
_NAMED = {"扫描": "扫描件", "复印": "复印件", "拍照": "照片", "截屏": "截图"}
_MADE_BY_ACT = _MEDIA | {"recorded": "通话录音"}
_IS_MEDIUM = re.compile(r"(?:图|照片?|相片|录音|录像|录屏|视频|影片|屏|件|音|监控)$")
_ONLY_MEDIUM = re.compile("截.{0,4}[图屏]|照片?|录.{0,3}音|录像|录屏|视频|扫描件|复印件")
# Kept without a picture.
_KEEPS = re.compile("微信|聊天|对话|群聊|朋友圈|页|广告|推文|文章|帖子|公示|公众号|弹窗|数据|结果")
_BEFORE, _AFTER, _ACT_BEFORE = 28, 40, 12  # characters that are looked at

@dataclass(frozen=True)
class Held:
    """That things are in hand: where the words that say so end, the medium they are in.

    `clearly`: kept as they are, so that even a page or a talk counts.
    """

    end: int
    medium: str = ""
    clearly: bool = False


Item = tuple[str, int, int]  # name, start, end


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the same clause before, and in the same sentence behind."""
    before = re.split(r"[。！？；，]", text[max(0, start - _BEFORE) : start])[-1]
    return before, re.split(r"[。！？；]", text[end : end + _AFTER])[0]


def _medium(said: re.Match[str]) -> str:
    """How the thing was taken: 拍了照 → 照片; empty where it is there itself."""
    if said["named"] or said["medium"]:
        return _NAMED.get(said["named"], said["named"]) or _MEDIA_OF_VERB[said["medium"]]
    if said["picture"] and said["picture"].endswith("视频"):
        return "视频"
    return next((medium for way, medium in _MEDIA.items() if said[way]), "")


def _had_before(clause: str, first: Paper) -> bool:
    had = having.HAD_BEFORE.search(clause)
    if not had:
        return False
    head, between = clause[: had.start()], had["between"]
    if having.NOT_MINE.search(head) or having.NEGATED.search(between) or re.search(r"\d[TGM]", between):
        return False
    if "有" in had[0][:2] and having.SAID_TO_BE.search(head):
        return False
    return not having.OF_BOTH.search(first.name) or bool(having.CLEARLY.search(clause))


def _how_held(text: str, group: list[Paper], until: int) -> Held | None:
    """How the things of one list are in hand; none where nothing says that they are."""
    before, after = _around(text[:until], group[0].start, group[-1].end)
    end = group[-1].end
    everybodys = len(group) == 1 and group[0].name.endswith("身份证")  # shows something only beside other papers
    if having.LACKING.match(after) or everybodys:
        return None
    named = any(not paper.thing for paper in group)
    said = (having.HAD_AFTER.match(after) if named else None) or having.HELD_AFTER.match(after)
    if said and not having.UNDONE.match(after[said.end() :]) and not having.ABSENT.search(before[-6:]):
        kept = not _medium(said) and bool(having.HELD_AFTER.match(after))
        others = having.TOLD_BY_OTHERS.search(before) or having.HANDLED_BY_OTHERS.search(before)
        return None if others else Held(end + said.end(), _medium(said), kept)
    if having.SAYS.match(after):
        return None
    if _held_before(before):
        return Held(end, clearly=True)
    if named and _had_before(before, group[0]):
        return Held(end)
    return Held(end) if _listed(text, group, before, after) else None


def _until(group: list[Paper], following: list[Paper], text: str) -> int:
    """Where the words on a list end: at the next thing, unless it is how this one was taken: 温度计拍了视频."""
    if not following:
        return len(text)
    taken = _ONLY_MEDIUM.fullmatch(following[0].name) and "，" not in text[group[-1].end : following[0].start]
    return len(text) if taken else following[0].start


def _held_before(clause: str) -> bool:
    held = having.HELD_BEFORE.search(clause)
    if not held or having.NOT_MINE.search(clause[: held.start()]):
        return False
    return not having.NEGATED.search(held["between"])


def _listed(text: str, group: list[Paper], before: str, after: str) -> bool:
    """A clause of its own, 截图3张, or what stands under a heading, 证据：…."""
    if having.HEADING.search(text[: group[0].start]):
        return True
    kept = all(having.KEPT_KIND.search(paper.name) for paper in group)
    alone = having.COUNTED.match(after) and having.LISTED.search(before)
    return kept and bool(alone or having.GIVEN.search(before))


def _names(text: str, group: list[Paper], medium: str = "", clearly: bool = False) -> list[Item]:
    """What the things are called, in the words of `text`; pages and talks only where pictured or clearly kept."""
    named = []
    for paper in group:
        taken = medium if not _IS_MEDIUM.search(paper.name) else ""
        if taken or not paper.pictured or (clearly and _KEEPS.search(paper.name)):
            own = text[paper.end - len(paper.name) : paper.end]
            name = re.sub(r"录.{1,4}([音像])$", r"录\1", re.sub(r"截.{1,3}图$", "截图", own))
            named.append((name + taken, paper.start, paper.end))
    return named


def _acts(text: str, taken: list[tuple[int, int]]) -> list[Item]:
    """Recordings and pictures that the person made, where nothing is named that they are of."""
    found = []
    for act in having.ACT.finditer(text):
        told = re.split(r"[。！？；，]", text[: act.start()])[-1][-_ACT_BEFORE:]
        before = having.MINE.split(told)[-1]
        if any(start < act.end() and act.start() < end for start, end in taken) or having.NOT_MINE.search(before):
            continue
        if re.search(rf"{having.OTHER_SIDE}|让|叫", before) or (act["picture"] and not re.search("我|手机|都", told)):
            continue
        filmed = {"像": "录像", "屏": "录屏"}.get(act[0][-1]) if act["recorded"] else None
        made = filmed or _MADE_BY_ACT[str(act.lastgroup)]
        found.append((made, act.start(), act.end()))
    return found


def _kept(text: str, told: str, groups: list[list[Paper]]) -> list[Item]:
    kept: list[Item] = []
    spans: list[tuple[int, int]] = []
    for group, following in zip(groups, [*groups[1:], []], strict=False):
        held = _how_held(told, group, _until(group, following, told))
        if held and not (spans and group[0].start < spans[-1][1]):
            kept += _names(text, group, held.medium, held.clearly)
            spans.append((group[0].start, held.end))
    return sorted([*kept, *_acts(told, spans)], key=lambda item: item[1])


def find_evidence(text: str) -> list[Mention]:
    """One mention with the list of texts, or none."""
    told = plain(text)
    kept = _kept(text, told, lists(told, papers(told)))
    if not kept:
        return []
    return [Mention("evidence", list(dict.fromkeys(name for name, _, _ in kept)), kept[0][1], kept[-1][2])]


def named_in_answer(text: str) -> list[str]:
    """What an answer to the question for evidence names: also what merely stands there, unless it is denied."""
    told = plain(text)
    groups = lists(told, papers(told))
    kept = _kept(text, told, groups)
    for group in groups:
        before, after = _around(told, group[0].start, group[-1].end)
        denied = having.LACKING.match(after) or having.NEGATED.search(before[-6:]) or having.NOT_SHOWN.search(before)
        if not denied and having.MERELY_NAMED.match(after):
            kept += [item for item in _names(text, group) if not any(_meet(item, other) for other in kept)]
    return list(dict.fromkeys(name for name, _, _ in sorted(kept, key=lambda item: item[1])))


def _meet(one: Item, other: Item) -> bool:
    return one[1] < other[2] and other[1] < one[2]
