"""A postal address out of an answer: the clauses that read like one, without side remarks, postcode and telephone."""

import re
from itertools import pairwise

import zhconv

from bot.understanding.places.gazetteer import LONGEST_NAME, Place, places_by_name

_LEAD = re.compile(
    r"嗯+|呃+|哦|啊|那个|那|好的?|还是|就|应该|请|麻烦|(?:你|您)们?|不过|改成|改为|更正为|应为|我们?|俺们?|额|咱们?|阿拉|伲|本人|申诉人|的|嘅|个|滴"
    r"|(?:现在|现|目前|平时|常住|长期|一直|如今|暂时)|(?:身份证|户口本?|证件)上?|老家(?=地址|在|是)|(?:单位|公司|学校|家里?|屋里?|屋头|屋企|宿舍)(?=地址|在|是|的|住|嘅)"
    r"|(?:通信|通讯|联系|家庭|详细|邮寄|收件|收信|寄信|居住|住宅|现居|户籍|办公|单位|公司)?(?:地址|住址|住处)|家(?=[\u4e00-\u9fff]{2}(?:市|省|县|区))"
    r"|住(?!宅|宿)|居住|信寄|寄信?|写(?!字楼)|填|送|寄到|是|系|在|喺|到|为|给|：|:|=|往"
)
_TAIL = re.compile(r"(?:吧|就行|就好|就可以|即可|收|哈|啊|呀|呢|嘛|这里|那里|这边|那边|这儿|那儿|的|哦|咯|啦|住|。)+$")
_SIGN = re.compile(
    r"小区|省|自治区|市|区|县|旗|镇|乡|村|街|路|巷|弄|胡同|大道|苑|花园|家园|新村|公寓|宿舍|大厦|广场|家属院|嘎查|苏木|团场|社区|屯|寨|湾|里|庄|营|堡|大院|大学|学院|中学|小学|工业园|厂|坊|坪"
)
_NUMBERED = re.compile(
    r"[\dA-Za-z一二三四五六七八九十百甲乙丙丁]+(?:-\d+)*(?:号|栋|幢|楼|层|单元|室|座|组|队|弄|巷|排|户|院|连|社|号院|大队|房|期|区|村)|\d+-\d+"
)
_TALK = re.compile(
    r"[你您他她它谁吗呢？?]|我|俺|不(?!夜|老|二)|没|别(?!墅)|白天|晚上|快递|收到|收件人|收信|联系|电话|手机|邮箱|为什么|干嘛|什么|怎么|地址|说|想|要(?!塞)|门口|附近|旁边|对面|隔壁|那个|这个|以前|现在"
)
_POSTCODE_PART = re.compile(r"(?:邮政?编码?|邮码|郵政?編碼|郵編)?\s*(?:是|为|：|:)*\s*(?<!\d)[0-8]\d{5}(?!\d)")
_PHONE_PART = re.compile(
    r"(?:联系)?(?:电话|手机|電話)?号?\s*(?:是|：|:)*\s*(?<!\d)1[3-9]\d{9}(?!\d)|[\w.+\-]+@[\w.\-]+"
)
_EMPTY_BRACKETS = re.compile(r"[（(][\s，]*[）)]")
_MARKS = re.compile(r"[，,。；;、！!：:\s]+")
_ENOUGH = 2  # signs of an address
_SHORTEST = 4  # characters


def address_in(text: str) -> str | None:
    """The address as written; None if nothing reads like one."""
    raw = text
    for part in (_POSTCODE_PART, _PHONE_PART, _EMPTY_BRACKETS):
        raw = part.sub("，", raw)
    best, score = "", 0
    for run in _runs(raw):
        written = raw[run[0] : run[1]]
        worth = _worth(_simplified(written))
        if worth > score:
            best, score = written, worth
    return best if score >= _ENOUGH and len(best) >= _SHORTEST and not re.search(r"[？?]|吗$", text) else None


def _simplified(text: str) -> str:
    simple: str = zhconv.convert(text, "zh-hans")
    return simple if len(simple) == len(text) else text


def _runs(text: str) -> list[tuple[int, int]]:
    """Stretches of neighbouring clauses that read like parts of one address."""
    simple = _simplified(text)
    edges = [(0, 0), *(match.span() for match in _MARKS.finditer(text)), (len(text), len(text))]
    runs: list[tuple[int, int]] = []
    open_run = False
    for left, right in pairwise(edges):
        start, end = _trimmed(simple, left[1], right[0], open_run)
        clause = simple[start:end]
        if not clause:
            continue
        if _TALK.search(clause) or not (_worth(clause) or clause in places_by_name()):
            open_run = False
        elif open_run and not (_begins_anew(simple[slice(*runs[-1])], clause) or start > left[1]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
            open_run = True
    return runs


def _trimmed(text: str, start: int, end: int, continues: bool) -> tuple[int, int]:
    """The clause without its lead and tail; in a continued address nothing is a lead."""
    while match := _LEAD.match(text, start, end):
        if _first_place(text[start:end]):
            break
        start = match.end()
    tail = _TAIL.search(text[start:end])
    return start, start + tail.start() if tail else end


def _first_place(text: str) -> tuple[Place, ...]:
    table = places_by_name()
    for length in range(min(LONGEST_NAME, len(text)), 1, -1):
        if text[:length] in table:
            return table[text[:length]]
    return ()


def _begins_anew(before: str, clause: str) -> bool:
    """A province or city after a road or a house number is another address."""
    return bool(_NUMBERED.search(before) or re.search(r"路|街|道", before)) and any(
        place.level < 2
        for place in _first_place(clause)
    )


def _worth(text: str) -> int:
    """How many parts of an address it names."""
    return len(_SIGN.findall(text)) + 2 * len(_NUMBERED.findall(text)) + bool(_first_place(text))
