"""Was the matter raised with the operator: by telephone, app, repair report or complaint, not by a refused visit?

Three kinds of signs: a deed (投诉了, 报了修, 打了三次10086), an answer that only a complaint can have (客服说系统正常),
and a denial (没投诉过, 还没打), which outranks deeds that are only thought of.
"""

import re
from dataclasses import dataclass

HOTLINE = r"(?:100(?:86|10|00|01|99|15)号?|1008611|客服|热线|人工(?:台|坐席)?|服务台|一?万号)"
COMPANY = r"(?:中国)?(?:移动|联通|电信|广电|铁通|运营商)"
STAFF = (
    rf"(?:{HOTLINE}|接线(?:员|的)|话务员?|坐席|专员|专席|后台|投诉部|装维|装机|维修|工程师|师傅|客户经理|网络部|值班|"
    r"对方|那边|那头|嗰边|人家|他们|它们|她们|上头)"
)
ANYONE = rf"(?:{COMPANY}|{STAFF}|公司|经理|主管|领导|厅里|营业厅|营业员|站上)"
_NOT = r"(?:没有|没得|没|未|不曾|从没|从未|尚未|懒得|忘了|冇|莫|还没)"
_MARK = re.compile(r"[，。！？；、：]")
_SPEECH = (
    r"(?:说|讲|话(?!费|音|单|务)|称|答|回(?!家|来|去|头|老|县|乡)|复|叫(?=我|我们)|让(?=我|等)|要(?=我)|告诉|坚持|推(?!荐|销|广)|扯|敷衍|搪塞|咬[定死]|推说|告知|表示|非说|云|言|以“|回绝|拒绝|认定|不认|不承认|只会|只肯|唔认|念|怼|解释)"
)


@dataclass(frozen=True)
class Contact:
    """Whether it was raised, and where the text says so."""

    raised: bool
    start: int
    end: int


