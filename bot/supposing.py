"""What a person supposes or plans: the events that `bot.what_if` reckons with, read from a sentence."""

import re
from dataclasses import dataclass
from datetime import date

from bot.coming_days import coming_day
from bot.escalation import step_ids
from bot.offer_text import parse_offer
from bot.step_names import named_steps
from bot.understanding.text.normalise import normalise
from bot.what_if import AcceptsOffer, Event, GoesTo, OperatorReplies, WaitsUntil

ASKS = re.compile(
    r"要是|如果|假如|假设|倘若|万一|的话|会怎|会不会|怎么样|怎样|咋样|行吗|行不|可以吗|可不可以|能不能|影响|有用|好吗|好不好"
    r"|来得及|还能|还可以|[吗呢么嘛][。？]?$|？|是不是|要不要|该不该"
)
REPLIES = re.compile(r"答复|回复|回话|回电|回我|回了|给(?:我)?(?:个)?说法|打电话(?:过)?来|来电话")
SILENT = re.compile(
    r"(?:一直|始终|还是|还|就是|都|到期|迟迟|根本)?(?:不|没|没有|未|唔)(?:给|来|有|肯|理)?(?:我)?(?:任何|个)?(?:答复|回复|回话|回电|回我|说法|理我|管|吭声)|不理"
)
OPERATOR = re.compile(r"运营商|移动|联通|电信|广电|客服|他们|她们|企业|公司|对方|人家|10086|10010|10000|10099")
CONTENT = re.compile(r"满意|同意(?!我)|答应(?:退|赔|给)我?|认可|接受得了")
DISCONTENT = re.compile(r"不(?:太|怎么|是很)?(?:满意|同意|认可)|拒绝|不(?:给|肯)?退|不赔|敷衍|踢皮球|忽悠")
ACCEPTS = re.compile(
    r"收下|接受|收了|要了|拿了|领了|收咗|同意(?:他|了|和解|这|方案|退)|答应(?:他|了|下来|这|和解)|和解|私了|拿钱|收钱|签了"
)
WAITS = re.compile(
    r"等|拖|再过|过了|过完|过两|不急|晚(?:点|些|几)|以后再|推迟|[再先](?:申诉|提|交|投诉|弄|办|说)|来得及|之前|才(?:去|申诉|提)"
)
TOGETHER = re.compile(r"同时|一起|分别|一块|一并|全都|都(?:投|告|找|去|试|写|交|打)|三处|三家|几家|到处|挨个")


@dataclass(frozen=True)
class Supposed:
    """What was supposed: events with their day, `silent` where nobody answers, `steps` named; `planned`: not asked."""

    events: tuple[Event, ...] = ()
    silent: bool = False
    steps: tuple[str, ...] = ()
    planned: bool = False

    @property
    def clear(self) -> bool:
        return bool(self.events or self.silent)


def suppose(text: str, on: date) -> Supposed:
    """Reads a supposition or a plan; nothing in it where neither is recognised."""
    said = normalise(text)
    planned = not ASKS.search(said)
    if SILENT.search(said) and not planned:
        return Supposed(silent=True)
    if REPLIES.search(said) and OPERATOR.search(said) and not planned:
        return Supposed(_replies(said, on))
    if ACCEPTS.search(said):
        return Supposed((AcceptsOffer(_offer(said)),), planned=planned)
    steps, day = going_to(said), waits_until(said, on)
    if day and set(steps) <= {"bureau_appeal"}:
        return Supposed((WaitsUntil(day),), planned=planned)
    return Supposed(tuple(GoesTo(step) for step in steps), steps=steps, planned=planned)


def waits_until(text: str, on: date) -> date | None:
    """The day to come until which a sentence would wait, if it names one."""
    said = normalise(text)
    return coming_day(said, on) if WAITS.search(said) else None


def together(text: str) -> tuple[str, ...]:
    """The steps that a sentence wants taken side by side; none where it names fewer than two."""
    said = normalise(text)
    steps = going_to(said) if TOGETHER.search(said) else ()
    return steps if len(steps) > 1 else ()


def going_to(said: str) -> tuple[str, ...]:
    """The steps named, without the operator where it is merely the one complained of."""
    steps = tuple(step for step in named_steps(said) if step in step_ids())
    return tuple(step for step in steps if step != "operator_complaint") or steps


def _replies(said: str, on: date) -> tuple[Event, ...]:
    """One event where the text says how the answer turns out, else both ways, the worse first."""
    day = coming_day(said, on) or on
    if DISCONTENT.search(said):
        return (OperatorReplies(day, satisfied=False),)
    if CONTENT.search(said):
        return (OperatorReplies(day, satisfied=True),)
    return OperatorReplies(day, satisfied=False), OperatorReplies(day, satisfied=True)


def _offer(said: str) -> str:
    offer = parse_offer(said)
    return "" if offer.kind in {"unclear", "refusal", "promise"} else offer.label
