"""The process may die at any moment: what was acknowledged is kept, and nothing is there twice."""

import asyncio
import random
import secrets
import signal
from pathlib import Path
from typing import Any

import aiohttp
from serving import Server

from bot.store.cases import as_stored, store

FIRST = "我是广东广州的移动用户，移动没经我同意给我开了视频彩铃，扣了94元，11月3日打10086投诉过"
ANSWERS = {
    "event_date": "2026年10月8日",
    "relation": "是我本人的",
    "operator_complaint_date": "11月3日",
    "operator_reply": "答复了，我不满意",
    "settled": "没有和解",
    "other_body": "都没有",
    "facts_confirmed": "都对",
    "chosen_step": "向通信管理局申诉",
    "subscriber_number": "13812345678",
    "demands": "退还94元，书面道歉",
    "evidence": "扣费短信截图",
    "complainant_name": "张三",
    "contact_phone": "13987654321",
    "address": "广州市天河区体育西路1号",
    "postcode": "510620",
    "email": "跳过",
    "draft_approved": "可以",
}
KNOWN = {
    "operator": "china_mobile",
    "province": "广东省",
    "city": "广州市",
    "category": "forced_service",
    "amount": "94.00",
    "event_date": "2026-10-08",
    "operator_complaint_date": "2026-11-03",
    "operator_reply": "unsatisfied",
    "settled": False,
    "other_body": "none",
    "subscriber_number": "13812345678",
    "complainant_name": "张三",
    "contact_phone": "13987654321",
    "postcode": "510620",
    "status": "drafted",
}
LONGEST_TURN = 0.15  # seconds, about; the blow falls somewhere in it


def stored() -> list[dict[str, Any]]:
    with store().work() as cases:
        return [as_stored(row) for row in cases.all()]


async def struck_down(server: Server, text: str, delay: float) -> None:
    """Says something and kills the process a moment later, whether or not it has answered."""
    said = asyncio.ensure_future(server.say(text))
    await asyncio.sleep(delay)
    await server.end(signal.SIGKILL)
    await asyncio.gather(said, return_exceptions=True)


def assert_kept(before: list[dict[str, Any]]) -> None:
    after = stored()
    assert len(after) == 1
    for case in before:
        # What the message struck down may have changed if it was stored; the marks follow from the facts.
        changeable = {"updated_at", "timeline", "narrative", "demands", "evidence", "draft", "status", "marks"}
        assert {**after[0], **{k: case[k] for k in case if k not in changeable}} == after[0]
        assert after[0]["narrative"].startswith(case["narrative"])
        assert after[0]["timeline"][: len(case["timeline"])] == case["timeline"]


async def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    home: Path, free_port: int, request: Any
) -> None:
    seed = secrets.randbelow(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    blows = sorted(chance.sample(range(1, 13), 2))
    server = Server(free_port, {})
    await server.start()
    try:
        await server.say(FIRST)
        for turn in range(40):
            asked = await server.asked()
            if asked is None:
                break
            if turn in blows:
                before = stored()
                await struck_down(server, ANSWERS[asked], chance.uniform(0, LONGEST_TURN))
                assert_kept(before)
                await server.start()
                continue  # whatever is open is answered again
            await server.say(ANSWERS[asked])
        case = stored()[0]
        assert {key: case.get(key) for key in KNOWN} == KNOWN
        assert len(stored()) == 1
        assert sorted(case["demands"]) == sorted(set(case["demands"]))
        lines = case["narrative"].splitlines()
        assert len(lines) == len(set(lines)) and lines[0] == FIRST
        await stopped_politely(server)
    finally:
        if server.process.returncode is None:
            await server.end()


async def stopped_politely(server: Server) -> None:
    """A stop lets the turn in flight finish and its answer go out; nobody new is let in."""
    said = asyncio.ensure_future(server.say("我是河南郑州的联通用户，宽带被多扣了30元", sender="乙"))
    await asyncio.sleep(0.02)
    assert await server.end(signal.SIGTERM) == 0
    try:
        assert (await said).strip()
    except aiohttp.ClientConnectorError:
        raise AssertionError("the message had not reached the server; the machine is too busy") from None
    assert [case["operator"] for case in stored()] == ["china_mobile", "china_unicom"]
