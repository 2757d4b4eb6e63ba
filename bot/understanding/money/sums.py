"""Sums of money in a text: with a unit, behind a word that makes a figure money, or standing alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.text.numerals import number

_HAN_FIGURE = "零一二两俩三四五六七八九十百千万廿壹贰叁肆伍陆柒捌玖拾佰仟"
FIGURE = (
    r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?"
    r"|\d{1,10}(?:\.\d{1,4})?(?:[万wk](?:\d{1,4}(?![\d年月日号天个次点%])千?)?|千(?:\d百?(?!\d))?|百)?"
    rf"|[{_HAN_FIGURE}]{{1,20}}(?:点[零一二三四五六七八九]{{1,4}})?"
)
# 一块表, 两块硬盘 and 一块儿 count no money.
_PIECE = "儿(?!八)|表|屏|板|地(?!铁)|硬盘|电池|手表|玻璃|蛋糕|肥皂|砖|石|布|肉|牌|招牌|芯片|主板|路由|空地"
_UNIT = (
    rf"元|块钱|块(?!{_PIECE})(?:(?<!一块)|(?=[\d零一二三四五六七八九都也没不的多]|[，。！？；、]|$))|圆|大洋"
    rf"|人民币|RMB|rmb|快(?=钱|也是钱|[，。！？；]|一个?月|\d|的|$)"
)
# 三点四十 and 四十分 are a time, 十分 means very, and 打五分 is a mark.
_SMALL = r"毛钱|毛(?![病衣巾笔绒])|角(?![落色度])|分钱"
_TAIL = (
    r"(?:零)?(?:(?P<jiao>\d|[一二两三四五六七八九])(?:毛|角)(?P<fen>[\d一二三四五六七八九])?分?"
    r"|(?P<tail>一(?=$|[，。！？；、的了呢呀啊嘛吧])|(?:\d"
    r"|[二两三四五六七八九])(?![\d个条次天月年块元毛几十百千万点分笔样共项户GMK张])))?"
)
_SUM = re.compile(
    rf"(?P<sign>[¥￥])(?P<signed>\d[\d,]{{0,12}}(?:\.\d{{1,4}})?)"
    rf"|(?P<yuan>{FIGURE})(?P<more>多|来|几|余)?(?P<unit>{_UNIT})(?P<after>多|几)?{_TAIL}"
    rf"|(?<![点\d{_HAN_FIGURE}])(?P<small>\d{{1,4}}|[一二两三四五六七八九十]{{1,4}})(?P<smallunit>{_SMALL})"
)
# What a figure is counted in when it is not money: a figure before one of these needs a unit.
_COUNTED = (
    "余多来几个次天号年月日点折条钟兆GMKgmkTt倍位户张台度级秒小时元块圆毛角人遍趟周星单路项样道键声顿半岁平米公里斤栋楼层"
    "期赔集类本套代名部份把格百千万积港美欧室幢弄村组班届届寸瓦颗件双箱袋桶段笔卡街开节课堂页瓶亩棵株盒碗盘杯桌罐筐捆"
)
_A_RATE = "一(?:个(?![月半])|个?月|年|次|天|季|学期|套|台|单|户|家|位|条|张|期|把|件|斤|晚)"
# A new quantity may follow at once: 扣29三个月.
_NEW_QUANTITY = "[一二两三四五六七八九十]{1,2}(?:个月|年|次|天)"
NOT_MONEY = (
    rf"(?!大几)(?!(?!{_NEW_QUANTITY})[零二两三四五六七八九十])(?!\d|[.:%*]|[到至~、\-]\d|[{_COUNTED}]"
    rf"|回(?![家来头老])|种(?![到下])|家(?!里)|分(?![两二三四五六七八九十\d]+个?[月期次年])|只(?!给|退|肯|能|认|有|剩|返|赔|到|收)|一(?!整|下|共"
    rf"|{_A_RATE[1:]}))"
)
_START = rf"(?<![\d.第{_HAN_FIGURE}A-Za-z#:/*\-])"
_VERB = (
    r"扣|投入?|入金|打[了过](?=\d{3}|[一二两三四五六七八九十]+[千万])|货(?=\d)|诈|卷走?|讹|借[走了去]?|诓|偷走?|抢走?|薅"
    r"|(?<=[月我俺])口(?=\d)|收|划|刷|扫走|盗|转|骗|坑|黑|吞|被.了|免|(?<!增)减|垫|砍|罚|交|缴|补|赔付?"
    r"|付|汇|掏|出|拿|充|存|搭|花|退|返还?|(?<!发)送|还|差|少|多|欠|要|涨|损失|退还|取|给|应得|该得"
    r"|过了(?=\d{3})|剩下|余下|(?<!掉到)剩|另外那?|到账的?|[要得外]还|提现?|砸|打水漂|买|卖|(?<=[各应可])得|值(?=\d)|开通?了?(?=\d)|订购?了?(?=\d)"
)
_NOUN = (
    "套外流量|会员|长途|漫游|彩铃|金额(?:改成|改为|应为|是|为)?|保险|保费|押金|保证金|定金|订金|滞纳金|违约金|解约金|余额|年费|网费|月费"
    "|月租|租金|话费|费用?|费|款|利?息|资费|货值|价值?|价款|卡里|里头|里面"
    "|(?:年|季|月|次|会员|健身|洗车|美容|充值)卡|学费|房费|运费|报价|票价|押|股"
)
_TOTAL = (
    "=|等于|一共|总共|共(?=\\d|[一二两三四五六七八九]?[十百千万])|合计|共计|累计|加埋|拢共|统共|加起来|总计|前后|每个?月|一个月|每月|月月|个个月|一月|每年"
    "|每次|每[人户位单台张笔条次项期套]|人均|一年|一次|一天|一季度?|一晚上?|一趟"
)
_FILLER = (
    r"(?:了|账|给|够|掉|走|去|着|过|出来?|咧|哒|脱|俺们?|我们?|他|她|人家|额|咱|老子|侬|阿拉|你|妈|爸|人民币|话费|费用|嘞|哩|嘅|进去"
    r"|押金|违约金|的|是|为|要|整整|足足|一共|总共|：|另外|下来|到|其中|又|也)"
)
_BEHIND_WORD = re.compile(
    rf"(?:{_NOUN}|{_TOTAL}|{_VERB}){_FILLER}{{0,4}}(?P<bare>{FIGURE})(?P<rough>多|来|几)?{NOT_MONEY}"
)
# Farther from such a word the figure must end its clause or be followed by what is done with money.
_MONEY_NEAR = re.compile(
    rf"(?:{_NOUN}|{_TOTAL}|借走|损失|[扣收刷骗坑垫诈卷讹偷罚交缴赔付汇掏花退返欠买卖充存补]|转[走账给]|自费|入[的手]|贷|分期"
    rf"|订|租|钱|那单|(?<!单)元|块)[^，。！？；\d]{{0,12}}$|[被遭][^，。！？；\d]{{1,4}}$"
)
# What is said behind of money alone.
_DONE_WITH = re.compile(
    r"(?:(?:一个?月|一年|每月|/月|包月)(?![内前后没不])|，?(?:我|都)?(?:看不[懂明]|对不上|算不[清出]|怎么[来算]|咋[来算]|哪[来儿里])"
    r"|(?:说|都|也|就|得|该|应该|必须|全部?|硬|死活|一直|到现在|现在|拖到现在|被|让|叫|人家?)*(?:不|没|未"
    r"|还没)?(?:给|肯|让|到|能|予)?(?:我|俺|额)?"
    r"(?:退|转[走账给到出光没]|骗|诈|跑路|跑了|买的|入手|下的单|(?:自己|自费)?(?:掏|出的|出钱|承担|垫)|返|划走"
    r"|扣[着走下了]|刷走|赔(?!率)|认账|打了?水漂|搭[里进了]|砸[里进了]|拖[着到]|[拿要取提追]不[回出]|没影"
    r"|[没未](?:了|到|给|返|发|补|减|免|兑)|呒没|提不出)"
    r"|的?[^，。\d]{0,3}(?:费(?!用户)|押金|保证金|定金|订金|违约金|罚款|罚金|本金|定存|定期|存款|积蓄|货款|贷款"
    r"|理财|保单|养老钱|红包|购物卡|E卡))"
)
_LOOSE_FIGURE = (
    rf"{_START}(?P<bare>\d{{2,6}}(?:\.\d{{1,2}})?(?:万\d?)?|\d{{1,3}}(?:\.\d{{1,2}})?[kw]|\d\.\d{{1,2}}"
    rf"|[{_HAN_FIGURE}]{{2,12}})(?P<rough>多|来|几)?"
)
# 3500的电脑, 个68的会员.
_OF_THINGS = re.compile(r"的(?!时候|号|网速|速率|带宽|网|客服|用户|人|工单|话务|电话|短信(?!费)|那|这|延|，|。|$)")
# No date or version has 13 or more before the point.
_PRICE_WITH_CENTS = re.compile(r"(?<![\d.])(?:1[3-9]|[2-9]\d|\d{3,5})\.\d{1,2}$")
_ENDS_CLAUSE = re.compile(r"[，。！？；]|$")
_ONE_OF = re.compile(r"[个了办]个$")
_RATE_NEXT = re.compile(_A_RATE)
_LOOSE = re.compile(_LOOSE_FIGURE + NOT_MONEY)
# A figure that is a clause, where money was spoken of before: …的大衣，1299，平台不管.
_CLAUSE_ALONE = re.compile(
    r"(?<=[，。！？；])(?P<bare>\d{2,5}(?:\.\d{1,2})?"
    r"|[一二两三四五六七八九十][百千万][零一二两三四五六七八九十百千]{0,9})(?=[啊呀呢哦咧嘛吧]?(?:[，。！？；]|$)"
    r"|一套|一年|一个?月|退我"
    r"|不退|说不)|(?<=是)(?P<put>\d{1,6}(?:\.\d{1,2})?)(?=，?不是\d)"
)
_SPEAKS_OF_MONEY = re.compile(r"[钱账买卖费价款贷骗转块扣收付金租订退配]|(?<!单)元|分期|开了")
# 一百九十九, where nothing else can be meant.
_WRITTEN_OUT = re.compile(
    rf"{_START}(?<!个)(?P<bare>[一二两三四五六七八九][千万百][零一二两三四五六七八九十百千]{{1,16}}){NOT_MONEY}"
)
_HOTLINES = re.compile(r"1000\d|100[0-9]{2}|106\d+|123\d\d|95\d{3}|96\d{3,4}|12110")
_MONEY_TAKEN = re.compile(r"(?:扣|收|骗|坑|损失|转走|盗刷|汇)(?:了|走|我|掉|俺){0,3}$")
_FOREIGN = re.compile(r"(?:美金|美元|港币|港元|港纸|日元|欧元|台币|卢布|泰铢|HK\$?|US\$?|\$)$")
_NUMBERED = re.compile(r"(?:号|码|编|室|楼|栋|路|址|分机|账户)[^，。！？；]{0,6}[，。！？；：]$")
# 双11, 红米14, 尾号3342: part of a name or a number.
_NAMED = re.compile(
    r"(?:双|红米|小米|华为|苹果|荣耀|真我|一加|周|星期|礼拜|满|(?:尾|工|编|单|账|型|台|卡|门牌)号(?:是|为|：)?|开头(?:是|为)?|分机|\d转|"
    r"末尾|版本)$"
)
_SPEED = re.compile(
    r"(?:百分之|%|电池|电量|测速|防水|零下|网速|速率|速度|掉到|降到|延迟)[^，。扣收]{0,16}$|积分[^。钱元块]{0,12}$"
)
_YEAR = re.compile(r"20[0-3]\d")
_OF_A_MONTH = re.compile(r"(?:\d|十一|[二三四五六七八九十])月$")
_LONGEST_MONTH = 31
_ROUGH_BEFORE = re.compile(
    r"(大概|大约|约|差不多|将近|接近|近|快|估计|好像|可能|左右|上下|不到|超过|几|数|好几|至少|起码|最多)(是|有"
    r"|扣了?|收了?)?$|(?:小|(?<!晚)上|(?<!改)成|十块)$"
)
_ROUGH_AFTER = re.compile(r"^(?:八块|百八|(钱)?(左右|上下|出头|大几|不到|以上|多|来块|把|的样子))")
_LEAST_UNITLESS, _LEAST_ALONE, _MOST_UNITLESS = 10, 20, 1_000_000
_AFTER = 24  # characters
_NOTHING_BEFORE = re.compile(r"(?:不|没|未|无|别|冇|勿|呒)(?:有)?[^，。]{0,5}$")
_NOTHING_AFTER = re.compile(
    r"^(?:钱|都|也|一)?(?:钱)?(?:都|也|就|还|到现在)*(?:不|没|未|冇|勿|莫|拿不|见不|休想|别想)"
)


@dataclass(frozen=True)
class Sum:
    """Yuan, and where it stands in the text."""

    value: Decimal
    start: int
    end: int


def find_sums(text: str) -> list[Sum]:
    """The exact sums in a normalised text, in order; approximate ones (三百多, 大概五十块) are left out."""
    found: list[Sum] = []
    taken: list[tuple[int, int]] = []
    for match in _SUM.finditer(text):
        taken.append(match.span())
        value = None if _FOREIGN.search(text[: match.start()][-4:]) else _value(match)
        if value and not is_rough(text, *match.span()) and not _nothing_at_all(text, match):
            found.append(Sum(value, *match.span()))
    for start, end in _unitless(text):
        if any(start < last and first < end for first, last in taken):
            continue
        taken.append((start, end))
        value = _yuan(text[start:end])
        if value and value < _MOST_UNITLESS and not is_rough(text, start, end):
            found.append(Sum(value, start, end))
    return sorted(found, key=lambda each: each.start)


def find_figures(text: str, *, anywhere: bool) -> list[Sum]:
    """Bare figures that nothing says to be anything else than money, `anywhere` or at the end of a clause."""
    found = []
    for match in _LOOSE.finditer(text):
        start, end = match.span("bare")
        if match["rough"] or is_rough(text, start, end) or not _not_excluded(text, start, end):
            continue
        value = _yuan(match["bare"]) if _is_large(match["bare"]) and not _YEAR.fullmatch(match["bare"]) else None
        if value and _LEAST_ALONE <= value < _MOST_UNITLESS and (anywhere or _ENDS_CLAUSE.match(text, end)):
            found.append(Sum(value, start, end))
    return found


def is_rough(text: str, start: int, end: int) -> bool:
    return bool(_ROUGH_BEFORE.search(text[max(0, start - 6) : start]) or _ROUGH_AFTER.match(text[end : end + 5]))


def _yuan(figure: str) -> Decimal | None:
    """A figure's number: 7w is seven times ten thousand, 3k three thousand."""
    return number(figure.replace("w", "万").replace("k", "千"))


