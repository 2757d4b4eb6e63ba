"""One written form for everything that is read: width, script, blanks, spoken digits, common wrong words.

The user's own words are kept elsewhere; what comes out here is only for reading. It is idempotent.
"""

import re
import unicodedata
from functools import lru_cache

import zhconv

from bot.understanding.text.lexicon import lexicon

_HAN = r"[\u3007\u4e00-\u9fff]"
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
# A picture between words parts them as a comma does; alone it says what it shows.
_PICTURES = re.compile(r"[，\s]*[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]+[，\s]*")
_LINE_ENDS = re.compile(r"[ \t\u3000]*[\r\n\u2028\u2029]+[ \t\u3000]*")
_AFTER_PUNCTUATION = re.compile(r"([，。！？；：、,.!?;:])。")
_BLANKS = re.compile(r"\s+")
_BLANK_BESIDE_HAN = re.compile(rf"(?<={_HAN}) (?=\S)|(?<=\S) (?={_HAN})")
_RUN_BEFORE = re.compile(rf"{_HAN}[\u3007\u4e00-\u9fff\d]*$")
_RUN_AFTER = re.compile(rf"^{_HAN}*")
_BLANK_AT_PUNCTUATION = re.compile(r" (?=[，。！？；：、（）])|(?<=[，。！？；：、（）]) ")
_ASCII_MARKS = re.compile(r"[!?;()]|,(?!\d)|(?<!\d),|:(?![\d/\\])|(?<!\d):(?!/)")
_WIDE = str.maketrans("!?;(),:", "！？；（），：")
_SPOKEN = str.maketrans("零〇洞幺一二两三四五六七拐八九勾", "0001122345677899")
_SPOKEN_RUN = re.compile(
    r"[零〇洞幺一二两三四五六七拐八九勾]{5,}(?!月)|(?<=\d)[零〇洞幺一二两三四五六七拐八九勾]{4,}(?!\d)"
)
# Marks that NFKC would narrow, although in Chinese they are the ordinary ones.
_KEEP_WIDE = frozenset("，！？：；（）…")
_MIN_CLAUSE = 3


@lru_cache(maxsize=1)
def _wrong_words() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = lexicon("wrong_words")
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


def narrow(text: str) -> str:
    """Full-width letters and digits made narrow, invisible characters dropped; words and script as typed."""
    text = _INVISIBLE.sub("", text)
    if text.isascii():
        return text
    return "".join(c if c in _KEEP_WIDE else unicodedata.normalize("NFKC", c) for c in text)


def _join_or_pause(match: re.Match[str]) -> str:
    """A blank between two clauses is a pause (，); one inside a word is nothing."""
    text, at = match.string, match.start()
    before = _RUN_BEFORE.search(text, max(0, at - _MIN_CLAUSE), at)
    after = re.match(rf"{_HAN}[\u3007\u4e00-\u9fff\d]{{{_MIN_CLAUSE - 1}}}", text[at + 1 : at + 1 + _MIN_CLAUSE])
    return "，" if before and len(before.group()) >= _MIN_CLAUSE and after else ""


def _paused(text: str) -> str:
    return _PICTURES.sub("，", text).strip("，") or text


def _digits(match: re.Match[str]) -> str:
    return match.group().translate(_SPOKEN)


def _joined_groups(match: re.Match[str]) -> str:
    return re.sub(r"[ ，,、\-]", "", match.group()).translate(_SPOKEN)


# A mobile number part in digits, part in words; and digits set apart one by one.
_MIXED = re.compile(
    r"(?<![\d零一二三四五六七八九])1[\d零〇洞幺一二两三四五六七拐八九勾]{10}(?![\d零一二三四五六七八九])"
)
# A number said in groups: 幺三八 零零幺三 八零零零.
_GROUPED = re.compile(
    r"(?<![零〇洞幺一二两三四五六七八九十百\d])(?:[零〇洞幺一二两三四五六七拐八九勾]{3,4}[ ，,、\-]){2}"
    r"[零〇洞幺一二两三四五六七拐八九勾]{3,4}(?![零〇洞幺一二两三四五六七八九十百\d])"
)
_SPACED = re.compile(r"(?<![\dA-Za-z])\d(?: \d){5,}(?!\d)")


def tidied(text: str) -> str:
    """The text with narrow digits and letters, Chinese marks and no stray blanks; words and script as typed."""
    text = _paused(narrow(text).strip())
    text = _LINE_ENDS.sub("。", text)
    text = _AFTER_PUNCTUATION.sub(r"\1", text)
    text = _BLANKS.sub(" ", text)
    text = _GROUPED.sub(_joined_groups, text)
    text = _ASCII_MARKS.sub(lambda match: match.group().translate(_WIDE), text)
    if " " in text:
        text = _SPACED.sub(lambda match: match.group().replace(" ", ""), text)
        text = _BLANK_AT_PUNCTUATION.sub("", text)
        text = _BLANK_BESIDE_HAN.sub(_join_or_pause, text)
    return text


def normalise(text: str) -> str:
    """The tidied text in simplified script, with spoken digits as digits and common wrong words put right."""
    text = zhconv.convert(tidied(text), "zh-cn")
    text = _MIXED.sub(_digits, _SPOKEN_RUN.sub(_digits, text))
    pattern, table = _wrong_words()
    return pattern.sub(lambda match: table[match.group()], text)
