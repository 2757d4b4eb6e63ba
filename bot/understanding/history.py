"""What has been done so far: the operator complaint, its answer, a settlement, other bodies; and whose number it is."""

import re
from typing import Any

from bot.understanding.mention import Mention

_OPERATOR = r"(?:100\d\d|1008611|客服|热线|人工|移动|联通|电信|广电|铁通|运营商|营业厅|营业员|公司|他们|它们|宽带|经理)"
_NOT = r"(?:没|未|不曾|从没|从未|没有|还没|还未|尚未|没得|懒得|没去|没来得及)"
_COMPLAINT = re.compile(
    r"(?:投诉|反映|反应|申告|报修|报障|报了?修|报了?(?:故障|障)|催修|催办|投诉单|工单|报故障)"
    rf"|(?:打|拨|拨打|致电|call|联系)(?:了|过|通|给|的是?|去|俾)*[^，。！？；不]{{0,6}}{_OPERATOR}"
    rf"|(?<!\d)(?:100\d\d|客服|热线)(?:的?电话|人工)?(?:我?(?:也|都|就)?(?:打|拨|找))(?:了|过|不通|爆|烂)"
    rf"|(?:给|向|找|跟|同|和|问)(?:了|过)?{_OPERATOR}(?:那边|的人|客服|人工|电话)?(?:打|反映|投诉|说|讲|提|问|理论|交涉|闹|吵)(?:了|过|电话)"
    r"|客服(?:就|也|又|却|还|只|都|只会|总|一直)?(?:说|讲|回|告诉|态度|答|推|让|叫|查)"
    r"|(?:他们|移动|联通|电信|广电|公司|10\d\d\d)(?:回复|答复|回电|回我|回话|答覆)"
)
_MEANS_TO = re.compile(
    r"(?:要|想|打算|准备|怎么|怎样|如何|哪里|能不能|可以|可不可以|该|再不|不然|否则|就去|我就|应该|来|在这|向你们|帮我|会|去哪|找你们|需要|得先|是不是)[^，。！？；]{0,4}$"
)
_NOT_BEFORE = re.compile(
    rf"{_NOT}(?:有|去|来得及|跟|给|向|找|先|往|到|专门|正式|打过?|过)*[^，。！？；]{{0,6}}$"
)
_HOTLINE_ELSEWHERE = re.compile(
    r"^(?:投诉|反映|申告)?[^，。！？；]{0,3}(?:电话|热线|渠道|平台|部门|无门|中心|专线|信箱)"
)
_TO_OTHERS = re.compile(
    r"(?:12345|12315|12378|12381|12300|12321|96110|工信部|通管局|通信管理局|管理局|消协|消委会|消费者协会|市监局|市场监管|市长热线|派出所|法院|保险公司|银行|物业|店|商场|平台|警|门口|酒店|供暖|卖家|商家)[^，。！？；]{0,8}$"
)
_BY_PHONE_FOR = re.compile(
    r"^[^，。！？；]{0,8}(?:要求|想|说要|申请|让他们|叫他们|去)?(?:查询?|咨询|办理|开通|取消|退订|预约|报装)"
)
_SURELY_RAISED = re.compile(
    r"(?:投诉|反映|报修|报障)(?:了|过)|(?:打|拨)(?:了|过)[^，。]{0,8}(?:次|遍|回|通|趟)|工单|投诉单"
)
_NEVER = re.compile(
    rf"(?:{_NOT}|都没|也没|还没有|没有)(?:有|去|跟|给|向|找|来得及|先|专门|正式)*(?:过)?(?:他们|移动|联通|电信|广电|客服|公司|运营商|任何|打|联系|{_OPERATOR})*"
    r"(?:投诉|反映|打过?(?:电话|客服|100\d\d|给)|(?:打|找)过|找(?:他们|客服|移动|联通|电信|营业厅)|联系过?(?:他们|客服)|报修|报障|跟(?:他们|客服)(?:说|讲|提)|说过|提过)"
)

