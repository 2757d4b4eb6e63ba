"""The money in dispute: taken wrongly, demanded or withheld; a total before a monthly rate."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.mention import Mention
from bot.understanding.numerals import number

_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?[万千百]?|[零一二两俩三四五六七八九十百千万廿]+(?:点[零一二三四五六七八九]+)?"
_UNIT = r"元|块钱|块|圆|大洋|人民币|RMB|rmb|刀|蚊"
_SMALL = r"毛钱|毛|角|分钱|分(?!钟|公司|期|之|数|享|析|类|别|店|局|给|开|到)"
_SUM = re.compile(
    rf"(?P<sign>[¥￥])(?P<signed>\d[\d,]*(?:\.\d+)?)"
    rf"|(?P<yuan>{_FIGURE})(?P<more>多|来|几)?(?P<unit>{_UNIT})(?P<after>多)?(?:零)?(?:(?P<jiao>\d|[一二两三四五六七八九])(?:毛|角)(?P<fen>[\d一二三四五六七八九])?分?|(?P<tail>\d|[一二三四五六七八九])(?![\d个条次天月年块元毛多几十百千万点]))?"
    rf"|(?P<small>\d+|[一二两三四五六七八九十]+)(?P<smallunit>{_SMALL})"
)
# Without a unit a figure is money only behind a verb of taking.
_BARE = re.compile(
    r"(?:扣|扣费|扣款|收|收费|多收|多扣|划走?|划扣|交|罚|赔|充|欠费?|损失|返|退|花|要|费)(?:了|掉|走|去|着|过)?(?:我|他|她|俺|人家)?(?:了|的)?(?:话费|费用|违约金|一共|总共)?"
    rf"(?P<bare>{_FIGURE})(?P<rough>多|来|几)?(?![\d.,:%多来几个次天号年月日点折条分钟兆GMKgmkTt倍位户张台度级秒小时元块圆毛角人家遍回趟周星单遍路种项样道键声顿点半])"
)
_ROUGH_BEFORE = re.compile(
    r"(大概|大约|约|差不多|将近|接近|近|快|估计|好像|可能|左右|上下|不到|超过|几|数|好几|至少|起码|最多|小|上|成)(是|有|扣了?|收了?)?$"
)
_ROUGH_AFTER = re.compile(r"^(钱)?(左右|上下|出头|不到|以上|多|来块|把|的样子|吧)")
_CLAUSE = re.compile(r"[，。！？；]")
_NEAR = 16
_LEFT_OUT_BEFORE = [
    re.compile(pattern)
    for pattern in [
        r"(双倍|两倍|三倍|[二两三2-9]倍|加倍|翻倍)[^，。]{0,8}$",
        r"(赔偿?|补偿|赔付|精神损失费?|误工费|补偿金)(我|给我)?[^，。退扣]{0,6}$",
        r"(价值|市价|原价|标价|买(手机|的)?(花了)?|售价|面值|定价|手机)[^，。扣]{0,4}$",
        r"(月租|月租费|套餐费?|资费|月费|包月|保底|低消|最低消费|档|档位|套餐是|宣传的?是?|说是|说好(的|是)?|承诺(的|是)?每?个?月?|只要|月消费|原来(是|的)?)(是|为|要|每个?月|才|只|就|：|我用的?)*$",
        r"(余额|剩|还有|剩余|账户里?|卡里)(还)?(有|剩|是|下)?(了)?$",
        r"(原来|以前|之前|本来|平时|往常|正常)[^，。]{0,6}$",
        r"(答应|愿意|同意|只肯|只能|只愿|只给|最多)(给我)?(退|赔|补|返|送|给)?[^，。]{0,6}$",
    ]
]
_LEFT_OUT_AFTER = [
    re.compile(pattern)
    for pattern in [
        r"^(一个月|每月|/月|一月|月租|包月|钱)?(的)?(那个|那种|这个|这种)?(5G|4G|融合|畅享|冰激?淋|宽带|单|全家|新)?(套餐|月租|资费|档|的卡|保底|低消|包月套餐|的?流量包|档位|包年|老套餐)",
        r"^(的)?(精神损失|赔偿|补偿|误工)",
        r"^(变|涨|改|升|升级|跳)(成|到|为|了)",
        r"^(的)?(手机|购物卡|优惠券|米|油)",
    ]
]
_TOTAL_BEFORE = re.compile(
    r"(一共|总共|共计|总计|合计|加起来|累计|前前后后|拢共|拢总|统共|总的|通共|一起|算下来|共|全部)[^，。]{0,8}$"
)
_TOTAL_AFTER = re.compile(r"^(钱)?(总共|在内|的总)")
_RATE_BEFORE = re.compile(
    r"(每个?月|月月|每次|每天|每条|每年|一个月|按月|一年|一次|一天|每分钟|每期)[^，。]{0,8}$"
)
_RATE_AFTER = re.compile(r"^(钱)?(/月|每月|一个月|/个月|一月|一年|每年|一次|一条|一天|/月)")
_TAKEN = re.compile(
    r"(扣|收|划|盗|吞|黑|坑|骗|多出|多了|违约金|解约金|滞纳金|押金|罚|欠费?|损失|不退|没退|未退|少返|没返|未到账|没到账|费用?|话费|预存款?|产生|被|充了?|交了?|补交|补缴|要我|让我交|漫游费)[^，。]{0,10}$"
)
_WITHHELD_AFTER = re.compile(
    r"^(钱)?(的)?[^，。]{0,8}(不退|没退|不给|没给|没到|没返|不见|没了|违约金|费|押金|话费|流量费|的钱)"
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
        return (
            amount * Decimal("0.1" if match["smallunit"][0] in "毛角" else "0.01")
            if amount is not None
            else None
        )
    amount = number(match["yuan"])
    if amount is None or match["more"] or match["after"]:
        return None
    return amount + _jiao(match["jiao"], "0.1") + _jiao(match["fen"], "0.01") + _jiao(match["tail"], "0.1")


def _is_rough(text: str, start: int, end: int) -> bool:
    return bool(
        _ROUGH_BEFORE.search(text[max(0, start - 6) : start]) or _ROUGH_AFTER.match(text[end : end + 5])
    )


def _sums(text: str) -> list[_Sum]:
    found: list[_Sum] = []
    for match in _SUM.finditer(text):
        value = _value(match)
        if value and not _is_rough(text, match.start(), match.end()):
            found.append(_Sum(value, match.start(), match.end()))
    taken = [(match.start(), match.end()) for match in _SUM.finditer(text)]
    for match in _BARE.finditer(text):
        start, end = match.span("bare")
        value = number(match["bare"])
        overlaps = any(start < last and first < end for first, last in taken)
        if (
            value
            and not overlaps
            and not match["rough"]
            and value < 100000
            and not _is_rough(text, start, end)
        ):
            found.append(_Sum(value, start, end))
    return sorted(found, key=lambda each: each.start)


def _points(text: str, amount: _Sum) -> int | None:
    """How surely this is the money in dispute; None if it is something else."""
    before = _CLAUSE.split(text[max(0, amount.start - _NEAR) : amount.start])[-1]
    after = _CLAUSE.split(text[amount.end : amount.end + _NEAR])[0]
    taken = bool(_TAKEN.search(before))
    if any(cue.search(before) for cue in _LEFT_OUT_BEFORE[:2]):
        return None
    left_out = any(cue.search(before) for cue in _LEFT_OUT_BEFORE) or any(
        cue.match(after) for cue in _LEFT_OUT_AFTER
    )
    if left_out and not (taken and _WITHHELD_AFTER.match(after)):
        return None
    points = 3 * taken + 2 * bool(_WITHHELD_AFTER.match(after))
    if _TOTAL_BEFORE.search(before) or _TOTAL_AFTER.match(after):
        points += 10
    elif _RATE_BEFORE.search(before) or _RATE_AFTER.match(after):
        points -= 1
    return points


def find_amount(text: str) -> list[Mention]:
    """`amount`, yuan with two digits, the total where one is said."""
    rated = [
        (points, -amount.start, amount)
        for amount in _sums(text)
        if (points := _points(text, amount)) is not None
    ]
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
    match = re.search(rf"(?<![\d.])({_FIGURE})(?![\d.多来几个天次号月年点])", text)
    value = number(match[1]) if match and not _is_rough(text, match.start(), match.end()) else None
    return yuan(value) if value else None
