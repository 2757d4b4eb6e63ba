"""A scripted stand-in for the assistant, behind the real web channel: `python -m tests.browser.standin PORT`."""

import asyncio
import sys
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from aiohttp import web

from bot import clock, escalation
from bot.admissibility import assess
from bot.channels import outbox
from bot.channels import web as web_channel

NUMBER = "26110001"
CASE = {
    "operator": "china_mobile",
    "province": "广东省",
    "city": "广州市",
    "category": "unknown_charge",
    "event_date": "2026-11-03",
    "amount": "94.00",
    "relation": "self",
    "complained": True,
    "operator_complaint_date": "2026-11-05",
    "operator_reply": "unsatisfied",
    "settled": False,
    "other_body": "none",
    "demands": ["refund"],
    "narrative": "上个月多扣了94元。",
}
LETTER = (
    "电信用户申诉书\n\n申诉人：张三\n联系电话：13800138000\n\n一、事情经过\n"
    "　　2026年11月3日，中国移动从申诉人账户扣除94.00元，名目为会员费，申诉人从未订购。\n"
    "　　2026年11月5日，申诉人拨打10086投诉，对方答复不予退还。\n\n"
    "二、申诉要求\n1. 退还多收的94.00元；\n2. 书面说明原因。\n\n此致\n广东省通信管理局"
)
CHANGED = LETTER.replace("2026年11月3日", "2026年11月2日").replace(
    "2. 书面说明原因。", "2. 书面说明原因；\n3. 书面道歉。"
)
SLOW = 0.8  # seconds
# What must never become markup, a link that runs, or a broken page, wherever it turns up.
HOSTILE = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "<svg/onload=window.hacked=1>",
    "[点我](javascript:window.hacked=1)",
    "javascript:window.hacked=1",
    "</textarea></div><iframe src=javascript:window.hacked=1>",
    "{{constructor.constructor('window.hacked=1')()}}",
    "\u202e反过来的字\u202c",
    "a\u0300" * 300,
    "字" * 400,
    "W" * 600,
    "&lt;b&gt;&#x3C;script&#x3E;",
    "🧑‍🧑‍🧒‍🧒 𠮷 ｱ ﷽ \ufeff",
    "data:text/html,<script>window.hacked=1</script>",
    "__proto__",
    "'; drop table outbox; --",
]


class Standin:
    """Answers by keyword, slowly where a test asks for it."""

    async def reply(
        self, conversation_id: str, text: str, channel: str = "web", metadata: Any = None
    ) -> list[dict[str, Any]]:
        await asyncio.sleep(SLOW if "慢" in text else 0.02)
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
    day = clock.today()
    found = assess(case, day).to_dict()
    grounds = "\n".join(f"✓ 符合｜{g['explanation']}（{g['citation']}）" for g in found["grounds"] if g["explanation"])
    steps = [
        {k: str(v) if isinstance(v, date) else v for k, v in asdict(s).items()} for s in escalation.steps(case, day)
    ]
    return [
        {"text": "按您说的情况，这是结论。"},
        {"custom": {"type": "verdict", **found}},
        {"text": f"逐条对照：\n{grounds}"},
        {"text": "可以走的步骤：……"},
        {"custom": {"type": "steps", "steps": steps}},
        {"text": f"您的案件号是 {NUMBER}，查询码是 123456。"},
        {"custom": {"type": "case", "case_no": NUMBER}},
    ]


def _letter(text: str) -> list[dict[str, Any]]:
    return [
        {"text": f"申诉书如下：\n\n{text}"},
        {"custom": {"type": "letter", "case_no": NUMBER, "text": text}},
        {
            "text": "这封申诉书可以吗？",
            "buttons": [{"title": "可以", "payload": "可以"}, {"title": "要修改", "payload": "我要修改"}],
        },
    ]


def _downloads() -> list[dict[str, Any]]:
    forms = dict.fromkeys(("txt", "docx", "pdf", "ics"), "/x")
    return [
        {"text": f"申诉书已经存好，案件号 {NUMBER}。下载：\n文本 /cases/{NUMBER}/draft.txt?token=x"},
        {"custom": {"type": "downloads", "case_no": NUMBER, **forms}},
    ]


def _hostile() -> list[dict[str, Any]]:
    """Everything the assistant says is made of hostile text, as if it stood in a person's facts."""
    bad = HOSTILE[1]
    ground = {"id": "scope", "status": "hit", "explanation": bad, "citation": HOSTILE[0]}
    step = {
        "id": "a",
        "title": bad,
        "status": "open",
        "addressee": bad,
        "opens": None,
        "closes": None,
        "script": bad,
        "comes_back": bad,
        "why": bad,
        "warning": bad,
    }
    replies: list[dict[str, Any]] = [{"text": text} for text in HOSTILE]
    replies += [
        {
            "custom": {
                "type": "verdict",
                "verdict": "inadmissible",
                "grounds": [ground],
                "missing": [],
                "earliest_filing": None,
                "latest_filing": None,
            }
        },
        {"custom": {"type": "steps", "steps": [step]}},
        {"custom": {"type": "letter", "case_no": NUMBER, "text": "\n".join(HOSTILE)}},
        {"custom": {"type": "constructor"}},
        {"text": "选吧", "buttons": [{"title": text[:60], "payload": text} for text in HOSTILE[:5]]},
    ]
    return replies


ANSWERS = {
    "运营商": _operators,
    "还没投诉": lambda: _verdict(
        {**CASE, "complained": False, "operator_reply": None, "operator_complaint_date": None}
    ),
    "缺情况": lambda: _verdict({k: v for k, v in CASE.items() if k not in ("relation", "settled")}),
    "不受理": lambda: _verdict({**CASE, "relation": "other"}),
    "结论": lambda: _verdict(CASE),
    "改信": lambda: _letter(CHANGED),
    "写信": lambda: _letter(LETTER),
    "下载": _downloads,
    "恶意": _hostile,
}


async def _document(request: web.Request) -> web.Response:
    name = f"appeal-{NUMBER}.{request.match_info['form']}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=b"a document", headers=headers)


def create_app() -> web.Application:
    app = web.Application(client_max_size=12 * 1024 * 1024)
    web_channel.add_routes(app, Standin())  # type: ignore[arg-type]
    app.router.add_get(rf"/cases/{NUMBER}/draft.{{form}}", _document)
    return app


if __name__ == "__main__":
    outbox.HELD_FOR = timedelta(seconds=1.5)  # tests that kill a server need not wait as long as people may
    web.run_app(create_app(), host="127.0.0.1", port=int(sys.argv[1]), print=None, shutdown_timeout=2)