_DEEDS = re.compile(
    r"(?P<plaint>投诉|反映|反应|申告|控诉|交涉|理论|(?<=去)(?:讨|要)(?:个)?说法|追问|说理|抗议|闹过|(?<=营业厅)闹(?=，|。|了|过)|营业厅[^，。]{0,2}找[^，。]{1,6}(?:说|讲)(?:这|那)(?:个|件)?事|上访|提(?:出|了|过)+[^，。]{0,3}(?:异议|意见|质疑)|异议(?=，|。))"
    r"|(?P<repair>报修|报障|报故障|报了?个?修|报[了过的](?:个)?(?:故障|障|修)|报(?:的|过|了)(?=两|三|四|五|六|七|八|九|十|几|\d|，|。|$)|报上去|催(?:办|单|装|修|促|了|过|咗|到|他们|得|问|装机)|报[^，。]{0,6}的修)"
    rf"|(?P<call>(?:打|拨|拨打|致电|去电|联系|咨询|找|问|喊|呼|call|Call|摇)(?:了|过|通|给|咗|爆|烂|去|完|遍|的是?|几次|几回|电话)*[^，。！？；说讲打来给我是]{{0,8}}?{HOTLINE})"
    rf"|(?P<sought>(?:打|拨)(?:他们|公司)的?电话|(?:寻|揾|找|问)(?:了|过|咗)?(?:县|市|区|当地)?(?:移动|联通|电信|广电)公司(?=[一两三四五六七八九十几好\d]+[次回遍趟])|(?:寻|揾|找)(?:了|过|咗)(?:他们|佢哋?|人家|客服|客户经理|经理|公司)(?=[一两三四五六七八九十几好\d]|，|。|$))"
    rf"|(?P<talk>(?:给|向|找|跟|同|和|与|问)(?:了|过)?(?:{COMPANY}|{HOTLINE}|公司|他们|客户经理|装维)(?:公司|那边|的人|的|那头|客服|人工|电话|师傅)*(?:打|反映|投诉|申诉|申告|说|讲|念叨|提|问|理论|交涉|闹|吵|报|扯|掰扯|磨))"
    rf"|(?P<phone>(?<!不)(?<!亲戚)(?<!朋友)(?<!客户)(?<!别人)(?:打|拨)(?:了|过|咗|去)[^，。！？；块钱分话折货客友业的]{{0,6}}(?:电话(?!像|的)|次|遍|回|通(?![话知])|趟)(?!我)|(?<!不)(?:打|拨)(?:好几|无数|\d+|[两三四五六七八九十]+)(?:次|遍|回|趟)|(?:(?<!给我)(?<!他们)(?<!有人)打电话(?:去|过去)?(?:问|骂|讲(?!.{{0,2}}句)|说(?!话|.{{0,2}}句)|闹|反映|投诉|申诉|催|寻|找(?=他|客服|人家)|向他))|再打(?:过去|电话|去)?(?=说|问|讲|就|又))"
    r"|(?P<paper>工单(?:号|编号)?|投诉单|受理单号|报修单|(?:书面|正式|挂号)[^，。]{0,4}(?:函告|致函|发函|函件)|致函(?!我)|发函(?!我)|电诉|电询|诉诸100\d\d|屡催|客服留言|(?:[Aa][Pp][Pp]|公众号|网厅|网上|小程序|微信)(?:里|上)?(?:也)?(?:提(?:了|过|交了?)|留言|反馈|投诉))"
)
ELSEWHERE = re.compile(
    r"(?:12345|12315|12378|12381|12300|12321|96110|(?<!\d)110(?!\d)|工信部|通管局|通信管理局|管理局|消协|消委会|消保委|消费者协会|市监局|市场监管|市长热线|政府热线"
    r"|派出所|公安|法院|保险|银行|物业|店里|店家|商场|平台|报警|酒店|供暖|供热|卖家|商家|厂家|售后|快递|货主|房东|村委|村里|居委|社区|学校|学院|4S|水厂|自来水|电力|供电|物流|景区|航空|旅行社)[^，。！？；]{0,8}$"
)
_ONLY_THOUGHT_OF = re.compile(
    r"(?:(?<!不)要(?!求)|想|打算|准备|怎么|怎样|咋|如何|哪里|能不能|可以|可不可以|该|再不|不然|否则|就去|应该|来$|来你们|来这里?|在这|向你们|会|去哪|找你们|需要|得先|必须先|是不是|特此|现|故|欢迎|承诺|规定|写(?:住|着|的)|支持|只有|除非|小心|当心|威胁|不怕|怕我|只好|只能|敢|帮我|帮忙|麻烦|请|须|登记下?|代为|谨此|首次|头一次|第一次|(?:叫|让|喊|要)我|(?:给|向|跟)你们|(?:替|代|帮|为)(?:我|俺|他|她|老|家|阿)[^，。]{0,3}|向上|讲先|说先)[^，。！？；]{0,5}$"
)
_DENIED_BEFORE = re.compile(
    rf"{_NOT}(?!明细|通知|信号|理由|任何通知)(?:有|去|来得及|得空|得闲|空|跟|给|向|找|先|往|到|专门|正式|打过?|过|任何|敢|再|人)*[^，。！？；我俺人\d]{{0,3}}$"
)
_DENIED_AFTER = re.compile(
    r"^(?:就|也|都|还|倒|我)*(?:没|未|冇)(?:有|得)?(?:投诉?|打|找|去|提|报|做)?过?(?=，|。|！|呢|$)"
)
_OFFICE = re.compile(
    r"^(?:投诉|反映|申告)?[^，。！？；完到了过]{0,3}(?:电话(?!打|没|都|了)|热线|渠道|平台|部门|无门|中心|专线|信箱|48|24|\d+小时|当天|当日|一日|两天)"
)
_BARE = frozenset({"投诉", "反映", "反应", "申告", "工单", "投诉单", "说理", "理论", "报修", "报障", "报个修"})
_UNSURE = frozenset({"反映", "反应", "报修", "报障", "报个修"})
_SURELY_AFTER = re.compile(
    r"^(?:上去|完|之后|以后|后|给|到|半|[一两二三四五六七八九十好几多\d]+[次回遍天日个周年月]|已|后|没|无|未|单|话|，(?:历时|至今|到现在|没|无|又|说|讲|客服|师傅|拖|等))"
)
_DONE_BEFORE = re.compile(
    r"(?:去|到|来|打|曾|已|又|再|也|都|屡|多次|再三|反复|一再|几次|数次|多番|连续|天天|每天|日日|一直|从|\d|[一两二三四五六七八九十几]次|[号日天月年周初]|后|刚|刚刚|上次|上回|之前|前|厅里?|公司|柜台|电话|正式|书面|当面)(?:了|到|过|我)?[^，。！？；]{0,3}$|(?:经|向|跟|给|找|同)[^，。！？；]{1,9}$"
)
_DONE_AFTER = re.compile(
    r"^(?:热线|电话)?(?:单|号)?(?:了|过|到|咗|后|的(?!是怎|话|渠道)|完|。|以后|之后|至今|说|称|时|未|无|没|冇|多|就|都|给|他|它|客服|移动|联通|电信|广电|人工|第|好|几|一|两|三|四|五|那|并|当|被|竟|却|仍|迄|答复|回复|对方|人家|得来|\d|上去|石沉|半|不下|，(?!请|望|要求|特|希望|我要|怎么|能|可以)|$)"
)
_TO_ORDER = re.compile(
    r"^[^，。！？；]{0,8}(?:想|说要|申请|让他们|叫他们|去)?(?:查询|咨询|办理(?!错)|办(?!法|事|公|错)|开通|取消|退订|预约|报装|充值|改套餐|降套餐)"
)
_INCOMING = re.compile(r"(?:用|拿|自称|冒充|假冒|显示|接到|收到|来了?个?)[^，。]{0,6}$")
_PRETENDED = re.compile(r"(?:自称|冒充|假冒)[^，。]{0,6}$")


