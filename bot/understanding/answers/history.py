"""Short answers about what has been done so far, and whose number it is."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.understanding.answers.words import BARE_NEGATIVE, DONT_KNOW, FILLER, NO, YES
from bot.understanding.days.dates import complaint_day, tells_when
from bot.understanding.days.named import find_days
from bot.understanding.dealings import history, reply
from bot.understanding.dealings.bodies import body_in, body_named
from bot.understanding.facts import extract
from bot.understanding.people.kinship import FAMILY, KIN, MINE, PERSON, relation_in

_NOT_ANOTHERS = re.compile(r"不是(?:替|帮|给)?(?:别人|人家|他人|旁人)[^，。]*")
_ANOTHERS = re.compile(
    rf"不是(?:我|俺|额)|别人|人家|他人|{PERSON}(?:的|名下|办|，|。|$)"
    rf"|(?:登记|名下|机主|户主)(?:的|是|系|写)+(?:我)?{PERSON}"
)
_ON_BEHALF = re.compile(r"帮|替|代|受托|委托|授权|同意|写有?条")
_ONES_OWN = re.compile(rf"^{FILLER}(?:当然|登记|户主|机主|名字|号|卡|是|对|系|就|用|写|的)*{MINE}")


def read_relation(text: str, raw: str, on: date) -> dict[str, Any]:
    text = _NOT_ANOTHERS.sub("", text).strip("，。")
    said = relation_in(text)
    if said and not (said[0] == "self" and _ANOTHERS.search(text[said[2] - 1 :])):
        return {"relation": said[0]}
    if _ANOTHERS.search(text) or re.search(KIN, text):
        if not _ON_BEHALF.search(text):
            return {"relation": "other"}
        return {"relation": "authorised"} if re.search(FAMILY, text) else {}
    if DONT_KNOW.search(text):
        return {}
    if _ONES_OWN.match(text) or YES.match(text):
        return {"relation": "self"}
    return {"relation": "other"} if NO.match(text) else {}


def read_complained(text: str, raw: str, on: date) -> dict[str, Any]:
    facts = {m.slot: m.value for m in extract(text, on)}
    if re.search(r"直接(?:打|找|去)的?(?:12345|12315|工信部|消协)|直接[^，。]{0,2}找(?:你|您|恁)", text):
        return {"complained": False}
    if NO.match(text) and not re.match(r"不(?:止|只)", text):
        return {"complained": False}
    if "complained" in facts:
        return _day_of_complaint(text, facts, on)
    days = find_days(text, on)
    if days:
        return {
            "complained": True,
            "operator_complaint_date": facts.get("operator_complaint_date", days[0].value),
        }
    if YES.match(text) or re.search(
        r"(?:打|投|投诉|反映|说|讲|吵|闹|骂|找|报|问|催|去|发|写)(?:了|过|咗|果)|(?:打|报|投诉)的|(?<!第)[一两三四五六七八九十几\d]+(?:次|回|遍|趟|通)",
        text,
    ):
        return {"complained": True}
    return {}


def _day_of_complaint(text: str, facts: Mapping[str, Any], on: date) -> dict[str, Any]:
    """打了十遍，就上礼拜三还吵了一架: a day that nothing says to be the matter's."""
    if not facts["complained"] or "operator_complaint_date" in facts or tells_when(text, on):
        return {}
    day = complaint_day(text, on)
    return {"operator_complaint_date": day.value} if day else {}


def read_reply(text: str, raw: str, on: date) -> dict[str, Any]:
    if BARE_NEGATIVE.match(text):
        return {"operator_reply": "none"}
    outcome, _ = reply.last_told(text)
    if outcome is None and re.search(r"回了|回过|答复|回复|说|讲|叫|让|话|就(?:一|这)|道歉|没解决|推|“|有", text):
        outcome = "unsatisfied"
    if outcome is None and NO.match(text) and "满意" in text:
        outcome = "unsatisfied"
    return {"operator_reply": outcome} if outcome else {}


_IN_PART = re.compile(
    r"只退|退了?(?:一半|一点|一部分)|剩下[^，。]{0,4}没|其余|还差|还没办|口头|反悔|(?:到|至)(?:现在|今天?|目前)[^，。]{0,4}(?:没|冇|未|呒)|等(?:下个?月|着)退"
)
_UNSETTLED = re.compile(
    r"(?:没|未|冇|呒|唔)[^，。]{0,4}(?:谈|接受|同意|答应|肯|办|给|退|赔)|不(?:算|肯|接受|同意|认|干)|僵|扯皮|(?:解决|谈好|满意)了?[^，。！？]{0,2}(?:我|俺|额|老子)?还(?:找|用|来|问|在)|和解(?:个|你)|拖着|谈崩|个屁|个锤子|^屁|呒没"
)
_SETTLED = re.compile(
    r"(?:讲|说)好了[^。]*(?:还|退|赔)(?:给?我)?了"
    r"|谈好|倾(?:掂|好)(?:咗|了)|解决了|到账|两清|退(?:了|完|我)|赔(?:了|完|我)|办完|搞(?:掂|定)(?:了|咗)"
)


def read_settled(text: str, raw: str, on: date) -> dict[str, Any]:
    if _IN_PART.search(text):
        return {"settled": False}
    said = history.settled_in(text)
    if said is not None:
        return {"settled": said}
    if NO.match(text) or _UNSETTLED.search(text):
        return {"settled": False}
    return {"settled": True} if YES.match(text) or _SETTLED.search(text) else {}


# 他们请我找消协，我还没去; 法院哪里敢去
_NOT_GONE_YET = re.compile(r"(?:还|尚)(?:没|未)(?:有)?(?:去|打|找|来得及)[。！]?$|(?:哪里?|怎么|咋)敢去")
_NOBODY_YET = re.compile(
    r"(?:都|也|哪.{0,3})(?:没|未|冇)|(?:就|只|先|第一个|头一个|首先|直接)[^，。]{0,4}(?:你|您|这|恁|侬)"
    r"|(?:没|未|冇)(?:有)?(?:去|打|找|报|告|投|走)(?!通|到)|(?:想|打算|准备|正要|考虑)[^，。]{0,3}(?:打|去|找|告|报)"
)


def read_other_body(text: str, raw: str, on: date) -> dict[str, Any]:
    said = body_in(text)
    if _NOT_GONE_YET.search(text):
        return {"other_body": "none"}
    if said and said[0] != "none":
        return {"other_body": said[0]}
    if NO.match(text) or _NOBODY_YET.search(text):
        return {"other_body": "none"}
    body = body_named(text)
    return {"other_body": body} if body else {}