def _tenth(digit: str | None, exponent: str) -> Decimal:
    return (number(digit) or Decimal(0)) * Decimal(exponent) if digit else Decimal(0)


def _value(match: re.Match[str]) -> Decimal | None:
    """Yuan; None where the sum is only approximate."""
    if match["sign"]:
        return number(match["signed"])
    if match["small"]:
        amount = number(match["small"])
        return amount * Decimal("0.1" if match["smallunit"][0] in "毛角" else "0.01") if amount is not None else None
    amount = _yuan(match["yuan"])
    if amount is None or match["more"] or match["after"]:
        return None
    return amount + _tenth(match["jiao"], "0.1") + _tenth(match["fen"], "0.01") + _tenth(match["tail"], "0.1")


def _nothing_at_all(text: str, match: re.Match[str]) -> bool:
    """一毛钱都没收到, 不收一分钱, 一块钱没见着: no sum, a way to say nothing."""
    if (match["small"] or match["yuan"]) not in {"一", "1", "半"}:
        return False
    before, after = text[max(0, match.start() - 7) : match.start()], text[match.end() : match.end() + 8]
    return bool(_NOTHING_AFTER.match(after)) or bool(match["small"] and _NOTHING_BEFORE.search(before))


def _unitless(text: str) -> Iterator[tuple[int, int]]:
    """Where figures stand that are money without saying so, the surest first."""
    for pattern in (_BEHIND_WORD, _WRITTEN_OUT, _CLAUSE_ALONE, _LOOSE):
        for match in pattern.finditer(text):
            group = "bare" if match["bare"] else "put"
            start, end = match.span(group)
            rough = match.groupdict().get("rough")
            if not rough and _may_be_money(text, start, end, pattern):
                yield start, end


