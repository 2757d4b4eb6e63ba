"""Texts as a voice says them: numbers as people speak them, and nothing that a voice would stumble over."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot import escalation, questions, rulebook, triage
from bot.spoken import LONGEST, day, digits, heard_digits, money, prompts, speakable

ON = date(2026, 11, 24)
# What a voice may be given: words, the marks it pauses at, and figures of keys alone.
SPEAKABLE = re.compile(r"(?:[\u4e00-\u9fff\u3007A-Za-z，。！？；：、]|(?<=按)\d)*")
CASE = {
    "operator": "china_mobile", "province": "河南省", "category": "unknown_charge", "event_date": "2026-11-03",
    "amount": "94.50", "complained": True, "operator_complaint_date": "2026-11-10", "subscriber_number": "13812345678",
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("打10086或12300", "打幺零零八六或幺二三零零"),
        ("110和96110", "幺幺零和九六幺幺零"),
        ("13800138000", "幺三八，零零幺三，八零零零"),
        ("134****2900", "幺三四，四个星号，二九零零"),
        ("010-12345678", "零幺零，幺二三四，五六七八"),
        ("170、171开头的", "幺七零、幺七幺开头的"),
        ("案件号 26110001，查询码 020406", "案件号二六幺幺，零零零幺，查询码零二零，四零六"),
        ("2026年11月3日至11月12日", "二零二六年十一月三日至十一月十二日"),
        ("2026-11-03", "二零二六年十一月三日"),
        ("2006年的文件，2年内", "二零零六年的文件，两年内"),
        ("48小时，2个月，15日内，120日", "四十八小时，两个月，十五日内，一百二十日"),
        ("94.00元、¥38.5、0.05元、94.05元、2元", "九十四元、三十八元五角、五分、九十四元零五分、两元"),
        ("1,234.56元", "一千二百三十四元五角六分"),
        ("50%，3‰，3.5倍", "百分之五十，千分之三，三点五倍"),
        ("打分1–10分", "打分一到十分"),
        ("《电信条例》第31条第(一)项", "电信条例第三十一条第一项"),
        ("✓ 符合｜您是机主（本人）", "符合，您是机主，本人"),
        ("· 运营商：中国移动\n· 金额：94元", "运营商：中国移动。金额：九十四元"),
        ("正确请按1，修改请按2", "正确请按1，修改请按2"),
        ("从入口yhssglxt.miit.gov.cn/web/userAppeal进去", "从入口进去"),
        ("电话12321，网站www.12321.cn。", "电话幺二三二幺。"),
        ("下载：/cases/26110001/draft.txt?token=a-b_c%3D", "下载："),
        ("**好**😀 [看](https://a.example/x)", "好看"),
    ],
)
def test_said_as_people_say_it(written: str, said: str) -> None:
    assert speakable(written) == said


@pytest.mark.parametrize("number", ["10086", "12300", "26110001", "13912345678", "075512345678"])
def test_a_called_number_keeps_its_digits(number: str) -> None:
    assert heard_digits(digits(number)) == number


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("幺三八零零幺三八零零零", "13800138000"),
        ("二六幺幺，零零洞幺", "26110001"),
        ("案件号二六 幺幺 零零 零幺，查询码幺拐勾零二二", "案件号26110001，查询码179022"),
        ("有两三个", "有两三个"),
    ],
)
def test_digits_told_one_by_one_are_figures(said: str, written: str) -> None:
    assert heard_digits(said) == written


def test_sums_and_days_in_words() -> None:
    assert [money(sum) for sum in ("0", "0.50", "10", "200.00", "10000.01")] == [
        "零元", "五角", "十元", "二百元", "一万元零一分",
    ]  # fmt: skip
    assert day(date(2026, 1, 20)) == "二零二六年一月二十日"


def texts() -> Iterator[tuple[str, str]]:
    """Everything the assistant can say, under its name: with placeholders as they come filled."""
    domain = yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))
    for name, variations in domain["responses"].items():
        for variation in variations:
            yield name, re.sub(r"\{\w+\}", "2026年11月24日", variation.get("text", ""))
            yield from ((name, button["title"]) for button in variation.get("buttons", []))
    for topic in questions.topics():
        yield topic, questions.answer(topic, {}, ON).text
        yield topic, questions.answer(topic, CASE, ON).text
    for category in rulebook.load("desks")["desks"]:
        found = triage.desk(category)
        yield category, found.text if found else ""
    for step in escalation.steps(CASE, ON):
        yield step.id, "\n".join((step.title, step.addressee, step.script, step.comes_back, step.warning))


@pytest.mark.parametrize("text", [pytest.param(text, id=f"{n}-{name}") for n, (name, text) in enumerate(texts())])
def test_everything_the_assistant_says_can_be_spoken(text: str) -> None:
    said = speakable(text)
    assert SPEAKABLE.fullmatch(said), re.sub(SPEAKABLE, "", said)
    assert not re.search(r"[，。！？；：、]{2}", said)
    for prompt in prompts(text):
        assert 0 < len(prompt) <= LONGEST and prompt[-1] in "。！？"


@given(st.text(max_size=300))
def test_any_text_becomes_short_prompts(text: str) -> None:
    for prompt in prompts(text):
        assert len(prompt) <= LONGEST
        assert not set(prompt) & set("《》¥*<>&\n\t/#")
