"""People stop, put it off, begin anew, or want all of it gone."""

from typing import Any

import pytest
from matters import RICH, SHORT, TO_LETTER


@pytest.mark.parametrize("said", ["先存着", "先到这里吧", "算了，不弄了"])
async def test_whoever_stops_is_told_the_number_and_goes_on_where_it_was(talk: Any, said: str) -> None:
    await talk.say(RICH, said)
    number = talk.case["case_no"]
    assert number in talk.text and "查询码" in talk.text
    await talk.say("是我本人的")
    assert (talk.case["case_no"], talk.case["relation"]) == (number, "self")
    assert talk.asked == "settled"


async def test_with_nothing_told_there_is_nothing_to_save(talk: Any) -> None:
    await talk.say("先存着")
    assert talk.case == {} and "还没有可存" in talk.text


async def test_beginning_anew_keeps_the_case_and_opens_another(talk: Any) -> None:
    from bot.store.cases import store

    await talk.say(RICH)
    first = talk.case
    await talk.say("重新开始")
    assert first["case_no"] in talk.text and talk.case == {} and talk.asked == "narrative"
    assert talk.slot("operator") is None and talk.slot("case_no") is None
    await talk.say("我是河南郑州的联通用户，宽带被多扣了30元")
    assert talk.case["case_no"] != first["case_no"]
    with store().work() as cases:
        assert cases.by_number(first["case_no"]).facts["operator"] == "china_mobile"


async def test_deleting_asks_once_and_then_leaves_nothing(talk: Any) -> None:
    from bot.store.cases import store

    await talk.say(*TO_LETTER, "删除我的资料")
    assert talk.asked == "deletion_confirmed" and talk.case
    await talk.say("是的，确定删除")
    assert "已经删除" in talk.text
    with store().work() as cases:
        assert cases.all() == []
    assert talk.tracker is None, "the talk itself is gone too"
    await talk.say("您好")
    assert talk.case == {} and talk.slot("operator") is None


async def test_not_deleting_goes_on_where_it_was(talk: Any) -> None:
    await talk.say(RICH, "删除我的资料", "不删了")
    assert talk.case["operator"] == "china_mobile" and talk.asked == "relation"


async def test_a_settled_matter_is_refused_with_its_article(talk: Any) -> None:
    await talk.say(RICH, "是我本人的", "已经和解并办完了", "都没有", "都对")
    assert talk.card("verdict")["verdict"] == "inadmissible"
    assert "第十一条" in talk.text
    assert "bureau_appeal" not in talk.text and "向省通信管理局申诉" not in talk.buttons


async def test_a_strangers_matter_is_refused(talk: Any) -> None:
    await talk.say(RICH, "与我无关，是别人的", "没有和解", "都没有", "都对")
    assert talk.case["relation"] == "other"
    assert talk.card("verdict")["verdict"] == "inadmissible"


async def test_a_matter_not_yet_complained_about_goes_to_the_operator_first(talk: Any) -> None:
    await talk.say(f"{SHORT}，在广州，10月8日开的，扣了94元，我还没投诉过")
    assert talk.case["complained"] is False
    await talk.say("是我本人的", "都对")
    assert talk.card("verdict")["verdict"] == "not_yet"
    await talk.say("向运营商投诉")
    assert talk.case["status"] in {"with_operator", "collecting"}
    assert "10086" in talk.text