def _not_excluded(text: str, start: int, end: int) -> bool:
    """Whether a figure is not part of a name, a number, a speed, another currency."""
    figure, before = text[start:end], text[max(0, start - 30) : start]
    if (len(figure) == 1 and figure in _HAN_FIGURE) or (figure[0] == "0" and figure.isdigit()):
        return False
    if _OF_A_MONTH.search(before) and "." not in figure and (number(figure) or 0) <= _LONGEST_MONTH:
        return False  # 十一月十八
    if before.endswith("分之") or _NAMED.search(before) or _SPEED.search(before):
        return False
    if figure[-1] in _HAN_FIGURE and text[end : end + 1] in set(_HAN_FIGURE) and not _RATE_NEXT.match(text, end):
        return False
    if _FOREIGN.search(before):
        return False
    if figure in {"110", "114", "119", "120"} and re.search("[打拨报][了过不]?[出通]?了?$", before):
        return False
    return not _HOTLINES.fullmatch(figure) or bool(_MONEY_TAKEN.search(before))


def _may_be_money(text: str, start: int, end: int, pattern: re.Pattern[str]) -> bool:
    figure, before = text[start:end], text[max(0, start - 30) : start]
    if not _not_excluded(text, start, end):
        return False
    if pattern in (_BEHIND_WORD, _WRITTEN_OUT):
        return True
    if _YEAR.fullmatch(figure):
        return False
    if pattern is _CLAUSE_ALONE:
        priced = len(figure) > 2 and not _NUMBERED.search(before)
        return bool(before.endswith("是") or priced or _SPEAKS_OF_MONEY.search(before))
    return _is_large(figure) and _among_money(before, figure, text[end : end + _AFTER])


def _among_money(before: str, figure: str, after: str) -> bool:
    """Whether the words around a figure speak of money: of taking it before, of what is done with it behind."""
    if _DONE_WITH.match(after) or _MONEY_NEAR.search(before):
        return True
    if _PRICE_WITH_CENTS.search(before + figure) and _ENDS_CLAUSE.match(after):
        return True
    return bool(_OF_THINGS.match(after) or (after.startswith("的") and _ONE_OF.search(before)))


def _is_large(figure: str) -> bool:
    """Ten or more, and spelled as a number, not digit by digit."""
    value = number(figure)
    spelled = figure[0].isdigit() or bool(re.search("[十百千万]", figure))
    return spelled and value is not None and ("." in figure or value >= _LEAST_UNITLESS)
