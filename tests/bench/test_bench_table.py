"""The arithmetic and the look of the comparison."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bench import report
from bench.run import Record
from bench.table import MEASURES, Aim, markdown, rows

OURS = {
    "start": 12.0, "memory": 600.0, "training": 25.0, "turn_median": 0.012, "turn_p95": 0.02, "throughput": 60.0,
    "growth": 1.1,
}  # fmt: skip
STOCK = {
    "start": 30.0, "memory": 1200.0, "training": 250.0, "turn_median": 0.05, "turn_p95": 0.07, "throughput": 20.0,
    "growth": 7.0,
}  # fmt: skip


def test_a_ratio_is_ours_divided_by_stock() -> None:
    expected = [0.4, 0.5, 0.1, 0.24, 2 / 7, 3.0, 1.1 / 7]
    assert [row.ratio for row in rows(OURS, STOCK)] == pytest.approx(expected)


def test_each_aim_is_met_or_missed_by_its_own_measure() -> None:
    met = {row.key: row.met for row in rows(OURS, STOCK)}
    assert met == {
        "start": True, "memory": True, "training": True, "turn_median": True, "turn_p95": False, "throughput": True,
        "growth": True,
    }  # fmt: skip


def test_growth_is_held_against_our_own_figure_whatever_stock_does() -> None:
    grown = rows({**OURS, "growth": 1.3}, STOCK)[-1]
    assert (grown.key, grown.met) == ("growth", False)


@pytest.mark.parametrize(
    ("aim", "value", "met"),
    [
        (Aim(0.25), 0.25, True),
        (Aim(0.25), 0.26, False),
        (Aim(3, at_least=True), 3, True),
        (Aim(3, at_least=True), 2.9, False),
    ],
)
def test_a_bound_itself_is_still_within_it(aim: Aim, value: float, met: bool) -> None:
    assert aim.met(0.0, value) is met


def test_without_stock_only_our_own_growth_can_be_judged() -> None:
    alone = rows(OURS, None)
    assert {row.ratio for row in alone} == {None}
    assert [row.key for row in alone if row.met is not None] == ["growth"]
    assert [row.key for row in alone if row.stock is not None] == []


def test_a_figure_that_stock_did_not_give_leaves_its_cells_empty() -> None:
    untrained = {key: value for key, value in STOCK.items() if key != "training"}
    assert rows(OURS, untrained)[2].cells == ("训练用时", "25.0 秒", "—", "—", "≤ 0.25", "—")


def test_the_table_says_values_ratio_aim_and_outcome_in_one_line() -> None:
    table = markdown(rows(OURS, STOCK), ["一句说明"])
    cells = [cell.strip() for cell in table.splitlines()[5].strip("|").split("|")]
    assert cells == ["提问阶段一轮，中位数", "12.0 毫秒", "50.0 毫秒", "0.24", "≤ 0.25", "✓"]
    assert table.endswith("- 一句说明\n")


def test_columns_line_up_on_a_screen_where_chinese_takes_two() -> None:
    lines = markdown(rows(OURS, STOCK), []).splitlines()[: len(MEASURES) + 2]
    assert len({len(line) + sum(character >= "\u2e80" for character in line) for line in lines}) == 1


def test_the_median_of_the_rounds_is_what_counts() -> None:
    record = Record()
    for value in (1.0, 9.0, 2.0):
        record.add(start=value)
    assert record.medians() == {"start": 2.0}


def _records() -> dict[str, Record]:
    found = {"ours": Record(), "stock": Record()}
    found["ours"].add(**OURS)
    found["stock"].add(**STOCK)
    return found


def test_everything_measured_is_kept_as_markdown_and_json(tmp_path: Path) -> None:
    table = report.write(report.USUAL, _records(), tmp_path / "results")
    kept = json.loads((tmp_path / "results" / "bench.json").read_text())
    assert (tmp_path / "results" / "bench.md").read_text() == table
    assert kept["measurements"]["stock"]["training"] == [250.0]
    assert kept["table"][0] == {
        "key": "start", "name": "启动到第一个回答", "ours": 12.0, "stock": 30.0, "ratio": 0.4, "aim": "≤ 0.6",
        "met": True,
    }  # fmt: skip


def test_a_quick_or_shortened_measurement_says_so() -> None:
    quick = "\n".join(report.notes(report.plan(True, False, False, None), _records()))
    full = "\n".join(report.notes(report.plan(False, True, False, None), _records()))
    assert "快速模式" in quick
    assert "DIET 只训练了 2 轮" in quick
    assert "快速模式" not in full
    assert "DIET" not in full


def test_a_model_taken_over_is_not_passed_off_as_trained() -> None:
    records = _records()
    del records["stock"].taken["training"]
    assert "没有训练用时" in "\n".join(report.notes(replace(report.USUAL, stock_model=Path("kept")), records))