# Words that say outright what the call was for.
_OUTRIGHT = frozenset({"plaint", "repair", "paper"})
_CALLED_BY = re.compile(rf"(?:{COMPANY}(?:公司)?(?:的|那边|的人|客服|的业务员)*|有(?:一?个)?[^，。我]{{0,4}}人)$")
_MEANT_TO = re.compile(r"(?:我|俺)?(?:本来|正|原本|都|也)*(?:想|打算|准备)(?!办)")


def find_contact(text: str) -> Contact | None:
    """The first sure sign that it was raised, one that says so outright before all; else a denial; else None."""
    denied: Contact | None = None
    raised: Contact | None = None
    for match in _DEEDS.finditer(text):
        before = _MARK.split(text[max(0, match.start() - 16) : match.start()])[-1]
        after = text[match.end() : match.end() + 14]
        if ELSEWHERE.search(before + match[0]) or _PRETENDED.search(before) or _calls_us(match, before):
            continue
        if _DENIED_BEFORE.search(before) or _DENIED_AFTER.match(after):
            denied = denied or Contact(False, match.start(), match.end())
        elif _is_done(match, before, after):
            if match.lastgroup in _OUTRIGHT or re.search("投诉|反映|报修|报障", after):
                return Contact(True, match.start(), match.end())
            raised = raised or Contact(True, match.start(), match.end())
    return raised or denied or _never(text) or _answered(text)


def _calls_us(match: re.Match[str], before: str) -> bool:
    """联通的打电话说免费升级: it is the company that calls."""
    return match.lastgroup == "phone" and bool(_CALLED_BY.search(before))


