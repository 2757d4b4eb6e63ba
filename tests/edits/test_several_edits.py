"""Several changes of the letter in one sentence each go to their own field."""

from datetime import date

from bot import edits

ON = date(2026, 11, 24)


def test_each_clause_changes_its_own_field() -> None:
    edit = edits.parse("金额改成22块,地址改成南昌市东湖区八一大道5号", {}, ON)
    assert edit is not None
    assert edit.values == {"amount": "22.00", "address": "南昌市东湖区八一大道5号"}


def test_a_comma_inside_one_value_stays_in_it() -> None:
    edit = edits.parse("地址改成南昌市东湖区，八一大道5号", {}, ON)
    assert edit is not None
    assert edit.values == {"address": "南昌市东湖区，八一大道5号"}
