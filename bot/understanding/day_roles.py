"""What part a named day plays in the story: the matter itself, an order, a complaint, a reply, a term …

Told by the words of its clause, the nearest first; `role_of` gives one of the keys of `RANK`.
"""

import re

from bot.understanding.days import Span

# Roles a day of the matter can have, the likeliest first; the others never are the day of the matter.
RANK = {"event": 0, "plain": 1, "order": 2, "later": 3, "bare": 4, "promised": 5, "notice": 6}
_SENTENCE_END = re.compile(r"[。！？；]")
_AFTER, _BEFORE = 34, 16
_FEW = 5  # characters
_OPERATOR = r"(?:100\d\d|客服|热线|人工|他们|移动|联通|电信|广电)"
_OTHERS = (
    r"(?:12345|12315|12378|12381|工信部|消协|消委|消费者|信访|市长热线|政务|派出所|公安|警|法院|仲裁|市监|市场监管"
    r"|通管局|通信管理|记者|电视台|报社|银保监|金融监管)"
)
# What is said after a day; the cue that stands nearest wins, of two at one place the upper.
_CUES: list[tuple[str, re.Pattern[str]]] = [
    (role, re.compile(pattern))
    for role, pattern in [
        # 10月发票, 9月账单都正常, 昨天钱到账了, 3号才修好: papers, what went well, how it ended.
        ("fine", r"^[^，。]{0,8}?(?<!不)(正常(?!理由|上|使)|没问题|没毛病|好好的|没多扣|照常)"),
        ("fine", r"^(份|月)*(起|开始)?(返(?!还不|不)|送|减|到账|发放)(了|的|$|，|。|\d)"),
        (
            "ended",
            r"^[^，。没未不冇]{0,6}(才|方|始)(来|给|有|派|恢复|通|开|修|装|到|弄|好|搞|退|解)(?!.{0,3}短信|.{0,3}通知|.{0,2}邮)",
        ),
        (
            "ended",
            r"^[^，。没未不冇一]{0,4}(钱|款|话费)?(都|也|就|已经?)*"
            r"(退(给我|回|到)|(?<=[钱款费])退了|到账(了|咧|咯|啦)|恢复了|修好|解决了)",
        ),
        (
            "event",
            r"^(的|份|这个月的?|当月的?|那个月的?|移动|联通|电信|广电|我|我的)*(话费|账单|费用|月租|流量|宽带费|出账)",
        ),
        ("until", r"^(之)?前(?!几|天|两|后|夫|妻|女|男)|^[^，。]{0,4}(到期|为止|截止|届满|过期)"),
        # 10月29号才发的停止服务公告: the notice, not what it announces.
        (
            "notice",
            r"才[^，。]{0,6}(发|贴|挂|登|通知|公告|告知|短信|邮件)|(发|贴|挂)[^，。]{0,8}(停|终止|下线|割接)[^，。]{0,6}(公告|通知)",
        ),
        ("event", r"^[^，。]{0,6}(终止|停止|停运|停服|停业|关停|关闭|下线|下架|撤网|撤了|倒闭|关门|跑路)"),
        (
            "tenure",
            r"^[^，。]{0,3}(入网|就入网|就开始用|就在用|开始用|就用|用到现在的?老|老用户|开的户|买的房|出生|毕业|退休|搬)",
        ),
        (
            "elsewhere",
            rf"(打|拨|找|去|到|向|跟|给|通过|在)(了|过|的)?[^，。]{{0,6}}{_OTHERS}|报了?过?警|立案|(提交|反映|登记)过?的(那|这)",
        ),
        (
            "complaint",
            r"投诉(?!电话|热线|渠道|无门)|反映|报修|报障|报[了的过]?个?修|报的(障|故障)|报了?故障|申告|申诉|讨说法|要说法|异议|质疑|交涉|质问|理论|工单|登记了"
            r"|(?<![告通公预上播])报(了|过)(?=[，。、]|$|到现在|又|也|一|两|三|\d|几|好|没|都)|报上去|催(?!缴|费|款|收|债|欠|租|我|你|俺|人|钱|短信)|提交了?(投诉|意见)|^[^，。]{0,4}打(过去|电话去)|打(的|了|过)?个?(投诉|客服|举报|服务)电话"
            r"|(?<![服员司方人动通信家])打(了|过)?个?电话(去|过去)?(问|催|骂|投诉|反映|理论)|(?<![没未])找(的|过|了)(客服|100\d\d)(?=[，。]|$)"
            rf"|(打(?!不)|拨|拨打|致电|去电|联系|询问|咨询|call)(了|过|通|给|的)?[^，。讲说来是]{{0,6}}{_OPERATOR}"
            r"|(100\d\d|客服|热线)(的)?(电话)?(打|拨)(?!(了|过)?(个)?(电话)?(来|给|过来|说|跟|告诉))|(找|问|跟|和|向|给)(了|过)?[^，。]{0,6}(客服|移动|联通|电信|广电|营业厅|公司|他们|经理)[^，。]{0,3}(说|反映|投诉|讲|问|闹|提|理论|交涉|打(了)?电话)",
        ),
        (
            "reply",
            r"回复|答复|获复|复称|复函|回函|回话|回信|回电|回了我?|回访|给(了)?(我|个)?(回话|答复|回音|说法|结果)|客服(才|就)?(说|讲|告诉|打)|处理结果|告知|(打|来)(了)?(个)?电话(来|过来|给我|说)|工单(关|结|办结|完结)|结案",
        ),
        (
            "discovery",
            r"发现|才(从|知道|晓得|看到|发觉|想起|注意)|得知|知悉|获知|查(?!询?(?:本人|我的|资格))(了|到|出|账|话费|询|看|一?下|明细|详单|流水)|看(到(?!有人|广告|那个|宣传)|见|账单|了下|话费)|一(查|看|对)|翻(到|看|账单)|对账|(收|接)到(了)?[^，。]{0,5}(账单|催|欠费|律师)|打(印)?(了)?(单子|清单|详单)|交(话)?费的?时候",
        ),
        (
            "event",
            r"扣(?!款日)|收(了|我|的|费|取)|多(扣|收|出|了)|断(网|了|线|的|开)|停(机|了|掉|我|的|返)|没(有)?(信号|网|了)|限速|降速|掉线|变(成|慢)|涨|割接|中断|封|锁|(被|给我|自动|莫名|私自|擅自)(开|办|订|升|改|换|停|关)"
            r"|开始|起|以来|以后|过后|往后|上不了|打不(通|出)|连不上|坏|出(了)?(问题|故障|毛病)|产生|冒出|骚扰|拒绝|不给|不让|推销|忽悠|骗|慢|卡(得|死|顿|到|成)|泄露|失效|失灵|黑屏|红灯|用不(了|上|成)|没法用|无信号|无声|消失|没到账|不到账|取消了我",
        ),
        (
            "order",
            r"发(了)?(那个|条|个)?短信(?=查|申请|转)|查(询)?资格|送到|寄到|到货|退(掉|了|还)|办|开(的|了|通)|签|装|买|充|存|参加|申请|报名|预约|下单|交(的|了|清|齐)|缴|订|退订|取消|注销|销户|携|转|搬|移机|报装|拆|升级|续|换|受理",
        ),
    ]
]
_COMPLAINT = dict(_CUES)["complaint"]
_ORDER_BY_PHONE = re.compile(
    r"^[^。]{0,18}(要求|想|说要|申请|让他们|叫他们)?(办(?!事)|改|降|取消|退订|办理|开通|查询|咨询|预约|销户|关掉|关闭|报装)"
)
_COMPLAINED_ANYWAY = re.compile(r"投诉|反映|报修|报障|说法|理论|催")
_SINCE = re.compile(r"(从|自|自从|打|由|就)$")
# What is said before a day; the first that fits wins, over whatever is said after it.
_CUES_BEFORE: list[tuple[str, re.Pattern[str]]] = [
    (role, re.compile(pattern))
    for role, pattern in [
        (
            "event",
            r"(断|停|扣|坏|没网|没信号|开通|被封|限速|掉线|涨价?|割接|发生|出事|事发|事情|办理|办卡|开户|订购|受理)"
            r"[^，。未告知]{0,3}(日期|时间|时候)?(是|为|在|系|：)$",
        ),
        ("until", r"(不是|并非)(在|从)?$"),
        (
            "complaint",
            r"(投诉|反映|报修|报障|报的?修|催|(打|找|拨|致电)[^，。]{0,4}(电话|客服|100\d\d))(的)?(电话)?"
            r"(时间|日期|是|时候|在|：|为|系)*$",
        ),
        ("reply", r"(回复|答复|回电|回访)(的)?(时间|日期|是|在|：)*$"),
        ("discovery", r"(发现|知道|看到|查到|晓得|注意到)(的)?(时间|日期|时候)?(都|已经?)?(是在?|：)$"),
        ("until", r"(到现在|现在|今天|如今)(都|已经?|是)*$"),
        ("until", r"(到|至|截止|截至|合约期?|到期|有效期)(是|为|到|至)?$"),
        ("promised", r"(承诺|答应|保证|应承|说好|讲好|预计|最晚|最迟|要等)[^，。]{0,4}$"),
        ("promised", r"((?<![合大违解续签契])约|婚期|安排|计划|打算|定|排|改)(的|了|好)*(在|到|于|成|是)?$"),
    ]
]
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
_RAISED_BEFORE = re.compile(_COMPLAINT.pattern + r"|投诉|打的|打了")
_ECHO = re.compile(r"[^，。]{0,4}?(?<!上)(?:打|报|提|找)(?:的|了|起)(?!车|名|警|价|考|班|销|案|个)")
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
    before = re.split(r"[，。！？；]", text[max(0, day.start - _BEFORE) : day.start])[-1]
    if day.kind == "following":
        before = ""  # 就是这样定的第二天我投诉: nothing leads up to it
    after = _reach(sentence) if _LEADS_IN.fullmatch(before) or not _CONTENT.match(text, day.end) else ""
    role = _by_cues(after, before, sentence)
    earlier = text[max(0, day.start - _LOOKED_BACK) : day.start]
    if role in {"plain", "order"} and _goes_on(before, after) and _RAISED_BEFORE.search(earlier):
        role = "complaint"
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


# 8月2日师傅来看过: a step on the way.
_VISIT = re.compile(r"[^，。]{0,3}(?:师傅|装维|工程师|维修|有人)[^，。]{0,4}(?:来|上门|看|到)")


def _goes_on(before: str, after: str) -> bool:
    return bool(_GOES_ON.search(before) or _ECHO.match(after))


_LISTED = re.compile(r"(?:^|[、及附有供着：])$")
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
    return bool(_COMPLAINED_ANYWAY.search(text, 0, day.start) or re.search(r"100\d\d|客服", text[: day.start]))


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


def _by_cues(after: str, before: str, sentence: str) -> str:
    found = [(match.start(), order, role) for order, (role, cue) in enumerate(_CUES) if (match := cue.search(after))]
    for role, cue in _CUES_BEFORE:
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
