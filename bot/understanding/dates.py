"""Which of the days named is the day of the matter, which the day of the operator complaint."""

import re
from datetime import date

from bot.understanding.days import Span, find_days
from bot.understanding.mention import Mention

_SENTENCE_END = re.compile(r"[。！？；]")
_AFTER, _BEFORE = 34, 16
# What is said after a day tells its role; the cue that stands nearest wins.
_ROLES: list[tuple[str, re.Pattern[str]]] = [
    (role, re.compile(pattern))
    for role, pattern in [
        (
            "event",
            r"^(的|份|这个月的?|当月的?|那个月的?|移动|联通|电信|广电|我|我的)*(话费|账单|费用|月租|流量|宽带费|出账)",
        ),
        (
            "until",
            r"^(之)?前(?!几|天|两|后|夫|妻)|到期|为止|截止|^[^，。]{0,3}(终止|停止运营|停服|停业|关停|下线)",
        ),
        (
            "tenure",
            r"^[^，。]{0,3}(入网|就入网|就开始用|就在用|开始用|就用|用到现在的?老|老用户|开的户|买的房|出生|毕业|退休|搬)",
        ),
        (
            "complaint",
            r"投诉(?!电话|热线|渠道|无门)|反映|报修|报障|报[了的]?修|报的(障|故障)|报了?故障|申告|讨说法|要说法|理论|工单|登记了|催(办|单|装|修|促|了|过)|提交了?(投诉|意见)"
            r"|(打|拨|拨打|致电|联系|call)(了|过|通|给|的)?[^，。讲说来是]{0,6}(100\d\d|客服|热线|人工|他们|移动|联通|电信|广电)"
            r"|(100\d\d|客服|热线)(的)?(电话)?(打|拨)|(找|问|跟|和|向|给)(了|过)?[^，。]{0,6}(客服|移动|联通|电信|广电|营业厅|公司|他们|经理)[^，。]{0,3}(说|反映|投诉|讲|问|闹|提|理论|交涉|打(了)?电话)",
        ),
        (
            "reply",
            r"回复|答复|回电|回了我?|回访|给(了)?(我|个)?(回话|答复|回音|说法|结果)|客服(才|就)?(说|讲|告诉|打)|处理结果|告知|(打|来)(了)?(个)?电话(来|过来|给我|说)|工单(关|结|办结|完结)|结案",
        ),
        (
            "discovery",
            r"发现|才(知道|晓得|看到|发觉|想起|注意)|查(?!询?(?:本人|我的|资格))(了|到|出|账|话费|询|看|一?下|明细|详单|流水)|看(到(?!有人|广告|那个|宣传)|见|账单|了下|话费)|一(查|看|对)|翻(到|看|账单)|对账|(收|接)到(了)?[^，。]{0,5}(账单|催|欠费|律师)|打(印)?(了)?(单子|清单|详单)|交(话)?费的?时候",
        ),
        (
            "event",
            r"扣(?!款日)|收(了|我|的|费|取)|多(扣|收|出|了)|断(网|了|线|的|开)|停(机|了|掉|我|的)|没(有)?(信号|网|了)|限速|降速|掉线|变(成|慢)|涨|割接|中断|封|(被|给我|自动|莫名|私自|擅自)(开|办|订|升|改|换|停|关)"
            r"|开始|起|以来|上不了|打不(通|出)|连不上|坏|出(了)?(问题|故障|毛病)|产生|冒出|骚扰|拒绝|不给|不让|推销|忽悠|骗|慢|卡(得|死|顿|到|成)|泄露|失效|消失|没到账|不到账|取消了我",
        ),
        (
            "order",
            r"发(了)?(那个|条|个)?短信(?=查|申请|转)|查(询)?资格|送到|寄到|到货|退(掉|了)|办|开(的|了|通)|签|装|买|充|参加|申请|报名|预约|下单|交(的|了)|存(了)?|订|退订|取消|注销|销户|携|转|搬|移机|报装|拆|升级|续|换",
        ),
    ]
]
_ORDER_BY_PHONE = re.compile(
    r"^[^。]{0,18}(要求|想|说要|申请|让他们|叫他们)?(办(?!事)|改|降|取消|退订|办理|开通|查询|咨询|预约|销户|关掉|关闭|报装)"
)
_COMPLAINED_ANYWAY = re.compile(r"投诉|反映|报修|报障|说法|理论")
_SINCE = re.compile(r"(从|自|自从|打|由|就)$")
_BEFORE_CUES: list[tuple[str, re.Pattern[str]]] = [
    ("event", re.compile(r"(开户|办理|扣款|发生|停机|开通)(日期|时间)(是|为|在|系|：)$")),
    ("until", re.compile(r"(不是|并非)(在|从)?$")),
    (
        "complaint",
        re.compile(r"(投诉|反映|报修|报障|报的?修|打电话|客服|100\d\d)(的)?(时间|日期|是|时候|在|：|为)*$"),
    ),
    ("reply", re.compile(r"(回复|答复|回电|回访)(的)?(时间|日期|是|在|：)*$")),
    ("discovery", re.compile(r"(发现|知道|看到)(的)?(时间|日期)?(是在?|：)$")),
    ("until", re.compile(r"(到现在|现在|今天|如今)(都|已经?|是)*$")),
    ("until", re.compile(r"(到|至|截止|截至|合约期?|到期|有效期)(是|为|到|至)?$")),
    (
        "future",
        re.compile(r"(承诺|答应|保证|约|说好|预计|最晚|等到|要等|(婚期|安排|计划|打算|定|排)(在|到|于)?)[^，。]{0,4}$"),
    ),
]
_RANK = {
    "event": 0,
    "plain": 1,
    "order": 2,
    "reply": 9,
    "complaint": 9,
    "discovery": 9,
    "until": 9,
    "tenure": 9,
    "future": 9,
}
_HAPPENED = 2
_NOW = re.compile(r"今[天日早晨晚儿朝年]|这个?月(?!\d|[一二三十]|初|上|中|底)")
_REPAIR = re.compile(r"报修|报障|报了?修|报的?(障|修)|报了?故障|报起|报的")
_HOTLINE = re.compile(r"100\d\d|客服")
_FEW = 5
_RANGE_JOIN = re.compile(r"(到|至|-|~|—|一直到|和|跟|、)")


