"""The case store on SQLite and PostgreSQL: one unit of work is all or nothing, numbers are never given twice."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.orm.exc import StaleDataError

from bot.clock import CHINA
from bot.store.cases import LOCKED_FOR, TRIES_ALLOWED, Entry, Store, as_stored, write

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=CHINA)
FACTS = {"operator": "china_mobile", "province": "广东省", "category": "unknown_charge", "amount": "94.00"}


def opened(store: Store, conversation: str = "talk-1", facts: Any = None) -> str:
    with store.work() as cases:
        return str(cases.open(conversation, "rest", facts or FACTS, {}, NOON).case_no)


def count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar())


def test_a_case_is_read_back_as_it_was_written(cases: Store) -> None:
    number = opened(cases)
    with cases.work() as work:
        row = work.of_conversation("talk-1")
        stored = as_stored(row)
    assert {key: stored[key] for key in FACTS} == FACTS
    assert (stored["case_no"], stored["status"], stored["channel"]) == (number, "collecting", "rest")
    assert stored["created_at"] == "2026-11-24T12:00:00+08:00"
    assert [line["event"] for line in stored["timeline"]] == ["opened"]


def test_a_unit_of_work_that_fails_leaves_nothing_behind(cases: Store, engine: Engine) -> None:
    with pytest.raises(RuntimeError), cases.work() as work:
        work.open("talk-1", "rest", FACTS, {}, NOON)
        raise RuntimeError("the process fails here")
    assert [count(engine, table) for table in ("cases", "timeline", "case_conversations")] == [0, 0, 0]


def test_a_unit_of_work_that_fails_leaves_the_case_as_it_was(cases: Store) -> None:
    opened(cases)
    with pytest.raises(RuntimeError), cases.work() as work:
        row = work.of_conversation("talk-1")
        write(row, {"operator": "china_unicom"}, {}, NOON)
        work.note(row, "status", {"status": "drafted"}, NOON)
        work.issue_code(row)
        raise RuntimeError("the process fails here")
    with cases.work() as work:
        row = work.of_conversation("talk-1")
        assert (row.facts, row.code_hash, len(row.timeline)) == (FACTS, None, 1)


def test_numbers_are_year_month_and_a_serial_that_starts_anew_each_month(cases: Store) -> None:
    with cases.work() as work:
        november = [work.open(f"t{n}", "rest", FACTS, {}, NOON).case_no for n in range(3)]
        december = work.open("t4", "rest", FACTS, {}, NOON + timedelta(days=10)).case_no
    assert november == ["26110001", "26110002", "26110003"]
    assert december == "26120001"


def test_the_month_of_a_number_is_the_month_in_china(cases: Store) -> None:
    from datetime import timezone

    with cases.work() as work:
        row = work.open("t", "rest", FACTS, {}, datetime(2026, 11, 30, 16, 0, tzinfo=timezone.utc))
        assert row.case_no == "26120001"


def test_the_serial_grows_past_its_digits(cases: Store) -> None:
    with cases.work() as work:
        work.open("t1", "rest", FACTS, {}, NOON).case_no = "26119999"
    with cases.work() as work:
        assert [work.open(t, "rest", FACTS, {}, NOON).case_no for t in ("t2", "t3")] == ["261110000", "261110001"]


def test_writers_at_the_same_moment_get_numbers_of_their_own(cases: Store, engine: Engine) -> None:
    failures: list[BaseException] = []
    together = threading.Barrier(6)

    def write_some(name: int) -> None:
        try:
            together.wait()
            for turn in range(5):
                opened(cases, f"talk-{name}-{turn}")
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write_some, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with cases.work() as work:
        numbers = [row.case_no for row in work.all()]
    assert sorted(numbers) == [f"2611{n:04d}" for n in range(1, 31)]
    assert count(engine, "case_conversations") == 30


def test_of_two_writers_to_one_case_the_second_learns_that_it_changed(cases: Store, engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite lets the second writer wait until the first is done")
    opened(cases)
    with pytest.raises(StaleDataError), cases.work() as first:
        row = first.of_conversation("talk-1")
        with cases.work() as second:
            write(second.of_conversation("talk-1"), {**FACTS, "amount": "10.00"}, {}, NOON)
        write(row, {**FACTS, "amount": "20.00"}, {}, NOON)
    with cases.work() as work:
        assert work.of_conversation("talk-1").facts["amount"] == "10.00"


def test_five_wrong_codes_lock_a_case_for_half_an_hour(cases: Store) -> None:
    number = opened(cases)
    with cases.work() as work:
        code = work.issue_code(work.by_number(number))
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    def enter(given: str, at: datetime) -> Entry:
        with cases.work() as work:
            return work.enter(number, given, at)[0]

    assert [enter(wrong, NOON) for _ in range(TRIES_ALLOWED)] == [Entry.REFUSED] * 4 + [Entry.LOCKED]
    assert enter(code, NOON) == Entry.LOCKED
    assert enter(code, NOON + LOCKED_FOR - timedelta(seconds=1)) == Entry.LOCKED
    assert enter(code, NOON + LOCKED_FOR) == Entry.OPENED


def test_the_right_code_forgives_the_wrong_tries_before_it(cases: Store) -> None:
    number = opened(cases)
    with cases.work() as work:
        code = work.issue_code(work.by_number(number))
    for given in ["0", "1", "2", "3", code, "0", "1", "2", "3"]:
        with cases.work() as work:
            entry, _ = work.enter(number, given, NOON)
    assert entry == Entry.REFUSED
    with cases.work() as work:
        assert work.enter(number, code, NOON)[0] == Entry.OPENED


@pytest.mark.parametrize("number", ["26110001", "99999999", "", "1 OR 1=1"])
def test_nobody_enters_a_case_without_a_code(cases: Store, number: str) -> None:
    opened(cases)
    for code in ("", "000000", "None"):
        with cases.work() as work:
            assert work.enter(number, code, NOON) == (Entry.REFUSED, None)


def test_a_fresh_code_replaces_the_one_before(cases: Store) -> None:
    number = opened(cases)
    with cases.work() as work:
        first = work.issue_code(work.by_number(number))
    with cases.work() as work:
        second = work.issue_code(work.by_number(number))
    with cases.work() as work:
        assert first == second or work.enter(number, first, NOON)[0] == Entry.REFUSED
        assert work.enter(number, second, NOON)[0] == Entry.OPENED


def test_deleting_a_case_leaves_nothing_of_it(cases: Store, engine: Engine) -> None:
    from bot.letter import draft

    number = opened(cases)
    opened(cases, "somebody-else")
    with cases.work() as work:
        row = work.by_number(number)
        work.attach("talk-on-the-phone", row)
        work.add_draft(row, draft({**FACTS, "narrative": "多扣了94元"}, NOON.date()), NOON)
    with cases.work() as work:
        told_in = work.delete(work.by_number(number))
    assert sorted(told_in) == ["talk-1", "talk-on-the-phone"]
    left = [count(engine, table) for table in ("cases", "timeline", "drafts", "case_conversations")]
    assert left == [1, 1, 0, 1]


def test_a_time_without_its_zone_is_not_stored(cases: Store) -> None:
    with pytest.raises(Exception, match="zone"), cases.work() as work:
        work.open("t", "rest", FACTS, {}, datetime(2026, 11, 24))
