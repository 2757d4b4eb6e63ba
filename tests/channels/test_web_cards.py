"""What the widget is given: one bubble a reply, its card with it, links that open now."""

from pathlib import Path
from typing import Any

from bot import links
from bot.channels.web.cards import compose, fresh

LINKED = "/cases/26110001/draft.{0}?token=old"
STORED = f"申诉书已经存好，案件号 26110001。下载：\n文本 {LINKED.format('txt')}\nWord {LINKED.format('docx')}"
PASTE = "网上表单可以照这样逐栏粘贴：\n\n申诉人：张三\n\n存成文本：/cases/26110001/paste.txt?token=old"


def opened(url: str) -> bool:
    return links.opens(url.partition("?token=")[2].replace("%3D", "="), "26110001")


def test_a_card_goes_with_the_text_before_it() -> None:
    verdict = {"type": "verdict", "grounds": [], "missing": ["relation"]}
    (body,) = compose([{"text": "结论"}, {"custom": verdict}])
    assert (body["text"], body["card"]["type"], body["folded"]) == ("结论", "verdict", False)
    assert body["card"]["missing_words"] != ["relation"]


def test_the_letter_stands_in_for_its_text() -> None:
    (body,) = compose(
        [{"text": "申诉书如下：\n\n全文"}, {"custom": {"type": "letter", "case_no": "1", "text": "全文"}}]
    )
    assert body["folded"]


def test_what_a_verdict_card_shows_is_not_said_again() -> None:
    grounds = [{"id": "scope", "explanation": "归电信部门管", "citation": "第二条", "status": "clear"}]
    bodies = compose(
        [
            {"custom": {"type": "verdict", "grounds": grounds}},
            {"text": "✓ 符合｜归电信部门管（第二条）"},
            {"text": "别的话"},
        ]
    )
    assert [body["text"] for body in bodies] == ["", "别的话"]


def test_papers_come_as_buttons_once_and_their_links_open(home: Path) -> None:
    card = {"type": "downloads", "case_no": "26110001", "docx": "old", "txt": "old"}
    (body,) = compose([{"text": STORED}, {"custom": card}])
    shown = fresh(body)
    assert shown["text"] == "申诉书已经存好，案件号 26110001。"
    assert opened(shown["card"]["docx"]) and "pdf" not in shown["card"]


def test_a_link_to_a_paper_becomes_a_button(home: Path) -> None:
    shown = fresh(*compose([{"text": PASTE}]))
    assert "token" not in shown["text"] and "张三" in shown["text"]
    assert "/cases/26110001/paste.txt" in shown["card"]["paste"] and opened(shown["card"]["paste"])


def test_other_links_and_texts_stay_as_they_are() -> None:
    said: list[Any] = [{"text": "见 https://yhssglxt.miit.gov.cn/web/userAppeal"}, {"text": "好"}]
    assert [fresh(body) for body in compose(said)] == [{"text": said[0]["text"]}, {"text": "好"}]


def test_buttons_say_their_payload() -> None:
    (body,) = compose([{"text": "哪家？", "buttons": [{"title": "移动", "payload": "中国移动"}, {"title": "联通"}]}])
    assert body["buttons"] == [{"title": "移动", "say": "中国移动"}, {"title": "联通", "say": "联通"}]
