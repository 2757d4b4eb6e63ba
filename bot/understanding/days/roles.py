"""What part a named day plays in the story: the matter itself, an order, a complaint, a reply, a term …

Told by the words of its clause, the nearest first; `role_of` gives one of the keys of `RANK`.
"""

import re

from bot.understanding.days import context as day_context
from bot.understanding.days.cues import CUES, CUES_BEFORE, POLICE
from bot.understanding.days.named import Span

# Roles a day of the matter can have, the likeliest first; the others never are the day of the matter.
RANK = {"repaid": -1, "event": 0, "sale": 0, "seen": 1, "plain": 2, "refused": 2} | {
    "order": 3,
    "later": 4,
    "bare": 5,
    "promised": 6,
    "notice": 7,
}
_SENTENCE_END = re.compile(r"[。！？；]")
_AFTER, _BEFORE = 34, 16
_FEW = 5  # characters
_COMPLAINT = dict(CUES)["complaint"]
_ORDER_BY_PHONE = re.compile(
    r"^[^。]{0,18}(要求|想|说要|申请|让他们|叫他们)?(办(?!事)|改|降|取消|退订|办理|开通|查询|咨询|预约|销户|关掉|关闭|报装)"
)
_COMPLAINED_ANYWAY = re.compile(r"投诉|反映|报修|报障|说法|理论|催")
_SINCE = re.compile(r"(从|自|自从|打|由|就)$")
_SPEECH = re.compile(r"(说|讲|(?<=[佢哋们服边员姐台又仲都])话|称)(好)?(是|要|的|到|最迟|最晚)?$")
_PROMISES = re.compile(
    r"^[^，。]{0,4}(之?前|能|可以|会|到账|到位|来装|来修|上门|修好|装好|返|恢复|生效|搞定|送|发放|给我?(装|修|退|返|补))"
)
# 到13号打他们电话反映: when it was raised, not until when it lasted.
_THEN_COMPLAINED = re.compile(
    r"(?:突然|忽然|莫名|无缘无故|一下子|就被|被)|(?:还|仍|也)?(?:没|冇|未)?[^，。]{0,6}?(?:打|投诉|反映|催|找|才(?:从|知道|发现|晓得)|报)"
    r"|(?:还|仍|也|都)*(?:没|冇|未|不)[^，。]{0,6}，?(?:我|俺|额|咱|侬|就|又|才)*(?:打|投诉|反映|催|找|报)"
)
_AT_ONCE = frozenset({"、", "和", "跟", "及", "与", "以及", "还有"})
_RANGE_JOIN = re.compile(r"(到|至|-|~|—|一直到)")
# 头一回是10月26号; 不是12号打的，是13号: goes on about what was spoken of before.
_GOES_ON = re.compile(
    r"(?:头|第|最早)[一1]?(?:次|回|遍|趟|通|个)?[^，。]{0,2}?(?:是|在|打的是)?$|^(?:而|其实|实际|应该?)?(?:是|为)$"
)
_RAISED_BEFORE = re.compile(
    _COMPLAINT.pattern + r"|100\d\d(?:号|我)*$|投诉|打的|打了|打第?[一二三四五六七八九十几\d]*[个次回]电话"
)
_ECHO = re.compile(r"[^，。]{0,4}?(?<!上)(?:打|报|提|找|投)(?:的|了|起)(?!车|名|警|价|考|班|销|案|个)")
_SUBMITTED = re.compile(r"[^，。]{0,6}提交(?:的|了)?(?=[，。]|$)")
_LOOKED_BACK = 24
_CONTENT = re.compile(r"[，。！？；、）]|$")


_CLOCK = re.compile(
    r"(?:凌晨|清晨|清早|一大?早|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜里|半夜|深夜|\d{1,2}(?::\d\d|点半?|时)(?:\d{1,2}分?)?"
    r"|[一二三四五六七八九十]{1,3}点[半多钟]?|许|左右)+"
)
# 就是15号，我打10000投诉: the day opens its clause.
_LEADS_IN = re.compile(r"(?:也?就是|即|于|在|我|俺|额|那天|大概|大约|好像)*")


