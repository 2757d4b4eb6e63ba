"""Chinese numerals, by cn2an (JioNLP reads 一百二 as 102)."""

from decimal import Decimal, InvalidOperation
from functools import lru_cache

import cn2an

DIGITS = "零〇一二两俩仨三四五六七八九十百千万亿廿半点壹贰叁肆伍陆柒捌玖拾佰仟"
_VARIANTS = str.maketrans("俩仨〇壹贰叁肆伍陆柒捌玖拾佰仟", "两三零一二三四五六七八九十百千")


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal | None:
    """The number that a numeral of digits, Chinese characters or both means; None if it is none."""
    text = text.replace(",", "").translate(_VARIANTS)
    try:
        return Decimal(text)
    except InvalidOperation:
        pass
    if text[:1] in {"百", "千", "万"}:
        text = f"一{text}"
    try:
        return Decimal(str(cn2an.cn2an(text, "smart")))
    except (ValueError, KeyError, IndexError):
        return None


def whole(text: str) -> int:
    """The same as an integer; 0 where it is none, so that it fails every range check."""
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else 0
