import pytest
from letter_samples import CASES, DAY, without

from bot.letter import paste_sheet


def fields(case: dict[str, object]) -> dict[str, str]:
    return {field.name: field.text for field in paste_sheet(case, DAY)}


@pytest.mark.parametrize("category", CASES)
def test_each_field_has_its_text_its_count_and_an_honest_limit(category: str) -> None:
    for field in paste_sheet(CASES[category], DAY):
        assert field.characters == len(field.text) > 0
        assert field.limit is None
        assert field.note


def test_the_fields_come_in_the_order_of_the_form() -> None:
    names = list(fields(CASES["number_portability"]))
    assert names[:3] == ["企业类型", "企业名称", "所在地区"]
    assert names[3:6] == ["是否向企业投诉过", "企业是否已处理反馈", "对处理结果是否满意"]
    assert names[-3:] == ["申诉内容", "申诉要求", "证据材料"]


def test_the_choices_follow_the_facts() -> None:
    sheet = fields(CASES["number_portability"])
    assert [sheet["是否向企业投诉过"], sheet["企业是否已处理反馈"]] == ["是", "是"]
    assert sheet["对处理结果是否满意"] == "不满意"
    assert fields(CASES["service_withdrawn"])["企业类型"] == "移动通信转售企业"
    assert "对处理结果是否满意" not in fields(CASES["poor_signal"])


def test_the_content_holds_the_account_the_complaint_and_the_basis_without_indents() -> None:
    case = CASES["poor_signal"]
    content = fields(case)["申诉内容"]
    assert case["narrative"] in content
    assert case["operator_complaint_no"] in content
    assert "《中华人民共和国电信条例》第三十二条" in content
    assert "　" not in content


def test_a_missing_fact_leaves_its_field_out() -> None:
    assert "邮政编码" not in fields(without(CASES["poor_signal"], "postcode"))
    assert fields({}) == {}
