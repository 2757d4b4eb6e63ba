"""The money in dispute: taken wrongly, demanded or withheld; a total before a monthly rate."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.mention import Mention
from bot.understanding.money import cues
from bot.understanding.money.sums import FIGURE, NOT_MONEY, Sum, find_figures, find_sums, is_rough
from bot.understanding.text.numerals import number

_CLAUSE = re.compile(r"[，。！？；]")
_NEAR, _WITHHELD_WITHIN = 18, 34
_SHORT, _MOST_TIMES, _OF_THE_REST = 5, 36, 15
# Of these matters the price paid is what is disputed; elsewhere it is only part of the story.
GOODS = frozenset({"other_sector", "device_quality", "insurance_or_bank", "fraud"})
PURCHASES = GOODS | {"service_withdrawn"}
PRICES, NUISANCE, FRAUD, SALES = "price_discrimination", "spam_or_harassment", "fraud", "misleading_sales"
# Here too a sum is likely to be meant by a figure that is nothing else.
CHARGES = frozenset({"unknown_charge", "forced_service"})
PROMISES = frozenset({"broken_promise", "promotion_breach"})
UNKNOWN, REFUSED = "unknown_charge", "refused_change"
# Here a monthly sum is what the plan costs, unless it is said to be taken.
PLANS = frozenset(
    [
        *("tied_choice", "poor_signal", "broadband_degraded", "unannounced_maintenance", "standard_breach"),
        *(REFUSED, "wrongful_suspension", "number_portability"),
    ]
)
# What is left on the account may be what is kept back.
KEEPS_BALANCE = PURCHASES | PROMISES | {None, REFUSED, "number_portability"}


@dataclass(frozen=True)
class _Surroundings:
    """The words of the clause before and after a sum, and what precedes and follows up to the next sum."""

    previous: str
    before: str
    after: str
    following: str


def _surroundings(text: str, sums: list[Sum], at: int) -> _Surroundings:
    amount = sums[at]
    first = sums[at - 1].end if at else 0
    last = sums[at + 1].start if at + 1 < len(sums) else len(text)
    behind = text[amount.end : amount.end + _NEAR]
    previous = text[max(first, amount.start - _NEAR) : amount.start]
    return _Surroundings(
        before=_CLAUSE.split(previous)[-1],
        previous=previous,
        after=_CLAUSE.split(behind)[0],
        following=text[amount.end : min(last, amount.end + _WITHHELD_WITHIN)],
    )


def _any(patterns: list[re.Pattern[str]], text: str, *, behind: bool) -> bool:
    return any(pattern.match(text) if behind else pattern.search(text) for pattern in patterns)


@dataclass(frozen=True)
class _Signs:
    """What the surroundings of a sum say of it."""

    withheld: bool
    rest: bool
    surcharge: bool
    total: bool
    asked: bool
    fee: bool
    taken: bool
    rate: bool

    @property
    def certain(self) -> bool:
        return self.withheld or self.rest or self.surcharge or self.total


def _signs(words: _Surroundings) -> _Signs:
    before, after = words.before, words.after
    kept = cues.WITHHELD_AFTER.match(after) or cues.WITHHELD_NEXT.match(words.following)
    withheld = bool(kept and not cues.OF_THE_OTHERS.match(words.following))
    return _Signs(
        withheld=withheld,
        rest=bool(cues.REST.search(before)) or (withheld and bool(cues.STILL.search(before))),
        surcharge=bool(cues.SURCHARGE.search(before)),
        total=bool(cues.TOTAL_BEFORE.search(before) or cues.TOTAL_AFTER.match(after)),
        asked=bool(
            cues.ASKED_BACK_BEFORE.search(before)
            or cues.ASKED_BACK_AFTER.match(after)
            or (not before and cues.ASKED_BACK_BY_CLAUSE.search(words.previous))
        ),
        fee=bool(cues.FEE_AFTER.match(after) or cues.RENTED.search(before)),
        taken=bool(cues.TAKEN.search(before) or cues.DEMANDED.search(before)),
        rate=bool(cues.RATE_BEFORE.search(before) or cues.RATE_AFTER.match(after)),
    )


def _points(words: _Surroundings, category: str | None, compared: bool) -> int | None:
    """How surely this is the money in dispute; None if it is something else."""
    before = words.before
    if cues.CORRECTED.search(before):
        return 20
    if cues.NOT_COUNTED.match(words.following):
        return None
    promised = bool(cues.PROMISED_COMPENSATION.search(words.previous))
    signs = _signs(words)
    promised |= signs.withheld and bool(cues.SAID_TO_COMPENSATE.search(before))
    due = promised or bool(cues.DUTY_TO_PAY.search(before) or cues.MUST_PAY_AFTER.match(words.after))
    if (not due and _any(cues.NEVER_BEFORE, before, behind=False)) or _is_aside(words, signs, category):
        return None
    if category in PLANS and (signs.rate or cues.PAYING_ON.search(before)) and _is_plan(words, signs):
        return None
    if category == NUISANCE and not cues.DEDUCTED.search(before):
        return None
    own = signs.surcharge or signs.withheld or signs.rest or signs.fee or signs.asked
    if compared and not own and not cues.DEDUCTED.search(before):
        return None
    points = 15 * signs.rest + 10 * signs.total + 6 * signs.surcharge + 6 * signs.asked + 3 * signs.withheld
    points += 3 * signs.fee + 3 * signs.taken + _gift(before, category) + 2 * promised
    points -= 5 * bool(cues.FURTHER.search(before)) + 12 * bool(cues.TRANSPORT_AFTER.match(words.after))
    return points - (signs.rate and not signs.total)


def _is_plan(words: _Surroundings, signs: _Signs) -> bool:
    """Whether a monthly sum is what the plan costs, not what was taken for nothing."""
    if cues.PAID_ON.match(words.after):
        return True
    return not (signs.taken or signs.fee or signs.certain or cues.TIED.search(words.previous))


def _gift(before: str, category: str | None) -> int:
    """A benefit speaks for itself, except a swindler's."""
    return (-4 if category == FRAUD else 2) * bool(cues.PROMISED.search(before))