def _is_done(match: re.Match[str], before: str, after: str) -> bool:
    word, said = match[0], match.lastgroup
    finished = bool(re.search(r"[了过咗]", word)) or bool(re.match(r"了|过|咗", after))
    if (_ONLY_THOUGHT_OF.search(before) or _MEANT_TO.match(before)) and not finished:
        return False
    if word in _BARE and not finished:
        if _OFFICE.match(after):
            return False
        return bool(_DONE_BEFORE.search(before) or (_SURELY_AFTER if word in _UNSURE else _DONE_AFTER).match(after))
    if said == "call" and re.match(r"(?:的)?那[个家]", after):
        return False  # which company it is: 打一万号那个
    if said in {"call", "phone", "talk"}:
        return not (_TO_ORDER.match(after) and not re.search(r"投诉|反映|报修|报障", after))
    return True


_NEVER = re.compile(
    rf"{_NOT}(?:有|去|跟|给|向|找|来得及|得闲|得空|空|敢|先|专门|正式|任何|再|直接)*(?:过)?(?:{ANYONE}|联系)*"
    r"(?:投诉(?!单|电话)|反映|打(?:过(?:电话|客服|100\d\d|给|去)|客服|100\d\d|电话(?:给|去|投诉|反映|问))|(?:打|找|问)过|找(?:他们|客服|移动|联通|电信|营业厅)|联系过?(?:他们|客服|移动|联通|电信)|报修|报障|(?:跟|找|同)(?:他们|客服|移动|联通|电信)(?:说|讲|提|理论)|(?:投|告)过)|(?:没|未|冇)(?:有)?(?:跟|向|找|给|同)(?!我)[^，。]{1,4}(?:说|提|讲)过"
)
_NOT_THEM = re.compile(r"别的|其他|其它|别处|第二|哪儿|哪里|任何部门|跟我|给我|和我|同我|人(?:跟|给|和|同|来)|没人")


def _never(text: str) -> Contact | None:
    for match in _NEVER.finditer(text):
        around = text[max(0, match.start() - 6) : match.end() + 4]
        if not (
            _NOT_THEM.search(around)
            or text[match.end() :].startswith(("我", "俺"))
            or ELSEWHERE.search(text[max(0, match.start() - 8) : match.end()])
            or ELSEWHERE.search(text[match.end() : match.end() + 5])
        ):
            return Contact(False, match.start(), match.end())
    return None