def _role(text: str, days: list[Span], index: int) -> str:
    day = days[index]
    limit = days[index + 1].start if index + 1 < len(days) else len(text)
    after = _reach(_SENTENCE_END.split(text[day.end : min(limit, day.end + _AFTER)])[0])
    before = re.split(r"[，。！？；]", text[max(0, day.start - _BEFORE) : day.start])[-1]
    if index:
        between = text[days[index - 1].end : day.start]
        if _RANGE_JOIN.fullmatch(between) and between not in {"和", "跟", "、"}:
            return "until"
    role = _role_of(after, before)
    if (
        role == "reply"
        and not _COMPLAINED_ANYWAY.search(text, 0, day.start)
        and not _HOTLINE.search(text, 0, day.start)
    ):
        return "plain"
    return "plain" if role == "event" and day.kind == "year" else role


def _reach(after: str) -> str:
    """The clause that begins with the day; the next too where that one is but a few words."""
    clauses = after.split("，")
    reach = clauses[0]
    for clause in clauses[1:]:
        if len(reach) >= _FEW:
            break
        reach += "，" + clause
    return reach


# 到13号打他们电话反映: when it was raised, not until when it lasted.
_THEN_COMPLAINED = re.compile(r"(?:还|仍|也)?(?:没|冇|未)?[^，。]{0,6}?(?:打|投诉|反映|催|找|才|报)")


def _role_of(after: str, before: str) -> str:
    found = [(match.start(), order, role) for order, (role, cue) in enumerate(_ROLES) if (match := cue.search(after))]
    for role, cue in _BEFORE_CUES:
        if cue.search(before) and not (role == "until" and found and _THEN_COMPLAINED.match(after)):
            return role
    role = min(found)[2] if found else "plain"
    if role == "complaint" and _ORDER_BY_PHONE.search(after) and not _COMPLAINED_ANYWAY.search(after):
        return "order"
    if _SINCE.search(before) and role in {"plain", "order", "discovery"}:
        return "event"
    return role


_RAISED = re.compile(
    r"(?:打|拨|跟|向|找|给|去)[^，。！？；讲说来]{0,8}(?:100\d\d|客服|厅|热线|公司)[^，。！？；]{0,4}(?:投诉|反映|报|说(?!是)|理论)|投诉了|投诉的|提(?:出|起)投诉"
)
_MAY_BE_LATE = frozenset({"plain", "discovery", "order", "event"})


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


_SEVERAL = 2


def affirmed(text: str, days: list[Span]) -> list[Span]:
    """Without those that are said not to be the day: 不是15号，是16号."""
    return [day for day in days if not re.search(r"(?:不是|并非)(?:在)?$", text[: day.start])]


def find_dates(text: str, on: date) -> list[Mention]:
    """`event_date` and `operator_complaint_date`, each an ISO day or interval, where the text gives them."""
    days = find_days(text, on)
    roles = [_role(text, days, index) for index in range(len(days))]
    roles = _with_late_complaint(text, days, roles)
    complained = next((day for day, role in zip(days, roles, strict=True) if role == "complaint"), None)
    happened = _first_happening(text, days, roles)
    if (
        happened is None
        and complained
        and _REPAIR.search(text[complained.start - 8 if complained.start > 8 else 0 : complained.end + 12])
    ):
        happened = complained  # the delay began with the report
    named = (("event_date", happened), ("operator_complaint_date", complained))
    return [Mention(slot, day.value, day.start, day.end) for slot, day in named if day]


def _first_happening(text: str, days: list[Span], roles: list[str]) -> Span | None:
    """Of the days on which something happened the first; a whole year only if nothing nearer is said."""
    candidates = [
        (day.kind == "year", _RANK[role], day.first, day.start, day)
        for day, role in zip(days, roles, strict=True)
        if _RANK[role] <= _HAPPENED
        and not (role == "plain" and _is_now(text, day))
        and not _SPOKEN_OF.search(text, max(0, day.start - 4), day.start)
        and day.kind != "following"
    ]
    if not candidates:
        return None
    best = min(candidates, key=lambda candidate: candidate[:4])[4]
    within = [day for *_, day in candidates if day.first == day.last and best.first <= day.first <= best.last]
    return min(within, key=lambda day: day.first, default=best)


# 柜台讲今天系统坏了: the day of the speech, not of the matter.
_SPOKEN_OF = re.compile(r"(?:说|讲|话|称|“)(?:是|你|您)?$")
_STILL = re.compile(r"(?:到|至|截至|截止|直到|拖到|等到|都|如今|为止|想|特|现)[^，。]{0,2}$")
_JUST_NOW = re.compile(r"[^，。！？；]{0,2}(?:都|还|才|已|为止|又|是|特|想|问|来|去|再|看|打|第)")


def _is_now(text: str, day: Span) -> bool:
    """今天 as the moment of speaking (到今天, 今天都): nothing happened on it."""
    if not _NOW.match(text, day.start):
        return False
    return bool(_STILL.search(text[: day.start]) or _JUST_NOW.match(text, day.end) or day.end == len(text))