def _is_told(words: _Surroundings, signs: _Signs) -> bool:
    """Whether this is the price that the seller named, not what was then taken."""
    if signs.taken or signs.fee:
        return False
    return bool(cues.TOLD.search(words.before) or (signs.rate and cues.TOLD_OF.search(words.previous)))


def _is_wished(before: str, after: str) -> bool:
    named = after.startswith("的") and cues.NAMED.search(before)
    return bool(named or cues.WISHED.search(before)) or _any(cues.PRICE_AFTER, after, behind=True)


def _is_aside(words: _Surroundings, signs: _Signs, category: str | None) -> bool:
    """A plan's price, what was offered or given, a fare, what was paid of free will."""
    before, after = words.before, words.after
    paid = bool(cues.PAID.search(before))
    fare = category not in GOODS and cues.FARE.search(before)
    if (fare or cues.LOST_WAGES.match(after)) and not cues.KEPT.search(after):
        return True
    if paid and category not in PURCHASES and cues.PAID_FOR_GIFT.match(words.following):
        return True
    if cues.GIVEN.search(before) or (category not in PROMISES and cues.OFFERED.search(before)):
        return not (signs.withheld or signs.rest)
    if category not in KEEPS_BALANCE and not signs.withheld and cues.BALANCE.search(before):
        return True
    if category == REFUSED and not signs.rest and _is_wished(before, after):
        return True
    if signs.certain:
        return False
    if category in GOODS:
        return bool(cues.MARKET_PRICE.search(before) or cues.NO_LOSS_AFTER.match(after))
    substitute = cues.PAID_AFTER.match(after) and not cues.PROMISED.search(before)
    if category not in PURCHASES and ((paid and not signs.fee) or substitute):
        return True
    if cues.NO_LOSS_AFTER.match(after) or (category == SALES and _is_told(words, signs)):
        return True
    return _any(cues.PRICE_BEFORE, before, behind=False) or _any(cues.PRICE_AFTER, after, behind=True)


def _product(text: str, sums: list[Sum], at: int, around: list[_Surroundings]) -> int:
    """29.9两次，59.8: a sum that is a few times a rate before it, and says no more, is the total."""
    if not at or len(around[at].before) > _SHORT:
        return 0
    each, whole = sums[at - 1], sums[at]
    times = whole.value / each.value
    counted = bool(cues.TIMES.search(text[each.end : whole.start])) or _is_named(text, times)
    counted |= bool(cues.RATE_BEFORE.search(around[at - 1].before))
    return 8 if counted and times == times.to_integral_value() and 2 <= times <= _MOST_TIMES else 0


def _put_right(text: str, sums: list[Sum], at: int) -> int:
    """不是二十五块是三十五块: the second is meant."""
    if not at or not text[: sums[at - 1].start].endswith("不是"):
        return 0
    return 20 if cues.BUT_IS.fullmatch(text, sums[at - 1].end, sums[at].start) else 0


def _is_named(text: str, times: Decimal) -> bool:
    """Whether the text counts something so many times: 二十四个月."""
    return any(number(match[1]) == times for match in cues.TIMES.finditer(text))


def find_amount(text: str, category: str | None = None) -> list[Mention]:
    """`amount`, yuan with two digits, the total where one is said, what is still missing before the whole.

    `category` is the matter's where it is known: a purchase's price counts in some, two prices compared in none.
    """
    sums = find_sums(text)
    if not sums and category in GOODS | CHARGES:
        sums = find_figures(text, anywhere=category in GOODS)
    around = [_surroundings(text, sums, at) for at in range(len(sums))]
    compared = category == PRICES or (
        category not in PURCHASES
        and len(sums) > 1
        and bool(cues.UNEQUAL.search(text) or any(cues.OTHERS_PRICE.search(words.before) for words in around))
    )
    rated = [
        (
            points + _product(text, sums, at, around) + _put_right(text, sums, at),
            amount.start * (1 if points >= _OF_THE_REST else -1),  # the last of several rests, else the first
            amount,
        )
        for at, (amount, words) in enumerate(zip(sums, around, strict=True))
        if (points := _points(words, category, compared)) is not None
    ]
    if not rated or (category == UNKNOWN and len(rated) > 1 and max(rated)[0] <= 0):
        return []  # two bills compared tell no sum
    best = max(rated, key=lambda each: each[:2])[2]
    return [Mention("amount", yuan(best.value), best.start, best.end)]


def yuan(value: Decimal) -> str:
    """The contract's form: two digits after the point."""
    return str(value.quantize(Decimal("0.01")))


def plain_sum(text: str) -> str | None:
    """The sum in a short answer that was asked for one: 94, 九十四块, 一共是94.5; None if none or rough."""
    sums = find_sums(text)
    if len(sums) > 1 and (told := find_amount(text)):
        return str(told[0].value)
    if sums:
        around, last = [_surroundings(text, sums, at) for at in range(len(sums))], len(sums) - 1
        total = cues.TOTAL_BEFORE.search(text[: sums[last].start]) or _product(text, sums, last, around)
        return yuan(sums[last if total else 0].value)
    match = re.search(rf"(?<![\d.*×x])(?!一[共起])({FIGURE}){NOT_MONEY}", text)
    value = number(match[1]) if match and not is_rough(text, match.start(), match.end()) else None
    return yuan(value) if value else None
