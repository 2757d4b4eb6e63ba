"""Texts in messages of 2,048 bytes, choices as lines and as menus, and what people answer to them."""

import secrets
from typing import Any

import pytest
from wechat_platform import Account, Platform, Scripted, element, long_text, prove, until

from bot import clock, settings
from bot.channels import offered, portions
from bot.channels.wechat import envelope, pieces
from bot.channels.wechat.pieces import MORE, compose, next_piece
from bot.store.wechat import Position


def told(bodies: list[dict[str, Any]], note: str = "") -> list[str]:
    """All messages, one after the other, without the note."""
    position, found = Position(0), []
    while piece := next_piece([b for b in bodies if b["seq"] > position.seq], position, note=note):
        assert len(piece.text.encode()) <= 2048
        assert piece.more == piece.text.endswith(note) if note else True
        found.append(piece.text.removesuffix(note))
        position = piece.after
    return found


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("a" * 2047, [2047]),
        ("a" * 2048, [2048]),
        ("a" * 2049, [2048, 1]),
        ("a" + "字" * 682, [2047]),
        ("aa" + "字" * 682, [2048]),
        ("字" * 683, [2046, 3]),
        ("aa" + "字" * 683, [2048, 3]),
        ("😀" * 512, [2048]),
        ("a" + "😀" * 512, [2045, 4]),
    ],
)
def test_texts_are_parted_at_2048_bytes_and_never_inside_a_character(text: str, sizes: list[int]) -> None:
    parts = told([{"seq": 1, "text": text}])
    assert [len(part.encode()) for part in parts] == sizes and "".join(parts) == text


@pytest.mark.parametrize("size", [2047, 2048, 2049, 4096, 9000])
async def test_long_answers_arrive_whole_and_in_order(account: Account, platform: Platform, size: int) -> None:
    prove()
    reply = await account.say(f"长{size}")
    await until(lambda: len("".join([str(reply.text), *platform.said])) >= len(long_text(size)) - size // 1000)
    parts = [str(reply.text), *platform.said]
    assert "".join(parts).replace("\n", "") == long_text(size)
    assert len(parts) == (1 if size <= 2048 else len(parts)) and MORE not in "".join(parts)


@pytest.mark.parametrize("size", [2048, 2049, 9000])
async def test_without_the_interface_the_rest_comes_message_by_message(
    account: Account, scripted: Scripted, platform: Platform, size: int
) -> None:
    platform.token_refusal = 40164
    parts = [str((await account.say(f"长{size}")).text)]
    while parts[-1].endswith(MORE):
        parts.append(str((await account.say(secrets.choice(["继续", "好的", "1", "？", "嗯。"]))).text))
    assert "".join(part.removesuffix(MORE) for part in parts) == long_text(size)
    assert scripted.heard == [f"长{size}"]


async def test_something_new_said_before_the_rest_was_seen_is_answered_too(
    account: Account, scripted: Scripted, platform: Platform
) -> None:
    platform.token_refusal = 40164
    first = str((await account.say("长3000")).text)
    second = str((await account.say("号码是134")).text)
    assert first.removesuffix(MORE) + second == long_text(3000) + "\n\n听到：号码是134"


def test_texts_are_parted_at_sentences_and_keep_their_lines() -> None:
    paragraph = "这是一句完整的话，里面有逗号。" * 30
    parts = told([{"seq": 1, "text": f"{paragraph}\n\n{paragraph}"}, {"seq": 2, "text": "结尾"}])
    assert parts == [paragraph, f"{paragraph}\n\n结尾"]
    sentences = told([{"seq": 1, "text": paragraph * 2}])
    assert all(part.endswith("。") for part in sentences)


def test_joined_emoji_and_accents_stay_whole() -> None:
    family = "👨‍👩‍👧‍👦"
    for text in (family * 100, "e\u0301" * 1000, "👍🏽" * 400):
        parts = told([{"seq": 1, "text": "x" + text}])
        assert "".join(parts) == "x" + text
        assert not any(part[0] in "\u200d\u0301🏽" or part[-1] == "\u200d" for part in parts)


def test_parting_gives_back_every_text(seed: int = 7) -> None:
    import random

    dice = random.Random(seed)
    for _ in range(300):
        texts = ["".join(dice.choices("字a。\n ，😀", k=dice.randrange(1, 1500))).strip() or "x" for _ in range(3)]
        bodies = [{"seq": n, "text": text} for n, text in enumerate(texts, 1)]
        for note in ("", MORE):
            assert "".join("".join(told(bodies, note)).split()) == "".join("".join(texts).split())


def test_other_measures_part_too() -> None:
    assert portions.fitting("一二三四五，六七八", 7, len) == 6
    assert portions.fitting("一二三", 1, len) == 1


@pytest.mark.parametrize("text", ["]]>", "a]]>b<![CDATA[c", "]]]]>>", "<a&b>", "]]>" * 500, "\x00\x08\ufffe好"])
def test_no_text_breaks_out_of_its_node(text: str) -> None:
    xml = envelope.text_reply("o<p>", "gh]]>x", text, clock.now())
    fields = element(xml)
    assert fields["Content"] == envelope.printable(text)
    assert (fields["ToUserName"], fields["FromUserName"]) == ("o<p>", "gh]]>x")
    assert list(fields) == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_an_end_of_cdata_in_a_text_comes_back_unharmed(account: Account, mode: str) -> None:
    account.mode = mode
    text = "看]]></Content><Content>这里<b>&amp;"
    assert (await account.say(text)).text == f"听到：{text}"


async def test_choices_are_numbered_lines_in_the_direct_reply(account: Account) -> None:
    reply = await account.say("选")
    assert reply.text == f"是哪一家？\n1. 中国移动\n2. 中国联通\n3. 虚拟运营商\n{pieces.HOW_TO_CHOOSE}"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2", "我说中国联通"), ("２", "我说中国联通"), ("②", "我说中国联通"), ("第二个", "我说中国联通"),
        ("选3吧", "我说虚拟运营商"), ("中国移动", "我说中国移动"), ("中国移动。", "我说中国移动"),
        ("2、", "我说中国联通"),
        ("7", "7"), ("0", "0"), ("我的中国移动宽带被限速了", "我的中国移动宽带被限速了"), ("移动", "移动"),
    ],
)  # fmt: skip
async def test_choosing_by_number_or_by_name(account: Account, scripted: Scripted, said: str, meant: str) -> None:
    await account.say("选")
    await account.say(said)
    assert scripted.heard[1:] == [meant]


