"""Named situations: what the check says of a case on a day. The names read as its specification."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.admissibility import assess

HERE = Path(__file__).parent
READY = yaml.safe_load((HERE / "ready.yaml").read_text(encoding="utf-8"))
BASES = {"ready": READY}
SITUATIONS = [
    pytest.param(situation, id=f"{path.stem}: {situation['name']} {situation['day']}")
    for path in sorted(HERE.glob("*.yml"))
    for situation in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def case_of(situation: dict[str, Any]) -> dict[str, Any]:
    return {**BASES.get(situation.get("base"), {}), **situation["case"]}


def found_in(assessment: dict[str, Any]) -> dict[str, Any]:
    statuses = {ground["id"]: ground["status"] for ground in assessment["grounds"]}
    return {**assessment, **statuses}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_situation_is_judged_as_expected(situation: dict[str, Any]) -> None:
    expect = dict(situation["expect"])
    if "error" in expect:
        with pytest.raises(ValueError) as raised:
            assess(case_of(situation), situation["day"])
        assert all(word in str(raised.value) for word in (expect["error"], *expect.get("says", ())))
        return
    found = found_in(assess(case_of(situation), situation["day"]).to_dict())
    assert set(expect.pop("missing_has", ())) <= set(found["missing"])
    assert not set(expect.pop("missing_not", ())) & set(found["missing"])
    assert {key: found[key] for key in expect} == expect


def test_there_are_enough_situations_and_no_name_stands_for_two() -> None:
    ids = [parameters.id for parameters in SITUATIONS]
    assert len(ids) >= 150
    assert len(set(ids)) == len(ids)
