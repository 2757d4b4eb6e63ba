"""Coming back by number and code, on any channel; nobody else gets in."""

import re
from typing import Any

import pytest
from matters import RICH


async def kept(talk: Any) -> tuple[str, str]:
    """A case that was put off: its number and its code."""
    await talk.say(RICH, "先存着")
    found = re.search(r"案件号是 (\d+)，查询码是 (\d{6})", talk.text)
    assert found
    return found[1], found[2]


@pytest.mark.parametrize("channel", ["rest", "web", "wechat"])
async def test_number_and_code_open_the_case_on_another_channel(new_talk: Any, channel: str) -> None:
    number, code = await kept(new_talk())
    other = new_talk(channel=channel)
    await other.say("我要查询我的案件")
    assert other.asked == "lookup_case_no"
    await other.say(f"案件号{number}，查询码{code}")
    assert other.case["case_no"] == number and other.slot("case_no") == number
    assert other.asked == "relation", "the talk goes on where it stood"
    await other.say("是我本人的")
    assert other.case["relation"] == "self"


async def test_number_and_code_may_come_one_after_the_other(new_talk: Any) -> None:
    number, code = await kept(new_talk())
    other = new_talk()
    await other.say("查询案件", f"{number[:4]} {number[4:]}")
    assert other.asked == "access_code" and other.case == {}
    await other.say(code)
    assert other.case["case_no"] == number


async def test_a_number_alone_or_with_a_wrong_code_shows_nothing(new_talk: Any) -> None:
    number, code = await kept(new_talk())
    stranger = new_talk()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    await stranger.say("查询案件", f"{number} {wrong}")
    assert stranger.case == {}
    for secret in ("中国移动", "广州", "94"):
        assert secret not in stranger.text
    unknown = new_talk()
    await unknown.say("查询案件", f"99990001 {wrong}")
    assert unknown.text == stranger.text, "whether there is such a case is not told either"


async def test_five_wrong_codes_lock_the_case_in_the_talk(new_talk: Any) -> None:
    number, code = await kept(new_talk())
    stranger = new_talk()
    await stranger.say("查询案件")
    for n in range(1, 6):
        await stranger.say(f"{number} {(int(code) + n) % 10**6:06d}")
    assert "锁住" in stranger.text
    await stranger.say(f"{number} {code}")
    assert "锁住" in stranger.text and stranger.case == {}


async def test_a_fresh_code_replaces_the_old_one(new_talk: Any) -> None:
    owner = new_talk()
    number, old = await kept(owner)
    await owner.say("换查询码")
    new = re.search(r"查询码是 (\d{6})", owner.text)
    assert new
    other = new_talk()
    if new[1] != old:
        await other.say("查询案件", f"{number} {old}")
        assert other.case == {}
    await other.say(f"{number} {new[1]}")
    assert other.case["case_no"] == number


async def test_whoever_gives_up_looking_can_tell_a_matter(talk: Any) -> None:
    await talk.say("查询案件", "算了不查了")
    assert talk.asked != "lookup_case_no"
    await talk.say(RICH)
    assert talk.case["operator"] == "china_mobile"


async def test_whoever_has_no_number_can_tell_the_matter_at_once(talk: Any) -> None:
    await talk.say("查询案件", RICH)
    assert talk.case["operator"] == "china_mobile" and talk.asked == "relation"


async def test_a_conversation_that_was_cut_goes_on_with_its_case(
    talk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.settings import settings

    monkeypatch.setenv("SESSION_TURNS", "2")
    settings.cache_clear()
    await talk.say(RICH, "是我本人的", "没有和解", "都没有")
    assert talk.asked == "facts_confirmed"
    assert talk.case["settled"] is False and talk.case["operator"] == "china_mobile"