# Somebody of the company says what is only said to one who complains.
_EXCUSE = (
    r"(?:作废|不算数|不作数|不(?:能)?参[加与]|不限速|系统|正常|查不到|查无|没有?(?:记录|问题|办法|权限|依据|这|端口|资源)|冇|没法|没招|不能|不给|不予|不肯|不归|不关|不是|不符|不行|不退|退不了|不清楚|唔|无法|无权|无误|等|再等|在排|排单|我自己|本人|我(?:的|家|网线|手机|电脑|路由|操作)|你(?:自己|的)|合约|合同|协议|规定|"
    r"政策|达量|高峰|拥堵|光缆|设备|老化|基站|物业|排期|扩容|下个?月|关机|重启|以.{1,6}为准|解释权|涉密|保密|模型|公安|风控|登记|记录|核实|会查|在查|查询|小时(?:之|以)?内|\d+小时|工作日|[天日]之?内|当天|回电|专员|专人|名单|库存|缺货|名额|反馈|上报|派单|工单|升级|割接|检修|维护|误|第三方|毛病|验证码|(?:我|俺)(?:开|点|订|按|同意|签)|套餐里|自带)"
)
_ANSWERED = re.compile(
    rf"(?:{HOTLINE}|接线员|话务员|装维|维修(?:工|师傅|人员)|师傅)[^，。！？；]{{0,6}}?{_SPEECH}[^，。！？；]{{0,12}}?{_EXCUSE}"
    rf"|(?:{HOTLINE})[^，。！？；]{{0,3}}(?:不(?:理|管|认|给|肯|处理)|踢皮球|推来推去|打太极|敷衍|和稀泥|让我找|叫我找|让我去|叫我去|要我先|让我先|叫我先|没人接|一直占线|绕来绕去|跟我绕|磨叽|扯皮|态度)"
    # Only to one who asked do they answer so, be it a phone or a desk for complaints.
    rf"|(?<!外呼)(?:接线(?:员|的)|话务员?|坐席|专席|回访的?)[^，。！？；]{{0,4}}{_SPEECH}|(?:回电|来电|回访|自动回复|回函)(?:我)?(?:说|称|讲|：|告知)[^，。]{{0,10}}(?:不|没|无|只能|仅|已|核)"
    rf"|{HOTLINE}[^，。！？；]{{0,6}}(?:推(?:来|给|到|俾|诿|脱|三)|电话都?不接)|{HOTLINE}先[^，。]{{0,2}}说[^。]{{0,12}}(?:又|后|过)"
    rf"|{COMPANY}(?:那边|那头)一会儿?{_SPEECH}|(?:工单|投诉单|报修单)[^，。]{{0,6}}(?:关|结)了"
    rf"|{HOTLINE}[^，。！？；]{{0,4}}(?:查(?:不|唔)|解释不|说不(?:清|出|明)|(?:人员|主管|经理)?[^，。]{{0,3}}(?:答复|讲法|说法|口径))|(?:投诉|报修)[^。]{{0,14}}(?:小时|天|日|当天|当日)[^。]{{0,14}}?等(?:了|咗|到)|(?:喊|叫|让|要求)(?:他们|客服|公司)[^，。！？；]{{1,6}}，(?:说|讲|回|就说)"
    rf"|{COMPANY}(?:那边|的人|公司|嗰边|客服)?(?:又|还|却|总|就|只|一直|非|死活)?{_SPEECH}[^，。！？；]{{0,8}}?(?:系统(?!升级|维护|割接|要升)|正常|查不到|没有?(?:记录|问题|办法|依据)|退不了|不能退|不给退|不退|不归|不关|我自己|本人(?:操作|点|订|办)|你自己|在排|排单|基站|再等|误操作|网线问题|核实)"
)
_AT_SALE = re.compile(
    r"(?:当初|当时|办的?时候|嗰阵|那会儿|推销|开头|原先|原来|之前|一开始|起初|本来|来电话|打来|打电话来)[^，。！？；]{0,12}$"
)
_OFFERS = re.compile(r"免费|白送|赠送|不要钱|不收钱|不加钱|零元|0元|优惠价|随时(?:可以)?(?:退|取消|停)|体验")


_REQUEST = re.compile(
    r"(?:想|要|申请|预约|准备|去)[^，。！？；]{0,8}(?:换|改|降|转|销|装|停机|保号|退订|注销|过户|移机|办)[^。！？；]{0,24}$"
)

_CONDITION = re.compile(r"不(?:用|买|换|加|给钱|交)[^，。]{0,10}(?:就)?不")


def _asks_for_something(text: str, match: re.Match[str]) -> bool:
    """想降套餐，客服说系统维护: a request refused is no complaint; nor is what the fitter asks for."""
    asked = _REQUEST.search(text[max(0, match.start() - 30) : match.start()])
    if asked and not re.search(r"收|扣|断|故障|坏|慢", asked[0]):
        return True
    return match[0].startswith("师傅") and bool(_CONDITION.search(text[match.start() : match.end() + 10]))


def _answered(text: str) -> Contact | None:
    for match in _ANSWERED.finditer(text):
        before = _MARK.split(text[max(0, match.start() - 14) : match.start()])[-1]
        if not (
            _AT_SALE.search(before)
            or _asks_for_something(text, match)
            or _OFFERS.search(match[0]) or ELSEWHERE.search(before) or _INCOMING.search(before)
        ):
            return Contact(True, match.start(), match.end())
    return None
