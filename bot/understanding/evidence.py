"""What the user has in hand to show."""

import re

from bot.understanding.mention import Mention

_NOUN = (
    r"录音(?:文件|笔录?)?|录像|录屏|视频|照片|相片|截图|截屏|拍照|账单|详单|话单|清单|明细|流水|短信(?!提醒|轰炸|费|息|通知(?!截))|聊天记录|通话记录|来电记录|记录(?:单)?|合同(?!期|到期|纠纷)|协议(?!到期|期)|合约(?!期|到期|机)|发票|小票|收据|票据|凭证|回执|凭条"
    r"|工单|受理单|投诉单|维修单|单据|保单|存单(?:复印件)?|宣传(?:单|页|册|海报)|海报|传单|承诺书|承诺卡|委托书|公告|通知书?(?:文件)?|报告|日志|公证书|抓包|鉴定|检测报告|业务单|登记单|免填单|受理回执|订单|邮件|证明|复印件|信令|聊天截图|发票"
)
_QUALIFIER = r"(?:[\u4e00-\u9fffA-Za-z0-9]{0,8}?)"
_ITEM = re.compile(rf"(?:{_NOUN})(?:的)?(?:{_NOUN})?")
_HAS_BEFORE = re.compile(
    r"(?:(?<!没)(?<!冇)(?<!没得)有|(?<!没)(?<!没有)(?:保存|留|存|保留|录|拍|截|持|握|附|收着|拿着|备|提供|出示|夹|翻出|留存|开)(?:了|着|有|下|得|到|好|咗|起)*|证据(?:有|是|：|包括|就是|材料)*|手(?:里|上|头|边)(?:还|都|也)?有?|可提供|为证|附件?(?:：|有)?|凭|(?:以|连)同)[^。！？；没]{0,14}$"
)
_HAS_AFTER = re.compile(
    r"^(?:，|、|和|跟|与|及|以及|还有|还|都|也|我|他|全|均|一直|现在)*(?:都)?(?:有|在(?=$|，|。|我|手|这|那儿|！)|在案|附后|打(?:印)?出来|截(?:图)?下来|拍下来|给(?:他|她|客服|他们)看|在派出所|备查|齐全|截(?:了|好)?图|能提供|可以?提供|都能|我?cap|留|存(?!在)|保存|保留|拍(?:了|下)|录(?:了|下)|截(?:了|下)|为证|为凭|可查|可证|在手|齐全|已(?:公证|保全|保存|附)|作证|我(?:都|还|也)?(?:有|留|存|保)|公证|传给|可以(?:提供|给)|给你们看|交了|俱在|可供|一并)"
)
_NOT_HAD = re.compile(
    r"(?:没|没有|未|不|无|冇|莫得|没得|忘了?|丢了?|找不到|删了?|要求|提供|拿出|出示|给我|查|看|收到|发|打印?|调取?|调|开|要|让|拿不出|要我|签|下达|来|翻|对|寄|交|出)(?:了|着|过|到|我|有|个|份|张|一?条|任何|出|来)*[^，。！？；、有]{0,5}$"
)
_LOST_AFTER = re.compile(r"^[^，。]{0,4}(?:没|丢|删|找不到|不见|不在|不给|也没|都没|没有|没了|早没)")
_SURE_HAS = re.compile(
    r"(?:保存|保留|留着|留存|(?<!没)(?<!没有)(?:(?<!说)(?<!业)有(?!人|个|张|什么|.{0,3}(?:合约|合同|协议|记录|照片|问题|短信(?!截)))|录了|拍了|截了|存了|录咗|影咗|留咗)|持(?!续|卡|机)|附|手里|手上|为证|证据)"
)


_RECORDED = re.compile(r"(?<!他们)(?<!没)(?<!你们)(?:我|手机)[^，。没]{0,3}录(?:了|下)(?:个)?音")


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    before = re.split(r"[。！？；]", text[:start])[-1]
    after = re.split(r"[。！？；]", text[end:])[0]
    return before[-24:], after[:16]


