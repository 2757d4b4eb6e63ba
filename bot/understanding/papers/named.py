"""The things that could be shown, as a text names them: papers, records, pictures; and which stand in one list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.text.lexicon import lexicon
from bot.understanding.text.tokens import words

_LISTS = lexicon("evidence")


def _any_of(name: str) -> str:
    return "|".join(map(re.escape, sorted(_LISTS[name], key=len, reverse=True)))


# 单 alone ends too many other words (简单, 下单, 名单) to be taken without what stands before it.
_SLIP = _any_of("slips")
_NOUNS = (
    r"测速的?图|录(?:了|下|得|有|的)*(?:个|一?[段通份条])?(?:语)?[音像](?:文件|笔(?:录)?)?|录像|录屏|视频(?!彩铃|会员|会议|客服|认证|人证|号|网|流量|包|平台|通话|APP|app|软件|都|卡|面|看|电话)|影片|照片|相片|图片"
    r"|截(?:了|下|的)?(?:个|几?张)?[图屏]|(?:屏幕|页面)?快照|"
    rf"(?:{_SLIP})单(?!位|独|价|号|日|月|停|通|方|里没)(?:子|据|张)?(?:[一二两三四五六七八九十]联|存根|回执)?|(?<![简名菜买被床孤])单(?:据|子)"
    r"|明细|流水(?!账?号)|短信(?!服务费|提醒|轰炸|费|息|通知(?!截)|业务|验证|回执|包|条|里|群)|彩信|(?:聊天|通话|来电|对话|充值|扣费|扣款|缴费|测速|办理|转账|付款|交易|报修|受理|沟通|微信|维修|退订|停机|断网|监测|消费|订购|操作|登录|"
    r"携转|报警|保修|发送|成功的?|使用|支付|考勤|进货|通讯|催收|拨打)[记纪]录|[记纪]录(?:单|本|表|仪)?|微信(?=截|聊天|记录|语音)|语音(?=$|，|、|我|都|还|留|存|在)|合同(?!期|到期|纠纷|里没|上没)|协议(?!到期|期|价|里没)(?:书)?|合约(?!期|到期|机)(?:书)?|发票|小票|车票|票[据根子]|收据|凭[证据条]"
    r"|(?:[收欠借纸便字白回]条|条子)(?!件|款|例|目)|字据|回执|宣传(?:页|册|彩页)|彩页|海报|(?:承诺|委托|公证|通知|确认|鉴定|判决|告知|保证|授权|责任|公证)书|(?:承诺|保修|质保|会员)卡(?!费)|(?:测速|检测|查询|鉴定|送检)(?:软件)?的?结果|公告|(?:通知)?文件(?!规定|精神|说|要求|里)|通知(?!我(?!截|拍|都|也|还|存|留|保|录)|他|你|用户|短|说|不|就|都没|也没|过|没|的义务)|(?:律师|告知|催告|公|复|回)函|"
    r"报告|日志|报表|(?:统计|对比|对照|记录|明细|对账|登记)表|抓包(?:文件|数据)?|(?<!死亡)(?<!能)(?<!以)证明(?!不|他|你|我(?:是|没|不|的)|是|了|书?都没|材料不|才)(?:信|书|材料)?|(?:复印|影印|扫描|打印|原)件|影印本|邮件|信令|账本|存折|过磅记录|监控(?=$|为证|，|。|、|我|都|也|录|拍|视频|调|还)|保单|存单|三包凭证|底联|存根|那张纸"
)
# Named alone these are no papers; pictured or recorded they are.
_PAGE = r"(?:详情|活动|套餐|领奖|中奖|宣传|办理|订单|扣费|充值|查询|结果)?页(?:面)?(?!数)"
_PICTURED = rf"{_PAGE}|{_any_of('pictured')}"
# What such a thing is of.
_OF = rf"[\d一二三四五六七八九十]+月(?:份)?(?:至|到|-|、)?|{_any_of('subjects')}"
_MEDIUM = "原件|复印件|影印[件本]|扫描件|打印件|照片|截图|录音"
_ITEM = re.compile(rf"(?:{_NOUNS})(?:[的之]?(?:{_NOUNS}))?(?:{_MEDIUM})?|(?P<pictured>{_PICTURED})")
_HEAD = re.compile(f"[{_LISTS['heads']}]")
_THINGS = re.compile(_any_of("things"))
_THING = re.compile(
    f"(?![那这每哪几两一某我你他她](?!片|次)|(?:.*(?:{_any_of('no_things')}))$)(?:(?:[\u4e00-\u9fff]{{1,5}}[{_LISTS['heads']}]|[\u4e00-\u9fff]{{0,4}}[{_LISTS['heads']}]子|票))"
)
_TAKEN_OF = re.compile("截[图屏]|照片|录音|录像|录屏|复印件|影印[件本]|扫描件|视频")
_MODIFIERS = re.compile(rf"(?:{_OF})*[的之]?$")
_LONGEST_MODIFIER = 24
_OTHERS = r"[^，。；！？没不无未冇]"
_JOINED = re.compile(
    rf"(?:(?:、|和|跟|与|同|及|以及|还有|加上?|外加|连同|\+|以及|，(?:还有|以及|加上|外加|另有|也有|有)){_OTHERS}{{0,10}}|，?(?:那|这)?[一二两三四五六七八九十\d]*[张份段条]?|，(?:当时的?|我的|原来的|之前的)?)"
)


@dataclass(frozen=True)
class Paper:
    """A thing named in a text: its words with what it is of, and where it stands (end exclusive).

    `pictured`: a page, a call or the like, which can be shown only if it was pictured or recorded.
    `thing`: any object; whether it is there to be shown must be said clearly.
    """

    name: str
    start: int
    end: int
    pictured: bool = False
    thing: bool = False


def papers(text: str) -> list[Paper]:
    """Every thing that could be shown, named in a normalised text."""
    found: list[Paper] = []
    for match in _ITEM.finditer(text):
        last = found[-1].end if found else 0
        head = text[max(last, match.start() - _LONGEST_MODIFIER) : match.start()]
        modifier = _MODIFIERS.search(head)
        start = match.start() - len(modifier[0] if modifier else "")
        while found and start == found[-1].end and (found[-1].pictured or _TAKEN_OF.match(match[0])):
            if _TAKEN_OF.fullmatch(found[-1].name) and found[-1].name != match[0]:
                break  # 照片视频都有: two things
            start = found.pop().start  # 通话 is what the 录音 is of
        name = text[start : match.end()].lstrip("的之")
        found.append(Paper(name, start, match.end(), bool(match["pictured"])))
    return _with_things(text, found)


def _with_things(text: str, found: list[Paper]) -> list[Paper]:
    """The named papers, and between them whatever is named as an object: 种子袋子, 户口簿."""
    for start, end in [*(match.span() for match in _THINGS.finditer(text)), *_objects(text)]:
        if not any(paper.start < end and start < paper.end for paper in found):
            head = text[max((paper.end for paper in found if paper.end <= start), default=0) : start]
            modifier = _MODIFIERS.search(head[-_LONGEST_MODIFIER:])
            start -= len(modifier[0] if modifier else "")
            copied = next((p for p in found if p.start == end and _TAKEN_OF.fullmatch(p.name)), None)
            if copied:  # 执照, 复印件
                found.remove(copied)
                end = copied.end
            found = [*found, Paper(text[start:end].lstrip("的之"), start, end, thing=not copied)]
    return sorted(found, key=lambda paper: paper.start)


def _objects(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand that end as the names of objects do."""
    end, before = 0, ""
    for word in words(text) if _HEAD.search(text) else ():
        if len(word) == 1 < len(before) and _HEAD.match(word):
            word = before + word  # 押金, 条
            end -= len(before)
        start, end, before = end, end + len(word), word
        if _THING.fullmatch(word):
            yield start, end


def lists(text: str, named: list[Paper]) -> list[list[Paper]]:
    """The things in the lists they stand in: 账单、录音和合同."""
    found: list[list[Paper]] = []
    for paper in named:
        if found and _joined(text, found[-1][-1], paper):
            found[-1].append(paper)
        else:
            found.append([paper])
    return found


def _joined(text: str, one: Paper, other: Paper) -> bool:
    between = text[one.end : other.start]
    if one.pictured and re.fullmatch("[^，。、；]{1,8}的", between) and _TAKEN_OF.fullmatch(other.name):
        return True  # 光猫亮红灯的视频
    return bool(_JOINED.fullmatch(between)) and not ((one.thing or other.thing) and between.startswith("，"))