def role_of(text: str, days: list[Span], index: int) -> str:
    """The part that the day plays."""
    day = days[index]
    limit = days[index + 1].start if index + 1 < len(days) else len(text)
    if index and _RANGE_JOIN.fullmatch(text[days[index - 1].end : day.start]):
        return "until"
    if limit < len(text) and text[day.end : limit] in _AT_ONCE:
        return role_of(text, days, index + 1)
    sentence = _SENTENCE_END.split(text[day.end : min(limit, day.end + _AFTER)])[0]
    floor = max(0, day.start - _BEFORE, days[index - 1].end if index else 0)
    before = re.split(r"[，。！？；]", text[floor : day.start])[-1]
    if day.kind == "following":
        before = ""  # 就是这样定的第二天我投诉: nothing leads up to it
    after = _reach(sentence) if _LEADS_IN.fullmatch(before) or not _CONTENT.match(text, day.end) else ""
    role = _in_context(_by_cues(after, before, sentence), text, days, index)
    if POLICE.search(before + after[:_FEW * 2]) and role in {"plain", "order", "reply", "event"}:
        return "discovery"  # 派出所打电话叫我去: how it came out
    earlier = text[max(0, day.start - _LOOKED_BACK) : day.start]
    if role in {"plain", "order", "refused"} and _goes_on(before, after, earlier):
        role = "complaint"
    if role == "reply" and _ECHO.match(after) and _RAISED_BEFORE.search(earlier):
        role = "complaint"  # 10月29日打的，客服说…
    if role in {"plain", "order", "bare"} and _CALLS_COUNTED.search(earlier):
        role = "complaint"
    if role == "plain" and _PAST.match(after):
        return "later"
    if role == "plain" and _VISIT.match(after):
        return "later"
    if role == "reply" and not _raised_before(text, day):
        return "plain"
    if role == "discovery" and _is_month(day) and _charged(after):
        return "event"
    if day.kind == "year":
        return _of_year(role, after)
    if _is_paper(text, day):
        return "paper"
    return "bare" if role == "plain" and not _LEADS_IN.fullmatch(before) and _CONTENT.match(text, day.end) else role


# 申请减免，客户经理9日书面拒绝: an answer, and not the matter.
_RAISED_OR_ASKED = re.compile(r"投诉|反映|申告|申请|要求|报修|100\d\d|客服")
_TURNED_DOWN = re.compile(
    r"^(?:[^，。]{0,4}(?:经理|客服|对方|公司|移动|联通|电信|广电|他们))[^，。\d]{0,2}[\d.月日号上周前昨天]+[^，。]{0,4}(?:拒绝|驳回|不同意|不认)"
)


def _in_context(role: str, text: str, days: list[Span], index: int) -> str:
    """What the stretch up to the next day makes of the role that the nearest words give; the first that fits."""
    day, told = days[index], day_context.stretch(text, days, index)
    after = text[day.end :]
    a_day = not _is_month(day)
    changes = (
        ("event", {"until"}, lambda: day_context.is_renewed(told) or day_context.is_left(told)),
        ("event", {"until"}, lambda: not a_day and day_context.went_wrong_by_then(told)),
        ("repaid", {"plain", "order", "tenure"}, lambda: a_day and day_context.is_repaid(text, told, after)),
        ("reply", {"event"}, lambda: _RAISED_OR_ASKED.search(text, 0, day.start) and _TURNED_DOWN.search(told)),
        ("seen", {"discovery"}, lambda: day_context.is_seen_at_once(told)),
        ("sale", {"plain", "order", "event"}, lambda: day_context.is_sale(told)),
        ("discovery", {"plain", "order"}, lambda: day_context.is_told_of(told)),
        ("later", {"plain"}, lambda: day_context.is_an_occasion(after)),
        ("later", {"plain"}, lambda: index and day_context.is_a_sequel(after)),
        ("event", {"order"}, lambda: day_context.has_followed(told)),
        ("refused", {"order"}, lambda: day_context.is_refused(told)),
    )
    return next((new for new, old, fits in changes if role in old and fits()), role)


