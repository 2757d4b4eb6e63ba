from itertools import pairwise

import pytest
from letter_samples import CASES, DAY

from bot.letter import draft, lint
from bot.rulebook import load


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("你们移动就是骗子，还我钱", "abuse", "移动就是骗子"),
        ("真是无耻", "abuse", "无耻"),
        ("垃圾公司", "abuse", "垃圾公司"),
        ("我打了无数次电话", "exaggeration", "无数次"),
        ("信号从来没有好过", "exaggeration", "从来没有"),
        ("我跟你们没完", "threat", "跟你们没完"),
        ("不退钱我就找媒体曝光", "threat", None),
        ("不然我就去发抖音", "threat", "不然我就去发抖音"),
        ("你们等着瞧", "threat", "等着瞧"),
        ("要求赔偿我10万元", "unreasonable_demand", "赔偿我10万元"),
        ("要求开除那个客服", "unreasonable_demand", "开除那个客服"),
        ("要求十倍赔偿", "unreasonable_demand", "十倍赔偿"),
        ("终身免费用网", "unreasonable_demand", "终身免费"),
        ("这就是诈骗", "unproven_accusation", "就是诈骗"),
    ],
)
def test_harmful_wording_gets_a_hint_at_its_place(text: str, rule: str, words: str | None) -> None:
    if words is None:
        text, words = f"否则{text}", "否则" + text[: text.index("曝光")]
    hint = next(hint for hint in lint(text) if hint.rule == rule)
    start, end = hint.span
    assert words in text[start:end] or text[start:end] in words
    assert hint.why and hint.suggestion
    assert "{" not in hint.suggestion + hint.why


@pytest.mark.parametrize(
    "text",
    [
        "我收到诈骗电话，号码被停机",
        "垃圾短信太多，要求退订",
        "要求退还94元，书面道歉，补偿50元话费",
        "10月以来共断网5次，每次约两小时",
        "双倍返还188元",
        "我向客服反映了三次，都没有答复",
        "要求三倍赔偿，不足五百元的按五百元",
        "不能用的话就退款",
        "我从来没有办过这项业务，也从未同意过",
        "没完没了地转接",
        "担心被打击报复",
    ],
)
def test_plain_wording_gets_no_hint(text: str) -> None:
    assert lint(text) == []


@pytest.mark.parametrize("category", CASES)
def test_the_letters_own_sentences_need_no_hint(category: str) -> None:
    for sentence in draft(CASES[category], DAY).sentences:
        if sentence.kind != "quote":
            assert lint(sentence.text) == [], sentence


def test_hints_do_not_overlap_and_come_in_the_order_of_the_text() -> None:
    hints = lint("无耻的骗子公司，我打了无数次电话，否则我就曝光，赔我100万元，开除客服")
    spans = [hint.span for hint in hints]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert {hint.rule for hint in hints} == {"abuse", "exaggeration", "threat", "unreasonable_demand"}


def test_every_rule_says_why_and_how_else() -> None:
    for rule, entry in load("letter_lint")["entries"].items():
        assert entry["why"] and entry["suggestion"] and entry["patterns"], rule


def test_a_very_long_text_is_searched_once_through() -> None:
    assert lint("我打电话没人理。" * 700 + "无耻")[0].span == (5600, 5602)
