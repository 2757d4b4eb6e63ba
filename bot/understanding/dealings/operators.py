"""The company complained of, not the one merely named."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.mention import Mention
from bot.understanding.text.lexicon import lexicon
from bot.understanding.text.tokens import parse

_CLAUSE_MARK = re.compile(r"[，。！？；、]")
_WINDOW = 14
# Each cue is looked for right before or right after a name: (pattern, points). The sum decides.
_BEFORE: list[tuple[re.Pattern[str], int]] = [
    (re.compile(pattern), points)
    for pattern, points in [
        # the one moved to, wanted, compared with
        (r"(转网?|携转|携号转网|换|改|转投|搬|过户|迁)(过)?(到|成|去|入|用|向|为|了|回)?(了)?(中国)?$", -6),
        (r"(想|要|准备|打算)(携号)?(转网?|换|改用|去|用|投奔)(到|成|去)?(中国)?$", -6),
        (r"(改|换|重新|另外?|又|后来)(装|办|用|买|开)(了|的是?)?(个|张)?(中国)?$", -5),
        (r"(转网|携号转网|携转|携出|携入)(到|去|至|给)$", -6),
        (r"(不如|比|跟|和|像|同)(人家|别人|隔壁)?(中国)?$", -2),
        (
            r"(人家|别人|别家|隔壁|对门|隔篱|邻居|同事|朋友|其他|旁边)[^，。我]{0,4}(家)?(用|装|的|是)*(中国)?$",
            -7,
        ),
        (
            r"(冒充|假冒|假装|冒用|伪装成?|装成|自称(是)?|声称(是)?|谎称|打着|说(他|她|自己|我们)?(们)?(就)?是)(中国)?$",
            -40,
        ),
        (r"(不是|不属于|又不是|并非|不要|而不是|没有?用(过)?)(中国)?$", -7),
        (r"(原来|以前|之前|原先|本来|早先)(是|用|的|在)?(的)?(是)?(中国)?$", -2),
        (r"用的才是(中国)?$", -6),
        (r"(听说|收购|介绍|宣传|推荐)(了)?$", -2),
        # the one complained of
        (r"(投诉|申诉|举报|告|控诉|状告|反映)(一下)?(一?下)?(你们|他们|这个)?(中国)?$", 6),
        (r"(你们|他们|这个|这|该死的|破|狗|垃圾|黑心|无良|坑人的|死)(个)?(中国)?$", 3),
        (r"(我|我们)?(家)?(是|用的?是?|在用|一直用|办的?是?|装的?是?|拉的)(中国)?$", 3),
        (r"(被|让|给|叫)(你们)?(中国)?$", 3),
        (r"从(中国)?$", 3),
        (r"(请|要求|责令|督促|望|盼|让|叫|喊)(中国)?$", 6),
        (r"(只给|只让|只准|只许|只能|必须|强制|非要|指定)(我们|学生|大家)?(接|用|装|办|选)(中国)?$", 9),
        (r"(时候|现在)(是|用的?是?|在用)$", 9),
        (r"(预约|申请|报装|签)(的|了)?(是)?$", 3),
        (r"(打|拨|拨打|打给|致电|找|找了|问|联系)(了|过)?(中国)?$", 2),
        (r"(不是.{1,6}(是|，是))$", 3),
        (r"([省市区县州]|北京|上海|天津|重庆)(的)?$", 1),
    ]
]
_AFTER: list[tuple[re.Pattern[str], int]] = [
    (re.compile(pattern), points)
    for pattern, points in [
        (
            r"^(公司|那边|的|客服|号|卡|手机号?|用户|宽带)*(乱|多|私自|擅自|偷偷|强制|莫名|无故|恶意|胡乱|瞎|又|居然|竟然|就|硬)",
            3,
        ),
        (
            r"^(公司|那边|客服|营业厅|的|人工|师傅|工作人员|装维|人)*(扣|收|不给|不让|不退|不肯|不管|拖|推|拒|卡着|说|要我|让我|让|回复|答复|给我|骗|坑|承诺|告诉)",
            3,
        ),
        (
            r"^(的)?(手机)?(号码?|卡|手机|宽带|用户|套餐|客户|电话|光纤|固话|座机|网络?|信号|营业厅|营业员|客服|公司)",
            2,
        ),
        (r"^(太|真|简直|就是|实在|也太|这|你)", 2),
        (
            r"^(的)?(号码?|手机|卡|手机号)?.{0,4}(想|要|准备|打算|申请)?(携号转网|携转|转网|转到|转去|转走|转出|转(移动|联通|电信|广电))",
            4,
        ),
        (r"^(的人|那边)?.{0,4}(叫我|劝我|拉我|送我|优惠|便宜|划算|好用|没问题|就没事|信号满格|信号好)", -3),
        (r"^(就|都)(可以|行|没事|不收|便宜)", -3),
        (r"^(的)?(卡|号|用户|公司)?(都|就)?(没有?(这种|问题|收)|正常|好好的|满格)", -4),
        (r"^(投诉|反映|报修|报障)", 2),
        (r"^(那边|公司)?(扯皮|理论|吵|打官司|较劲|交涉|闹|扯不清)", 6),
        (r"^(的)?(骗子|诈骗)", -4),
        (r"^(那边|的)?(携号)?(转|换|携)(网)?(过来|进来|入的|来的)", -6),
    ]
]
_MOVED_IN = re.compile(r"(转|换|携)[^，。]{0,4}(到|成|去|入)?[^，。]{0,3}$")
# With the new company's doing after the move, it is the new one that is complained of.
_AT_FAULT = re.compile(
    r"^[^。]{0,6}(以后|之后|后)[^。]{0,12}(移动|联通|电信|广电)?[^。]{0,8}(就|都|一直|也)?(乱|多扣|断|没信号|收不|接不|打不|上不)"
)
_NOT_THE_COMPANY = re.compile(
    r"^(硬盘|电源|支付|互联网|端|设备|办公|办卡点|上网|流量数据|式|位置|到|一下|着|来|过去|通信管理|诈骗|网络诈骗|条例|服务规范|服务质量"
    r"|业务经营|用户申诉|监管|主管|管理局|法规|法律|企业(?!宽带|专线|客户|版|套餐)|运营商|行业|普遍|级|总局|局长|起来|性|城市|率|不了|不上|互动)"
)
_VERB_BEFORE = re.compile(r"(自由|来回|上下|左右|缓慢|手动|互|网络|不|没|未|能|流动)$")
_PLAIN = re.compile("移动|联通|电信|广电")
_VIRTUAL_RANGE = re.compile(r"(?<!\d)1(70|71|62|65|67)(号?段|开头)")


@dataclass(frozen=True)
class Name:
    """A company named in a text; `label` is operator, virtual_operator or local_company."""

    label: str
    company: str
    start: int
    end: int


def _points(text: str, span: Name) -> int:
    start, end = span.start, span.end
    before = text[max(0, start - _WINDOW) : start]
    after = text[end : end + _WINDOW]
    before = _CLAUSE_MARK.split(before)[-1]
    after = _CLAUSE_MARK.split(after)[0]
    # A reseller or a local company is named on purpose.
    points = 0 if span.label == "operator" else 4
    points += sum(worth for cue, worth in _BEFORE if cue.search(before))
    points += sum(worth for cue, worth in _AFTER if cue.search(after))
    if points < 0 and _MOVED_IN.search(before) and _AT_FAULT.search(text[end:]):
        points = 6
    return points


def _is_company(text: str, name: Name) -> bool:
    if name.label != "operator":
        return True
    return not (_NOT_THE_COMPANY.match(text[name.end :]) or _VERB_BEFORE.search(text[: name.start]))


@lru_cache(maxsize=1)
def _plain_names() -> dict[str, str]:
    return {"移动": "china_mobile", "联通": "china_unicom", "电信": "china_telecom", "广电": "china_broadnet"}


def _hidden(text: str, found: list[Name]) -> list[Name]:
    """The four plain names where jieba joined them with what follows: 电信号, 移动卡."""
    hidden = []
    for match in _PLAIN.finditer(text):
        name = Name("operator", _plain_names()[match[0]], match.start(), match.end())
        if _is_company(text, name) and all(name.end <= other.start or name.start >= other.end for other in found):
            hidden.append(name)
    return hidden


@lru_cache(maxsize=256)
def companies(text: str) -> tuple[Name, ...]:
    """Every company named in a normalised text, in order."""
    named = [Name(span.label_, span.ent_id_, span.start_char, span.end_char) for span in parse(text).ents]
    found = [name for name in named if _is_company(text, name)]
    return tuple(sorted(found + _hidden(text, found), key=lambda name: name.start))


def _complained_of(text: str, spans: tuple[Name, ...]) -> Name | None:
    totals: dict[str, int] = defaultdict(int)
    best: dict[str, int] = {}
    for span in spans:
        points = _points(text, span)
        totals[span.company] += points
        best[span.company] = max(points, best.get(span.company, -99))
    ranked = sorted(spans, key=lambda span: (-_weight(best, totals, span), span.start))
    winner = ranked[0]
    return winner if best[winner.company] > -5 else None


def _weight(best: dict[str, int], totals: dict[str, int], span: Name) -> int:
    return 2 * best[span.company] + totals[span.company]


def find_operator(text: str) -> list[Mention]:
    """At most one company: `operator`, or with a name of its own `operator_name` (and `virtual_operator`)."""
    coined = _coined(text)
    spans = tuple(
        name for name in companies(text) if not any(made.start <= name.start < made.end for made in coined)
    )
    winner = _complained_of(text, spans) if spans else None
    if coined and (winner is None or winner.label == "operator"):
        return coined
    if winner is None:
        return _unnamed_reseller(text)
    start, end = winner.start, winner.end
    if winner.label == "operator":
        return [Mention("operator", winner.company, start, end)]
    named = [Mention("operator_name", winner.company, start, end)]
    if winner.label == "virtual_operator":
        named.append(Mention("operator", "virtual_operator", start, end))
    return named


_KIND = r"(?:视讯|宽带|宽频|有线|通信|通讯|移动|网络|传媒|光网|电讯|数字电视|数据)"
# A company in no list: 一家叫“椰岛视讯”的, 用的是本地的蓝湾宽带.
_COINED = re.compile(
    rf"(?:叫|叫做|名叫|一家|本地(?:的)?|用的?是?|装的?是?|办的?是?|拉的|在|签的|跟)“([\u4e00-\u9fffA-Za-z0-9]{{2,8}}{_KIND})”(?!的?(?:业务|套餐|服务|包|APP))"
    rf"|(?:一家(?:本地)?(?:的)?(?:名)?(?:叫|叫做)|本地一家(?:叫)?)([\u4e00-\u9fffA-Za-z0-9]{{2,6}}?{_KIND})(?=的|，|。|公司|$)"
)


def _coined(text: str) -> list[Mention]:
    match = _COINED.search(text)
    group = (match.lastindex or 1) if match else 1
    return [Mention("operator_name", match[group], match.start(group), match.end(group))] if match else []


def _unnamed_reseller(text: str) -> list[Mention]:
    match = _VIRTUAL_RANGE.search(text) or re.search("|".join(lexicon("operators")["virtual_words"]), text)
    return [Mention("operator", "virtual_operator", match.start(), match.end())] if match else []
