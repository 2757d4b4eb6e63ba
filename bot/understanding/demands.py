"""What the user asks for: the standard demands by their ids."""

import re

from bot.understanding.mention import Mention

_WANTS = re.compile(
    r"要求|主张|要(?!不是|不|是|紧|么|先|等|本人|我|说|送|给我装|收|扣|销了)|(?<!申)(?<!邀)请(?!假|客|示)(?:求|你|您|贵|帮|给|予|督促)?|诉求|希望|只?想(?:要|把|退|让)|必须|应该|应当|赶紧|赶快|快点?|尽快|立即|立刻|马上|帮(?:我|忙)|喊|让(?:他|她|你)|叫(?:他|她)|能不能|得给|给我|给俺|把|盼|恳请|烦请|麻烦|即刻|督促|责令|要他|判|务必|只求|你(?:们)?得|就一句话|凭什么不|快啲|仲要|同我|麻溜|该|先把|我就要|最好|还我"
)
_NOT_MINE = re.compile(
    r"(?:不给|不肯|不让|不予|不能|拒绝|拒不|没法|无法|不|没|未|说(?!明|清|法)|称|答应|承诺|只能|只肯|只愿|愿意|讲|话|答复|同意|可|已|叫我|让我|要我|可以|才能|说好|宣传|协议|怎么|如何|能否|是否|会不会|凭什么|为什么|谁|自动|私自|擅自|偷偷|被|莫名|免费|只准|登记|愣|居然|竟|当天就|后来|只|就|每小时|每次|要他|给我停|把我|移动|联通|电信|他们给我)[^，。！？；]{0,4}$"
)
_WINDOW = 16
_DEMANDS: list[tuple[str, re.Pattern[str]]] = [
    (
        "double_refund",
        re.compile(r"双倍(?:返还|退|赔|还|偿|返)|(?:两|2|二|加|翻)倍(?:返还|退|赔|还|返)|退一赔一|退一赔二|假一赔|退[^，。]{0,8}[，！。]{1,4}(?:要)?(?:双|两|2)倍"),
    ),
    (
        "refund",
        re.compile(
            r"退(?!订|网|休|掉|出|伍|一赔|票|市|租|群|了机|货|单|步|卡|不了|役)(?:还|回|款|费|钱|给|我|补|赔|清|返|了吧|来|啊|吧|嘛|咯|返|了|$|，|。|！)|(?:钱|费|款|话费|押金|预存款?|块|元|\d)(?:都|全部|全|也|必须|要|给我|得|赶紧|全额|原路|一分不少地?)*(?:给我|给俺)?(?:退(?!订|网)|还(?=给|回|我|来))|返还|归还|还我(?:的)?(?:钱|血汗钱|话费)|退货退钱|把钱(?:还|吐|拿|给(?=我|俺))|吐出来|(?:拿|找|退|要)(?:返|回)(?!复|家|单)|要回(?:来|我)|追回|(?:钱|款)(?:要|拿|追)回"
        ),
    ),
    (
        "compensation",
        re.compile(
            r"(?<!退一)(?<!理)(?<!必)(?<!天)赔(?!付条|不是|罪|礼|笑|本|个礼|个不是|率)(?:偿|付|钱|我|款|给|上|点|一|起|$|，|。|！|\d|损|了)?|补偿|弥补[^，。]{0,4}损失|违约金(?:赔|付|给)(?:给)?我|承担[^，。]{0,6}(?:损失|赔)|减(?:免|了|掉)?[^，。]{0,3}月租|(?:月租|费|钱)[^，。]{0,6}减(?:免|了|掉)|损失(?:也)?(?:得|要)"
        ),
    ),
    (
        "written_apology",
        re.compile(r"道(?:个|一个|声)?歉|致歉|赔(?:个)?(?:礼|不是|罪)|认(?:个)?错|说(?:声|个)对不起"),
    ),
    (
        "explanation",
        re.compile(
            r"解释|说明(?!书|会)(?:情况|原因|清楚|理由|来|依据|信|白|下|，|。|并|为)?|(?:给|讨|要)(?:我|俺|大家)?(?:个|一个|一?下)?(?:说法|交代|交待|理由|明白)|(?:讲|说|查|弄|搞)(?:个)?(?:清楚|明白|清)|查(?:明|清|实)|(?:公布|提供|出示|拿出)[^，。]{0,8}(?:依据|凭证|明细|证据|记录|原因)|书面答复|为什么|凭啥(?=扣)|讲清|明细(?:给|拿)"
        ),
    ),
    (
        "cancel_service",
        re.compile(
            r"取消|退订|(?:关|删|退)(?:掉|了它|闭)|退掉|(?:给我|把[^，。钱费款号机网]{1,8})(?:停|关|拆|取)(?:掉|了)(?=吧|，|。|！|$|啊)|(?:把|将)?[^，。钱费款块元号机网]{1,8}(?<!钱)退(?:订|掉)(?!成功|的|过|了(?!吧))|停掉|拆掉|退费\+取消|注销|销(?:户|号|掉|了(?=吧|，|。|！|$))|解(?:绑|约|除)|拆机|不要(?:了|这个|那个)|退网|(?:会员|业务|彩铃|套餐|包)(?:也)?(?:给)?(?:我)?(?:退|关|停|取消)(?:了|掉|订|喽|咯)"
        ),
    ),
    (
        "restore",
        re.compile(
            r"恢复(?!计划|正常)|(?:给|帮|替|同)(?:我|俺|咱)?(?:把)?(?:号|机|卡|手机|网)?开(?:开|了|起|返|一?下机?|通|机)(?=。|，|！|$|吧|啊|呗|嘛|行)|复机|复通|复话|开机|解(?:封|停|冻)|改回|换回|还原|调回|变回|(?:号|机|网)(?:给)?(?:我)?(?:开|通)(?:了|回来|起)|重新(?:开通|激活)|原来的套餐"
        ),
    ),
    (
        "deliver_benefit",
        re.compile(
            r"兑现|给返|兑付|照做|依(?:照)?承诺|补(?:发|送|给|上|足|齐|办)(?!偿)|发放|(?:该|承诺|说好|答应)(?:送|给|返)的[^，。]{0,8}(?:给|送|补|返|发)|送给我|按(?:照)?(?:活动|承诺|约定|协议|合同|规则|宣传)[^，。]{0,8}(?:给|办|执行|履行(?!情况|期)|送|返|发|来)|履行(?!情况|期)|(?:把|将)[^，。]{0,8}(?:奖品|礼品|流量|话费券|权益|会员|手机)[^，。]{0,4}(?:给|发|补|送)我|同等(?:优惠|价格|待遇)|一样的价"
        ),
    ),
    (
        "fix",
        re.compile(
            r"修(?:修|起|个|一个|塔|好|理|复|一下|通|起|下|$|，|。|！)|(?:来|派)人?(?:修|检修|装(?!修))|解决(?:信号|网络|断网|问题|掉线|一下信号)|排除?(?:故障|障)|提速|(?:装|接|弄|搞|整)(?:好|上|通|返好)(?!了|之后|以后)|改善|督促(?:他们)?(?:开通|安装|装)|信号[^，。]{0,3}(?:弄|搞|整)好|(?:增|加)(?:设|建|装)?[^，。]{0,3}(?:基站|信号)|整改|达标|装机|把(?:网|信号|宽带)[^，。]{0,4}(?:弄|搞|整|修)|移好|尽快(?:装|移|修)"
        ),
    ),
]
_SENTENCE = re.compile(r"[。！？；]")
_QUESTION = re.compile(r"^[^，。！]{0,8}(?:吗|？|嘛？|么？|不\？)")


