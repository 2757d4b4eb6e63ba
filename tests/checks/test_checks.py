"""One checker for each kind of answer: both sides of each border."""

from datetime import date

import pytest

from bot.checks import (
    Answer,
    check_account,
    check_address,
    check_amount,
    check_case_no,
    check_choice,
    check_date,
    check_email,
    check_name,
    check_phone,
    check_postcode,
)

ON = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("13812345678", Answer("13812345678")),
        ("138 1234 5678", Answer("13812345678")),
        ("+86-138-1234-5678", Answer("13812345678")),
        ("１３８１２３４５６７８", Answer("13812345678")),
        ("幺三八幺二三四五六七八", Answer("13812345678")),
        ("19212345678", Answer("19212345678")),
        ("010-67018834", Answer("01067018834")),
        ("0534-2617789", Answer("05342617789")),
        ("67018834", Answer(problem="phone_needs_area_code")),
        ("1381234567", Answer(problem="phone_incomplete")),
        ("138123456789", Answer(problem="phone_invalid")),
        ("12812345678", Answer(problem="phone_invalid")),
        ("134****2900", Answer(problem="phone_masked")),
        ("10086", Answer(problem="phone_incomplete")),
        ("", Answer(problem="phone_incomplete")),
    ],
)
def test_a_telephone_number_is_mobile_or_has_its_area_code(text: str, want: Answer) -> None:
    assert check_phone(text) == want


def test_a_masked_number_is_taken_when_allowed() -> None:
    assert check_phone("134****2900", masked=True) == Answer("134****2900")
    assert check_phone("13**", masked=True) == Answer(problem="phone_masked")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("ad88123456", Answer("ad88123456")),
        ("13812345678", Answer("13812345678")),
        ("宽带", Answer(problem="account_invalid")),
    ],
)
def test_an_account_is_a_number_or_letters_and_digits(text: str, want: Answer) -> None:
    assert check_account(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("li@example.com", Answer("li@example.com")),
        ("邮箱是li.jg@mail.example.cn", Answer("li.jg@mail.example.cn")),
        ("li艾特example.com", Answer("li@example.com")),
        ("li@example", Answer(problem="email_invalid")),
        ("没有", Answer(problem="email_invalid")),
    ],
)
def test_an_email_has_a_name_and_a_domain(text: str, want: Answer) -> None:
    assert check_email(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("100190", Answer("100190")),
        ("邮编510630", Answer("510630")),
        ("10019", Answer(problem="postcode_invalid")),
        ("1001900", Answer(problem="postcode_invalid")),
    ],
)
def test_a_postcode_has_six_digits(text: str, want: Answer) -> None:
    assert check_postcode(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("李建国", Answer("李建国")),
        ("我叫欧阳娜娜", Answer("欧阳娜娜")),
        ("北京某某科技有限公司", Answer("北京某某科技有限公司")),
        ("凭什么告诉你", Answer(problem="name_invalid")),
        ("李", Answer(problem="name_invalid")),
    ],
)
def test_a_name_is_a_persons_or_an_organisations(text: str, want: Answer) -> None:
    assert check_name(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("北京市海淀区中关村东路1号", Answer("北京市海淀区中关村东路1号")),
        ("我家住朝阳区某某小区3号楼", Answer("朝阳区某某小区3号楼")),
        ("家里", Answer(problem="address_incomplete")),
        ("为什么要地址？", Answer(problem="address_incomplete")),
    ],
)
def test_an_address_names_a_street_or_house(text: str, want: Answer) -> None:
    assert check_address(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("94", Answer("94.00")),
        ("九十四块五", Answer("94.50")),
        ("三百多", Answer(problem="amount_unclear")),
        ("很多", Answer(problem="amount_unclear")),
        ("99999999元", Answer(problem="amount_out_of_range")),
    ],
)
def test_an_amount_is_exact(text: str, want: Answer) -> None:
    assert check_amount(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2026-11-24", Answer("2026-11-24")),
        ("2026-11-25", Answer(problem="date_in_future")),
        ("2027年3月1日", Answer(problem="date_in_future")),
        ("上个月", Answer("2026-10-01/2026-10-31")),
        ("1999年3月1日", Answer(problem="date_too_old")),
        ("半个月前", Answer(problem="date_unclear")),
        ("2026年2月30日", Answer(problem="date_unclear")),
    ],
)
def test_a_date_is_clear_and_not_after_today(text: str, want: Answer) -> None:
    assert check_date(text, ON) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("26110042", Answer("26110042")),
        ("二六幺幺零零四二", Answer("26110042")),
        ("2611 0042", Answer("26110042")),
        ("abc", Answer(problem="case_no_invalid")),
    ],
)
def test_a_case_number_is_digits_alone(text: str, want: Answer) -> None:
    assert check_case_no(text) == want


def test_a_choice_is_one_of_those_allowed() -> None:
    assert check_choice("self", ["self", "other"]) == Answer("self")
    assert check_choice("mine", ["self", "other"]) == Answer(problem="choice_unknown")