_SILENCE = re.compile(
    rf"(?:到现在|至今|到今天|到今儿|现在|一直|都|也|还|仍|迟迟|再|从来|根本|始终|就|连|拖着|然后|结果|后来|几天|[天日月周])*(?:{_NOT}|无|冇|莫得|木有|没的)(?:有|得|见|给|收到|接到|等到|等来|作出|做出|任何|个|一个|半个|人来|哪个|谁|啥|什么|啲|一点)*"
    r"(?:人|哪个|谁)?(?:再|给|跟|来|肯)?(?:我|过)*(?:个)?(?:任何)?(?:回(?!来|去|家|头)|理(?!由|解|赔|会你)|答复|消息|音信|下文|动静|回应|回音|信儿|信(?=，|。|$|了)|结果|联系|反馈|说法|管(?!道)|处理|吭|搭理|会我|解释|书面|人影|屁)"
    r"|石沉大海|杳无音信|没了下文|没下文|没动静|不了了之|音信全无|连个屁都没|不理(?:我|人|不睬)|没人(?:理|管|回|应|接|来|联系)|没得人|无人(?:理|回|答|处理|跟进|联系)"
    r"|(?:等了?|催了?)[^，。]{0,10}(?:没(?:消息|动静|结果|人|回|信|等到|音)|还在等)|还在等(?:回复|答复|消息|结果)?|未(?:获|予|见|收到|作|有|曾)[^，。]{0,4}(?:答复|回复|回应|处理|结果|回音|书面)|不予(?:答复|理睬|回应|回复)|尚未[^，。]{0,4}(?:答|回|处理)|再没|打不通|没人接"
)
_REFUSAL = re.compile(
    r"(?:答复|回复|回电|回话|回的?话|答覆|覆话|回我|回了|回的?(?:都)?是|答|客服|10\d\d\d|他们|它们|人家|对方|那边|工作人员|移动|联通|电信|广电|公司|人工|经理|小姑娘|人|那头)"
    r"(?:打电话来|来电话|给我|只|就|都|也|又|却|还|非|总|老|硬|反过来|居然|竟然|倒|反而|始终|来|上门|电话)*"
    r"(?:说|讲|称|话|告诉|回复|答复|回|坚持|推|认为|表示|是|系|咬定|声称|让我|叫我|要我|不认|不肯|不给|不退|不管|不承认|拒绝|拒不|仅愿|只愿|只肯|只答应|只同意|甩|敷衍|搪塞|态度)"
)
_EXCUSE = re.compile(
    r"不(?:给|肯|予|能|退|赔|认|承认|同意|归|属|行|符合|是(?:他们|我们|公司)|管|补|可以|负责|关)|退不了|取消不了|查不到|没办法|无法|办不了|没法|我自己|本人(?:操作|订购|同意|点)|系统(?:显示|原因|延迟|自动|问题)|正常|规定|合同|协议|到期|合约"
    r"|推(?:诿|托|来|给|到|脱)|踢皮球|打太极|敷衍|搪塞|扯皮|互相推|只(?:肯|愿|能|答应|同意|退|赔|给|补)|拒(?:绝|不)|无理由|已(?:经)?(?:处理|办结|开通|合格)|达标|合格|没(?:有)?(?:问题|错|依据|记录|办法|这)|要(?:等|求|我|本人)|需(?:要)?(?:本人|等|机主)|活动(?:结束|名额|规则)|最终解释权|误操作"
)
_DISSATISFIED = re.compile(
    r"不(?:满意|接受|认可|服|同意这|同意他|予接受|认同)|(?:没|未)(?:有)?(?:解决|谈拢|达成|说通)|推(?:来推去|诿|三阻四|脱)|踢皮球|打太极|敷衍|搪塞|扯皮|互相推|唔满意|(?:拒绝|拒不)(?:退|赔|承认|处理|提供|受理|解决)|只(?:肯|愿|答应|同意|愿意)(?:给|退|赔|补|返)|仅愿|(?:找|拿)(?:各种)?(?:理由|借口)|没给解决|态度(?:很|极|特别|恶劣)"
)
_SATISFIED = re.compile(
    r"(?<!不)(?<!没)(?<!未)(?<!唔)满意(?!度)|(?:已经|都|给我?|帮我)?(?<!没)(?<!未)(?<!不)(?<!没有)(?:解决了|处理好了|弄好了|办好了|退给我了|修好了|恢复了)|这口?气儿?消了|挺(?:好|满意)"
)
_NOT_SATISFIED = re.compile(
    r"(?:不|没|未|唔|冇|谈不上|没有|哪能|怎么|太)[^，。]{0,3}满意|满意(?:吗|不|个|什么)|(?:没|未|不|冇)[^，。]{0,3}(?:解决|处理好|弄好|修好|恢复)|(?:要求|要|请|才|赶紧|尽快|希望|能|必须|等)[^，。]{0,6}(?:解决|恢复|修好|退给)"
)

