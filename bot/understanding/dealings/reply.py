"""How the operator answered a complaint: not at all, with an excuse or a refusal, or to the user's liking.

A complaint that is told about has nearly always an outcome in the text. What counts is the last of it: an excuse that
silence follows is silence only if nobody answers any more, not if merely nothing was mended.
"""

import re

from bot.understanding.dealings.contact import COMPANY, ELSEWHERE, STAFF, Contact

_NONE = r"(?:没有|没得|没的|莫得|木有|没|未|无|冇|唔见|不见|不曾|从未|尚未|还没)"
# Nobody answers.
_NO_ANSWER = re.compile(
    rf"(?<!我){_NONE}(?:有|得|见|给|收到|接到|等到|等来|作出|做出|任何|只言|片言|咗|得过|个|一个|半个|哪个|谁|啥|什么|乜|一点|点|再|肯|人|来|我|过|能|予|等)*"
    r"(?:回(?!来|去|家|头|本)|理(?!由|解|赔|会你|财)|答复|答覆|回复|消息|音信|音讯|讯息|覆|下文|动静|回应|回音|回话|信儿|准信|信(?=，|。|$|了|！)|结果|联系|反馈|说法|吭|搭理|鸟(?=我|，|。|$)|会我|解释|书面|屁|声(?:气|响|音|息|出|，|。|$)|交代|交待|字(?=，|。|$|！)|给我?(?:个)?(?:电话|信)|打(?:来|给|电话)|跟进|处理(?!完|好))"
    r"|(?:消息|音信|音讯|回音|回复|答复|答覆|动静|结果|反应|下文|说法|电话|回话|人影)儿?(?:都|也)(?:没|冇|未|无|唔)"
    r"|(?:啥|什么|甚|一句话?|半句话?)(?:都|也)没(?:有)?(?:跟我|同我|给我)?(?:说|讲|交代)(?=，|。|$|！)|石沉大海|杳无|杳如|没了下文|不了了之|音信全无|人间蒸发|泥牛入海|不理(?:我|人|不睬|睬|会)|爱答不理|没人(?:理|管|回|应|接|跟|联系|鸟|搞|睬)|冇人(?:理|管|回|应|接|跟|搞|睬|覆)|没得人(?:理|管|回|接)|无人(?:理|回|答|处理|跟进|联系|问津|接)"
    r"|(?:屁|毛|泡|声|音|响|字|影|影子|信|话|气|毛|人影|鬼影|回音|信儿|动静|嘛|啥|什么|乜)(?:儿|子)?(?:都|也)(?:没|冇|不|未|呒)(?!收|扣|会|能|懂|知|晓|说|讲|清|用|提|告|通|发|点|按|签)|(?:人影|鬼影|影子|影儿)[^，。]{0,3}(?:没|冇|不见)"
    r"|已读|(?<![收退])不回(?=，|。|$|我|信|消息)|(?:电话)?(?:都|也)?不接(?:了)?(?=，|。|$|我|电话)|打不进|没个(?:头|准|信|影|回)|断了?气|死了?一样|等到现在|等来等去|石头扔进|还在等|(?:等|候)(?:了|咗|到)[^，。！？；]{0,10}(?:没|冇|未|还|什么也)|不予(?:答复|理睬|回应|回复)|(?:逾期|至今|迄今|仍|尚|迄)(?:仍|尚)?(?:未|无|没)[^，。]{0,8}(?:答|复|回|函|字|音|果|说法|联系|消息|处理)|未(?:获|予|得|见)[^，。]{0,6}(?:答|复|回|字|处理|结果)|永远(?:是|系)录音|一直录音|一直占线(?![^。]{0,12}才)|打不通(?![^。]{0,8}才)|没下文|没动静|没声音?了?(?=，|。|$)|(?:一直|到现在|至今|到今[天儿日]|今[天儿日]|结果|现在|从来|根本|始终)(?:都|也|还|仍)*(?:没有|没得|没|冇|未)(?:有|得|见)?(?=，|。|！|$|我|俺|额|请|希望|要)|(?:未|没有?)(?:收到|接到|得到)[^，。]{0,8}(?:答复|回复|答覆|回音|结果)|没了(?:消息|声|音)|后面没了|没影了?(?=，|。|！|$)|一声不吭|不吭声|装死|装聋|装哑|^哑了|(?:[鬼人]|一个|谁)(?:都|也|影)*(?:没有?|没得|冇|不)(?:一?个|人)*(?:打|来|露|回|理|管|见|应)|(?:没有?|没得|冇|呒有|呒没)(?:一[回次个趟]|人|半个)+(?:来|打|过来|回|应|理|管)|^(?:还|一直)?(?:在)?等到?(?:现在|今天|花)|(?:一个|半个|几个|好几)?(?:[月天周]|星期|礼拜)了?(?:还|仍|都|也)?(?:没|冇|未)(?:有)?(?:个)?(?:动静|消息|人影)"
)
# Nothing is mended or done.
_NOT_DONE = re.compile(
    rf"{_NONE}(?:有|得|见|人|一个|半个|再|来|给我|再来|个|过|任何|能)*(?:派(?:[^，。]{{0,2}}[员人工]|(?=，|。|$))|来|修|装|上门|移|更[正改]|改(?=，|。|$)|通(?=，|。|$)|好(?=，|。|$)|解决|恢复|开(?=，|。|$)|到(?=，|。|$)|改善|变化|行动|影子|见着|见到|露(?:头|面|过)|人影|退(?=，|。|$))"
    r"|老样子|原样|该(?:咋|怎么)样还(?:咋|怎么)样|拖到(?:现在|今天|而家)|到现在还|(?:工单|单子|投诉单|报修单)[^，。]{0,6}(?:关|结|完结|办结|已完成|销)(?:了|掉|单|”|，)|“?(?:已完成|待处理|处理中|已办结)”?"
)
_SPEAKER = (
    rf"(?:{COMPANY}|{STAFF}|公司|人工|经理|主管|小姑娘|丫头|妹子|妹仔|小妹|丫|姑娘|小伙儿?|小哥|营业员|柜台|工作人员|她|他|佢|专席|回访|组长|值班长|答复|回复|回覆|回电|来电|回话|答覆|覆|电话里|短信回复)"
)
_VERB = (
    r"(?:说(?!法|清|明书|道)|讲(?!清|明)|话(?!费|音|务|单)|称|叫我|让我|要我|告诉|推(?!荐|销|广)|“|坚持|认为|表示|拒|仅称|只(?:会|说|肯)|不认|不肯|不给|不退|不管|不承认|敷衍|非说|硬说|咬定|承认|叫|甩|丢下|撂|要走|推(?:给|来|到|俾)|查(?:了|到|不)|搪塞)"
)
_SAID = re.compile(
    rf"{_SPEAKER}[^，。！？；]{{0,6}}?{_VERB}|(?:答复|回复|回电|回话|答覆|复称|回我|(?<![一二两三四五六七八九十几\d])回了|回是回|得到的答复|覆我|回访|(?:回|来|丢|甩|撂)(?:了)?(?:我)?(?:一)?句|意思(?:是|就是)|口径)(?!我?(?:了|的)?(?:时间|期限))|“[^”]{{2,}}”"
    r"|(?:，|。|！|后|完|结果|又|就|才|再|去|来了|问)(?:说(?!法|清|明|好的|过)|讲(?!清|明|好)|话(?!费|音|是|说|不|就))|被告知"
)
_EXCUSE = re.compile(
    r"不(?:给|肯|予|能|退|赔|认|承认|同意|归|属|行|符|是(?:他们|我们|公司|本公司)|管|补|可以|负责|关|清楚|知道|执行|作数|算|支持)|[退整弄搞修办改查解]不了|不好使|取消不了|改不了|查不到|没办法|没招|无法|办不了|没法|我自己|(?:是|系)我(?!们这)|本人(?:操作|订购|同意|点|办|要)|系统|正常|规定|合同|协议|到期|合约|达标|合格"
    r"|推(?:诿|托|来|给|到|脱|三)|踢皮球|作废|不算数|不作数|打太极|敷衍|搪塞|扯皮|互相推|只(?:肯|愿|能|答应|同意|退|赔|给|补|会)|仅(?:愿|称|答|退|赔|以|言)|拒(?:绝|不)|无理由|(?:没|无)(?:有)?(?:问题|错|依据|记录|办法|这|误|端口|资源|权限|招)|要(?:等|求|我|本人|扩容)|需要?(?:本人|等|机主|上级)|活动(?:结束|名额|规则)|最终解释权|误操作|老化|光缆|基站|物业|高峰|拥堵|扩容|排期|关机|重启|风控|涉密|保密|模型|网线|路由器|手机(?:问题|坏)|电脑|换(?:个|台|条)|离职|调走|前任|宣传口号|以.{1,8}为准|让我找|叫我找|找(?:别|第三方|银行|物业|代理)|白搭|没用|无效|无果|未果|唔(?:关|得|认|退)|人手|打官腔|官腔|官话|套话|复读机|复制粘贴|答非所问|正面回应|对不起|抱歉|道歉|歉意|已按|一样的(?:说法|话|回答)|还是(?:这|那)(?:个|句|番|套)(?:话|回答|说法)|老一套"
)
_PROMISE = re.compile(
    r"(?:工作日|小时|[天日])(?:之?[内头])?(?:给?(?:个)?(?:信|回话|回音)|给?(?:我)?回(?=，|。|$|我|话|电|音)|回复|答复|回电|联系|修好|上门|处理|有人)|(?:专人|专员|后台|会有?人?|有人)[^，。]{0,4}(?:联系|回复|回电|处理|跟进|核实|上门)|(?<!话)(?<!天)记录(?!是|显示)|登记|记(?:下来?了?|低)|派(?:了)?单|尽快|帮(?:我|你|您)(?:催|查|反映|登记|问|处理)|会查|(?:让|叫|喊|还是|就是|只会)(?:我)?等(?=，|。|$|到|着|了)|(?:再)?等(?:等|通知|消息|电话|回复|信儿|几天|两天)|亲亲|稍等|在路上|马上(?:来|到|处理)|这就(?:来|到)|答应得|耐心|查询中|在查|核实中|(?:在|正在)?(?:核实|调查|走流程|审批)(?=中|，|。|$|，)|已受理|快了|会(?:尽快)?联系|加急|反馈|上报|报上去|反映上去|处理中|在处理|派了"
)
_PROMISED_ANSWER = re.compile(
    r"(?:工作日|小时|[天日]之?内|[一二两三四五六七几\d]天)(?:之?内)?(?:给|会)?(?:我)?(?:回(?!来|家|去)|回复|答复|回电|回话)"
)
_DISSATISFIED = re.compile(
    r"(?:我|俺)(?:都|就|也|可)?(?:没有?|不)(?:同意|答应|干|认|服)(?=，|。|$|气)|一分(?:钱)?(?:都|也)?不(?:退|赔|给)|打发(?:我|人|了)|(?:撵|轰|赶|请)(?:我|俺)?(?:了)?出(?:去|来|门)|说法(?:都|也)?(?:不一|变|每次)|(?:挂|撂)(?:了|断)(?:我)?(?:的)?电话|不(?:满(?!意)|满意|接受|认可|服|同意这|同意他|予接受|认同)|(?:没|未)(?:有)?(?:解决|谈拢|达成|说通)|推(?:来推去|诿|三阻四|脱)|踢皮球|打太极|敷衍|搪塞|扯皮|互相推|唔满意|(?:拒绝|拒不)(?:退|赔|承认|处理|提供|受理|解决)|只(?:肯|愿|答应|同意|愿意)(?:给|退|赔|补|返)|仅愿|(?:找|拿)(?:各种)?(?:理由|借口)|没给解决|态度(?:很|极|特别|恶劣|差)|车轱辘|糊弄|忽悠我|绕来绕去|白搭|未果|无果|等于没|(?:谈不上|算什么|算啥)[^，。]{0,3}(?:满意|答复)|满意(?:个|啥|什么)|驳回|打官腔|官腔|答非所问|复读机|没(?:有)?正面|复制粘贴|来回(?:就|都)?(?:那|这)"
)
_SATISFIED = re.compile(
    r"(?<!不)(?<!没)(?<!未)(?<!唔)满意(?!度)|(?:已经?|都|全|全都|当天就|马上就)(?:给我?|帮我|把[^，。]{1,6})?(?:解决|处理好|弄好|办好|退(?:给我|回来)?|修好|恢复)了"
    r"|(?<!把)给我(?:解决|处理好|办好)了|这口?气儿?消了|挺(?:好|满意)|(?:全|都|已)退(?:给)?(?:我|俺)|给办了|没(?:啥|什么)?意见了|没话说了|认了(?=，|。|$)|(?:^|，)[^，。不没无难]{0,6}(?:可以|能)接受(?:了)?(?=，|。|$)|(?:^|，)(?:此节|这个|对此)?(?:我|本人)?(?:亦|已|也)?接受(?:了)?(?=，|。|$)|行了(?=，|。|$)|(?:钱|款|话费)(?:也|都|已经?|全)*退了|(?:^|，)(?:给我?俺?)?退(?:给我|给俺)?了(?=，|。|$)"
)
_NOT_SATISFIED = re.compile(
    r"(?:不|没|未|谈不上|没有|哪能|怎么|太)[^，。]{0,3}满意|满意(?:吗|不|个|什么|啥)|(?:没|未|只|才|仅)[^，。]{0,3}退|扣了|收了(?!费)|(?:说|讲|称|话|云)(?:都|早)?已(?:经)?(?:退|处理|解决|恢复)|还在(?:收|扣)|(?:没|未|不)[^，。]{0,3}(?:解决|处理好|弄好|修好|恢复)"
    r"|(?:我|俺|额)?就(?:没意见|没话说|满意|认了|算了|行了)|要求|请(?!问)|赶紧|尽快|希望|必须|就是要|(?:让|叫|喊|要)(?:他|她|你)们?"
)
_AGREED = re.compile(r"和解|达成|谈妥|谈好|到账")
# When and how it was raised, and under which number: no outcome.
_PARTICULARS = re.compile(
    r"[\dA-Za-z，。、：:（）()\-/]|工单号?|编号|单号|流水号|号码|[年月日号]|打的?|投诉|上午|下午|晚上|热线|客服|是"
)
# 来回推诿，毫无结果: what has no result was answered.
_PASSED_ON = re.compile(r"(?:推诿|推脱|踢皮球|推来推去|扯皮|互相推)，?(?:毫|没|无|也|都|一直|至今|仍)*$")
_AS_GOOD_AS_NONE = re.compile(r"等于(?:没|白)|满意(?:个|啥|什么)|算(?:什么|啥|哪门子)答[复覆]")
# A dated or quoted answer is one, though nothing more was heard after it.
_FORMAL = re.compile(r"(?:答[复覆]|回[复覆]|回函|复称)(?:我)?(?:说|称|讲|是|为|：|，)?“[^”]{2,30}”")
# 要求：…, 证据：…, 截图我都有; to the end of the sentence.
_ASIDE = re.compile(
    r"(?:(?<=[，。！？；])|^)(?:故|特|现|本人|我|俺|就|只|望|所以|为此)*(?:要求|请求|请(?!问)|希望|恳请|诉求|盼|望)(?!了|过|他|被|遭)(?:(?!，[^，。]{0,8}(?:客服|回电|答复|他们说|对方|回复|回覆))[^。！？；]){3,}"
    r"|(?:(?<=[，。！？；])|^)(?:证据|材料|附件|附)[：:有是][^。！？；]*"
)
# 我说, 要他说清楚: the user speaks, or wants them to.
_USER_SPEAKS = re.compile(r"(?:我|俺)(?:就|也|又|跟他|问)?$|(?:就要|我要|要让|让|喊|叫|请|要求|等)$")
_SPOKE = re.compile(r"说|称|坚持|仍不|拒|推|口径|回(?!来|家|去)|答")
_NEAR = 12  # characters
_SOME_MORE = 8  # characters after the complaint in which an outcome can be told


