"""Texts as a voice says them: numbers, dates and money in words, no marks that a voice would stumble over.

Numbers that are called are said digit by digit, with 幺 for 1: 10086 is 幺零零八六. Numbers that count are said
as numbers, by cn2an: 48小时 is 四十八小时. Keys to press stay figures: 请按1.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

import cn2an

LONGEST = 60  # characters of one prompt

_CALLED = str.maketrans("0123456789", "零幺二三四五六七八九")
_READ = str.maketrans("0123456789", "零一二三四五六七八九")
# How the digits of a called number are grouped, by their count; others go by fours.
_GROUPS = {5: (5,), 6: (3, 3), 7: (3, 4), 10: (3, 3, 4), 11: (3, 4, 4)}
_TENS, _HUNDREDTHS = 2, 2

_UNITS = (
    r"(?:个|月|日|号(?!码)|天|周|小时|分钟|秒|次|条|倍|项|家|步|种|块|万|亿|元|角|分|遍|封|份|处|句|位|页|字|岁|人|件|字节|兆|度"
    r"|G|M|K|年)"
)
_PAIRS = r"(?:个|年|天|次|条|倍|小时|项|家|种|块|元|分钟|周|遍|封|份|处|句|步|页|件|位|日内)"

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def digits(text: str) -> str:
    """A called number digit by digit, in groups: 13800138000 is 幺三八，零零幺三，八零零零."""
    sizes = _GROUPS.get(len(text), (4,) * (-(-len(text) // 4)))
    groups, at = [], 0
    for size in sizes:
        groups.append(text[at : at + size])
        at += size
    return "，".join(group.translate(_CALLED) for group in groups if group)


def number(text: str) -> str:
    """A number that counts, in words: 120 is 一百二十, 3.5 is 三点五."""
    whole, _, part = text.partition(".")
    words = str(cn2an.an2cn(int(whole), "low"))
    return f"{words}点{part.translate(_READ)}" if part.strip("0") else words


def money(text: str) -> str:
    """A sum in yuan: 94.00 is 九十四元, 38.5 is 三十八元五角, 2 is 两元."""
    whole, _, part = text.partition(".")
    jiao, fen = tuple(part.ljust(_HUNDREDTHS, "0")[:_HUNDREDTHS])
    words = [_pair(whole) + "元"] if int(whole) or not part.strip("0") else []
    if jiao != "0":
        words.append(jiao.translate(_READ) + "角")
    elif fen != "0" and words:
        words.append("零")
    return "".join(words) + (fen.translate(_READ) + "分" if fen != "0" else "")


def day(on: date) -> str:
    """二零二六年十一月三日."""
    return f"{_year(str(on.year))}{number(str(on.month))}月{number(str(on.day))}日"


def _year(text: str) -> str:
    return text.translate(_READ) + "年"


def _pair(text: str) -> str:
    return "两" if text == "2" else number(text)


def _date(match: re.Match[str]) -> str:
    year, month, of_month = match.groups()
    return (_year(year) if year else "") + f"{number(month)}月{number(of_month)}日"


def _iso(match: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(match[0]))
    except ValueError:
        return match[0]


def _clock(match: re.Match[str]) -> str:
    minutes = int(match[2])
    return f"{number(match[1])}点" + (f"{number(str(minutes))}分" if minutes else "整")


def _counted(match: re.Match[str]) -> str:
    two = match[1] == "2" and re.match(_PAIRS, match.string[match.end(1) :])
    return "两" if two else number(match[1])


def _bare(match: re.Match[str]) -> str:
    """A number without a unit: a short one counts, a long one or one that begins with 0 is called."""
    text = match[0]
    if "." in text:
        return number(text)
    return number(text) if len(text) <= _TENS and not text.startswith("0") else digits(text)


_NUMBERS: tuple[Rule, ...] = (
    (re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"), _iso),
    (re.compile(r"(?:(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})[日号]"), _date),
    (re.compile(r"(?<!\d)((?:19|20)\d\d)年"), lambda m: _year(m[1])),
    (re.compile(r"(\d+),(?=\d{3}(?!\d))"), lambda m: m[1]),
    (re.compile(r"(\d+(?:\.\d+)?)[%％]"), lambda m: "百分之" + number(m[1])),
    (re.compile(r"(\d+(?:\.\d+)?)‰"), lambda m: "千分之" + number(m[1])),
    (re.compile(r"[¥￥](\d+(?:\.\d{1,2})?)元?"), lambda m: money(m[1])),
    (re.compile(r"(\d+(?:\.\d{1,2})?)(?:元|块钱)"), lambda m: money(m[1])),
    (re.compile(r"(?<!\d)(\d{1,2})[:：](\d{2})(?!\d)"), _clock),
    (re.compile(r"(?<!\d)(0\d{2,3})[-－](\d{7,8})(?!\d)"), lambda m: digits(m[1]) + "，" + digits(m[2])),
    (re.compile(r"(?<!\d)1[3-9]\d(\*{4})\d{4}(?!\d)"), lambda m: f"{digits(m[0][:3])}，四个星号，{digits(m[0][-4:])}"),
    (re.compile(rf"(?<=\d)\s*[-–—~～]\s*(?=\d+{_UNITS})"), lambda m: "到"),
    (re.compile(r"(?<=第)(\d{1,3})(?!\d)"), lambda m: number(m[1])),
    (re.compile(rf"(?<![\d.])(\d+(?:\.\d+)?)(?={_UNITS})(?<!按\d)"), _counted),
    (re.compile(r"(?<![\d.按])\d+(?:\.\d+)?"), _bare),
    (re.compile(r"(?<=按)\d{2,}"), lambda m: digits(m[0])),
)

_LINK = re.compile(
    r"[，,、]?(?:网站|网址)?(?:https?://|www\.)[\w./?=&%#:-]*|/[\w-]+/[\w./?=&%-]+"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:cn|com|org|net)\b[\w./?=&%-]*",
    re.ASCII,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_EMPTY = re.compile(r"[（(]\s*[，。、]*\s*[)）]")
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?m)^\s*(?:[·•\-]|#+|\d{1,2}[.)、](?!\d))\s*"), ""),
    (re.compile(r"\s*\n\s*"), "。"),
    (re.compile(r"[（(]([一二三四五六七八九十]{1,3})[)）]"), r"\1"),
    (re.compile(r"[《》“”‘’「」『』\"'`【】\[\]<>{}*_✓✗✔✘？?](?<![？?])"), ""),
    (re.compile(r"[（(｜|—–…→~～]+|[)）](?=[^，。；：！？、\s])"), "，"),
    (re.compile(r"[)）]"), ""),
    (re.compile(r"#"), "井号"),
    (re.compile(r"/"), "或"),
    (re.compile(r"(?<=[A-Za-z]) +(?=[A-Za-z])"), "、"),
    (re.compile(r"[^\u4e00-\u9fff\u3007A-Za-z0-9，。！？；：、,!?;:]"), ""),
)
_ASCII = str.maketrans(",!?;:", "，！？；：")
_RUNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[，、：；。]+(?=[。！？；])"), ""),
    (re.compile(r"(?<=[。！？；：，、])[，、：；。]+"), ""),
    (re.compile(r"^[，、：；。]+"), ""),
)


def speakable(text: str) -> str:
    """A text as a voice says it: words, figures of keys, and the marks ，。！？；：、 alone."""
    text = _EMAIL.sub("邮箱地址", text)
    text = _EMPTY.sub("", _LINK.sub("", text))
    first, *others = _MARKS
    text = first[0].sub(first[1], text)
    for pattern, say in _NUMBERS:
        text = pattern.sub(say, text)
    for pattern, mark in others:
        text = pattern.sub(mark, text)
    text = text.translate(_ASCII)
    for pattern, mark in _RUNS:
        text = pattern.sub(mark, text)
    return text.strip()


def prompts(text: str) -> list[str]:
    """A text as prompts of at most 60 characters, parted at its marks, each as long as fits."""
    found: list[str] = []
    for piece in _pieces(speakable(text)):
        if found and len(found[-1]) + len(piece) <= LONGEST:
            found[-1] += piece
        else:
            found.append(piece)
    return [_ended(prompt) for prompt in found if re.search(r"\w", prompt)]


def _pieces(text: str) -> Iterator[str]:
    for sentence in re.findall(r"[^。！？；]*[。！？；]?", text):
        if len(sentence) <= LONGEST:
            yield sentence
            continue
        for clause in re.findall(r"[^，、：]*[，、：]?", sentence):
            yield from (clause[at : at + LONGEST] for at in range(0, len(clause), LONGEST))


def _ended(prompt: str) -> str:
    """A prompt that ends with a full mark, so that the voice falls."""
    bare = prompt.rstrip("，、：；")
    return bare if bare[-1] in "。！？" else f"{bare[: LONGEST - 1]}。"


_DIGIT_WORDS = "零〇洞幺一二两三四五六七拐八九勾"
_DIGITS = str.maketrans(_DIGIT_WORDS, "0001122345677899")
_PAUSE = re.compile(rf"(?<=[\d{_DIGIT_WORDS}])[\s，、。,.\-—]+(?=[\d{_DIGIT_WORDS}])")
_RUN = re.compile(rf"[\d{_DIGIT_WORDS}]{{4,}}")


def heard_digits(text: str) -> str:
    """A number told digit by digit, with or without pauses, as figures: 二六幺幺，零零洞幺 is 26110001."""
    return _RUN.sub(lambda m: m[0].translate(_DIGITS), _PAUSE.sub("", text))