_SETTLED_NO = re.compile(
    r"(?:没|未|没有|不曾|尚未|冇)[^，。]{0,4}(?:和解|达成|谈拢|谈妥|谈成|调解成|协商成|谈过?)|谈(?:不|没)拢|协商(?:未|无)果|(?:讲|说|谈|答应|同意|承诺)(?:好|了)?(?:要|会)?(?:退|赔|给|补)[^。]{0,10}(?:没(?:有)?(?:退|到|给|赔|兑)|未(?:退|到|履行))"
)
_SETTLED_YES = re.compile(
    r"(?<!没)(?<!未)(?<!没有)达成(?:了)?(?:和解|协议|一致)[^。]{0,12}(?:执行|履行|到账|退|赔|兑现)|(?:已|都)(?:经)?和解|和解了|谈(?:好|妥|拢)了?[^。]{0,8}(?:到账|到了|退了|给了|赔了|也办)"
    r"|(?:钱|款|话费|费用)[^，。不没未]{0,6}(?:已经?|都|也)?(?:退(?:回来|给我|到)|到账|返还)(?:了|我?(?:账|卡))|(?:当天|第二天|后来|已经|都|就)(?:就|也)?(?:给我?)?退(?:给我|回来)了|了结了|两清了|(?:已经|都)(?:给我?)?(?:解决|处理好|恢复)(?:了)?(?:他们|，|。|$)|算完(?:了|事)"
)
_NOT_YET = re.compile(r"(?:没|未|不|冇|才)[^，。]{0,3}$")

_NOBODY_ELSE = re.compile(
    r"(?:没|未|冇|没有|还没|都没|没得|哪(?:儿|里|也)[^，。]{0,3}(?:没|未))[^，。]{0,6}(?:别的|别处|其他|其它|第二|任何|哪里|哪儿|上别处|别家|上哪)[^，。]{0,8}(?:找|告|反映|投诉|去|报|部门|机构|单位|处|度)?"
    r"|(?:别的|其他|其它|别处|第二)(?:地方|部门|机构|单位|处|度)?[^，。]{0,4}(?:没|未|冇|都没)|哪(?:儿|里)(?:也|都)(?:没|未)|(?:消协|12315|12345|法院|工信部)[^，。]{0,10}(?:都|也|还)(?:没|未)(?:去|找|打|告|试|投诉)|(?:没|未)(?:报警|起诉|仲裁)|未向(?:其他|任何)"
)
_BODIES: list[tuple[str, re.Pattern[str]]] = [
    ("court", re.compile(r"法院|起诉(?:了|状)|打官司|诉讼中|开庭|立案庭")),
    ("arbitration", re.compile(r"仲裁")),
    ("appeal_centre", re.compile(r"申诉(?:受理)?中心|工信部|通管局|通信管理局|12300|12381|电信用户申诉")),
    ("consumer_association", re.compile(r"消协|消委会|消保委|消费者(?:权益保护)?(?:协会|委员会|保护委)")),
    (
        "other_agency",
        re.compile(
            r"12345|12315|12378|12321|96110|(?<!\d)110(?!\d)|市长热线|市监局|市场监管|市场监督|工商局?|报(?:了)?警|报咗警|派出所|公安|警察|网信办|银保监|金融监管|信访|纪委|政府热线|妇联"
        ),
    ),
]
_BODY_NOT = re.compile(
    r"(?:没|未|不|要|想|准备|打算|就去|再去|可以|能|否则|不然|再不|应该|是不是|需要|叫我|让我|该|下一步|只能|怎么|如何|还是|问|冇|唔|会)[^，。！？；]{0,6}$"
)
_BODY_NOT_AFTER = re.compile(
    r"^[^，。！？；]{0,6}(?:还没|都没|也没|没去|未去|没找|没打|怎么|规定|明确|发布|要求|条例|文件|我都还|呢|吗|可以|是不是|有用|能管|的规定|说过|都不)"
)
_HANDLED = re.compile(
    r"^[^。！？]{0,16}(?:了|过|已|受理|登记|立案|转|调解|搞紧|咗|接|尚未开庭|备过|说|回|让|笔录|处理)"
)
_ALREADY = re.compile(
    r"(?:了|过|已|经|已经|去|找|打|报|向|递交|提交|告到|投到|也打|来|咗|都|们|也|又)[^，。！？；]{0,5}$"
)