# 催了两次，11月10号和11月18号
_CALLS_COUNTED = re.compile(
    r"(?:催|打|投诉|反映|找|报修|报障)(?:了|过)?[^，。]{0,6}[一两二三四五六七八九十几\d好]+[次回遍趟通][：，]$"
)
# 现在二十号都过了: how long it has lasted.
_PAST = re.compile(r"(?:都|已经?|早)+过了")
# 8月2日师傅来看过: a step on the way.
_VISIT = re.compile(r"[^，。]{0,3}(?:师傅|装维|工程师|维修|有人)[^，。]{0,4}(?:来|上门|看|到)")


def _goes_on(before: str, after: str, earlier: str) -> bool:
    """头一回是10月26号, 11月13日App提交: of the complaint spoken of just before."""
    if _SUBMITTED.match(after):
        return bool(_COMPLAINED_ANYWAY.search(earlier) or "工单" in earlier)
    return bool((_GOES_ON.search(before) or _ECHO.match(after)) and _RAISED_BEFORE.search(earlier))


_LISTED = re.compile(r"(?:^|[、及附有供着：]|\d[.、])$")
_PAPER = re.compile(
    r"(?:的|份|那张|那份)*(?:发票|收据|账单|详单|清单|流水|截图|小票|话费单){1,2}(?=[、和及跟与，。；]|$)"
)
_CHARGES = re.compile(r"扣|[多误乱]|收(?!据)")


def _is_paper(text: str, day: Span) -> bool:
    """合同、10月发票: one of the papers in hand, in a text that tells of no charge."""
    listed = _LISTED.search(text[: day.start]) and _PAPER.match(text, day.end)
    return bool(listed and not _CHARGES.search(text))


def _of_year(role: str, after: str) -> str:
    """A whole year says when only beside what was done to the user, and not of what was over by then (前年已注销)."""
    return "tenure" if role != "event" or _BACKGROUND.match(after) else role


_BACKGROUND = re.compile(r"(?:就|都)?(?:已|早|的)|.{0,12}(?:用[了到]|一直|到现在|至今|老用户|好好的)")


def _is_month(day: Span) -> bool:
    return day.kind in {"month", "relative_month"} and day.first != day.last


def _charged(after: str) -> bool:
    """上个月一看扣了二十三: the month's own bill."""
    return bool(re.match(r"[^，。]{0,4}一(?:看|查)[^。]{0,6}(?:扣|多)", after))


def _raised_before(text: str, day: Span) -> bool:
    return bool(_COMPLAINED_ANYWAY.search(text, 0, day.start) or _RAISED_OR_ASKED.search(text, 0, day.start))


# The story is elsewhere by then, in a text without marks too.
_MOVES_ON = re.compile(r"(?<=..)(?:到现在|至今|到今天|到如今|后来|结果)")


def _reach(after: str) -> str:
    """The clause that begins with the day; the next too where that one is but a few words."""
    clauses = _MOVES_ON.split(after)[0].split("，")
    reach = clauses[0]
    for clause in clauses[1:]:
        if len(reach) >= _FEW and not _CLOCK.fullmatch(reach):
            break
        reach += "，" + clause
    return reach


_QUOTED = re.compile(r"“[^”]{0,3}(?:投诉|报修|报障)[^”]*(?:”|$)")


def _by_cues(after: str, before: str, sentence: str) -> str:
    after = _QUOTED.sub(lambda match: "“" * len(match[0]), after)  # “投诉逾七日赠话费”, a notice said
    found = [(match.start(), order, role) for order, (role, cue) in enumerate(CUES) if (match := cue.search(after))]
    for role, cue in CUES_BEFORE:
        if cue.search(before) and not (role == "until" and found and _THEN_COMPLAINED.match(after)):
            return role
    if _SPEECH.search(before) and _PROMISES.match(after):
        return "promised"
    role = min(found)[2] if found else "plain"
    if role == "complaint" and _ORDER_BY_PHONE.search(after) and not _COMPLAINED_ANYWAY.search(sentence):
        return "order"
    if _SINCE.search(before) and role in {"plain", "order", "discovery"}:
        return "event"
    return role
