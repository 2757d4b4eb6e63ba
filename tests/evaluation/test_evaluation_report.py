"""The report as people see it: tables, files and the picture; the real worker on a small model is in test_floor."""

import json
from pathlib import Path

import pytest

from bot.commands import evaluate
from evaluation import report
from evaluation.rows import DEVELOPMENT, Row, load
from evaluation.sides import Model, Result
from evaluation.stock import published

ROWS = list(load(DEVELOPMENT))[::9]


def perfect(rows: list[Row]) -> Result:
    readings = [
        {**{key: row.expect[key] for key in ("kind", "category", "act", "facts")}, "confidence": 0.9} for row in rows
    ]
    return Result(Model(Path("model"), 30.0, 900.0), readings, [0.004] * len(rows), 700.0)


def test_the_table_shows_both_sides_with_their_cost() -> None:
    text = report.main_table({"开发集": ROWS}, {"ours": perfect(ROWS), "stock": perfect(ROWS)})
    assert "| 投诉、报障：性质与类别都对 | 100.0 %（100.0 %） | 100.0 %（100.0 %） |" in text
    assert "单核中位数（毫秒） | 4.0 | 4.0 |" in text


def test_figures_and_a_readable_picture_are_kept(tmp_path: Path) -> None:
    report.store(tmp_path, "text", {"开发集": ROWS}, {"ours": perfect(ROWS)})
    assert json.loads((tmp_path / "evaluation.json").read_text("utf-8"))["ours 开发集"]["matters"]["strict"] > 0
    assert (tmp_path / "confusion-ours.png").read_bytes()[:4] == b"\x89PNG"


def test_details_name_every_category_and_slot() -> None:
    text = "\n".join(report.details(perfect(ROWS).pairs(ROWS)))
    assert "不明扣费、计费错误（unknown_charge） | 100.0 %" in text
    assert "| operator | 1.000 |" in text


@pytest.mark.parametrize(
    ("intents", "kind", "category", "act"),
    [
        (["report_fraud"], "report", "fraud", None),
        (["nlu_fallback", "report_fraud"], "report", "fraud", None),
        (["start_over"], None, None, "restart"),
        (["consult"], "consult", None, None),
        ([], None, None, None),
    ],
)
def test_the_stock_pipelines_intents_are_read_as_ours(
    intents: list[str], kind: str | None, category: str | None, act: str | None
) -> None:
    found = published({"intent_ranking": [{"name": name, "confidence": 0.5} for name in intents]})
    assert (found["kind"], found["category"], found["act"]) == (kind, category, act)


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        evaluate.main(["--help"])
    assert "--only" in capsys.readouterr().out
