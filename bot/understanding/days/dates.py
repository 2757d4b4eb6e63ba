"""Which of the days named is the day of the matter, which the day of the operator complaint."""

import re
from datetime import date

from bot.understanding.days.context import asks_redress, is_sale, stretch
from bot.understanding.days.links import named_days
from bot.understanding.days.named import Span
from bot.understanding.days.roles import RANK, role_of
from bot.understanding.mention import Mention

_SENTENCE_END = re.compile(r"[。！？；]")
_OF_NOW = frozenset({"near", "relative_month", "year"})
_NOW = re.compile(r"今[天日早晨晚儿朝年个]|这个?月(?!\d|[一二三十]|初|上|中|底)")
_REPAIR = re.compile(r"报修|报障|报了?修|报的?(障|修)|报了?故障|报起|报的|报了")
_FORMAL = re.compile(r"投诉|申诉|正式|反映")
_RAISED = re.compile(
    r"(?:打|拨|跟|向|找|给|去)[^，。！？；讲说来]{0,8}(?:100\d\d|客服|厅|热线|公司)[^，。！？；]{0,4}(?:投诉|反映|报|说(?!是)|(?<!电)话(?!费)|理论)|投诉了|投诉的|提(?:出|起)投诉"
)
_TOLD_OUTRIGHT = frozenset({"event", "sale", "seen", "repaid"})
_OF_THE_MATTER = _TOLD_OUTRIGHT | {"order", "refused"}
_MAY_BE_LATE = frozenset({"plain", "discovery", "order", "refused", "seen"})


def _with_late_complaint(text: str, days: list[Span], roles: list[str]) -> list[str]:
    """21号我越想越气，打10086投诉: the day stands first in the sentence, the complaint follows."""
    if "complaint" in roles or len(days) < _SEVERAL:
        return roles
    match = _RAISED.search(text, days[0].end)
    before = [index for index, day in enumerate(days) if match and day.end <= match.start()]
    if not match or not before or before[-1] == 0:
        return roles
    last = before[-1]
    if roles[last] in _MAY_BE_LATE and not _SENTENCE_END.search(text, days[last].end, match.start()):
        return [*roles[:last], "complaint", *roles[last + 1 :]]
    return roles


def _with_request(text: str, days: list[Span], roles: list[str]) -> list[str]:
    """Where no complaint is told by its name, the first request for redress is one: 打电话要求改回来."""
    if "complaint" in roles:
        return roles
    asked = (
        index
        for index, role in enumerate(roles)
        if role in _MAY_BE_LATE and asks_redress(stretch(text, days, index)) and not is_sale(stretch(text, days, index))
    )
    first = next(asked, None)
    return roles if first is None else [*roles[:first], "complaint", *roles[first + 1 :]]


_SEVERAL = 2
# 九点十分就打10000报修, 立马打了10086: on the day itself.
_SAME_DAY = re.compile(
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:点|:\d\d)[^，。！？；]{0,6}|(?:早上|一早|上午|中午|下午|傍晚|晚上|立马|马上|当即|立即|随即|当场|立刻|赶紧|赶快|即刻)[^，。！？；]{0,3})"
    r"(?:(?:打|拨|向|跟|找|致电|通过)[^，。！？；]{0,8}(?:100\d\d|客服|热线|人工)[^，。！？；]{0,4}(?:投诉|反映|报|申告)"
    r"|(?:报(?:了|的)?[修障]|投诉))"
)
def find_dates(text: str, on: date) -> list[Mention]:
    """`event_date` and `operator_complaint_date`, each an ISO day or interval, where the text gives them."""
    days = named_days(text, on)
    roles = [role_of(text, days, index) for index in range(len(days))]
    roles = _with_sequels(days, _with_request(text, days, _with_late_complaint(text, days, roles)))
    happened = _first_happening(text, days, roles, on)
    complained = _first_raised(text, days, roles)
    same = _on_the_same_day(text, days, happened) if happened else None
    if same and (complained is None or (same.start < complained.start and not _is_formal(text, days, complained))):
        complained = same
    if happened is None and complained and _REPAIR.search(text, max(0, complained.start - 8), complained.end + 12):
        happened = complained  # the delay began with the report
    named = (("event_date", happened), ("operator_complaint_date", complained))
    return [Mention(slot, day.value, day.start, day.end) for slot, day in named if day]


def _first_raised(text: str, days: list[Span], roles: list[str]) -> Span | None:
    """The first complaint; one by that name rather than a report for repair before it."""
    raised = [day for day, role in zip(days, roles, strict=True) if role == "complaint" and not _comes_now(text, day)]
    formal = [day for day in raised if _is_formal(text, days, day)]
    return formal[0] if formal and _is_repair(text, days, raised[0]) else raised[0] if raised else None


# 今天是替老人来反映的; 到今天快一个月了，打10010: the moment of speaking.
_COMES_TO_TELL = re.compile(r"[^，。]{0,4}(?:来|替|想|要)[^，。]{0,16}(?:反映|投诉|申诉)")


def _comes_now(text: str, day: Span) -> bool:
    today = day.kind == "near" and _NOW.match(text, day.start)
    return bool(today and (_STILL.search(text[: day.start]) or _COMES_TO_TELL.match(text, day.end)))


def _is_formal(text: str, days: list[Span], day: Span) -> bool:
    return bool(_FORMAL.search(stretch(text, days, days.index(day))))


def _is_repair(text: str, days: list[Span], day: Span) -> bool:
    told = stretch(text, days, days.index(day))
    return bool(_REPAIR.search(told) and not _FORMAL.search(told))


