"""Short answers about what has been done so far, and whose number it is."""

import re
from datetime import date
from typing import Any

from bot.understanding import history, reply
from bot.understanding.answer_words import BARE_NEGATIVE, FILLER, NO, YES
from bot.understanding.bodies import body_named
from bot.understanding.days import find_days
from bot.understanding.facts import extract
from bot.understanding.kinship import KIN, relation_in


def read_relation(text: str, raw: str, on: date) -> dict[str, Any]:
    said = relation_in(text)
    if said:
        return {"relation": said[0]}
    if re.search(r"(?:不是我|别人|人家|朋友|邻居|同事)", text):
        return {"relation": "other"}
    if re.search(KIN, text):
        asked = re.search(r"(?:让|叫|托|喊|委托|授权|同意|请)(?:了)?我|帮|替|代|写有?条", text)
        return {"relation": "authorised" if asked else "other"}
    if re.search(rf"^{FILLER}(?:是|对|系|就)?(?:我|俺|咱|偶|本人|自己|机主|额)", text) or YES.match(text):
        return {"relation": "self"}
    return {"relation": "other"} if NO.match(text) else {}


def read_complained(text: str, raw: str, on: date) -> dict[str, Any]:
    facts = {m.slot: m.value for m in extract(text, on)}
    if re.search(r"直接(?:打|找|去)的?(?:12345|12315|工信部|消协)", text) or NO.match(text):
        return {"complained": False}
    if "complained" in facts:
        return {}
    days = find_days(text, on)
    if days:
        return {
            "complained": True,
            "operator_complaint_date": facts.get("operator_complaint_date", days[0].value),
        }
    if YES.match(text) or re.search(
        r"(?:打|投诉|反映|说|找|报|问|催|去)(?:了|过|咗)|(?:打|报|投诉)的|[一两三四五六七八九十几\d]+(?:次|回|遍|趟|通)",
        text,
    ):
        return {"complained": True}
    return {}


def read_reply(text: str, raw: str, on: date) -> dict[str, Any]:
    if BARE_NEGATIVE.match(text):
        return {"operator_reply": "none"}
    outcome, _ = reply.last_told(text)
    if outcome is None and re.search(r"回了|回过|答复|回复|说|讲|叫|让|话|就(?:一|这)|道歉|没解决|推|“|有", text):
        outcome = "unsatisfied"
    if outcome is None and NO.match(text) and "满意" in text:
        outcome = "unsatisfied"
    return {"operator_reply": outcome} if outcome else {}


def read_settled(text: str, raw: str, on: date) -> dict[str, Any]:
    said = history.settled_in(text)
    if said is not None:
        return {"settled": said}
    if NO.match(text) or re.search(r"(?:没|未|冇)[^，。]{0,3}谈|不算|没退|没给", text):
        return {"settled": False}
    return {"settled": True} if YES.match(text) or re.search(r"谈好|解决了|到账|两清|退了|赔了", text) else {}


def read_other_body(text: str, raw: str, on: date) -> dict[str, Any]:
    if NO.match(text) or re.search(r"(?:都|也|哪.{0,3})(?:没|未|冇)|就(?:找|来)?(?:你|您|这)", text):
        return {"other_body": "none"}
    body = body_named(text)
    return {"other_body": body} if body else {}