KIN = r"(?:妈妈|妈咪|爸爸|母亲|父亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|岳父|岳母|公公|婆婆|家婆|家公|老公|老婆|丈夫|妻子|爱人|媳妇|老伴儿?|儿子|女儿|闺女|哥哥|姐姐|弟弟|妹妹|哥|姐|弟|妹|妈|爸|爹|娘|姨|姑|舅|叔|伯|大爷|大娘|阿妈|阿爸|阿公|阿婆|老姨|亲戚|朋友|同事|邻居|街坊|同学|室友|孩子|老人|客户|当事人|委托人|对象|男朋友|女朋友|男友|女友|表哥|表姐|堂哥|老人家|家里人)"
_AUTHORISED = re.compile(
    rf"授权|委托(?!加工)|托我|代理律师|(?:我)?(?:替|代|帮)(?:我|俺|咱|着)?[^，。不]{{0,4}}{KIN}[^，。]{{0,8}}(?:投诉|反映|讲|说|办|问|来|弄|申诉|打听|处理|维权|咨询|申请|填|写)|{KIN}[^，。不没]{{0,4}}(?:让|叫|喊|请|要|托)我(?!们)|代为(?:投诉|申诉|办理)|代办"
)
_UNASKED = re.compile(
    r"(?:未|没|不)(?:有)?(?:委托|授权|托|让我|叫我|喊我)|(?:他|她|人家|机主)不知(?:道|情)|没得哪个喊|没人(?:让|叫|托)"
)
_SELF = re.compile(
    r"(?:号码?|手机|卡|宽带|账户|户主|机主|用户|登记)[^，。不]{0,4}(?:就?是|为|系|写的是?|归)(?:我|俺|咱|本人|自己)(?:本人|自己|的)*(?=，|。|！|$|名|办|实)|(?:我|俺|本人|咱)(?:就)?(?:是|系)(?:机主|户主|本人|号主)|本人(?!名义)(?=系|是|为|住|号|手机|的|于|在|名下|办|使用|持|购|用|宽带|账|自|从|所|已|不|因|向|现|多|曾|之)|(?:我|本人|自己|俺)(?:自己)?名下|自己的(?:号|卡|手机|宽带)|我(?:自己|本人)(?:的|办|名|用|住|，)|我是机主|机主本人"
)
_OTHER = re.compile(
    rf"(?:号|手机|卡|宽带)?(?:是|系)(?:我)?(?:邻居|朋友|同事|街坊|同学|别人|人家)的|非本人|不是我的(?:号|卡|手机)"
)


def _complained(text: str) -> tuple[bool, int, int] | None:
    """Raised with the operator or not, and where the text says so."""
    denied: tuple[bool, int, int] | None = None
    for match in _COMPLAINT.finditer(text):
        before = re.split(r"[，。！？；]", text[max(0, match.start() - 14) : match.start()])[-1]
        after = text[match.end() : match.end() + 12]
        if _HOTLINE_ELSEWHERE.match(after) and "了" not in match[0]:
            continue
        if _TO_OTHERS.search(before) or _MEANS_TO.search(before):
            continue
        if _NOT_BEFORE.search(before) or _NEVER.match(text[max(0, match.start() - 4) : match.end() + 6]):
            denied = denied or (False, match.start(), match.end())
            continue
        if _only_asked(match, after):
            continue
        return True, match.start(), match.end()
    never = _NEVER.search(text)
    return denied or ((False, never.start(), never.end()) if never else None)


def _only_asked(match: re.Match[str], after: str) -> bool:
    bare_word = match[0] in {"投诉", "反映", "反应", "工单"} and not re.match(
        r"(?:了|过|到|后|，|。|以后|之后|至|单|说|说是|时|未|无|多|就|也|都|给|他|客服|移动|联通|电信|广电|人工|的|：|第|好|几|一|两|三|四|五|、|没|那|并|当|这|号|编|工|他们|$|被|竟|却)",
        after,
    )
    return bare_word or bool(_BY_PHONE_FOR.match(after) and not _SURELY_RAISED.search(match[0] + after))


