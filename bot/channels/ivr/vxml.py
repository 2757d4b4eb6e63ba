"""A turn as a VoiceXML 2.1 page: prompts, one field for keys and speech, and everything posted back.

Silence and noise are posted back too, so the server counts them and no page carries state.
Source: W3C Voice Extensible Markup Language 2.0 and 2.1, Speech Recognition Grammar Specification 1.0.
"""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from bot.channels.ivr.phrases import phrase
from bot.settings import settings

NAMESPACE = "http://www.w3.org/2001/vxml"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
BACK_TO = "vxml"  # beside this page
POSTED = "call turn event said mode caller"
TURN, LAST_TURN = "t{}", "end"
REMOTE = "session.connection.remote.uri"

register_namespace("", NAMESPACE)


def first_page(ticket: str, caller: str | None) -> bytes:
    """The page that begins a call: it says who calls, as the platform knows it or as it told us."""
    root = _root(ticket, TURN.format(1), "start", REMOTE if caller is None else _quoted(caller))
    block = _add(_add(root, "form", id="turn"), "block")
    _post(block)
    return _bytes(root)


def page(answer: Mapping[str, Any], ticket: str, turn_id: str) -> bytes:
    """The page that plays an answer and posts back what is heard."""
    waits = answer["continue"]
    root = _root(ticket, turn_id if waits else _after(turn_id), "continue" if waits else "speech")
    form = _add(root, "form", id="turn")
    if waits or answer["hang_up"]:
        block = _add(form, "block")
        _prompts(block, answer)
        if waits:
            _post(block)
        else:
            _add(block, "disconnect")
    else:
        _field(form, answer)
    return _bytes(root)


def _root(ticket: str, turn: str, event: str, caller: str = "''") -> Element:
    root = Element(f"{{{NAMESPACE}}}vxml", {"version": "2.1", LANGUAGE: "zh-CN"})
    given = {"call": _quoted(ticket), "turn": _quoted(turn), "event": _quoted(event), "caller": caller}
    for name, value in {**given, "said": "''", "mode": "''"}.items():
        _add(root, "var", name=name, expr=value)
    gone = _add(root, "catch", event="connection.disconnect.hangup")
    _add(gone, "assign", name="turn", expr=_quoted(LAST_TURN))  # a turn of its own, even beside one under way
    _happened(gone, "hang-up")
    failed = _add(root, "catch", event="error.badfetch")
    for prompt in phrase("line_busy"):
        _add(failed, "prompt").text = prompt
    _add(failed, "disconnect")
    return root


def _field(form: Element, answer: Mapping[str, Any]) -> None:
    expects = answer["expects"]
    field = _add(form, "field", name="answer")
    for name, value in _properties(expects).items():
        _add(field, "property", name=name, value=value)
    _keys_grammar(field, expects["max_digits"])
    _add(field, "grammar", src=settings().IVR_SPEECH_GRAMMAR, mode="voice")
    _prompts(field, answer)
    _happened(_add(field, "noinput"), "no-input")
    _happened(_add(field, "nomatch"), "no-match")
    filled = _add(field, "filled")
    _add(filled, "assign", name="said", expr="answer$.utterance")
    _add(filled, "assign", name="mode", expr="answer$.inputmode")
    _post(filled)


def _properties(expects: Mapping[str, Any]) -> dict[str, str]:
    return {
        "inputmodes": "dtmf voice",
        "timeout": f"{expects['timeout_ms']}ms",
        "interdigittimeout": f"{expects['inter_digit_timeout_ms']}ms",
        "termchar": expects["terminator"],
        "bargein": "true",
    }


def _keys_grammar(field: Element, longest: int) -> None:
    grammar = _add(field, "grammar", type="application/srgs+xml", mode="dtmf", version="1.0", root="keys")
    rule = _add(grammar, "rule", id="keys", scope="public")
    either = _add(rule, "one-of")
    _add(either, "item").text = "*"
    digits = _add(_add(either, "item", repeat=f"1-{longest}"), "one-of")
    for digit in "0123456789":
        _add(digits, "item").text = digit


def _prompts(parent: Element, answer: Mapping[str, Any]) -> None:
    for prompt in answer["prompts"]:
        _add(parent, "prompt", bargein=str(answer["barge_in"]).lower()).text = prompt


def _happened(handler: Element, event: str) -> None:
    _add(handler, "assign", name="event", expr=_quoted(event))
    _post(handler)


def _post(parent: Element) -> None:
    _add(parent, "submit", next=BACK_TO, method="post", namelist=POSTED)


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)


def _quoted(text: str) -> str:
    """A text as an ECMAScript string; only characters that need no escape are let through."""
    return "'" + re.sub(r"[^\w.:@+=/-]", "", text, flags=re.ASCII) + "'"


def _after(turn_id: str) -> str:
    number = re.fullmatch(r"t(\d{1,6})", turn_id)
    return TURN.format(int(number[1]) + 1 if number else 1)


def _bytes(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
