"""The respondent's name for every operator and province, and the bureau that receives the appeal."""

import pytest

from bot.case import OPERATORS
from bot.parties import bureau, hotline, operator_label, respondent
from bot.rulebook import load

PROVINCES = list(load("operators")["provinces"])
NETWORKS = [operator for operator in OPERATORS if operator != "virtual_operator"]


def test_the_rule_book_knows_31_provinces_with_a_bureau_each():
    assert len(PROVINCES) == 31
    assert list(load("bureaus")["bureaus"]) == PROVINCES


@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("operator", NETWORKS)
def test_every_operator_has_a_company_name_in_every_province(operator, province):
    party = respondent({"operator": operator, "province": province})
    assert party.name.endswith(("公司", "分公司"))
    assert party.short == load("operators")["provinces"][province]["short"] + (
        load("operators")["operators"][operator]["short"]
    )
    assert "{" not in party.name + party.note
    assert party.certain or "核对" in party.note or "为准" in party.note


@pytest.mark.parametrize("operator", NETWORKS)
def test_no_two_provinces_share_a_company_name(operator):
    names = {respondent({"operator": operator, "province": province}).name for province in PROVINCES}
    assert len(names) == 31


@pytest.mark.parametrize(
    ("case", "name", "certain"),
    [
        (("china_mobile", "北京市", "北京市"), "中国移动通信集团北京有限公司", True),
        (("china_mobile", "广东省", "深圳市"), "中国移动通信集团广东有限公司深圳分公司", True),
        (("china_mobile", "内蒙古自治区", None), "中国移动通信集团内蒙古有限公司", True),
        (("china_mobile", "河南省", "郑州市"), "中国移动通信集团河南有限公司郑州分公司", False),
        (("china_mobile", "吉林省", "延边朝鲜族自治州"), "中国移动通信集团吉林有限公司", False),
        (("china_unicom", "广西壮族自治区", None), "中国联合网络通信有限公司广西壮族自治区分公司", False),
        (("china_unicom", "山东省", "青岛市"), "中国联合网络通信有限公司青岛市分公司", False),
        (("china_telecom", "福建省", None), "中国电信股份有限公司福建分公司", True),
        (("china_telecom", "重庆市", "重庆市"), "中国电信股份有限公司重庆分公司", False),
        (("china_broadnet", "湖北省", "武汉市"), "湖北省广播电视信息网络股份有限公司", False),
        (("china_broadnet", "广东省", "广州市"), "中国广电广州网络股份有限公司", False),
        (("china_broadnet", "广东省", "深圳市"), "中国广电广东网络股份有限公司", False),
    ],
)
def test_the_company_is_named_as_the_place_is_known(case, name, certain):
    operator, province, city = case
    party = respondent({"operator": operator, "province": province, "city": city})
    assert (party.name, party.certain) == (name, certain)


def test_a_place_whose_branch_pattern_is_unknown_is_told():
    party = respondent({"operator": "china_mobile", "province": "吉林省", "city": "延边朝鲜族自治州"})
    assert "分公司" in party.note


def test_without_a_province_the_short_name_stands_and_the_note_asks_for_it():
    party = respondent({"operator": "china_unicom"})
    assert (party.name, party.certain) == ("中国联通", False)
    assert "省" in party.note


def test_the_short_form_of_the_seed_is_offered():
    assert respondent({"operator": "china_telecom", "province": "安徽省", "city": "合肥市"}).short == "合肥电信"


def test_a_reseller_is_the_respondent_itself():
    case = {"operator": "virtual_operator", "operator_name": "蜗牛移动", "province": "江苏省"}
    party = respondent(case)
    assert party.name == "蜗牛移动" and not party.certain and "转售" in party.note
    assert operator_label(case) == "蜗牛移动"


def test_a_local_company_keeps_its_own_name():
    assert respondent({"operator_name": "长城宽带"}).name == "长城宽带"
    assert operator_label({}) == "运营商"


@pytest.mark.parametrize("province", PROVINCES)
def test_every_bureau_is_reached_online_and_its_old_number_is_told_as_doubtful(province):
    found = bureau(province)
    assert found is not None
    assert found.name == f"{province}通信管理局"
    assert "yhssglxt.miit.gov.cn" in found.reach[0] and province in found.reach[0]
    told = [line for line in found.reach if "12300”" in line]
    assert told and all("未必还通" in line or "已取消" in line for line in told)
    assert any("miit.gov.cn" in line for line in found.reach[1:])


def test_hubei_is_written_to_and_guangxi_was_folded_into_12345():
    assert any("珞瑜路789号" in line for line in bureau("湖北省").reach)
    assert any("并入当地12345" in line for line in bureau("广西壮族自治区").reach)
    assert bureau("香港特别行政区") is None and bureau(None) is None


@pytest.mark.parametrize(
    ("operator", "number"),
    [("china_mobile", "10086"), ("china_unicom", "10010"), ("china_telecom", "10000"), ("china_broadnet", "10099")],
)
def test_each_operator_has_its_hotline(operator, number):
    line = hotline(operator)
    assert line.number == number and line.certain and not line.headquarters_certain


def test_resellers_have_no_hotline_of_ours():
    assert hotline("virtual_operator") is None and hotline(None) is None
