"""Demands called out in a sentence of their own, where the verb alone asks: 退话费。 恢复速率！ 把面给俺。"""

import re
from collections.abc import Iterator
from itertools import pairwise

_LONGEST_SENTENCE, _LONGEST_CLAUSE = 40, 16  # characters
_SENTENCES, _CLAUSES = re.compile(r"[。！？；]"), re.compile(r"[，、+：]|(?<=[退赔歉消停关订])并(?=.)")
# Told of, refused or held out by somebody, and not asked for.
_NOT_ASKED = re.compile(
    r"[说讲称]|[不没未](?![^，]{0,3}(?:就|退|赔)[^，]{0,6}$)|被|已(?![扣收交])|(?<!多收)(?<!多扣)了(?!吧|[。！]?$)|过|会|答应|承诺|让我|叫我|要我|怎么|能|他们?(?!退|赔)|吗"
)
# 诉求：1、: what stands before the first demand.
_LABEL = re.compile(r"(?:我的)?(?:诉求|要求|请求|[\d一二三四]|所以)?[。！； ]*")
_LEAD = (
    r"(?:(?:所以|按规定|依法|按合同|并且|或者|要么|\d|现在|我|俺|就|只|还|也|都|想|要求?|请|必须|赶紧|赶快|快点?|尽快|立即|马上|那|另外|并且?|再|先|麻烦"
    r"|你们|(?:中国)?(?:移动|联通|电信|广电)|不[^，]{1,4}(?:就|，)?)(?![^，]{0,2}不))*"
)
_GIFTS = "油|面|米|锅|笔|耳机|礼品|奖品|手环|音箱|券|卡券"
_CANCEL = (
    r"取消|关[掉闭停]|[^，不没]{0,4}退订(?!短信|截图|记录|凭证)|(?:销户|注销|拆机|猜机)(?!回|单|凭|手|业)"
    r"|解约|解绑|停止|停掉|关业务"
)
_VERBS: list[tuple[str, re.Pattern[str]]] = [
    (demand, re.compile(_LEAD + pattern))
    for demand, pattern in [
        ("double_refund", r"(?:退一赔[一二两]|双倍(?:退|返|赔))"),
        ("refund", r"(?:全额|如数|原路)?退(?!订|网|出|机(?!器)|掉|不|休|单)(?!了)."),
        ("refund", r"把?[^，退]{0,8}(?:钱|费|款|押金|\d)(?:元|块)?(?:都|全|也)?(?:给我)?(?:退|还我)"),
        ("restore", r"(?:给我|把[^，]{1,8})?恢复"),
        ("restore", r"[^，不没]{1,4}解(?:开|封|除限)"),
        ("restore", r"给我(?:们)?(?:开通|复机|解封|解开)"),
        ("deliver_benefit", r"(?:给我)?补[发寄送给齐](?!偿)"),
        ("deliver_benefit", r"把[^，钱费款]{1,6}(?:(?<!还)给|寄|送|发)(?:给)?(?:我|俺|来)(?=$|吧)"),
        ("deliver_benefit", r"[^，不没]{1,4}(?:送来|寄来|补上|补给我)"),
        ("deliver_benefit", rf"(?:要|给(?:我|俺))(?:那|这)?[一个桶袋台张箱部副只]*[^，]{{0,3}}(?:{_GIFTS})$"),
        ("fix", r"(?:给我)?(?:修(?!改|正)|派人|派师傅|来人|装好)"),
        ("cancel_service", rf"(?:给我)?(?:{_CANCEL})"),
        ("cancel_service", r"把[^，]{1,8}(?:关|停|退|取消|销|拆|撤)(?:掉|了|闭)"),
        ("explanation", r"(?:给|讨)?(?:我|俺)?(?:一?个)?(?:合理的?)?(?:说法|解释|交代|交待|说明)"),
        ("explanation", r"(?:给我|给俺)?(?:说|讲|查|解释)(?:清楚|明白|清)"),
        ("compensation", r"(?:(?:按|照)[^，]{1,6})?赔(?!了)"),
        ("written_apology", r"(?:书面)?(?:道歉|赔礼|致歉)"),
    ]
]


def called_out(text: str) -> Iterator[tuple[str, int, int]]:
    """Each demand with its place (end exclusive), in a normalised text that has told the matter before."""
    for start, end, last in _sentences(text):
        told = [clause for clause in _clauses(text, start, end) if not _LABEL.fullmatch(text, *clause)]
        if told and end - start <= _LONGEST_SENTENCE and (last or _demand_in(text, *told[0])):
            yield from (found for clause in told if (found := _demand_in(text, *clause)))


def _demand_in(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    words = text[start:end].rstrip("。！； ")
    if len(words) > _LONGEST_CLAUSE or _NOT_ASKED.search(words):
        return None
    found = ((demand, match) for demand, pattern in _VERBS if (match := pattern.match(words)))
    return next(((demand, start + match.start(), start + match.end()) for demand, match in found), None)


def _sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is the last; none where the whole text is but one."""
    ends = [match.end() for match in _SENTENCES.finditer(text)]
    edges = [0, *ends, *([len(text)] if not ends or ends[-1] < len(text) else [])]
    if len(edges) > 2:
        yield from ((start, end, end == edges[-1]) for start, end in pairwise(edges))


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _CLAUSES.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end