def standard_demands(text: str) -> list[str]:
    """Ids of every demand a text of demands names, in the order of the text; for an answer to the question."""
    hits = [(match.start(), demand) for demand, pattern in _DEMANDS if (match := pattern.search(text))]
    return _without_doubles([demand for _, demand in sorted(hits)])


def _without_doubles(found: list[str]) -> list[str]:
    return [each for each in found if not (each == "refund" and "double_refund" in found)]


# Said outright, these need no word of wishing.
_OUTRIGHT = re.compile(
    r"退(?:我|回来|来|给我|钱(?=！|。|$|，))|还我|取消(?=。|！|$|掉|了吧)|赔(?:我|给我)|给我(?:恢复|取消|退|修|赔|停|关|开|兑)|(?:得|要)(?:还|退|给|赔)我|退费(?!方案|规则|流程)|给修|修修"
)
_JUST_BEFORE = 8
# Behind a clear word of wishing nothing else is meant.
_WISH = re.compile(
    r"(?<!申)(?<!邀)请(?!问|假|客|示)|希望|要求|要(?:他|她|你|它)们?|(?:让|叫|喊)(?:他|她|你)们?|就要|赶紧|赶快|马上|立即|尽快|必须|即刻|快(?=给|把|点|些)|主张|诉求|(?:你|你们)(?:得|把)|就得|只想|就想|系想|只是想|就是想|想知道|应该|应当|要么|不然|否则|一是|二是|三是|就把|我要(?=退|取|关|停|销|赔)"
)
_REFUSED = re.compile(r"不|没|未|说(?!明|清|法|个)|讲(?!清|明)|等")
_GOES_ON = re.compile(
    r"^(?:并且?|再|然后|还要|同埋?|以及|另|且|损失|或者|不然|一是|二是|三是|[一二三1-9][、.]|同|顺便|最好|，)"
)


