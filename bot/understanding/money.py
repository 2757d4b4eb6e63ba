"""The money in dispute: taken wrongly, demanded or withheld; a total before a monthly rate."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.mention import Mention
from bot.understanding.numerals import number

_FIGURE = (
    r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,10}(?:\.\d{1,4})?[万千百]?"
    r"|[零一二两俩三四五六七八九十百千万廿壹贰叁肆伍陆柒捌玖拾佰仟]{1,20}(?:点[零一二三四五六七八九]{1,4})?"
)
_UNIT = r"元|块钱|块|圆|大洋|人民币|RMB|rmb"
_SMALL = r"毛钱|毛|角|分钱|分(?!钟|公司|期|之|数|享|析|类|别|店|局|给|开|到|文|不)"
_TAIL = (
    r"(?:零)?(?:(?P<jiao>\d|[一二两三四五六七八九])(?:毛|角)(?P<fen>[\d一二三四五六七八九])?分?"
    r"|(?P<tail>\d|[一二三四五六七八九])(?![\d个条次天月年块元毛几十百千万点GMK张]))?"
)
_SUM = re.compile(
    rf"(?P<sign>[¥￥])(?P<signed>\d[\d,]{{0,12}}(?:\.\d{{1,4}})?)"
    rf"|(?P<yuan>{_FIGURE})(?P<more>多|来|几)?(?P<unit>{_UNIT})(?P<after>多)?{_TAIL}"
    rf"|(?P<small>\d{{1,4}}|[一二两三四五六七八九十]{{1,4}})(?P<smallunit>{_SMALL})"
)
# What a figure is counted in when it is not money.
_COUNTED = (
    "多来几个次天号年月日点折条分钟兆GMKgmkTt倍位户张台度级秒小时元块圆毛角人家遍回趟周星单路种项样道键声顿半岁平米公里斤栋楼层"
    "期赔集类本套代名部份把只格百千万十一二三四五六七八九零"
)
_NOT_MONEY = rf"(?![\d.,:%{_COUNTED}])"
# Without a unit a figure is money only behind a word that makes it so.
_BARE = re.compile(
    r"(?:金额[^，。]{0,6}?(?:是|成|为)|保险|保费|押金|保证金|滞纳金|余额|年费|网费|(?:洗|算|跑|弄|花|冒|多)出来?|过了|汇|多扣|多收|扣费|扣款|扣|收费|收|划走|划扣|划|扫走|刷走|盗刷|刷|转走|转账|转出去|转|骗走|骗|交|罚|赔付|赔|充|欠费|欠|损失|返还|返|退还|退|花|掏|付|存|搭|多出来?|多|冒出来?|涨|少|送|补|要|违约金|月费|月租|资费"
    r"|一共|总共|共(?=\d)|合计|共计|累计|拢共|加起来|总计|前后|每个?月|一个月|每月|一月)(?:了|掉|走|去|着|过|出)?(?:我|他|她|人家|出去)?(?:了|的|是|为|要|付|收|扣|转了?)*(?:话费|费用|违约金|一共|总共|人民币)?"
    rf"(?P<bare>{_FIGURE})(?P<rough>多|来|几)?{_NOT_MONEY}"
)
# A written-out figure of hundreds or more, or a price between two commas.
_ALONE = re.compile(
    rf"(?<![\d第零一二两三四五六七八九十百千万个])"
    rf"(?P<alone>[一二两三四五六七八九][千万百][零一二两三四五六七八九十百千]{{1,16}}){_NOT_MONEY}"
    r"|(?<=，)(?P<price>\d{2,5}(?:\.\d{1,2})?)(?=，|。|$|一套|一年|退我|不退|说不)|(?P<rest>(?<!\d)\d{2,5})(?=(?:说|都|也)?(?:不给|不肯|不|没|未)(?:我)?退|退我|押金|全(?:搭|没|砸|打)|打了?水漂)|(?<=是)(?P<put>\d{1,6}(?:\.\d{1,2})?)(?=，?不是\d)"
)
_ROUGH_BEFORE = re.compile(
    r"(大概|大约|约|差不多|将近|接近|近|快|估计|好像|可能|左右|上下|不到|超过|几|数|好几|至少|起码|最多|小|上|成)(是|有|扣了?|收了?)?$"
)
_ROUGH_AFTER = re.compile(r"^(钱)?(左右|上下|出头|不到|以上|多|来块|把|的样子)")
_CLAUSE = re.compile(r"[，。！？；]")
_NEAR, _WITHHELD_WITHIN = 16, 34
_NEVER_BEFORE = [
    re.compile(pattern)
    for pattern in [
        r"(双倍|两倍|三倍|[二两三2-9]倍|加倍|翻倍)[^，。]{0,8}$",
        r"(?<!拒)(赔偿?|补偿|赔付|精神损失费?|误工费|补偿金|赔我)(我|给我|损失|话费)?[^，。退扣]{0,6}$",
        r"(新用户|新客|新来的|新装|新办|老用户|别人|人家|同学|隔壁|室友|邻居|楼下)[^，。扣收坑骗拿划]{0,12}$",
    ]
]
_LEFT_OUT_BEFORE = [
    re.compile(pattern)
    for pattern in [
        r"(价值|市价|原价|标价|定价|售价|面值)[^，。扣]{0,4}$",
        r"(套餐费?|保底|低消|最低消费|档|档位|套餐是|宣传的?是?|说是|说好(的|是)?|只要|才|月消费|原来(是|的)?|降做|降到|降成|改成|换成|报价)(是|为|要|每个?月|才|只|就|：|我用的?)*$",
        r"(原来|以前|之前|本来|平时|往常|正常|最低)[^，。]{0,6}$",
        r"(答应|愿意|(?<!没)(?<!不)同意|只肯|只能|只愿|只给|最多|仅愿|可)(给我|以)?(退|赔|补|返|送|给)?[^，。]{0,6}$",
        r"(?<![得要须补让我需先])(充|交|存|预存|续)(了|的|过|费|值|话费)*$",
        r"(不关|不交|再交|还要|再转|再给|换也得加)[^，。]{0,6}$",
    ]
]
_LEFT_OUT_AFTER = [
    re.compile(pattern)
    for pattern in [
        r"^(一个月|每月|/月|一月|月租|包月|钱)?(的)?(那个|那种|这个|这种|无障碍|老|大|小|无限|手机|流量|电话|号卡)*(5G|4G|融合|畅享|冰激?淋|宽带|单|全家|新|关爱|家庭|校园)*(套餐|资费|档|的卡|保底|低消|包月套餐|档位|包年|保号|方案|我办|的待遇|待遇|\d+G)",
        r"^(的)?(精神损失|赔偿|补偿|误工)",
        r"^(变|涨|改|升|升级|跳)(成|到|为|了)",
        r"^(的)?(购物卡|优惠券|米|油|红包|话费打发)",
        r"^(一个月|每月)?(从来不|一分没少|没少交|我办)",
    ]
]
_TOTAL_BEFORE = re.compile(
    r"(一共|总共|共计|总计|合计|加起来|累计|前前后后|前后|拢共|拢总|统共|总的|通共|一起|算下来|共|全部|到现在)[^，。]{0,10}$"
)
_TOTAL_AFTER = re.compile(r"^(钱)?(总共|在内|的总)")
_RATE_BEFORE = re.compile(
    r"(每个?月|月月|每次|每天|每条|每年|一个月|按月|一年|一次|一天|每分钟|每期|月租|月费|资费|一月)[^，。]{0,8}$"
)
_RATE_AFTER = re.compile(r"^(钱)?(/月|每月|一个月|/个月|一月|一年|每年|一次|一条|一天|/月|/次)")
_TAKEN = re.compile(
    r"(扣|收|划|盗|吞|黑|坑|骗|转|刷|扫|多出|多了|冒出|违约金|解约金|滞纳金|押金|罚|欠费?|损失|不退|没退|未退|少返|没返|未返|未到账|没到账|费用?|产生|被|补交|补缴|要我|让我|我要|得交|得给|掏|漫游费|搭|卖给?)[^，。]{0,10}$"
)
_WITHHELD_AFTER = re.compile(
    r"^(钱)?(的|也|都)?[^，。]{0,8}(扣着)?(不退|没退|不给|没给|没到|没返|不见|没了|没送|违约金|解约金|押金|话费没|拿不|退我|退给我|原路退|未退|未予|不肯退|全没|少了)"
)


@dataclass(frozen=True)
class _Sum:
    value: Decimal
    start: int
    end: int


def _jiao(digit: str | None, exponent: str) -> Decimal:
    return (number(digit) or Decimal(0)) * Decimal(exponent) if digit else Decimal(0)


def _value(match: re.Match[str]) -> Decimal | None:
    """Yuan; None where the sum is only approximate."""
    if match["sign"]:
        return number(match["signed"])
    if match["small"]:
        amount = number(match["small"])
        return amount * Decimal("0.1" if match["smallunit"][0] in "毛角" else "0.01") if amount is not None else None
    amount = number(match["yuan"])
    if amount is None or match["more"] or match["after"]:
        return None
    return amount + _jiao(match["jiao"], "0.1") + _jiao(match["fen"], "0.01") + _jiao(match["tail"], "0.1")


def _is_rough(text: str, start: int, end: int) -> bool:
    return bool(_ROUGH_BEFORE.search(text[max(0, start - 6) : start]) or _ROUGH_AFTER.match(text[end : end + 5]))


def _nothing_at_all(text: str, end: int) -> bool:
    """一毛钱都没收到, 一分不少: no sum."""
    return bool(re.match(r"(?:钱)?(?:都|也|不|没)", text[end : end + 3]))


def _sums(text: str) -> list[_Sum]:
    found: list[_Sum] = []
    taken: list[tuple[int, int]] = []
    for match in _SUM.finditer(text):
        taken.append(match.span())
        small_talk = match["small"] and _nothing_at_all(text, match.end())
        value = None if small_talk else _value(match)
        if value and not _is_rough(text, match.start(), match.end()):
            found.append(_Sum(value, match.start(), match.end()))
    for match, group in _unitless(text):
        start, end = match.span(group)
        value = number(match[group])
        overlaps = any(start < last and first < end for first, last in taken)
        lone_word = match[group] in _ONE_CHARACTER
        if value and not overlaps and not lone_word and value < 1000000 and not _is_rough(text, start, end):
            found.append(_Sum(value, start, end))
            taken.append((start, end))
    return sorted(found, key=lambda each: each.start)


_ONE_CHARACTER = frozenset("零一二两俩三四五六七八九百千万")


def _unitless(text: str) -> list[tuple[re.Match[str], str]]:
    bare = [(match, "bare") for match in _BARE.finditer(text) if not match["rough"]]
    alone = [(match, match.lastgroup or "alone") for match in _ALONE.finditer(text)]
    return bare + alone


def _points(text: str, amount: _Sum) -> int | None:
    """How surely this is the money in dispute; None if it is something else."""
    before = _CLAUSE.split(text[max(0, amount.start - _NEAR) : amount.start])[-1]
    after = _CLAUSE.split(text[amount.end : amount.end + _NEAR])[0]
    if any(cue.search(before) for cue in _NEVER_BEFORE):
        return None
    taken = bool(_TAKEN.search(before))
    withheld = bool(_WITHHELD_AFTER.match(after)) or bool(
        _WITHHELD_NEXT.match(text[amount.end : amount.end + _WITHHELD_WITHIN])
    )
    left_out = any(cue.search(before) for cue in _LEFT_OUT_BEFORE) or any(cue.match(after) for cue in _LEFT_OUT_AFTER)
    if left_out and not withheld and not _TOTAL_BEFORE.search(before):
        return None
    points = 3 * taken + 3 * withheld
    if _TOTAL_BEFORE.search(before) or _TOTAL_AFTER.match(after):
        points += 10
    elif _RATE_BEFORE.search(before) or _RATE_AFTER.match(after):
        points -= 1
    return points


_WITHHELD_NEXT = re.compile(
    r"^[^。！？]{0,20}?(?:没送|没到账|未到账|没给|不给退|不让退|没退|未退|不退|退不了|没返|未返|没得?人退|都没有?(?:返|退|到|给|见)|一分没|不见了|没见(?:着|到|影)"
    r"|没影|拿不回|退钱的事|没说(?:咋|怎么)?退|(?:咋|怎么|如何)退|谁来?退|谁退|充到别人|充错)"
)


def find_amount(text: str) -> list[Mention]:
    """`amount`, yuan with two digits, the total where one is said."""
    rated = [(points, -amount.start, amount) for amount in _sums(text) if (points := _points(text, amount)) is not None]
    if not rated:
        return []
    best = max(rated, key=lambda each: each[:2])[2]
    return [Mention("amount", yuan(best.value), best.start, best.end)]


def yuan(value: Decimal) -> str:
    """The contract's form: two digits after the point."""
    return str(value.quantize(Decimal("0.01")))


def plain_sum(text: str) -> str | None:
    """The sum in a short answer that was asked for one: 94, 九十四块, 一共是94.5; None if none or rough."""
    sums = _sums(text)
    if sums:
        return yuan(sums[-1].value if _TOTAL_BEFORE.search(text[: sums[-1].start]) else sums[0].value)
    match = re.search(rf"(?<![\d.])({_FIGURE}){_NOT_MONEY}", text)
    value = number(match[1]) if match and not _is_rough(text, match.start(), match.end()) else None
    return yuan(value) if value else None
