"""What of a reply answers, where it asks something as well: 还没打，要打吗."""

import re
from collections.abc import Sequence

from bot.understanding.answers.words import NO, YES, is_question
from bot.understanding.classifier import CHOICES
from bot.understanding.people.numbers import find_telephones
from bot.understanding.people.personal import postcode_in
from bot.understanding.wishes.demands import standard_demands

YES_NO_SLOTS = frozenset(
    {"complained", "settled", "facts_confirmed", "draft_approved", "deletion_confirmed", "open_case"}
)
_NUMBERS = frozenset({"contact_phone", "subscriber_number"})
_SENTENCES = re.compile(r"(?<=[？?])|[。！；]")
_CLAUSES = re.compile(r"(?<=[？?])|[，。！；]")
_LONG, _SOMETHING = 40, 4  # characters
_RHETORICAL = 0.9  # so sure is the classifier of an answer in the form of a question: 骂都骂过了，咋个没找嘛
_DOUBTFUL = re.compile(r"吧[。！]?$")
_ASKS_FOR_SURE = re.compile(r"[？?]|什么|怎么|为啥")
# 解决了我还找你？
_WOULD_NOT_ASK = re.compile(r"(?:我|俺|额|老子)?还(?:找|用得着|来|问)(?:你|您|恁|这)")
_WANTS = re.compile(r"给[我额俺]|帮[我额俺]|[我俺额]要|退[我俺额]|把")
_QUOTED = re.compile(r"[“\"].{2,}[”\"].*(?:叫|算)[^，。]{0,3}答[复覆]")


def answering_part(asked: str, text: str, likely: Sequence[tuple[str, float]] = ()) -> str:
    """A normalised text without the question around the answer; empty where nothing but a question is there.

    `likely`: what the classifier takes the answer to say, best first.
    """
    head, _, rest = text.partition("，")
    if asked in YES_NO_SLOTS and rest and is_question(rest) and not is_question(head):
        text = head if NO.match(head) or YES.match(head) else text
    if not _asks(text) or _answers_anyway(asked, text) or _surely_answers(asked, likely):
        return text
    told = "，".join(part for part in _CLAUSES.split(text) if part and not is_question(part))
    if asked in CHOICES and len(told) >= _SOMETHING:
        return told
    return text if asked == "demands" and (standard_demands(told) or _asks_for(text)) else ""


def _asks_for(text: str) -> bool:
    """先把机开咧，再说清楚为啥停的: demands that have a question in them."""
    return bool(_WANTS.search(text) and standard_demands(text))


def _asks(text: str) -> bool:
    """A question; in a long answer only if it ends in one: 你写泉州就好。…我在厦门怎么去？踢来踢去."""
    return is_question(_SENTENCES.split(text.rstrip("。！"))[-1] if len(text) > _LONG else text)


def _answers_anyway(asked: str, text: str) -> bool:
    """A fact with a doubtful particle at its end, 联通吧, is an answer; so is a number, and what the operator said."""
    if (asked in _NUMBERS and find_telephones(text)) or (asked == "postcode" and postcode_in(text)):
        return True
    if asked == "operator_reply" and _QUOTED.search(text):
        return True
    if asked in CHOICES and _WOULD_NOT_ASK.search(text):
        return True
    return bool(_DOUBTFUL.search(text)) and not _ASKS_FOR_SURE.search(text)


def _surely_answers(asked: str, likely: Sequence[tuple[str, float]]) -> bool:
    return asked in CHOICES and bool(likely) and likely[0][0] != "open" and likely[0][1] >= _RHETORICAL