def _widened(text: str, start: int) -> int:
    """The describing words before the noun: 7月至10月账单, 客服通话录音."""
    match = re.search(
        r"(?:[\d一二三四五六七八九十]+月(?:份)?(?:至|到|-|、)?)*(?:客服|通话|微信|银行|官网|话费|账单|转账|测速|付款|充值|缴费|退订|服务|聊天|报警|办理|购机|授权|活动|外呼|催收|断网|监控|业务|宣传|信令|停服|公告|报价|订单|工单|维修|检测|APP|app|扣费|扣款|短信|通知|来电|当日|一证通查|营业厅|两个账号的|不可携出|套餐|DNS|traceroute|开通|流量|宽带|手机|现场|身份|携转|停机|查询|收费|交易|支付|签约|入网|推销|承诺|网页|页面|公众号|电话|投诉|受理|签的)*(?:的)?$",
        text[:start],
    )
    return match.start() if match else start


def items(text: str) -> list[tuple[str, int, int]]:
    """Every thing that could be shown, named in a text."""
    found: list[tuple[str, int, int]] = []
    for match in _ITEM.finditer(text):
        start = _widened(text, match.start())
        if found and start < found[-1][2]:
            start = found[-1][2]
        if found and match.start() < found[-1][2]:
            continue
        found.append((text[start : match.end()].removeprefix("的"), start, match.end()))
    return found


def _in_hand(text: str, start: int, end: int) -> bool:
    if _RECORDED.fullmatch(text, start, end):
        return True
    before, after = _clause(text, start, end)
    clause = re.split(r"[，]", before)[-1]
    if re.search(r"(?:说|称|讲|话)(?:是|我|俺|你|您|本人|还|签|名下)*有[^，]*$", clause):
        return False
    if _LOST_AFTER.match(after):
        return False
    if _HAS_AFTER.match(after):
        return not re.search(r"(?:没有?|冇|未|无)[^，、]{0,3}$", clause)
    if _NOT_HAD.search(clause) and not _SURE_HAS.search(clause):
        return False
    if _PAPERS_OF_BOTH.search(text, start, end) and not _KEPT.search(clause):
        return False
    return bool(_HAS_BEFORE.search(clause)) and bool(_SURE_HAS.search(clause))


def find_evidence(text: str) -> list[Mention]:
    """One mention with the list of texts, or none."""
    named = items(text)
    recorded = _RECORDED.search(text)
    if recorded:
        named = sorted([*named, ("通话录音", recorded.start(), recorded.end())], key=lambda item: item[1])
    had = [_in_hand(text, start, end) for _, start, end in named]
    for index in [*range(len(named)), *reversed(range(len(named)))]:
        had[index] = had[index] or _beside_one_had(text, named, had, index)
    kept = [item for item, here in zip(named, had, strict=True) if here]
    if not kept:
        return []
    texts = list(dict.fromkeys(item[0] for item in kept))
    return [Mention("evidence", texts, kept[0][1], kept[-1][2])]


# The company has these too; naming them is not having them.
_PAPERS_OF_BOTH = re.compile(r"合约|协议|合同|记录$|^照片|^短信")
_KEPT = re.compile(r"保存|保留|留|存|手[里上头]|附|为证|证据|持|我(?:这|还|都)?有|都有|拿着")


def _beside_one_had(text: str, named: list[tuple[str, int, int]], had: list[bool], index: int) -> bool:
    """账单、录音都有: what stands in one list is had together."""
    for other in (index - 1, index + 1):
        if 0 <= other < len(named) and had[other]:
            first, second = sorted((index, other))
            if re.fullmatch(
                r"(?:、|和|跟|与|及|以及|还有|，)(?:当时的?|我的|原来的|那张|那个|之前的|[\\u4e00-\\u9fff]{0,4})",
                text[named[first][2] : named[second][1]],
            ):
                return True
    return False