def find_reply(text: str, contact: Contact | None) -> tuple[str, int, int] | None:
    """`satisfied`, `none` or `unsatisfied`, and where it stands; only a complaint can have an answer."""
    if not contact or not contact.raised:
        return None
    told = text[contact.start :]
    outcome, start = last_told(told)
    more = _PARTICULARS.sub("", _narrated(text[contact.end :]))
    if outcome is None and not _AGREED.search(told) and len(more) > _SOME_MORE and _SPOKE.search(more):
        outcome = "unsatisfied"
    return (outcome, contact.start + start, contact.start + start + 1) if outcome else None


def last_told(told: str) -> tuple[str | None, int]:
    """How it ended, in a text that tells only of that, and where; None if it says nothing of it."""
    told = _narrated(told)
    if satisfied(told):
        return "satisfied", 0
    if _AS_GOOD_AS_NONE.search(told):
        return "unsatisfied", 0
    unheard = [match.start() for match in _NO_ANSWER.finditer(told) if not _by_another_body(told, match)]
    excuses = [match.start() for match in _answers(told) if not _only_promised(told, match)]
    excuses += [match.start() for match in _DISSATISFIED.finditer(told)]
    unheard = [at for at in unheard if not _PASSED_ON.search(told[:at])]
    formal = [match.start() for match in _FORMAL.finditer(told) if _EXCUSE.search(match[0])]
    if unheard and not formal and unheard[-1] >= max(excuses, default=-1):
        return "none", unheard[-1]
    if excuses:
        return "unsatisfied", max(excuses)
    if unheard or _NOT_DONE.search(told):
        return "none", 0
    if _EXCUSE.search(_PROMISE.sub("", told)):
        return "unsatisfied", 0
    return ("none", 0) if _PROMISE.search(told) else (None, 0)


