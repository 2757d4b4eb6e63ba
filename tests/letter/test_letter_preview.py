from letter_samples import CASES, DAY

from bot.letter import changes, draft, marked, traces


def told(case: dict[str, object]) -> list[tuple[str, str | None, str | None]]:
    old, new = draft(CASES["promotion_breach"], DAY), draft(case, DAY)
    return [
        (change.kind, change.before and change.before.text, change.after and change.after.text)
        for change in changes(old, new)
    ]


def test_the_same_facts_change_nothing() -> None:
    assert told(CASES["promotion_breach"]) == []


def test_a_changed_fact_marks_its_sentences_and_no_others() -> None:
    found = told({**CASES["promotion_breach"], "amount": "30.00"})
    assert [(kind, after) for kind, _, after in found] == [
        ("changed", "争议金额为人民币30.00元。"),
        ("changed", "按照活动规则兑现优惠，所涉金额为人民币30.00元；"),
    ]


def test_an_inserted_demand_is_new_and_the_renumbered_ones_are_not() -> None:
    case = CASES["promotion_breach"]
    found = told({**case, "demands": ["written_apology", *case["demands"]]})
    demands = [(kind, after) for kind, _, after in found if after and "赔礼道歉、" not in after]
    assert demands == [("added", "以书面形式向申诉人赔礼道歉；")]
    assert [after for _, _, after in found if after and "第七十四条" in after], "its ground comes with it"


def test_a_removed_fact_removes_its_sentence() -> None:
    case = {slot: value for slot, value in CASES["promotion_breach"].items() if slot != "email"}
    assert told(case) == [("removed", "电子邮箱：reader@example.com", None)]


def test_a_change_knows_the_facts_it_comes_from() -> None:
    case = CASES["promotion_breach"]
    found = changes(draft(case, DAY), draft({**case, "address": "北京市西城区"}, DAY))
    assert [change.facts for change in found] == [("address",)]


def test_the_preview_marks_what_changed_in_place_and_lists_what_is_gone() -> None:
    case = CASES["promotion_breach"]
    new = draft({**case, "address": "北京市西城区", "email": None, "agent_name": "李雷"}, DAY)
    text = marked(draft(case, DAY), new)
    assert "【已改】通信地址：北京市西城区\n" in text
    assert "【新增】代理人：李雷\n" in text
    assert text.endswith("【已删】电子邮箱：reader@example.com\n")
    assert "【已改】申诉人" not in text


def test_traces_find_every_sentence_that_rests_on_a_fact() -> None:
    letter = draft(CASES["unknown_charge"], DAY)
    ids = [sentence.id for sentence in traces(letter, "amount")]
    assert ids == ["amount", "event", "ground.price41", "demand.double_refund"]


def test_a_demand_added_last_leaves_the_one_before_it_unmarked() -> None:
    case = CASES["promotion_breach"]
    found = told({**case, "demands": [*case["demands"], "公开活动的获奖名单"], "evidence": [*case["evidence"], "录音"]})
    assert [(kind, after) for kind, _, after in found] == [("added", "公开活动的获奖名单。"), ("added", "录音。")]