def tells_when(text: str, on: date) -> bool:
    """Whether a day is told outright to be the day of the matter (扣的, 停的机), not merely named."""
    days = named_days(text, on)
    return any(role_of(text, days, index) in _TOLD_OUTRIGHT for index in range(len(days)))


def complaint_day(text: str, on: date) -> Span | None:
    """The day meant by an answer to when the complaint was made: one said to be so, else the first not the matter's."""
    days = named_days(text, on)
    roles = [role_of(text, days, index) for index in range(len(days))]
    others = [day for day, role in zip(days, roles, strict=True) if role not in _OF_THE_MATTER]
    return _first_raised(text, days, roles) or next(iter(others or days), None)


def _with_sequels(days: list[Span], roles: list[str]) -> list[str]:
    """A visit told of after the complaint, and later than it, is a sequel rather than the matter."""
    if "complaint" not in roles:
        return roles
    first = roles.index("complaint")
    return [
        "later" if role == "plain" and index > first and days[index].first > days[first].first else role
        for index, role in enumerate(roles)
    ]


def _on_the_same_day(text: str, days: list[Span], happened: Span) -> Span | None:
    """The day of the matter where the only day named is followed by a complaint at an hour of it."""
    match = _SAME_DAY.search(text, happened.end) if happened.first == happened.last else None
    alone = match and all(day.first == happened.first for day in days if day.start < match.start())
    return happened if alone else None


def _first_happening(text: str, days: list[Span], roles: list[str], on: date) -> Span | None:
    """Of the days on which something happened the first; a whole year only if nothing nearer is said."""
    candidates = [
        (day.kind == "year", _rank(role), day.first, day.start, day)
        for day, role in zip(days, roles, strict=True)
        if role in RANK and day.kind != "following" and not _only_spoken_of(text, day, role, on)
    ]
    if any(_announced(text, day, role, on) for day, role in zip(days, roles, strict=True)):
        candidates = [one for one in candidates if one[1] != _rank("notice")]  # what is to come has not happened
    if not candidates:
        return None
    best = min(candidates, key=lambda candidate: candidate[:4])[4]
    within = [day for *_, day in candidates if day.first == day.last and best.first <= day.first <= best.last]
    return min(within, key=lambda day: day.first, default=best)


def _rank(role: str) -> int:
    return RANK[role]


def _only_spoken_of(text: str, day: Span, role: str, on: date) -> bool:
    """A day that is now (到今天), somebody else's words, or a promise of a day that is yet to come."""
    if _announced(text, day, role, on):
        return True
    if role == "promised":
        return False
    if role not in {"event", "complaint"} and _is_now(text, day):
        return True
    spoken_of = _SPOKEN_OF.search(text, max(0, day.start - 6), day.start) and role not in _TOLD_OUTRIGHT
    return bool(spoken_of or _in_speech(text, day))


_NOTICE = re.compile(r"通知|公告|告示|短信")
_COMING = re.compile(r"(?:0时|零时)?(?:起|开始|之?后|以后)?(?:就|我|都)*(?:要|会|将|不|关|停|熄|涨|下线|终止|拆)")
_SOON = 90  # days
_ANNOUNCED = re.compile(r"(?:通知|公告|将|拟|宣布|告知|说|称|讲|(?<!电)话|改|明年)[^，。！？；]{0,4}$")


def _announced(text: str, day: Span, role: str, on: date) -> bool:
    """通知12月1日起关停: told of beforehand."""
    if not _yet_to_come(day, on):
        return False
    told = _ANNOUNCED.search(text[: day.start]) or (_NOTICE.search(text) and _COMING.match(text, day.end))
    return role == "promised" or bool(told)


def _yet_to_come(day: Span, on: date) -> bool:
    """通知11月30日停服, said on the 24th: without a year that is read as last year's."""
    return not day.dated and 365 - _SOON <= (on - day.first).days < 366


# 柜台讲今天系统坏了: the day of the speech, not of the matter.
_SPOKEN_OF = re.compile(r"(?:说|讲|(?<=[佢哋们服边员姐台又仲都])话|(?<!所)称|“)(?:那|这|都|系|是|你|您)*$")
_SPEECH = re.compile(r"(?<!我)(?:说|讲|称|通知|短信)[^，。！？；]{0,6}$")
_NOW_OR_SOON = re.compile(r"今[天日晚]")
_STILL = re.compile(r"(?:到|至|截至|截止|直到|拖到|等到|都|如今|为止|想|特|现)[^，。]{0,2}$")
_JUST_NOW = re.compile(
    r"(?:都|已经?|是|（)*(?:\d{1,2}[月号日.了]|礼拜|星期|周|[一二三四五六七八九十廿]+[月号日])|[^，。！？；]{0,2}(?:都|还|才|已|为止|又|是|特|想|问|来|去|再|看|打|第)"
    r"|(?:我|俺|额|咱|就|只|主要|先|也)*(?:要|想)?(?:讲|说|反映|投诉|申诉|打算|准备|咨询)"
)


def _in_speech(text: str, day: Span) -> bool:
    """讲我积分今天清零: today in the mouth of another."""
    return bool(_NOW_OR_SOON.match(text, day.start) and _SPEECH.search(text[: day.start]))


def _is_now(text: str, day: Span) -> bool:
    """今天 as the moment of speaking (到今天, 今天都): nothing happened on it."""
    if day.kind not in _OF_NOW or not _NOW.match(text, day.start):
        return False
    return bool(_STILL.search(text[: day.start]) or _JUST_NOW.match(text, day.end) or day.end == len(text))
