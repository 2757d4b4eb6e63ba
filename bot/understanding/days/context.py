"""What a whole stretch of the story tells of its day: a sale by promises, a step refused, a request for redress.

The words right beside a day are read in `day_roles`; here it is what follows up to the next day named.
"""

import re

from bot.understanding.days.named import Span

_LONGEST, _SUBJECT = 90, 12  # characters
_SENTENCE = re.compile(r"[。！？；]")
_CLAUSE = re.compile(r"[，。！？；]")


def stretch(text: str, days: list[Span], index: int) -> str:
    """From the clause in which a day stands up to the next day named."""
    day = days[index]
    limit = days[index + 1].start if index + 1 < len(days) else len(text)
    floor = max(days[index - 1].end if index else 0, day.start - _SUBJECT)
    lead = _CLAUSE.split(text[floor : day.start])[-1]
    return lead + text[day.start : min(limit, day.end + _LONGEST)]


# 营业员说免费, 以升级为由, 拍胸脯: somebody sells by holding something out.
_SALE = re.compile(
    r"(?:营业员|业务员|店员|推销|销售|客户经理|经理|主播|学[长姐]|工作人员|推广|地推|自称|妹[仔子儿]?|姑娘|大姐|小[伙妹哥姐]|师傅"
    r"|电话|男的|女的|人家|店里|摊)[^。]{0,24}?(?:说|讲|话|称|承诺|保证|拍胸脯|答应|忽悠|以|推荐|介绍|哄|劝|骗|宣传)[^。]{0,24}?"
    r"(?:免费|不(?:要|花|收|加|用|额外|多)[^，。]{0,3}钱|一分(?:钱|不)|分文|不加价|话费不变|优惠|随时(?:能|可以?|都)"
    r"|块(?:钱)?(?:用|包|打|\d+[Gg])|首[年月]|补贴|为由|名义|便宜|划算|升级|送[^到货去来]|只是|走个|登记|核实|领|扫码|利息|收益)"
)
_CEASED = re.compile(r"(?:停|没|不|少|断|未|冇)(?:再|有|了)?(?:返|送|给返|减|发放|到账|兑现)|(?:停|断)了")


def is_sale(told: str) -> bool:
    """9月2号营业员说免费升级: with a matter of what was promised, the sale is when it happened."""
    return bool(_SALE.search(told))


def ceased(told: str) -> bool:
    """从8月起停返: a promise that was kept until then."""
    return bool(_CEASED.search(told))


_REFUSED = re.compile(
    r"(?<![能可以])不(?:能|让|给|肯|退|予|可以|行|准|许|得(?=[，。]|$))|唔得|拒|拦截|失败|驳回|被要求|违约金|收了?我|扣|办不[了成]|没(?:法|办成|资源|端口|货)"
    r"|必须|须(?!知)|非得|提示|冻结|无法|刁难|要(?:我|俺|先)+(?:交|付|赔|补)|才(?:给|肯|能)|多收"
)


def is_refused(told: str) -> bool:
    """10月8日去销户，被要求交公证书: a step that met with the harm."""
    return bool(_REFUSED.search(told))


_REDRESS = re.compile(
    r"(?:改|换|调|转|变|降|退|恢复|还原)回(?!复|话|访)|恢复(?:原|到(?![现今]))|(?:减免|赔偿?|补偿|补发|补[返送给])"
    r"|(?:退|返)(?:还|给|我|俺)[^，。]{0,6}(?:多|误|乱)|(?:多|误|乱)(?:收|扣)[^，。]{0,6}退|退(?:剩|余下)"
)
_REQUEST = re.compile(
    r"打[^，。]{0,6}电话|(?:打|拨|找|联系)[^，。]{0,6}(?:100\d\d|客服|经理)|(?:去|到|上)[^，。]{0,8}厅|申请|发函|致函"
)
_IN_WRITING = re.compile(
    r"(?:写|递|交|寄|发)(?:了|的)?[^，。]{0,5}(?:申请|情况说明|说明|函|信(?!用|息|号)|材料)[^，。]{0,4}(?:交|递|寄|给|到)[^，。]{0,8}"
    r"(?:厅|公司|经理|客服|移动|联通|电信|广电)"
)