def _reply(text: str, complained: tuple[bool, int, int] | None) -> tuple[str, int, int] | None:
    """How the operator answered; only a complaint can have an answer."""
    if not complained or not complained[0]:
        return None
    text_after, offset = text[complained[1] :], complained[1]
    silence = list(_SILENCE.finditer(text_after))
    dissatisfied = _DISSATISFIED.search(text_after)
    satisfied = _SATISFIED.search(text_after)
    if satisfied and not _NOT_SATISFIED.search(text_after):
        return "satisfied", offset + satisfied.start(), offset + satisfied.end()
    refusal = _refused(text_after)
    if silence and not _answer_after(text_after, silence[-1].end(), refusal, dissatisfied):
        return "none", offset + silence[-1].start(), offset + silence[-1].end()
    found = refusal or (dissatisfied.span() if dissatisfied else None)
    return ("unsatisfied", offset + found[0], offset + found[1]) if found else None


def _answer_after(
    text: str, end: int, refusal: tuple[int, int] | None, dissatisfied: re.Match[str] | None
) -> bool:
    return bool((refusal and refusal[0] >= end) or (dissatisfied and dissatisfied.start() >= end))


def _refused(text: str) -> tuple[int, int] | None:
    """Somebody of the company says something that is an excuse or a refusal."""
    last = None
    for match in _REFUSAL.finditer(text):
        said = re.split(r"[。！？；]", text[match.start() : match.end() + 40])[0]
        if _EXCUSE.search(said) and not re.match(
            r"[^。]{0,6}(?:工作日|小时|天)(?:内|之内)", text[match.end() :]
        ):
            last = match.span()
    return last


def _settled(text: str) -> tuple[bool, int, int] | None:
    refused = _SETTLED_NO.search(text)
    if refused:
        return False, refused.start(), refused.end()
    agreed = _SETTLED_YES.search(text)
    if agreed and not _NOT_YET.search(text[: agreed.start()]):
        return True, agreed.start(), agreed.end()
    return None


def _other_body(text: str) -> tuple[str, int, int] | None:
    for body, pattern in _BODIES:
        for match in pattern.finditer(text):
            before = re.split(r"[。！？；，]", text[max(0, match.start() - 12) : match.start()])[-1]
            after = text[match.end() : match.end() + 20]
            if _BODY_NOT.search(before) or _BODY_NOT_AFTER.match(after):
                continue
            if "报" in match[0] or _HANDLED.match(after) or _ALREADY.search(before):
                return body, match.start(), match.end()
    nobody = _NOBODY_ELSE.search(text)
    return ("none", nobody.start(), nobody.end()) if nobody else None


def relation_in(text: str) -> tuple[str, int, int] | None:
    """Whose number it is and who speaks, where the text says so outright."""
    for value, pattern in (
        ("other", _UNASKED),
        ("authorised", _AUTHORISED),
        ("other", _OTHER),
        ("self", _SELF),
    ):
        match = pattern.search(text)
        if match:
            return value, match.start(), match.end()
    return None


def find_history(text: str) -> list[Mention]:
    """`complained`, `operator_reply`, `settled`, `other_body` and `relation`, each only where it is said."""
    complained = _complained(text)
    found: dict[str, tuple[Any, int, int] | None] = {
        "complained": complained,
        "operator_reply": _reply(text, complained),
        "settled": _settled(text),
        "other_body": _other_body(text),
        "relation": relation_in(text),
    }
    return [Mention(slot, *hit) for slot, hit in found.items() if hit]


def satisfied(text: str) -> bool:
    """The answer of the operator was to the user's liking."""
    return bool(_SATISFIED.search(text) and not _NOT_SATISFIED.search(text))


def dissatisfied(text: str) -> bool:
    """There was an answer, and it was an excuse, a refusal or not enough."""
    return bool(_DISSATISFIED.search(text) or _EXCUSE.search(text))


def silent(text: str) -> bool:
    """Nobody answered."""
    return bool(_SILENCE.search(text))


def settled_in(text: str) -> bool | None:
    """Whether a settlement was agreed and carried out; None if not said."""
    said = _settled(text)
    return said[0] if said else None


def body_named(text: str) -> str | None:
    """The body named, whatever is said of it."""
    return next((body for body, pattern in _BODIES if pattern.search(text)), None)
