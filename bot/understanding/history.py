"""What has been done so far: the operator complaint, its answer, a settlement, other bodies; and whose number it is."""

import re
from typing import Any

from bot.understanding.bodies import body_in
from bot.understanding.kinship import relation_in
from bot.understanding.mention import Mention

_OPERATOR = (
    r"(?:100\d\d号?|1008611|客服|热线|人工|移动|联通|电信|广电|铁通|运营商|营业厅|营业员|公司|他们|"
    r"它们|宽带|客户经理|经理)"
)
_NOT = r"(?:没有|没得|没|未|不曾|从没|从未|还没|还未|尚未|懒得)"
_COMPLAINT = re.compile(
    r"投诉|反映|反应|申告|报修|报障|报了?修|报[了的](?:故障|障)|催修|催办|催单|催了|催到|报故障|投诉单|工单"
    rf"|(?:打|拨|拨打|致电|call|联系)(?:了|过|通|给|的是?|去|电话|到)*(?:[^，。！？；不讲说来自给是]{{0,6}}){_OPERATOR}"
    r"|(?<!\d)(?:100\d\d|客服|热线)(?:的?电话|人工)?(?:我?(?:也|都|就)?(?:打|拨|找))(?:了|过|爆|烂)"
    rf"|(?:给|向|找|跟|同|和|问)(?:了|过)?{_OPERATOR}(?:那边|的人|客服|人工|电话)?(?:打|反映|投诉|说|讲|念叨|提|问|理论|交涉|闹|吵|报)"
    rf"|(?:书面|正式)[^，。]{{0,4}}(?:函告|致函|发函)|(?:打|拨)(?:了|过)?电话(?:去|过去)?(?:问|骂|讲|说|闹|反映|投诉)(?!我|是|他)"
    r"|客服留言|喊(?:他们|客服)|(?:经|多次|再三|一再|反复)[^，。]{0,4}催|(?<!那个)客服(?:说|要我|让我|讲|绕)(?!得|送|免费|赠)|客服[^，。]{0,3}(?:说|回|答)[^，。]{0,4}(?:会查|查询|查不|记录|登记|没|不|正常|系统)|找[^，。]{0,8}说理"
)
_MEANS_TO = re.compile(
    r"(?:要|想|打算|准备|怎么|怎样|如何|哪里|能不能|可以|可不可以|该|再不|不然|否则|就去|应该|来|在这|向你们|帮我|会|去哪|找你们|需要|得先|是不是|特此|现|故|欢迎|满意|网站写住|承诺|规定|收到|写)[^，。！？；]{0,4}$"
)
_NOT_BEFORE = re.compile(rf"{_NOT}(?:有|去|来得及|得闲|跟|给|向|找|先|往|到|专门|正式|打过?|过)*[^，。！？；]{{0,3}}$")
_NOT_AFTER = re.compile(r"^(?:就|也|都|还|倒)?(?:没|未)(?:有)?(?:投|打|找|去|提|报|做)?过?(?=，|。|！|$)")
_HOTLINE_ELSEWHERE = re.compile(
    r"^(?:投诉|反映|申告)?[^，。！？；]{0,3}(?:电话|热线|渠道|平台|部门|无门|中心|专线|信箱|48|24|处理)"
)
_TO_OTHERS = re.compile(
    r"(?:12345|12315|12378|12381|12300|12321|96110|工信部|通管局|通信管理局|管理局|消协|消委会|消费者协会|市监局|市场监管|市长热线|派出所|公安|法院|保险|银行|物业|店里|店家|商场|平台|警|酒店|供暖|卖家|商家|厂家|售后|快递|货主|房东|理发店|单位[^，。]{0,6})[^，。！？；]{0,8}$"
)
_BY_PHONE_FOR = re.compile(
    r"^[^，。！？；]{0,8}(?:要求|想|说要|申请|让他们|叫他们|去)?(?:查询|咨询|办理|办(?!法|事|公)|开通|取消|退订|预约|报装|问问?(?:怎|能|有))"
)
_SURELY_RAISED = re.compile(
    r"(?:投诉|反映|报修|报障)(?:了|过)|(?:打|拨)(?:了|过)[^，。]{0,8}(?:次|遍|回|通|趟)|工单|投诉单"
)
_NEVER = re.compile(
    rf"{_NOT}(?:有|去|跟|给|向|找|来得及|得闲|敢|先|专门|正式|任何|再)*(?:过)?(?:他们|移动|联通|电信|广电|客服|公司|运营商|打|联系|{_OPERATOR})*"
    r"(?:投诉(?!单)|反映|打过?(?:电话|客服|100\d\d|给|去)|(?:打|找)过|找(?:他们|客服|移动|联通|电信|营业厅)|联系过?(?:他们|客服)|报修|报障|(?:跟|找|同)(?:他们|客服)(?:说|讲|提|理论)|(?:投|告)过)|(?:没|未)(?:有)?(?:跟|向|找|给|同)[^，。]{0,4}(?:说|提)过"
)

