"""A call turn by turn: keys and speech become what the person says, the replies become prompts.

Silence, noise, repeating, reading back and coming back are the telephone's own; all else is the assistant's.
"""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot import choices, clock
from bot.channels import told
from bot.channels.ivr import callers, keys, readback
from bot.channels.ivr.call import Call, Option
from bot.channels.ivr.phrases import asks_for, phrase, tapered, word
from bot.channels.ivr.turn import Heard
from bot.channels.ivr.voice import Spoken, code_in, read_out, spoken
from bot.spoken import heard_digits
from bot.triage import greeting

if TYPE_CHECKING:
    from bot.assistant import Assistant

TRIES = 3
CHANNEL = "ivr"
HELLO, GO_BACK, PERSON, NO_LOOK_UP = "您好", "上一步", "转人工", "不查了"
LOOK_UP = "我要查案件，案件号{number}，查询码{code}"
TOLD_IN_FIGURES = frozenset({"lookup_case_no", "access_code"})
PRESS = re.compile(r"^(?:我?[选按]|就)+")
# Choices that the telephone answers itself begin with this mark; nobody can say it.
OWN = "\x00"

Said = tuple[Call, list[str]]


class Dialogue:
    """The turn of one call: what is heard in, the call as it then stands and its prompts out."""

    def __init__(self, assistant: "Assistant", conversation_id: str, turn_id: str) -> None:
        self._assistant, self._conversation, self._turn = assistant, conversation_id, turn_id
        self._asked_times = 0

    async def step(self, call: Call, heard: Heard) -> Said:
        """The call after an event, and all prompts to be played, the question last."""
        if call.over:
            return call, []
        if _wants_again(heard):
            return call.heard(), [*(phrase("once_more") if heard.text else []), *call.last]
        call, lead = await self._on(call, heard)
        prompts = lead if call.over else [*lead, *read_out(call)]
        return call.but(last=tuple(prompts)), prompts

    async def _on(self, call: Call, heard: Heard) -> Said:
        if heard.event == "start":
            return await self._start(call.but(caller=heard.caller))
        if heard.event == "hang-up":
            callers.note_end(self._conversation, "hung_up")
            return Call(stage="over"), []
        if heard.event == "digits" and heard.digits:
            return await self._keys(call.heard().but(misses=call.misses), heard.digits)
        if heard.event == "speech" and heard.text:
            return await self._speech(call.but(silences=0), heard.text)
        if heard.event in {"no-input", "digits"}:
            return self._silence(call)
        return self._missed(call, "no_match")

    # --- the beginning ---

    async def _start(self, call: Call) -> Said:
        if callers.case_of_caller(call.caller) is None:
            return await self._say(call, HELLO)
        options = ((word("resume_choice"), f"{OWN}resume"), (word("new_choice"), f"{OWN}new"))
        lead = phrase("known_caller", greeting=greeting(clock.today()))
        return _asking(call, [], options), lead

    async def _resume(self, call: Call) -> Said:
        return _asking(call.but(stage="code", asked="access_code"), phrase("resume_code")), []

    async def _new(self, call: Call) -> Said:
        call, lead = await self._say(call.but(stage="talk"), HELLO)
        return call, [*phrase("new_matter"), *lead]

    # --- keys ---

    async def _keys(self, call: Call, digits: str) -> Said:
        typed = digits.rstrip(keys.END)
        if typed.startswith(keys.BACK):
            return await self._back(call.heard())
        if typed == keys.PERSON:
            return await self._say(call, PERSON)
        if not typed.isdecimal():
            return self._missed(call, _wrong_key(call))
        if call.options:
            return await self._choose(call, typed)
        text = keys.meaning(call.asked, typed, clock.today())
        if text is None:
            return self._missed(call, _wrong_key(call))
        return await self._answer(call.heard(), text)

    async def _choose(self, call: Call, typed: str) -> Said:
        """A choice by its key; keys pressed ahead choose on, as far as there are choices."""
        if typed[0] == keys.MORE and keys.has_more(call):
            return keys.next_page(call).heard(), []
        found = next((say for digit, _, say in keys.shown(call) if digit == typed[0]), None)
        if found is None:
            return self._missed(call, _wrong_key(call))
        call, lead = await self._take(call.heard(), found)
        if len(typed) > 1 and call.options and call.pending is None and not call.over and call.stage == "talk":
            return await self._choose(call, typed[1:])
        return call, lead

    async def _take(self, call: Call, say: str) -> Said:
        """What a choice says: to the telephone itself, or to the assistant."""
        if say.startswith(OWN):
            return await self._own[say.removeprefix(OWN)](self, call)
        if call.asked == "draft_approved" and say != call.options[0][1]:
            return self._change_what(call)
        return await self._say(call, say)

    async def _back(self, call: Call) -> Said:
        if call.pending is not None:
            return await self._change(call)
        if call.stage == "code":
            return await self._new(call)
        return await self._say(call, NO_LOOK_UP if call.asked in TOLD_IN_FIGURES else GO_BACK)

    # --- speech ---

    async def _speech(self, call: Call, text: str) -> Said:
        if asks_for("wait", text):
            return call.but(patient=True), phrase("take_your_time")
        if asks_for("wrong_number", text) and not callers.case_of_call(self._conversation):
            return self._leave(call, phrase("wrong_number"))
        if call.asked is None and call.stage == "talk" and not call.options and asks_for("no_more", text):
            return self._leave(call, [])
        if call.stage == "last_chance":
            call = _as_before(call)
        place = _chosen(text, call.options)
        if place is not None:
            return await self._take(call.heard(), call.options[place][1])
        return await self._free_speech(call, text)

    async def _free_speech(self, call: Call, text: str) -> Said:
        agreed = readback.agrees(text, clock.today())
        if call.pending is not None and agreed is not None:
            return await (self._confirm(call) if agreed else self._change(call))
        if call.asked == "draft_approved" and (agreed is False or asks_for("change", text)):
            return self._change_what(call)
        if call.stage == "code" or call.asked in TOLD_IN_FIGURES:
            figures = heard_digits(text)
            bare = re.sub(r"[^\d]", "", figures) if re.fullmatch(r"[\D]{0,6}\d+\D{0,2}", figures) else ""
            text = (bare and keys.meaning(call.asked, bare, clock.today())) or figures
        return await self._answer(call, text)

    # --- answers, read back where a wrong figure would do harm ---

    async def _answer(self, call: Call, text: str) -> Said:
        if call.stage == "code":
            return await self._give_code(call, text)
        value = readback.value_of(call.asked, text, clock.today())
        if value is None:
            return await self._say(call.but(pending=None), text)
        options = ((word("correct"), f"{OWN}confirm"), (word("change"), f"{OWN}change"))
        kept = call.heard().but(pending=text, before=call.but(pending=None, before=None).to_dict())
        return _asking(kept, phrase("read_back", value=value), options), []

    async def _confirm(self, call: Call) -> Said:
        text = call.pending or ""
        return await self._say(_as_before(call), text)

    async def _change(self, call: Call) -> Said:
        return _as_before(call), phrase("say_again")

    def _change_what(self, call: Call) -> Said:
        """Asks for the change alone: the assistant would play the letter's gist again first."""
        return _asking(call.heard(), phrase("which_part")), []

    async def _give_code(self, call: Call, text: str) -> Said:
        code, number = re.search(r"\d{6}", text), callers.case_of_caller(call.caller)
        if code is None or number is None:
            return self._missed(call, "no_match")
        return await self._say(call.but(stage="talk"), LOOK_UP.format(number=number, code=code[0]))

    # --- the assistant ---

    async def _say(self, call: Call, text: str) -> Said:
        self._asked_times += 1
        id = f"{self._turn}/{self._asked_times}"
        replies = await told.replies_to(self._assistant, self._conversation, id)
        if replies is None:
            replies = await self._assistant.reply(self._conversation, text, CHANNEL, {"message_id": id})
        asked = await told.asked(self._assistant, self._conversation)
        case = callers.case_of_call(self._conversation)
        call = call.but(code=code_in(replies) or (call.code if case else None))
        if not any("response" in reply for reply in replies):  # the turn failed: the open question stays
            return self._missed(call, None, spoken(replies, None, case).told)
        return self._take_up(call, spoken(replies, asked, case), asked)

    def _take_up(self, call: Call, said: Spoken, asked: str | None) -> Said:
        callers.link(self._conversation, call.caller)
        if said.ends:  # perhaps misheard: the line is left to the caller, and to the next silence
            closing = call.heard().but(asked=None, stage="talk", before=None, pending=None)
            return _asking(closing, phrase("anything_else")), said.told + said.question
        question = said.question if asked else phrase("anything_else")
        call = _asking(call.but(asked=asked, stage="talk", before=None, pending=None), question, said.options)
        if said.missed or said.refused:
            return self._missed(call, None if said.refused else "no_match", said.told)
        call, number = self._number_at_first(call.heard(), said)
        return call, [*said.told, *number]

    def _number_at_first(self, call: Call, said: Spoken) -> Said:
        """As soon as there is a case its number and code are told: a line may break at any moment."""
        if said.numbered or call.code is not None:
            return call, []
        found = callers.number_and_code(self._conversation)
        if found is None or found[1] is None:
            return call, []
        number, code = found
        return call.but(code=code), [*phrase("number_first"), *_number(number, code)]

    # --- what is not heard, and leaving ---

    def _silence(self, call: Call) -> Said:
        call = call.but(silences=call.silences + 1, patient=False)
        if call.stage == "last_chance" or (call.asked is None and call.stage == "talk" and not call.options):
            return self._leave(call, [])
        lead = tapered("silence", call.silences)
        if call.silences < TRIES:
            return call, [*lead, *(phrase("keys_help") if call.silences > 1 else [])]
        call, way_out = self._way_out(call)
        return self._leave(call, [*lead, *way_out], "silence")

    def _missed(self, call: Call, name: str | None, told_too: list[str] | None = None) -> Said:
        """One more miss; `name` is the phrase for it, none where what was told says why."""
        call = call.but(misses=call.misses + 1)
        if call.stage == "last_chance":
            return self._leave(call, [])
        lead = [*(tapered(name, call.misses) if name else []), *(told_too or [])]
        if call.misses < TRIES:
            return call, [*lead, *(phrase("keys_help") if call.misses > 1 else [])]
        call, way_out = self._way_out(call)
        kept = call.but(misses=0, silences=0, before=None).to_dict()
        retry: tuple[Option, ...] = ((word("retry_choice"), f"{OWN}retry"),)
        return _asking(call.but(stage="last_chance", before=kept), phrase("retry"), retry), [*lead, *way_out]

    def _way_out(self, call: Call) -> Said:
        """The case is stored: its number and code, to go on elsewhere."""
        found = callers.number_and_code(self._conversation)
        if found is None:
            return call, phrase("nothing_saved")
        number, code = found[0], found[1] or call.code
        return call.but(code=code), [*phrase("saved"), *_number(number, code)]

    async def _retry(self, call: Call) -> Said:
        return _as_before(call), []

    def _leave(self, call: Call, lead: list[str], how: str = "goodbye") -> Said:
        callers.note_end(self._conversation, how)
        return call.but(stage="over"), [*lead, *phrase("goodbye")]

    _own: dict[str, Callable[["Dialogue", Call], Awaitable[Said]]] = {  # noqa: RUF012 - a table, never changed
        "resume": _resume,
        "new": _new,
        "confirm": _confirm,
        "change": _change,
        "retry": _retry,
    }


