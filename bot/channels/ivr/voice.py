"""The assistant's replies as a voice gives them: what is told, and the one question with its options."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels import offered
from bot.channels.ivr.call import Call, Option
from bot.channels.ivr.keys import has_more, shown
from bot.channels.ivr.phrases import phrase
from bot.rulebook import load
from bot.spoken import prompts
from bot.summary import one_sentence

Reply = Mapping[str, Any]
ASKS = "utter_ask_"
# Of a step the gist is said: what to do and with whom, when it comes back, and what to beware of.
STEPS = frozenset({"utter_do_step", "utter_how_to_file", "utter_step", "utter_plan_kept"})
GIST = ("title", "when", "back", "beware")
# Said in the telephone's own words instead, which change with each failure.
NOT_UNDERSTOOD = frozenset({"utter_not_understood", "utter_out_of_reach", "utter_turn_failed"})
NOT_TAKEN = ("utter_invalid_", "utter_date_", "utter_complaint_before_event")
ENDS = frozenset({"utter_stopped", "utter_stopped_empty", "utter_saved_for_later"})
CODE_TOLD = re.compile(r"查询码\D{0,4}(\d{6})(?!\d)")
FINAL = frozenset({"inadmissible", "out_of_scope"})  # verdicts that the grounds explain; the others explain themselves
AT_MOST = 8  # prompts of one reply; what is longer can be read elsewhere


@dataclass(frozen=True)
class Spoken:
    """Replies as prompts.

    `missed`: not understood; `refused`: understood but not taken, which `told` explains; `ends`: the caller
    takes leave; `numbered`: the case's number was told.
    """

    told: list[str]
    question: list[str]
    options: tuple[Option, ...]
    missed: bool
    refused: bool
    ends: bool
    numbered: bool


def spoken(replies: Sequence[Reply], asked: str | None, case: Mapping[str, Any]) -> Spoken:
    """What the replies to one message say; with nothing asked, all of it is told."""
    at = _question_at(replies) if asked else len(replies)
    names = {str(reply.get("response") or "") for reply in replies}
    told = [prompt for reply in replies[:at] for prompt in _told(reply, case)]
    question = [prompt for reply in replies[at:] for prompt in _said(reply)]
    options = tuple((c["title"], c["say"]) for reply in replies[at:] for c in offered.of(reply))
    return Spoken(
        told,
        question,
        options,
        missed=bool(names & NOT_UNDERSTOOD),
        refused=any(name.startswith(NOT_TAKEN) for name in names),
        ends=bool(names & ENDS),
        numbered="utter_case_number" in names,
    )


def code_in(replies: Sequence[Reply]) -> str | None:
    """The access code that the replies tell, to be told again at the way out."""
    codes = [m[1] for reply in replies if (m := CODE_TOLD.search(str(reply.get("text") or "")))]
    return codes[-1] if codes else None


def read_out(call: Call) -> list[str]:
    """The question with the options that are open now."""
    more = phrase("more") if has_more(call) else []
    return [*call.question, *prompts(_choices(call)), *more]


def _choices(call: Call) -> str:
    """正确请按1，修改请按2. Titles with pauses of their own are set apart."""
    paused = any("，" in title for _, title, _ in shown(call))
    form = load("telephone")["phrases"]["paused_choice" if paused else "choice"]
    return ("；" if paused else "，").join(form.format(title=title, digit=digit) for digit, title, _ in shown(call))


def _question_at(replies: Sequence[Reply]) -> int:
    asking = [n for n, reply in enumerate(replies) if str(reply.get("response", "")).startswith(ASKS)]
    return asking[0] if asking else max(len(replies) - 1, 0)


def _told(reply: Reply, case: Mapping[str, Any]) -> list[str]:
    if reply.get("response") in NOT_UNDERSTOOD:
        return []
    return [*_said(reply), *_of_card(reply.get("custom") or {}, case)]


def _said(reply: Reply) -> list[str]:
    text = str(reply.get("text") or "")
    found = prompts(_gist(text) if reply.get("response") in STEPS else text)
    listing = str(reply.get("response", "")).startswith(ASKS)  # what is to be confirmed is read out whole
    return found if listing or len(found) <= AT_MOST else [*found[:AT_MOST], *phrase("full_text")]


def _gist(text: str) -> str:
    """Of a step's lines those that say what, when and what to beware of; the first line is always one."""
    shown_as = load("steps")["shown"]
    kept = tuple(lead for part in GIST if (lead := str(shown_as[part]).partition("{")[0]))
    first, *others = text.split("\n")
    return "\n".join([first, *(line for line in others if line.startswith(kept))])


def _of_card(card: Mapping[str, Any], case: Mapping[str, Any]) -> list[str]:
    """What a card adds for the ear: the letter's gist, and why an appeal would be refused."""
    if card.get("type") == "letter":
        return phrase("letter_gist", gist=one_sentence(case))
    if card.get("type") != "verdict":
        return []
    grounds = card.get("grounds", []) if card.get("verdict") in FINAL else []
    hits = [g["explanation"] for g in grounds if g["status"] == "hit" and g["explanation"]]
    titles = load("vocabulary")["slots"]
    missing = "、".join(titles.get(slot, slot) for slot in card.get("missing", []))
    wanting = phrase("still_missing", missing=missing) if card.get("verdict") == "needs_facts" and missing else []
    return [*(prompt for why in hits for prompt in phrase("ground_hit", why=why)), *wanting]