_SILENCE = re.compile(
    rf"(?:到现在|至今|到今天|到今儿|现在|一直|都|也|还|仍|迟迟|再|从来|根本|始终|就|连|拖着|然后|结果|后来|几天|[天日月周])*(?:{_NOT}|无|冇|莫得|木有|没的)(?:有|得|见|给|收到|接到|等到|等来|作出|做出|任何|个|一个|半个|人来|哪个|谁|啥|什么|啲|一点)*"
    r"(?:人|哪个|谁)?(?:再|给|跟|来|肯)?(?:我|过)*(?:个)?(?:任何)?(?:回(?!来|去|家|头)|理(?!由|解|赔|会你)|答复|消息|音信|下文|动静|回应|回音|信儿|信(?=，|。|$|了)|结果|联系|反馈|说法|管(?!道)|处理|吭|搭理|会我|解释|书面|人影|屁)"
    r"|石沉大海|杳无音信|没了下文|没下文|没动静|不了了之|音信全无|连个屁都没|不理(?:我|人|不睬)|没人(?:理|管|回|应|接|来|联系)|没得人|无人(?:理|回|答|处理|跟进|联系)"
    r"|(?:等了?|催了?)[^，。]{0,10}(?:没(?:消息|动静|结果|人|回|信|等到|音)|还在等)|还在等(?:回复|答复|消息|结果)?|未(?:获|予|见|收到|作|有|曾)[^，。]{0,8}(?:答复|回复|回应|处理|结果|回音|书面)|不予(?:答复|理睬|回应|回复)|尚未[^，。]{0,4}(?:答|回|处理)|再没[^，。]{0,4}(?:消息|联系|人|信|动静)|(?:没|无)(?:有)?(?:得)?人(?:来(?:修|装|看|过|，|。|$)|上门|接|跟|打给)|没(?:有)?一?个?(?:准信|信儿|影|字|电话)|人影|影子[^，。]{0,4}没|鬼影|没(?:来|修|装)(?=，|。|！|$)|没有人来|还没(?:得)?(?:人)?(?:来|修|装|移|通)|(?:仍|迄|至今)未[^，。]{0,6}(?:通|装|修|函|复|话)|一直录音|永远(?:是|系)录音|没(?:了)?声气|没回音|结果人呢|还是停机|(?:到现在|到今天|至今|一直|结果)[^，。]{0,4}(?:都|也|还是?)没有?(?=，|。|$|我)|逾期未"
)
# Somebody of the company says something, whatever the words.
_SAID = re.compile(
    r"(?:他们|它们|她|他|人家|对方|那边|那头|客服|100\d\d|移动|联通|电信|广电|公司|人工|经理|师傅|小姑娘|丫头|妹子|丫|姑娘|营业员|工作人员|接线|答复|回复|回电|回话|回的?|答|又|就|都|只|还|也|却|来电话|电话来|打电话|后来|结果|最后)"
    r"[^，。！？；]{0,6}(?:说(?!法|清|明|道|理)|讲(?!清|明)|话(?!费)|称|叫我|让我|要我|告诉|推|“|坚持|认为|表示|拒|仅愿|只愿|只肯|不认|不肯|不给|不退|不管|不承认|敷衍)"
    r"|(?:答复|回复|回电|回话|答覆|复称|回我|回了|回是回)(?!我?(?:了|的)?(?:时间|期限))|“[^”]{2,}”|投诉[^，。]{0,4}(?:未果|无果)|仍(?:不|坚持|拒|以)|说(?:是(?!什么)|没|不|我|什么|系统|要|还|得|他|暂|等|名额|卡片|物业|手机)"
)
_EXCUSE = re.compile(
    r"不(?:给|肯|予|能|退|赔|认|承认|同意|归|属|行|符合|是(?:他们|我们|公司)|管|补|可以|负责|关)|退不了|取消不了|查不到|没办法|无法|办不了|没法|我自己|本人(?:操作|订购|同意|点)|系统(?:显示|原因|延迟|自动|问题)|正常|规定|合同|协议|到期|合约"
    r"|推(?:诿|托|来|给|到|脱)|踢皮球|打太极|敷衍|搪塞|扯皮|互相推|只(?:肯|愿|能|答应|同意|退|赔|给|补)|拒(?:绝|不)|无理由|已(?:经)?(?:处理|办结|开通|合格)|达标|合格|没(?:有)?(?:问题|错|依据|记录|办法|这)|要(?:等|求|我|本人)|需(?:要)?(?:本人|等|机主)|活动(?:结束|名额|规则)|最终解释权|误操作"
)
_DISSATISFIED = re.compile(
    r"不(?:满意|接受|认可|服|同意这|同意他|予接受|认同)|(?:没|未)(?:有)?(?:解决|谈拢|达成|说通)|推(?:来推去|诿|三阻四|脱)|踢皮球|打太极|敷衍|搪塞|扯皮|互相推|唔满意|(?:拒绝|拒不)(?:退|赔|承认|处理|提供|受理|解决)|只(?:肯|愿|答应|同意|愿意)(?:给|退|赔|补|返)|仅愿|(?:找|拿)(?:各种)?(?:理由|借口)|没给解决|态度(?:很|极|特别|恶劣)"
)
_SATISFIED = re.compile(
    r"(?<!不)(?<!没)(?<!未)满意(?!度)|(?:已经?|都|全|全都|当天就|马上就)(?:给我?|帮我|把[^，。]{1,6})?(?:解决|处理好|弄好|办好|退(?:给我|回来)?|修好|恢复)了"
    r"|这口?气儿?消了|挺(?:好|满意)|(?:全|都)退给我|给办了"
)
_NOT_SATISFIED = re.compile(
    r"(?:不|没|未|谈不上|没有|哪能|怎么|太)[^，。]{0,3}满意|满意(?:吗|不|个|什么)|(?:没|未|不)[^，。]{0,3}(?:解决|处理好|弄好|修好|恢复)"
    r"|要求|请(?!问)|赶紧|尽快|希望|必须|就是要|(?:让|叫|喊|要)(?:他|她|你)们?"
)

