"""A voice platform for tests: plays calls over the JSON door and holds every answer to the channel's rules."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from lxml import etree

from bot.channels.ivr import vxml
from bot.spoken import LONGEST

TOKEN = "the platform's own word"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
SPEAKABLE = re.compile(r"(?:[\u4e00-\u9fff\u3007A-Za-z，。！？；：、]|(?<=按)\d)+")
SCHEMA = json.loads(Path("docs/ivr.schema.json").read_text(encoding="utf-8"))
PAGES = etree.RelaxNG(etree.parse("tests/channels/vxml21.rng"))


def schema(kind: str) -> Draft7Validator:
    return Draft7Validator({**SCHEMA, "$ref": f"#/definitions/{kind}"})


def check_page(page: bytes) -> Any:
    """The page's root, after it was found to be VoiceXML 2.1."""
    root = etree.fromstring(page)
    assert PAGES.validate(root), PAGES.error_log
    return root


def check(answer: dict[str, Any]) -> None:
    """What holds for every answer: its form, its prompts, one question at its end, a page that a browser plays."""
    schema("answer").validate(answer)
    for prompt in answer["prompts"]:
        assert len(prompt) <= LONGEST and prompt[-1] in "。！？", prompt
        assert SPEAKABLE.fullmatch(prompt), re.sub(SPEAKABLE, "", prompt)
    asking = [prompt for prompt in answer["prompts"] if prompt.endswith("？")]
    assert not answer["expects"]["options"] or re.search(r"请按\d", answer["prompts"][-1])
    assert len(asking) <= 3, asking  # a question, and at most a hint of silence or a call for plain speech before it
    check_page(vxml.page(answer, "ticket", answer["turn_id"]))


@dataclass
class Phone:
    """One call after the other from one number. `said` is the last answer's prompts in one text."""

    client: Any
    caller: str = "13800138000"
    call: str = "call-1"
    turns: int = 0
    answer: dict[str, Any] = field(default_factory=dict)
    transcript: list[str] = field(default_factory=list)

    async def post(self, **turn: Any) -> Any:
        return await self.client.post("/webhooks/ivr/turn", json=turn, headers=BEARER)

    async def send(self, event: str, **given: Any) -> dict[str, Any]:
        self.turns += 1
        turn = {"call_id": self.call, "turn_id": f"t{self.turns}", "event": event, **given}
        schema("request").validate(turn)
        response = await self.post(**turn)
        assert response.status == 200, await response.text()
        self.answer = await response.json()
        check(self.answer)
        self.transcript += [f"{event} {' '.join(given.values())}", *self.answer["prompts"]]
        return self.answer

    async def dial(self) -> dict[str, Any]:
        return await self.send("start", caller=self.caller)

    async def again(self, caller: str | None = None) -> dict[str, Any]:
        """A new call from this number, or from another."""
        self.call, self.turns, self.caller = f"{self.call}x", 0, caller or self.caller
        return await self.dial()

    async def say(self, *texts: str) -> dict[str, Any]:
        for text in texts:
            await self.send("speech", text=text)
        return self.answer

    async def press(self, *keys: str) -> dict[str, Any]:
        for digits in keys:
            await self.send("digits", digits=digits)
        return self.answer

    async def silence(self, times: int = 1) -> dict[str, Any]:
        for _ in range(times):
            await self.send("no-input")
        return self.answer

    async def noise(self, times: int = 1) -> dict[str, Any]:
        for _ in range(times):
            await self.send("no-match")
        return self.answer

    async def hang_up(self) -> dict[str, Any]:
        return await self.send("hang-up")

    @property
    def said(self) -> str:
        return "".join(self.answer["prompts"])

    @property
    def options(self) -> list[str]:
        return [option["title"] for option in self.answer["expects"]["options"]]

    async def choose(self, title: str) -> dict[str, Any]:
        """Presses the key of an option."""
        digit = next(o["digit"] for o in self.answer["expects"]["options"] if title in o["title"])
        return await self.press(digit)

    @property
    def number_and_code(self) -> tuple[str, str]:
        """The number and the code as they were told last in this call."""
        from bot.spoken import heard_digits

        told = heard_digits("".join(self.transcript))
        number = re.findall(r"案件号，?(?:是，)?(\d{8,12})", told)[-1]
        return number, re.findall(r"查询码，(\d{6})", told)[-1]
