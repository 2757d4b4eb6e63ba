"""The sum in dispute, where the category is known: the price of what was bought, what is still owed, no two prices."""

from pathlib import Path

import pytest
import yaml

from bot.understanding.money.disputed import find_amount, plain_sum
from bot.understanding.money.sums import find_sums
from bot.understanding.relevance import relevant
from bot.understanding.text.normalise import normalise

ROWS = yaml.safe_load((Path(__file__).parent / "amounts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("category", "said", "amount"), ROWS)
def test_the_disputed_sum_is_found_and_no_other(category: str | None, said: str, amount: str | None) -> None:
    assert [mention.value for mention in find_amount(normalise(said), category)] == ([amount] if amount else [])


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("扣5万3", ["53000"]), ("交了7万2千", ["72000"]), ("被骗了3w", ["30000"]), ("扣了1,046元", ["1046"]),
        ("1860块一分没少", ["1860"]), ("三十块一共", ["30"]), ("三块五", ["3.5"]), ("一块表", []), ("一块儿去的", []),
        ("三点四十", []), ("十分生气", []),
        ("一毛钱没见着", []), ("一百二十天", []), ("扣了二十大几", []),
        ("打了12315", []), ("扣29三个月", ["29"]), ("百分之五十", []), ("测速只剩60", []), ("7号楼2单元301", []),
    ],
)
def test_sums_are_told_from_other_figures(said: str, values: list[str]) -> None:
    assert [str(each.value) for each in find_sums(said)] == values


def test_what_a_message_is_about_decides_which_sum_counts() -> None:
    said, facts = "老用户一年要880", {"amount": "880.00", "city": "深圳市"}
    assert relevant(facts, "report", "price_discrimination", said) == {"city": "深圳市"}
    assert relevant({}, "report", "unknown_charge", "多扣了880") == {"amount": "880.00"}


def test_an_answer_may_correct_itself() -> None:
    assert plain_sum("合计是四十五块六") == "45.60"
