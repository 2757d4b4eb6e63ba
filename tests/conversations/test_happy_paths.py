"""Talks that go as hoped: from the first sentence to a stored case."""

from typing import Any


async def test_a_rich_first_message_is_not_asked_for_again(talk: Any) -> None:
    await talk.say(
        "我是广东广州的移动用户，2026年10月8日发现移动没经我同意给我开了个视频彩铃，扣了94元，"
        "11月3日打10086投诉过，他们说不给退，我不满意"
    )
    case = talk.case
    assert {key: case.get(key) for key in ("operator", "province", "city", "category", "amount", "complained")} == {
        "operator": "china_mobile",
        "province": "广东省",
        "city": "广州市",
        "category": "forced_service",
        "amount": "94.00",
        "complained": True,
    }
    assert talk.asked not in {"operator", "province", "amount", "complained"}