def asks_redress(told: str) -> bool:
    """打电话要求改回来, 申请减免: raised with the operator, though the word complaint is not said."""
    told = _SENTENCE.split(told)[0]
    return bool(_IN_WRITING.search(told) or (_REQUEST.search(told) and _REDRESS.search(told)))


_RENEWED = re.compile(r"(?:自动|直接|擅自|私自|又|就)(?:又|给我|给|帮我|被|地)*(?:续|扣|转|延|收)")


def is_renewed(told: str) -> bool:
    """9月30号到期，没人问就自动续了: the end of the term is when it happened."""
    return bool(_RENEWED.search(told))


_OUT_OF_ORDER = re.compile(
    r"(?:发现|注意到|看到|一看|一瞧)[^。]{0,14}?(?:停机|停了|被停|被封|打不|拨不|发不|上不|连不|用不|断|没(?:有)?(?:信号|网|服务)|无(?:信号|服务)|没声|黑屏)"
    r"|收到[^，。]{0,6}(?:催|欠费|律师函)"
)


def is_seen_at_once(told: str) -> bool:
    """11月19号发现停机: what is out of order is noticed when it happens; a charge is found later."""
    return bool(_OUT_OF_ORDER.search(told)) and "早就" not in told


# 到十月里只剩一半速度: what was left by then, not until when it was well.
_LEFT = re.compile(r"[^，。]{0,6}到[^，。]{2,10}?(?:里|份)?(?:就|却|只|便)*(?:只剩|剩下?|不[返送能行])")


def is_left(told: str) -> bool:
    return bool(_LEFT.match(told))


# 师傅上门换了以后就没网, 到九月底就天天断: what came of it.
_THEN = re.compile(
    r"[^。]{0,16}?(?:以后|之后|过后|[了完]后|后来?)[^，。]{0,4}(?:就|便|却|反而|再也)[^，。]{0,4}(?:没|不|断|停|慢|卡|坏|掉)"
)
_BY_THEN = re.compile(r"[^，。]{0,6}到[^，。]{2,10}?就(?:天天|老是?|总是?|经常|开始|又)?(?:断|停|变|慢|卡|掉)")
# 昨天收到短信，说我11月22日订购了: how the other day came out.
_TOLD_OF = re.compile(
    r"(?:收到|来了?条|来了?个)[^，。]{0,8}(?:短信|通知|消息|电话)，?[^，。]{0,2}(?:说|称|显示|告知|提醒|写着)[^，。]{0,4}$"
)
_AGAIN = re.compile(
    r"[^，。]{0,2}[再又](?:去|切|跑|来|打|问|试|找)|(?:也|还|都|又)*没(?:有)?(?:人|来|收到|动静|消息|回音)"
)
_OCCASION = re.compile(r"(?:入学|开学|报到|入职|住院)(?=，)|[^，。]{0,4}离职")


def has_followed(told: str) -> bool:
    return bool(_THEN.match(told))


def went_wrong_by_then(told: str) -> bool:
    return bool(_BY_THEN.match(told))


def is_told_of(told: str) -> bool:
    return bool(_TOLD_OF.search(told))


def is_a_sequel(after: str) -> bool:
    """9月12日再去, 8号也没人: one more step of what began before."""
    return bool(_AGAIN.match(after))


def is_an_occasion(after: str) -> bool:
    """9月5日入学: when it was, not what."""
    return bool(_OCCASION.match(after))


_ARREARS = re.compile(r"欠|[交缴]晚|忘(?:了|记)[交缴]")
_PAID = re.compile(r"(?:交|缴|补|还|充)(?:清|上|齐|了|的|纳|足|掉|进去)*[^，。]{0,4}(?:钱|费|款|清|齐|了)")
_STILL_OFF = re.compile(r"(?:没|未|不|冇|唔)[^，。]{0,6}(?:开|复机|恢复|通(?!知))|停着|还是停|还停")


def is_repaid(text: str, told: str, after: str) -> bool:
    """12号补交了86，到现在没复机: with arrears, the wait begins with the payment."""
    return bool(_ARREARS.search(text) and _PAID.search(told) and _STILL_OFF.search(after))