_SETTLED_NO = re.compile(
    r"(?:没|未|没有|不曾|尚未|冇)[^，。]{0,4}(?:和解|达成|谈拢|谈妥|谈成|调解成|协商成|谈过?)|谈(?:不|没)拢|协商(?:未|无)果|(?:讲|说|谈|答应|同意|承诺)(?:好|了)?(?:要|会)?(?:退|赔|给|补)[^。]{0,10}(?:没(?:有)?(?:退|到|给|赔|兑)|未(?:退|到|履行))"
)
_SETTLED_YES = re.compile(
    r"(?<!没)(?<!未)(?<!没有)达成(?:了)?(?:和解|协议|一致)[^。]{0,12}(?:执行|履行|到账|退|赔|兑现)|(?:已|都)(?:经)?和解|和解了|谈(?:好|妥|拢)了?[^。]{0,8}(?:到账|到了|退了|给了|赔了|也办)"
    r"|(?:钱|款|话费|费用)[^，。不没未]{0,6}(?:已经?|都|也)?(?:退(?:回来|给我|到)|到账|返还)(?:了|我?(?:账|卡))|(?:当天|第二天|后来|已经|都|就)(?:就|也)?(?:给我?)?退(?:给我|回来)了|了结了|两清了|(?:已经|都)(?:给我?)?(?:解决|处理好|恢复)(?:了)?(?:他们|，|。|$)|算完(?:了|事)"
)
_NOT_YET = re.compile(r"(?:没|未|不|冇|才)[^，。]{0,3}$")


