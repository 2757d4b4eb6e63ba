"""The rule book is whole: every value has its source, and every citation leads to an article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
import yaml

from bot import rulebook
from bot.rulebook import CONFIDENCES, Article, article, articles, first_or_in_force, holds, in_force, load, names
from bot.rulebook.walk import Statement, statements
from bot.rules_command import main

RULE = {"id": "rule", "values": {date(2001, 1, 11): {"days": 1}, date(2016, 7, 30): {"days": 2}}}


def nodes(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every mapping of a file with the path to it."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from nodes(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from nodes(inner, f"{path}.{number}")


def mapping_keys(node: yaml.Node) -> Iterator[list[str]]:
    """The keys of every mapping as they are written; the loader itself would keep the last of two."""
    if isinstance(node, yaml.MappingNode):
        yield [key.value for key, _ in node.value]
    parts = node.value if isinstance(node, yaml.CollectionNode) else []
    for part in parts:
        for inner in part if isinstance(part, tuple) else (part,):
            yield from mapping_keys(inner)


@pytest.mark.parametrize("name", names())
def test_a_file_bears_its_name_and_says_what_it_is(name: str) -> None:
    text = (rulebook.FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    assert load(name)["id"] == name
    assert text.startswith("#")


@pytest.mark.parametrize("name", names())
def test_no_key_is_written_twice(name: str) -> None:
    root = yaml.compose((rulebook.FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    for keys in mapping_keys(root):
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("statement", statements(), ids=lambda statement: statement.path)
def test_every_value_has_a_source_a_confidence_and_the_day_it_was_checked(statement: Statement) -> None:
    assert isinstance(statement.source, str) and statement.source.strip()
    assert statement.confidence in CONFIDENCES
    assert isinstance(statement.last_checked, date) and statement.last_checked <= date(2026, 12, 31)


@pytest.mark.parametrize("path, rule", [(p, n) for f in names() for p, n in nodes(load(f), f) if "values" in n])
def test_versions_are_dated_and_differ(path: str, rule: dict[str, Any]) -> None:
    values = rule["values"]
    if not isinstance(values, dict):
        return
    versions = list(values.values())
    assert all(isinstance(since, date) for since in values)
    assert all(before != after for before, after in pairwise(versions))


@pytest.mark.parametrize(
    "name", ["reply_period", "filing_window", "local_rules", "refusal_grounds", "service_limits"]
)
def test_every_article_named_beside_a_value_exists(name: str) -> None:
    named = [node["article"] for _, node in nodes(load(name), name) if "article" in node]
    assert named
    assert all(isinstance(article(article_id), Article) for article_id in named)


def test_an_article_is_cited_by_law_and_number() -> None:
    found = article("telecom_regulations.40.3")
    assert found.citation == "《中华人民共和国电信条例》第四十条第（三）项"
    assert found.confidence == "text_seen"
    assert found.holds(date(2016, 2, 6)) and not found.holds(date(2016, 2, 5))


def test_an_article_replaced_by_another_no_longer_holds() -> None:
    old, new = article("sms_rules_2015.charges"), article("sms_rules.consent")
    assert old.holds(date(2026, 4, 30)) and not old.holds(date(2026, 5, 1))
    assert new.holds(date(2026, 5, 1)) and not new.holds(date(2026, 4, 30))


def test_article_numbers_are_text_so_that_none_is_read_as_a_fraction() -> None:
    assert all(isinstance(number, str) for law in load("laws")["laws"].values() for number in law["articles"])
    assert len(articles()) >= 190


def test_an_unknown_article_or_file_is_named_in_the_error() -> None:
    with pytest.raises(LookupError, match="telecom_regulations"):
        article("telecom_regulations.999")
    with pytest.raises(LookupError, match="no_such_file"):
        load("no_such_file")
    with pytest.raises(LookupError):
        load("../settings")


@pytest.mark.parametrize(
    "day, expected", [(date(2001, 1, 11), 1), (date(2016, 7, 29), 1), (date(2016, 7, 30), 2), (date(2026, 1, 1), 2)]
)
def test_the_version_in_force_is_the_latest_that_has_begun(day: date, expected: int) -> None:
    assert in_force(RULE, day)["days"] == expected
    assert first_or_in_force(RULE, day)["days"] == expected


def test_before_the_first_version_nothing_is_in_force() -> None:
    with pytest.raises(LookupError, match="rule: nothing in force on 2001-01-10"):
        in_force(RULE, date(2001, 1, 10))
    assert first_or_in_force(RULE, date(1990, 1, 1))["days"] == 1


def test_a_dated_entry_holds_from_its_first_to_its_last_day() -> None:
    entry = {"in_force": date(2020, 1, 1), "until": date(2020, 12, 31)}
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]
    assert [holds(entry, day) for day in days] == [False, True, True, False]
    assert holds({}, date(1900, 1, 1))


def test_the_corrections_that_change_behaviour_are_in_the_book() -> None:
    today = date(2026, 11, 24)
    assert in_force(load("reply_period"), today)["days"] == 15
    assert in_force(load("reply_period"), today)["counted"] == "calendar"
    assert in_force(load("filing_window"), today)["fee_dispute_months"] == 5
    assert in_force(load("local_rules")["entries"]["henan_reply_period"], today)["days"] == 5


def rules(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_the_rules_command_lists_what_holds_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    before, after = rules(capsys, "--on", "2016-07-29"), rules(capsys, "--on", "2016-07-30")
    assert "reply_period.2001-01-11 " in before and "reply_period.2016-07-30 " not in before
    assert "reply_period.2016-07-30 " in after and "reply_period.2001-01-11 " not in after


def test_the_rules_command_lists_the_doubtful_alone(capsys: pytest.CaptureFixture[str]) -> None:
    listed = rules(capsys, "--on", "2026-11-24", "--doubtful").splitlines()[:-1]
    assert any("chongqing" in line for line in listed)
    assert all("[doubtful " in line for line in listed)


def test_the_rules_command_lists_what_was_not_checked_for_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert "appeal_measures" not in rules(capsys, "--on", "2027-11-24", "--stale")
    assert "laws.laws.appeal_measures.articles.8 " in rules(capsys, "--on", "2027-11-25", "--stale")


def test_the_rules_command_says_each_statement_on_one_line_and_counts_the_doubtful(
    capsys: pytest.CaptureFixture[str],
) -> None:
    *listed, total = rules(capsys, "--on", "2027-11-25").splitlines()
    assert all("（来源：" in line for line in listed)
    doubtful = sum("[doubtful " in line for line in listed)
    assert f"{len(listed)} 条，其中存疑 {doubtful} 条，超过一年没有核对 {len(listed)} 条" in total


def test_an_article_whose_number_is_from_memory_is_cited_by_its_law_alone() -> None:
    assert article("service_standard.8.notice").citation == "《电信服务规范》"
    assert article("telecom_regulations.35").citation == "《中华人民共和国电信条例》第三十五条"
    unseen = [found.id for found in articles().values() if not found.number_seen]
    noted = [found.id for found in articles().values() if "条号凭记忆" in f"{found.note}{found.source}"]
    assert unseen == noted


def test_the_rules_command_refuses_a_bad_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--on", "tomorrow"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