def _narrated(told: str) -> str:
    """Without what is asked for now and what is in hand, which tell of no answer; as long as before."""
    return _ASIDE.sub(lambda match: "。" * len(match[0]), told)


def _by_another_body(told: str, match: re.Match[str]) -> bool:
    """又打了12345，也没下文: whose silence it is."""
    clauses = re.split(r"[。！？；]", told[: match.start()])[-1]
    return bool(ELSEWHERE.search(clauses[-_NEAR:]))


def _answers(told: str) -> list[re.Match[str]]:
    """What somebody of the company said; what the user says to them is none."""
    mute = [match.span() for pattern in (_NO_ANSWER, _PROMISED_ANSWER) for match in pattern.finditer(told)]
    return [
        match
        for match in _SAID.finditer(told)
        if not _USER_SPEAKS.search(told[: match.start()])
        and not any(start < match.end() and match.start() < end for start, end in mute)
    ]


def _only_promised(told: str, match: re.Match[str]) -> bool:
    """专人联系, 七个工作日内回复: not yet an answer, unless an excuse stands beside it."""
    said = re.split(r"[。！；]", told[match.start() : match.end() + 30])[0]
    return bool(_PROMISE.search(said)) and not _EXCUSE.search(_PROMISE.sub("", said))


def satisfied(text: str) -> bool:
    """The answer of the operator was to the user's liking."""
    return bool(_SATISFIED.search(text) and not _NOT_SATISFIED.search(text))
