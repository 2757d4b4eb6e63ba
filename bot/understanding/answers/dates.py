"""Days in answers: which slot they are for, in the light of the question just asked."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.understanding.days.dates import complaint_day, tells_when
from bot.understanding.days.links import named_days
from bot.understanding.days.named import find_days
from bot.understanding.facts import extract

DATES = frozenset({"event_date", "operator_complaint_date"})
PUTS_RIGHT = re.compile(
    r"(?:(?:等等|等一?下|对了|哎呀?|不好意思|抱歉|那个)，?)*(?:我)?(?:(?:前面|刚才|刚刚|之前|上面)(?:的|那个)?(?:日子|日期|时间)?)?"
    r"(?:不对(?!劲)|错了|更正|改一下|(?:我)?(?:说|搞|弄|记|写|打|讲|填)错)"
)
_READ_BACK = frozenset({"facts_confirmed", "draft_approved"})
_A_STORY = 60  # characters; so long an answer tells the matter, whatever was asked


def read_event_date(text: str, raw: str, on: date) -> dict[str, Any]:
    """The day named, where the text itself does not say which one is the matter's."""
    facts = {m.slot: m.value for m in extract(text, on)}
    days = named_days(text, on)
    if "event_date" in facts or not days:
        return {}
    spare = [day for day in days if day.value != facts.get("operator_complaint_date")]
    return {"event_date": (spare or days)[0].value} if len(days) == 1 or spare else {}


def read_complaint_date(text: str, raw: str, on: date) -> dict[str, Any]:
    """The first day named that is not the matter's own."""
    day = complaint_day(text, on)
    return {"operator_complaint_date": day.value} if day else {}


def names_a_day(asked: str, text: str, on: date) -> bool:
    """8月，哪天不清楚: an answer in spite of what is not known."""
    return asked in DATES and bool(find_days(text, on))


def without_borrowed(asked: str, text: str, stated: Mapping[str, Any], given: Mapping[str, Any], on: date) -> set[str]:
    """The slots whose day is not said outright to be theirs: a day beside an answer about something else."""
    if asked == "event_date" or "event_date" not in stated or (len(text) > _A_STORY and asked != "complained"):
        return set()
    if asked in _READ_BACK:
        return set()  # 是11月5日 to what was read back puts it right
    if asked not in DATES and PUTS_RIGHT.match(text):
        return set()  # 不对，是10月9号开的: what was said before is meant
    complaint = (dict(stated) | dict(given)).get("operator_complaint_date")
    own = tells_when(text, on) and (stated["event_date"] != complaint or asked not in {*DATES, "complained"})
    return set() if own else {"event_date"}
