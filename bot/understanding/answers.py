"""What a short answer means in the light of the question just asked."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.understanding import history
from bot.understanding.bodies import body_named
from bot.understanding.dates import affirmed
from bot.understanding.days import find_days
from bot.understanding.demands import standard_demands
from bot.understanding.evidence import items
from bot.understanding.facts import extract
from bot.understanding.gazetteer import MUNICIPALITIES, places_by_name
from bot.understanding.kinship import KIN, relation_in
from bot.understanding.lexicon import lexicon
from bot.understanding.money import plain_sum
from bot.understanding.normalise import narrow, normalise
from bot.understanding.numbers import find_telephones, find_work_order
from bot.understanding.operators import companies
from bot.understanding.personal import address_in, agent_in, email_in, name_in, postcode_in

Reader = Callable[[str, str, date], dict[str, Any]]

_FILLER = r"(?:嗯+|啊|哦|噢|呃|额|那个|这个|就是|好像|应该|我想想|哎|唉|诶|喔|，|。|！|、|的|了|嘛|呢|吧|呀|咯|哈|哒|喽|诺|咧|撒|噻|哟|嘞|捏|啦|哇|滴)*"
_DONT_KNOW = re.compile(
    r"(?:不|唔|弗|勿|莫|没)(?:太|大|是很|怎么|咋)?(?:知道|晓得|清楚|清白|记得|确定|懂|明白|了解|识)|记不(?:得|清|住|起|到|准)|忘(?:了|记|咗|掉)|想不起|说不(?:清|准|上|好)|搞不(?:清|懂|明)|唔(?:知|记得|清楚)"
    r"|不详|没(?:注意|留意|概念|印象)|没数|拿不准|谁(?:知道|晓得|记得)|哪(?:个|里)?(?:知道|晓得|记得)|鬼知道|不清楚|不记得|看不懂|找不到了?$|不造"
)
_REFUSES = re.compile(
    r"(?:不|唔|暂不|不便|不想|不愿|不能)(?:方便|便|想|愿意?|能|可以|给|提供|告诉|说)(?:透露|提供|告诉|说|给|公开|讲)?|保密|隐私|跳过|先不(?:说|填|讲)|算了"
)
_QUESTION = re.compile(
    r"[？?]|(?:吗|么)(?:。|，|！)?$|(?:谁|哪|什么|啥|多少|几)[^，。]{0,6}(?:呢|啊|呀)$|为(?:什么|啥|何)|^(?:什么|啥|咋|怎么|怎样|如何|哪|几时|点解|点样|做乜|为何|干嘛|干啥)|(?:是|有|能|要|可|算|会)(?:不|没)(?:是|有|能|要|可以|算|会)|(?:可以|能|行)不(?:可以|能|行)|哪(?:里|儿|个|些)(?:看|找|查|算|写|有|打)|怎么(?:办|看|查|找|算|写|填)|(?:什么|啥)(?:意思|叫|是|样|算)|有什么(?:用|区别)|干(?:嘛|啥|什么)(?:用|要)?|还能不能"
)
_YES = re.compile(
    rf"^{_FILLER}(?:是|系|对|嗯|有|好|行|可以|没错|没问题|正确|确认|要得|中|得|成|同意|属实|无误|没毛病|OK|ok|Ok|yes|YES|y|1|打了|打过|投了|投诉了|投诉过|反映过|反映了|说了|说过|找过|找了|有的|肯定|当然|必须|早就|满意|解决了|谈好了|恩|昂|阔以|系呀|啱|就这样|就这么写|发吧|写得好|无异议)"
)
_NO = re.compile(
    rf"^{_FILLER}(?:(?:还|都|并|也|从来?|根本|压根|确实|暂时?|暂|目前|一直)*(?:没|未|不|冇|唔|木有|莫|否|无|毛|别|甭|非|勿|弗|哪有|还没|尚|错|NO|no|No|n$|2$|啥也没|啥都没|哪儿都没|哪里都没|双方未|两边都没))"
)
_BARE_NEGATIVE = re.compile(
    rf"^{_FILLER}(?:还|都|也|并|暂时?|目前|确实|啥|什么|压根|根本|从来)*(?:都|也)?(?:没|未|冇|无|木|莫|否|不|唔)(?:有|得|曾|是|系)?(?:啥|什么|过|任何)?(?:呢|呀|啊|喎|咯|哦|的|了|嘛|哈|吧|哇|诶|噶|嘅|个|啦|。|，|！)*$"
)
_MAY_BE_ANYTHING = frozenset({"narrative", "category"})
_YES_NO_SLOTS = frozenset({"complained", "settled", "facts_confirmed", "draft_approved"})


def is_dont_know(text: str) -> bool:
    """不晓得, 记不清了, 唔知: the person cannot say."""
    return bool(_DONT_KNOW.search(normalise(text)))


def _is_question(text: str) -> bool:
    return bool(_QUESTION.search(text))


def _operator(text: str, raw: str, on: date) -> dict[str, Any]:
    named = companies(text)
    if named and not re.match(r".{0,6}(不是|不对)", text):
        last = named[0]
        if last.label == "operator":
            return {"operator": last.company}
    return {}


def _operator_name(text: str, raw: str, on: date) -> dict[str, Any]:
    facts = {m.slot: m.value for m in extract(text, on) if m.slot in {"operator", "operator_name"}}
    if "operator_name" in facts or not _nameable(text):
        return facts
    name = re.sub(r"^(?:是|叫|就是|应该是|好像是|它叫|公司叫|公司是|名字是|名字叫|一家叫)+", "", text).strip(
        "，。！的 "
    )
    name = re.sub(r"(?:的|呀|啊|吧|呢|哦|来着|嘛)+$", "", name)
    return {"operator_name": name} if 2 <= len(name) <= 20 else {}


def _nameable(text: str) -> bool:
    return not (_BARE_NEGATIVE.match(text) or _is_question(text)) and len(text) <= 24


def _place(text: str, raw: str, on: date) -> dict[str, Any]:
    """A place named alone, where a short or ordinary-looking name is meant as a place."""
    table, typo = places_by_name(), lexicon("places")["mistyped"]
    bare = re.sub(
        r"^(?:是|在|我在|我是|就是|就在|归|属于|那是|俺是|家在)+|(?:的|那边|这边|那嘎达|这嘎达|那块儿?|那儿|这儿|本地|人|啊|呀|哦|呢|吧|咯|嘛|。|！|，|那里|这里|喺|啦)+$",
        "",
        text,
    )
    bare = typo.get(bare, bare)
    for candidate in (bare, f"{bare}市", f"{bare}县", f"{bare}区"):
        spots = [place for place in table.get(candidate, ()) if candidate == bare or place.exact]
        cities = {(place.province, place.city) for place in spots}
        higher = [place for place in spots if place.level < 2] or (spots if len(cities) == 1 else [])
        if higher:
            place = higher[0]
            return {"province": place.province} | ({"city": place.city} if place.city else {})
    return {}


def _when(slot: str) -> Reader:
    def read(text: str, raw: str, on: date) -> dict[str, Any]:
        days = find_days(text, on)
        kept = affirmed(text, days)
        return {slot: kept[0].value} if kept else {}

    return read


def _event_date(text: str, raw: str, on: date) -> dict[str, Any]:
    facts = {m.slot: m.value for m in extract(text, on)}
    days = affirmed(text, find_days(text, on))
    if "event_date" in facts or not days:
        return {}
    spare = [day for day in days if day.value != facts.get("operator_complaint_date")]
    return {"event_date": (spare or days)[0].value} if len(days) == 1 or spare else {}


def _amount(text: str, raw: str, on: date) -> dict[str, Any]:
    value = plain_sum(text)
    return {"amount": value} if value else {}


def _number(slot: str) -> Reader:
    def read(text: str, raw: str, on: date) -> dict[str, Any]:
        telephones = find_telephones(text)
        if telephones:
            return {slot: telephones[-1 if re.search(r"不对|错了|应该是|改成", text) else 0][0]}
        digits = re.sub(r"(?<=[\dA-Za-z])[ \-](?=[\dA-Za-z])", "", text)
        match = re.search(r"(?<![\dA-Za-z])(?=[A-Za-z@._]*\d)[A-Za-z0-9@._\-]{6,30}", digits)
        return {slot: match[0]} if match and slot == "subscriber_number" else {}

    return read


def _work_order(text: str, raw: str, on: date) -> dict[str, Any]:
    found = find_work_order(text)
    if found:
        return {"operator_complaint_no": found[0].value}
    compact = re.sub(r"(?<=[\dA-Za-z]) (?=[\dA-Za-z])", "", text)
    match = re.search(r"(?<![\dA-Za-z])(?=[A-Za-z\-]*\d)[A-Za-z0-9][A-Za-z0-9\-]{3,29}", compact)
    return {"operator_complaint_no": match[0]} if match and not re.fullmatch(r"100\d\d", match[0]) else {}


def _relation(text: str, raw: str, on: date) -> dict[str, Any]:
    said = relation_in(text)
    if said:
        return {"relation": said[0]}
    if re.search(r"(?:不是我|别人|人家|朋友|邻居|同事)", text):
        return {"relation": "other"}
    if re.search(KIN, text):
        asked = re.search(r"(?:让|叫|托|喊|委托|授权|同意|请)(?:了)?我|帮|替|代|写有?条", text)
        return {"relation": "authorised" if asked else "other"}
    if re.search(rf"^{_FILLER}(?:是|对|系|就)?(?:我|俺|咱|偶|本人|自己|机主|额)", text) or _YES.match(text):
        return {"relation": "self"}
    return {"relation": "other"} if _NO.match(text) else {}


def _complained(text: str, raw: str, on: date) -> dict[str, Any]:
    facts = {m.slot: m.value for m in extract(text, on)}
    if re.search(r"直接(?:打|找|去)的?(?:12345|12315|工信部|消协)", text) or _NO.match(text):
        return {"complained": False}
    if "complained" in facts:
        return {}
    days = find_days(text, on)
    if days:
        return {
            "complained": True,
            "operator_complaint_date": facts.get("operator_complaint_date", days[0].value),
        }
    if _YES.match(text) or re.search(
        r"(?:打|投诉|反映|说|找|报|问|催|去)(?:了|过|咗)|(?:打|报|投诉)的|[一两三四五六七八九十几\d]+(?:次|回|遍|趟|通)",
        text,
    ):
        return {"complained": True}
    return {}


def _reply(text: str, raw: str, on: date) -> dict[str, Any]:
    if history.satisfied(text):
        return {"operator_reply": "satisfied"}
    if _BARE_NEGATIVE.match(text) or history.silent(text):
        return {"operator_reply": "none"}
    if history.dissatisfied(text) or re.search(
        r"回了|回过|答复|回复|说|讲|叫|让|话|就(?:一|这)|道歉|没用|没解决|推|“|有", text
    ):
        return {"operator_reply": "unsatisfied"}
    return {"operator_reply": "unsatisfied"} if _NO.match(text) and "满意" in text else {}


def _settled(text: str, raw: str, on: date) -> dict[str, Any]:
    said = history.settled_in(text)
    if said is not None:
        return {"settled": said}
    if _NO.match(text) or re.search(r"(?:没|未|冇)[^，。]{0,3}谈|不算|没退|没给", text):
        return {"settled": False}
    return (
        {"settled": True} if _YES.match(text) or re.search(r"谈好|解决了|到账|两清|退了|赔了", text) else {}
    )


def _other_body(text: str, raw: str, on: date) -> dict[str, Any]:
    if _NO.match(text) or re.search(r"(?:都|也|哪.{0,3})(?:没|未|冇)|就(?:找|来)?(?:你|您|这)", text):
        return {"other_body": "none"}
    body = body_named(text)
    return {"other_body": body} if body else {}


def _demands(text: str, raw: str, on: date) -> dict[str, Any]:
    found = standard_demands(text)
    if found or _BARE_NEGATIVE.match(text):
        return {"demands": found} if found else {}
    parts = [part.strip("。，！ ") for part in re.split(r"[；;\n。]", raw)]
    wishes = [part for part in parts if len(part) >= 3]
    return {"demands": wishes} if wishes else {}


def _evidence(text: str, raw: str, on: date) -> dict[str, Any]:
    facts = {m.slot: m.value for m in extract(text, on)}
    if "evidence" in facts or _lacks_all(text):
        return {}
    named = [
        name
        for name, start, _ in items(text)
        if not re.search(r"(?:没|没有|冇|无|删了?|忘了?|丢了?)[^，、]{0,4}$", text[:start])
    ]
    return {"evidence": list(dict.fromkeys(named))} if named else {}


def _lacks_all(text: str) -> bool:
    return bool(
        re.search(r"(?:啥|什么|一样|都|全)(?:也|都)?(?:没|冇|删)", text) or _BARE_NEGATIVE.match(text)
    )


def _personal(slot: str, find: Callable[[str], str | None]) -> Reader:
    def read(text: str, raw: str, on: date) -> dict[str, Any]:
        value = find(raw)
        return {slot: value} if value else {}

    return read


def _postcode(text: str, raw: str, on: date) -> dict[str, Any]:
    code = postcode_in(text)
    return {"postcode": code} if code else {}


def _names(text: str, raw: str, on: date) -> dict[str, Any]:
    name, agent = name_in(raw), agent_in(raw)
    return ({"complainant_name": name} if name else {}) | ({"agent_name": agent} if agent else {})


def _address(text: str, raw: str, on: date) -> dict[str, Any]:
    address = address_in(raw)
    if not address:
        return {}
    code = postcode_in(raw)
    return {"address": address} | ({"postcode": code} if code else {})


def _yes_no(slot: str) -> Reader:
    def read(text: str, raw: str, on: date) -> dict[str, Any]:
        if _NO.match(text) and not re.match(
            rf"^{_FILLER}(?:没错|没问题|没毛病|无误|无异议|不错|没(?:什么|啥)?(?:要改|问题|意见))", text
        ):
            return {slot: False}
        if re.search(r"(?:不对|错了|改一?下|有误|要改|应该是)", text):
            return {slot: False}
        agrees = _YES.match(text) or re.match(
            rf"^{_FILLER}(?:没错|没问题|没毛病|无误|不错|没(?:什么|啥)?(?:要改|问题|意见))", text
        )
        return {slot: True} if agrees else {}

    return read


_READERS: dict[str, Reader] = {
    "operator": _operator,
    "operator_name": _operator_name,
    "province": _place,
    "city": _place,
    "event_date": _event_date,
    "operator_complaint_date": _when("operator_complaint_date"),
    "amount": _amount,
    "subscriber_number": _number("subscriber_number"),
    "contact_phone": _number("contact_phone"),
    "operator_complaint_no": _work_order,
    "relation": _relation,
    "complained": _complained,
    "operator_reply": _reply,
    "settled": _settled,
    "other_body": _other_body,
    "demands": _demands,
    "evidence": _evidence,
    "complainant_name": _names,
    "agent_name": _personal("agent_name", name_in),
    "email": _personal("email", email_in),
    "postcode": _postcode,
    "address": _address,
    "facts_confirmed": _yes_no("facts_confirmed"),
    "draft_approved": _yes_no("draft_approved"),
}
_CONTACT_SLOTS = frozenset({"complainant_name", "address", "email", "postcode", "contact_phone"})
# An answer to the first also says the second wrongly: a day asked for as the complaint's is not the event's.
_TAKES_FROM = {
    "operator_complaint_date": ("event_date",),
    "contact_phone": ("subscriber_number",),
    "operator_complaint_no": ("subscriber_number", "event_date"),
    "address": ("province", "city"),
    "complainant_name": ("relation",),
    "complained": ("event_date",),
    "operator": ("complained",),
}


def read_answer(asked: str, text: str, on: date, intent: str | None = None) -> dict[str, Any]:
    """The facts that an answer to the question for the slot `asked` gives, as slot → value.

    Includes whatever else the answer states by itself. Empty for what is no answer: a question, 不晓得, a refusal.
    """
    raw = narrow(text).strip()
    read = normalise(text)
    if not read or (_is_question(read) and asked not in _MAY_BE_ANYTHING and not _answers_anyway(read)):
        return {}
    stated = {mention.slot: mention.value for mention in extract(read, on)}
    if asked in _MAY_BE_ANYTHING:
        return stated
    given = {} if _no_answer(asked, read) else _READERS.get(asked, _nothing)(read, raw, on)
    spare = {slot for slot in _TAKES_FROM.get(asked, ()) if asked in given and slot in stated}
    if asked == "complained" and "operator_complaint_date" not in given | stated:
        spare -= {"event_date"}
    if asked in _CONTACT_SLOTS and "subscriber_number" in stated and "contact_phone" not in stated:
        given.setdefault("contact_phone", stated.pop("subscriber_number"))
    merged = {slot: value for slot, value in stated.items() if slot not in spare} | given
    return _implied(asked, merged)


def _nothing(text: str, raw: str, on: date) -> dict[str, Any]:
    return {}


def _no_answer(asked: str, text: str) -> bool:
    vague = _DONT_KNOW.search(text) and not _SAYS_NO_FIRST.match(text) and asked != "relation"
    if asked == "demands" and standard_demands(text):
        return False
    return bool(
        vague
        or (_REFUSES.search(text) and asked not in _YES_NO_SLOTS | {"operator_reply", "demands", "settled"})
    )


_SAYS_NO_FIRST = re.compile(r"^(?:还|都|也)?(?:没有?|未|是|对|有)(?:我|，|。)")


def _answers_anyway(text: str) -> bool:
    """A fact with a doubtful particle at its end, 联通吧, is an answer; 为什么 and a question mark are not."""
    return bool(re.search(r"吧[。！]?$", text)) and not re.search(r"[？?]|什么|怎么|为啥", text)


def _implied(asked: str, facts: dict[str, Any]) -> dict[str, Any]:
    if facts.get("province") in MUNICIPALITIES and "city" not in facts:
        facts = facts | {"city": facts["province"]}
    if asked == "operator_complaint_date" and facts.get("complained") is True:
        return {slot: value for slot, value in facts.items() if slot != "complained"}
    return facts
