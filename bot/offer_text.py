"""Reading an offer as people paste it: what is offered, how much, and what is asked in return."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import cn2an

from bot.rulebook import load
from bot.wording import yuan

NUMBER = r"[0-9]+(?:\.[0-9]{1,2})?|[零〇一二两三四五六七八九十百千万]+"
SUM = re.compile(rf"({NUMBER})\s*(?:元|块钱|块|圆)|({NUMBER})(?=(?:的)?(?:话费|充值卡))")
MONTHLY = re.compile(rf"(?:每个?月|按月|分月).{{0,8}}?({NUMBER})\s*(?:元|块)")
MONTHS = re.compile(rf"({NUMBER})\s*个月")
TOTAL = re.compile(rf"(?:一共|总共|合计|共计|共)\s*({NUMBER})\s*(?:元|块)")
ADDED = ("另", "再", "加", "和", "并", "外", "还", "、", "以及")


@dataclass(frozen=True)
class Offer:
    """What an operator offers.

    `kinds` are ids of remedies_offers.yml, `kind` the main one; `amount` in yuan, None where no sum is named;
    `withdraw`: the appeal is to be dropped first; `in_writing`: a letter is promised.
    """

    kind: str
    amount: Decimal | None = None
    kinds: tuple[str, ...] = ()
    withdraw: bool = False
    in_writing: bool = False

    @property
    def label(self) -> str:
        """The offer in a few words: 100元充值卡或购物券、道歉."""
        book = load("remedies_offers")
        names = [book["kinds"].get(kind, book["unclear"])["name"] for kind in self.kinds or (self.kind,)]
        return f"{yuan(self.amount)}元{'、'.join(names)}" if self.amount is not None else "、".join(names)


def parse_offer(text: str) -> Offer:
    """The offer that a text makes; kind `unclear` where nothing in it is recognised."""
    said = unicodedata.normalize("NFKC", text).replace(",", "，")
    book, amount = load("remedies_offers"), _amount(said)
    kinds = _kinds(said) or (("cash",) if amount is not None else ("unclear",))
    return Offer(
        kind=kinds[0],
        amount=amount,
        kinds=kinds,
        withdraw=any(word in said for word in book["withdraw_words"]),
        in_writing=any(word in said for word in book["written_words"]),
    )


def _kinds(said: str) -> tuple[str, ...]:
    """The kinds whose words occur, each word used once: 充值卡 is not also 充值."""
    book, left = load("remedies_offers"), said
    found = []
    for kind, entry in book["kinds"].items():
        words = [word for word in entry["words"] if word in left]
        for word in words:
            left = left.replace(word, " ")
        found += [kind] if words else []
    pays = any(book["kinds"][kind]["money"] for kind in found)
    generic = any(word in left for word in book["generic_money_words"])
    gifts = any(book["kinds"][kind].get("not_cash") for kind in found)
    if generic and not pays and not gifts and "refusal" not in found:
        found.insert(0, "cash")
    return tuple(found)


def _amount(said: str) -> Decimal | None:
    """The sum offered: a stated total, a monthly sum times its months, sums that are added, else the last named."""
    total, monthly, months = TOTAL.search(said), MONTHLY.search(said), MONTHS.search(said)
    if total and (whole := _number(total.group(1))) is not None:
        return whole
    if monthly and months:
        rate, count = _number(monthly.group(1)), _number(months.group(1))
        return rate * count if rate is not None and count is not None else None
    sums = list(_sums(said))
    if not sums:
        return None
    amount, end = sums[0][0], sums[0][2]
    for value, start, next_end in sums[1:]:
        added = any(word in said[end:start] for word in ADDED)
        amount, end = (amount + value if added else value), next_end
    return amount


def _sums(said: str) -> Iterator[tuple[Decimal, int, int]]:
    book = load("remedies_offers")
    for match in SUM.finditer(said):
        before, after = said[max(0, match.start() - 5) : match.start()], said[match.end() :]
        if any(word in before for word in book["not_offered_before"]):
            continue
        value = _number(match.group(1) or match.group(2))
        if value is not None and not after.startswith(tuple(book["not_offered_after"])):
            yield value, match.start(), match.end()


def _number(text: str) -> Decimal | None:
    """A number in digits or in Chinese; None for what is no exact number, such as 两三百."""
    if text.isascii():
        return Decimal(text)
    try:
        return Decimal(str(cn2an.cn2an(text, "smart")))
    except ValueError:
        return None