def _asked_for(text: str, match: re.Match[str]) -> bool:
    start = match.start()
    before = text[max(0, start - _WINDOW) : start]
    before = _SENTENCE.split(before)[-1]
    clause = before.rsplit("，", 1)[-1]
    wished = _WISH.split(clause)
    if len(wished) > 1:
        return not _REFUSED.search(wished[-1][-_JUST_BEFORE:])
    said = text[start : match.end() + 3]
    if _NOT_MINE.search(clause) or _OFFERED.search(clause):
        return False
    if _QUESTION.match(text[match.end() :]) and not _WANTS.search(clause):
        return False
    if (
        _WANTS.search(clause)
        or _WANTS.search(match[0])
        or _OUTRIGHT.search(said)
        or _OUTRIGHT.search(clause[-2:] + said)
    ):
        return True
    return bool((_GOES_ON.match(clause + match[0]) and _WANTS.search(before)) or _listed(text, start))


_OFFERED = re.compile(
    r"(?:他们?|她|客服|对方|人家|移动|联通|电信|公司|厅)[^，。]{0,6}(?:说|讲|话|叫我|让我|要我|要求我|承诺|答应|说是)[^，。]{0,10}$"
)


def _listed(text: str, start: int) -> bool:
    """In a list behind 要求 or 请求: …，并…；2. …"""
    head = text[max(0, start - 60) : start]
    asked = max(head.rfind(word) for word in ("要求", "请求", "诉求", "请贵", "恳请", "希望"))
    if asked < 0:
        return False
    between = head[asked + 2 :]
    return not re.search(r"。(?!\d|[一二三四五]、)|客服|答复|回复|他们说|但", between)


def _said_already(hit: tuple[int, int, str], hits: list[tuple[int, int, str]]) -> bool:
    """A repair named by the same words as a restoration is the restoration."""
    start, end, demand = hit
    return demand == "fix" and any(start < last and first < end for first, last, other in hits if other != "fix")


def find_demands(text: str) -> list[Mention]:
    """One mention with the list of ids, or none. What the operator offers or refuses is no demand."""
    hits: list[tuple[int, int, str]] = []
    for demand, pattern in _DEMANDS:
        for match in pattern.finditer(text):
            if _asked_for(text, match):
                hits.append((match.start(), match.end(), demand))
                break
    if not hits:
        return []
    hits = [hit for hit in hits if not _said_already(hit, hits)]
    hits.sort()
    found = _without_doubles([demand for _, _, demand in hits])
    return [Mention("demands", found, hits[0][0], hits[-1][1])]