def _complained(text: str) -> tuple[bool, int, int] | None:
    """Raised with the operator or not, and where the text says so."""
    denied: tuple[bool, int, int] | None = None
    for match in _COMPLAINT.finditer(text):
        before = re.split(r"[，。！？；]", text[max(0, match.start() - 14) : match.start()])[-1]
        after = text[match.end() : match.end() + 12]
        if _HOTLINE_ELSEWHERE.match(after) and "了" not in match[0] and match[0] in _BARE_WORDS:
            continue
        done = "了" in match[0] or "过" in match[0]
        if _TO_OTHERS.search(before) or (_MEANS_TO.search(before) and not done):
            continue
        if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
            denied = denied or (False, match.start(), match.end())
            continue
        if _only_asked(match[0], before, after):
            continue
        return True, match.start(), match.end()
    never = _NEVER.search(text)
    never_elsewhere = never and re.search(
        r"别的|其他|其它|别处|第二|哪儿|哪里|任何部门",
        text[never.start() - 8 if never.start() > 8 else 0 : never.end() + 4],
    )
    return denied or ((False, never.start(), never.end()) if never and not never_elsewhere else None)


_BARE_WORDS = frozenset({"投诉", "反映", "反应", "工单", "投诉单"})
_AT_THE_DESK = re.compile(
    r"(?:去|到|来|打|经|曾|已|又|再)(?:了|到)?[^，。]{0,5}(?:厅里?|公司|柜台|电话|100\d\d号?|经|曾|已)?(?:正式|书面)?$"
)
_DONE = re.compile(
    r"(?:了|过|到|后|。|以后|之后|至|单|说|称|时|未|无|多|就|也|都|给|他|客服|移动|联通|电信|广电|人工|的|：|第|好|几|一|两|三|四|五|、|没|那|并|当|这|号|编|工|被|竟|却|仍|至今|迄|答复|回复|，(?!请|望|要求|特)|（|佢|她|它|\d|到现在|对方|啦|人家|装维|上门|$)"
)


def _only_asked(word: str, before: str, after: str) -> bool:
    if word in {"反映", "反应"} and not re.search(r"\d$|打|向|跟|给|找|同|和|去|我|曾|也|已", before):
        return True
    undone = word in _BARE_WORDS and not _DONE.match(after) and not _AT_THE_DESK.search(before)
    return undone or bool(_BY_PHONE_FOR.match(after) and not _SURELY_RAISED.search(word + after))


def _reply(text: str, complained: tuple[bool, int, int] | None) -> tuple[str, int, int] | None:
    """How the operator answered; only a complaint can have an answer. The last that is told holds."""
    if not complained or not complained[0]:
        return None
    told, offset = text[complained[1] :], complained[1]
    if satisfied(told):
        return "satisfied", offset, len(text)
    silences = list(_SILENCE.finditer(told))
    answers = [match for match in _SAID.finditer(told) if not _is_promise(told, match)]
    answers += list(_DISSATISFIED.finditer(told))
    if silences and not any(answer.start() >= silences[-1].end() for answer in answers):
        return "none", offset + silences[-1].start(), offset + silences[-1].end()
    last = max(answers, key=lambda answer: answer.start(), default=None)
    return ("unsatisfied", offset + last.start(), offset + last.end()) if last else None


def _is_promise(told: str, match: re.Match[str]) -> bool:
    """专人联系, 七个工作日内回复: not yet an answer."""
    return bool(_PROMISE.search(told[match.start() : match.end() + 18]))


_PROMISE = re.compile(
    r"(?:工作日|小时|[天日])(?:之?内|给信|回复|答复|联系|修好|上门)|(?:专人|专员|后台|会有?人?)[^，。]{0,4}(?:联系|回复|回电|处理|跟进|核实)|(?:记|登)(?:录|记|下来)|派单|尽快(?:处理|回复)|帮(?:我|你|您)(?:催|查|反映|登记)|会查|等(?:通知|消息|电话|回复|信儿)|查询中|在查"
)


def _settled(text: str) -> tuple[bool, int, int] | None:
    refused = _SETTLED_NO.search(text)
    if refused:
        return False, refused.start(), refused.end()
    agreed = _SETTLED_YES.search(text)
    if agreed and not _NOT_YET.search(text[: agreed.start()]):
        return True, agreed.start(), agreed.end()
    return None


def find_history(text: str) -> list[Mention]:
    """`complained`, `operator_reply`, `settled`, `other_body` and `relation`, each only where it is said."""
    complained = _complained(text)
    found: dict[str, tuple[Any, int, int] | None] = {
        "complained": complained,
        "operator_reply": _reply(text, complained),
        "settled": _settled(text),
        "other_body": body_in(text),
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
