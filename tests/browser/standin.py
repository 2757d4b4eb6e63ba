"""A scripted stand-in for the assistant, behind the real web channel: `python -m tests.browser.standin PORT`."""

import asyncio
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

from aiohttp import web

from bot import escalation
from bot.admissibility import assess
from bot.channels import outbox
from bot.channels import web as web_channel

DAY = date(2026, 11, 24)
CASE = {
    "operator": "china_mobile", "province": "广东省", "city": "广州市", "category": "unknown_charge",
    "event_date": "2026-11-03", "amount": "94.00", "relation": "self", "complained": True,
    "operator_complaint_date": "2026-11-05", "operator_reply": "unsatisfied", "settled": False,
    "other_body": "none", "demands": ["refund"], "narrative": "上个月多扣了94元。",
}
LETTER = (
    "电信用户申诉书\n\n申诉人：张三\n\n申诉要求：\n1. 退还多收的94.00元；\n2. 书面说明原因。\n\n"
    "此致\n广东省通信管理局"
)


class Standin:
    """Answers by keyword, slowly where a test asks for it."""

    async def reply(
        self, conversation_id: str, text: str, channel: str = "web", metadata: Any = None
    ) -> list[dict[str, Any]]:
        await asyncio.sleep(2.5 if "慢" in text else 0.05)
        if "删除我的资料" in text:
            outbox.forget(conversation_id)
            return [{"text": "已经删除：案件、申诉书和这段对话都不再保存。"}]
        for word, answer in ANSWERS.items():
            if word in text:
                return answer()
        return [{"text": f"收到：{text}"}]


def _operators() -> list[dict[str, Any]]:
    names = ["中国移动", "中国联通", "中国电信", "中国广电", "虚拟运营商"]
    return [{"text": "您要投诉的是哪家运营商？", "buttons": [{"title": name, "payload": name} for name in names]}]


def _verdict(case: dict[str, Any]) -> list[dict[str, Any]]:
    found = assess(case, DAY).to_dict()
    grounds = "\n".join(f"✓ 符合｜{g['explanation']}（{g['citation']}）" for g in found["grounds"] if g["explanation"])
    open_steps = map(asdict, escalation.steps(case, DAY))
    steps = [{k: str(v) if isinstance(v, date) else v for k, v in step.items()} for step in open_steps]
    return [
        {"text": "按您说的情况，这是结论。"},
        {"custom": {"type": "verdict", **found}},
        {"text": f"逐条对照：\n{grounds}"},
        {"text": "可以走的步骤：……"},
        {"custom": {"type": "steps", "steps": steps}},
        {"text": "您的案件号是 26110001，查询码是 123456。"},
        {"custom": {"type": "case", "case_no": "26110001"}},
    ]


def _letter(text: str) -> list[dict[str, Any]]:
    return [
        {"text": f"申诉书如下：\n\n{text}"},
        {"custom": {"type": "letter", "case_no": "26110001", "text": text}},
        {
            "text": "这封申诉书可以吗？",
            "buttons": [{"title": "可以", "payload": "可以"}, {"title": "要修改", "payload": "我要修改"}],
        },
    ]


ANSWERS = {
    "运营商": _operators,
    "还没投诉": lambda: _verdict(
        {**CASE, "complained": False, "operator_reply": None, "operator_complaint_date": None}
    ),
    "缺情况": lambda: _verdict({k: v for k, v in CASE.items() if k not in ("relation", "settled")}),
    "结论": lambda: _verdict(CASE),
    "改信": lambda: _letter(LETTER.replace("2. 书面说明原因。", "2. 书面说明原因；\n3. 书面道歉。")),
    "写信": lambda: _letter(LETTER),
    "下载": lambda: [
        {"text": "申诉书已经存好，案件号 26110001。下载：\n文本 /cases/26110001/draft.txt?token=x"},
        {"custom": {"type": "downloads", "case_no": "26110001", "txt": "/x", "docx": "/x", "pdf": "/x"}},
    ],
}


def create_app() -> web.Application:
    app = web.Application(client_max_size=12 * 1024 * 1024)
    web_channel.add_routes(app, Standin())  # type: ignore[arg-type]
    return app


if __name__ == "__main__":
    web.run_app(create_app(), host="127.0.0.1", port=int(sys.argv[1]), print=None, shutdown_timeout=2)