def _asking(call: Call, question: list[str], options: tuple[Option, ...] = ()) -> Call:
    return call.but(question=tuple(question), options=options, page=0)


def _wants_again(heard: Heard) -> bool:
    """Whether the prompts are to be played once more: by key or by word."""
    by_key = heard.event == "digits" and heard.digits.rstrip(keys.END) == keys.REPEAT
    return by_key or (heard.event == "speech" and asks_for("again", heard.text))


def _wrong_key(call: Call) -> str:
    """The phrase for keys that answer nothing here."""
    if call.options:
        return "wrong_key"
    return "wrong_digits" if call.asked in keys.LONGEST else "speech_wanted"


def _as_before(call: Call) -> Call:
    return Call.from_dict(call.before).but(caller=call.caller, code=call.code) if call.before else call


def _chosen(text: str, options: tuple[Option, ...]) -> int | None:
    """The option that a caller names by its number or its very words."""
    said = PRESS.sub("", text.strip().rstrip("。！，. "))
    titles = [title for title, _ in options]
    return choices.match(said, titles) if choices.PICK.fullmatch(said) or said in titles else None


def _number(number: str, code: str | None) -> list[str]:
    if code is None:
        return phrase("number_alone", number=number)
    return [*phrase("number", number=number, code=code), *phrase("number_note")]
