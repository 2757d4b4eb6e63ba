"""Kinds of messages, desks of other sectors, marks on a case, the call back and the greeting of the day."""

from datetime import date

import pytest

from bot.case import KINDS, OTHER_CATEGORIES, TELECOM_CATEGORIES
from bot.triage import check_answer, desk, greeting, mark, questionnaire, treatment


def test_each_kind_has_its_own_treatment_and_only_a_report_opens_a_case():
    found = {kind: treatment(kind) for kind in KINDS}
    assert len({entry.text for entry in found.values()}) == len(KINDS)
    assert [kind for kind, entry in found.items() if entry.opens_case] == ["report"]


def test_a_fault_names_the_hotline_and_the_limits_of_article_32():
    text = treatment("fault", {"operator": "china_unicom"}).text
    assert "10010" in text and "48小时" in text and "72小时" in text


def test_an_unknown_kind_is_an_error():
    with pytest.raises(LookupError, match="report"):
        treatment("praise")


@pytest.mark.parametrize("category", OTHER_CATEGORIES)
def test_every_category_outside_telecom_has_a_desk_with_phone_and_papers(category):
    found = desk(category)
    assert found.phones and found.bring and all(phone in found.text for phone in found.phones)


@pytest.mark.parametrize("category", TELECOM_CATEGORIES)
def test_telecom_matters_have_no_other_desk(category):
    assert desk(category) is None


@pytest.mark.parametrize(
    ("narrative", "phone"),
    [
        ("家里暖气不热，供热公司没人管", "12345"),
        ("在酒店订房被多收一晚", "12345"),
        ("小区物业乱收费", "12345"),
        ("买的汽车发动机有毛病", "12315"),
        ("网购的东西卖家不给退货", "12315"),
        ("快递把包裹弄丢了", "12305"),
        ("公司拖欠工资", "12333"),
        ("不知道该找谁的一件事", "12345"),
    ],
)
def test_other_sectors_are_told_apart_by_the_persons_words(narrative, phone):
    assert phone in desk("other_sector", narrative).phones


def test_each_sector_says_its_own_papers():
    heating, property_, hotel = (desk("other_sector", word) for word in ("暖气", "物业", "酒店"))
    assert "室温" in "".join(heating.bring) and len({heating.bring, property_.bring, hotel.bring}) == 3


@pytest.mark.parametrize(
    ("case", "validity", "marks"),
    [
        ({}, "undecided", ("ordinary",)),
        ({"narrative": "多扣了钱", "contact_phone": "13800000000"}, "valid", ("ordinary",)),
        ({"relation": "other", "narrative": "多扣了钱"}, "invalid", ("ordinary",)),
        ({"category": "device_quality", "narrative": "手机坏了"}, "invalid", ("ordinary",)),
        ({"narrative": "整个小区都断网"}, "undecided", ("batch",)),
        ({"narrative": "多次投诉都没结果", "contact_phone": "1"}, "valid", ("repeated",)),
        ({"amount": "999.99"}, "undecided", ("ordinary",)),
        ({"amount": "1000.00"}, "undecided", ("major",)),
        ({"other_body": "court"}, "undecided", ("escalated",)),
        ({"other_body": "none"}, "undecided", ("ordinary",)),
        ({"status": "with_bureau"}, "undecided", ("escalated",)),
        ({"narrative": "我要找律师，全楼都断网"}, "undecided", ("major", "batch")),
    ],
)
def test_a_case_is_marked_by_the_stated_rules(case, validity, marks):
    found = mark(case)
    assert (found.validity, found.marks) == (validity, marks)


def test_the_call_back_asks_the_seeds_questions_in_order():
    assert [question.id for question in questionnaire()] == ["solved", "attitude", "charged", "score", "suggestions"]


@pytest.mark.parametrize(
    ("id", "answer", "kept"),
    [
        ("solved", "解决了", "yes"),
        ("solved", "no", "no"),
        ("score", "10", 10),
        ("score", " 1 ", 1),
        ("suggestions", "没有", "没有"),
    ],
)
def test_an_answer_to_the_call_back_is_kept(id, answer, kept):
    question = next(question for question in questionnaire() if question.id == id)
    assert check_answer(question, answer) == kept


@pytest.mark.parametrize(
    ("id", "answer", "says"), [("score", "11", "1到10"), ("score", "好", "整数"), ("attitude", "嗯", "一般")]
)
def test_another_answer_says_what_is_allowed(id, answer, says):
    question = next(question for question in questionnaire() if question.id == id)
    with pytest.raises(ValueError, match=says):
        check_answer(question, answer)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 1), "新年好！"),
        (date(2026, 2, 18), "新年好！"),
        (date(2026, 2, 14), "您好！"),  # a working Saturday before the Spring Festival
        (date(2026, 5, 1), "劳动节快乐！"),
        (date(2026, 9, 25), "中秋节快乐！"),
        (date(2025, 10, 6), "中秋节快乐！"),  # inside the National Day week
        (date(2025, 10, 5), "国庆节快乐！"),
        (date(2026, 11, 24), "您好！"),
        (date(2027, 2, 6), "新年好！"),  # the year's notice is not out: the festival day itself
        (date(2027, 2, 8), "您好！"),
    ],
)
def test_the_day_is_greeted(day, words):
    assert greeting(day) == words