async def test_a_number_means_nothing_once_the_question_is_answered(account: Account, scripted: Scripted) -> None:
    for text in ("选", "2", "2"):
        await account.say(text)
    assert scripted.heard == ["选", "我说中国联通", "2"]


async def test_a_remark_of_the_channel_leaves_the_question_open(account: Account, scripted: Scripted) -> None:
    await account.say("选")
    await account.send({**account.message(), "MsgType": "location"})
    await account.say("3")
    assert scripted.heard == ["选", "我说虚拟运营商"]


async def test_where_the_interface_is_there_choices_are_a_menu_to_tap(
    account: Account, scripted: Scripted, platform: Platform
) -> None:
    prove()
    assert (await account.say("选")).body == "success"
    menu = platform.sent[0]["msgmenu"]
    assert menu["head_content"] == "是哪一家？"
    assert [item["content"] for item in menu["list"]] == ["中国移动", "中国联通", "虚拟运营商"]
    await account.say("虚拟运营商", bizmsgmenuid=menu["list"][2]["id"])
    await account.say("别的", bizmsgmenuid="999")
    assert scripted.heard == ["选", "我说虚拟运营商", "别的"]


async def test_what_comes_before_a_menu_is_told_first(account: Account, platform: Platform) -> None:
    prove()
    assert (await account.say("选前")).text == "先说一句。"
    await until(lambda: len(platform.sent) == 1)
    assert platform.sent[0]["msgtype"] == "msgmenu"


@pytest.mark.parametrize("refusal", [45047, 48001, 40008])
async def test_a_refused_menu_is_told_as_numbered_lines(account: Account, platform: Platform, refusal: int) -> None:
    prove()
    platform.refusals = [refusal]
    assert "1. 中国移动" in str((await account.say("选")).text) and platform.sent == []


async def test_a_slow_interface_does_not_hold_up_the_direct_reply(account: Account, platform: Platform) -> None:
    prove()
    platform.delay = 3
    reply = await account.say("选")
    assert "1. 中国移动" in str(reply.text) and reply.seconds < 4


def test_long_lists_stay_lines() -> None:
    many = [{"title": str(n), "say": str(n)} for n in range(16)]
    assert next_piece([{"seq": 1, "text": "哪种？", "choices": many}], Position(0), menus=True).menu is None


def test_replies_lose_their_cards_and_links_that_lead_nowhere(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = {"text": "申诉书已经存好，案件号 26110001。下载：\nWord /cases/1/draft.docx?token=x"}
    replies = [stored, {"custom": {"type": "downloads"}}, {"text": " "}]
    assert compose(replies) == [{"text": f"申诉书已经存好，案件号 26110001。{pieces.NO_ADDRESS}"}]
    monkeypatch.setenv("PUBLIC_URL", "https://help.example")
    settings.settings.cache_clear()
    assert compose(replies) == [stored]


def test_meant_leaves_what_is_no_choice() -> None:
    assert offered.meant("一", []) == "一"
    assert offered.numbered([{"title": "甲", "say": "甲"}]) == "1. 甲"
