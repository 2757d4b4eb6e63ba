"""One written form for all ways of writing."""

import pytest

from bot.understanding.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("ＡＢＣ１２３", "ABC123"),
        ("電信寬頻", "电信宽带"),
        ("我 被 扣 了 50 块", "我被扣了50块"),
        ("移动乱扣费 上个月扣了30", "移动乱扣费，上个月扣了30"),
        ("宽代断了", "宽带断了"),
        ("话废太贵", "话费太贵"),
        ("携号转往", "携号转网"),
        ("一零零八六", "10086"),
        ("幺三八零零幺三八零零零", "13800138000"),
        ("138 1234 5678", "138 1234 5678"),
        ("零五三四二六一七七八九九月二十三号", "05342617789九月二十三号"),
        ("移\u200b动", "移动"),
        ("第一行\n第二行", "第一行。第二行"),
        ("好,我知道了!", "好，我知道了！"),
        ("1,200元", "1,200元"),
        ("12:30断网", "12:30断网"),
        ("二零二六年", "二零二六年"),
        ("佢哋冇覆我", "他们没回复我"),
        ("押金20➕利息，不退😡", "押金20，利息，不退"),
        ("气人😡😡。给我停了", "气人，给我停了"),
        ("👍", "👍"),
        ("  ", ""),
    ],
)
def test_a_text_is_brought_to_one_form(text: str, want: str) -> None:
    assert normalise(text) == want


@pytest.mark.parametrize(
    "text",
    ["電信寬頻 一直斷 線", "幺三八零零幺三八零零零", "好,我知道了!", "我 被 扣 了 50 块", "A\n\nB。\nC", "气人😡"],
)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
