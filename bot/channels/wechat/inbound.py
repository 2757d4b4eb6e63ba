"""What the platform brings in, by kind: a thing said, a picture, a tap, a farewell — or nothing for us."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.wechat.envelope import BadEnvelope
from bot.clock import CHINA

Fields = Mapping[str, str]
Content = dict[str, Any]
LONGEST = 10_000  # characters of one message
HELLO = "您好"
LOOK_UP = "查案件{number}"
CASE_NO = re.compile(r"\d{8,12}")
SCENE = "qrscene_"
# What the account's menu says for a person, by the key of its entry; any other key is said as it stands.
MENU = {"start": "我要投诉", "lookup": "查案件进度", "preview": "预览申诉书", "human": "人工", "help": "你能做什么"}
TYPE_IT = "抱歉，这段语音没听清，请用文字再说一遍。"
NOT_TAKEN = "抱歉，我这里只能看文字、语音和图片，请用文字说一说。"
TOO_LONG = f"这条太长了，一条最多{LONGEST}个字，请分几条发。"
EMPTY = "请直接说发生了什么，我来帮您。"
# What the platform puts into a text where it could not forward the thing itself.
UNSUPPORTED = re.compile(r"[\[【]收到不支持的消息类型.*[\]】]")
GOING = {"unsubscribe"}
TAPS = {"subscribe", "scan", "click"}


@dataclass(frozen=True)
class Incoming:
    """A message to take in. `content` holds `text` for the assistant, a fixed `say`, a `media` id or a tapped `item`.

    `id` is the same for each repeat; `tapped` tells a tap or scan from a message, since less may be sent after it;
    `content` is None for someone who leaves.
    """

    id: str
    openid: str
    account: str
    tapped: bool
    content: Content | None


def take(fields: Fields) -> Incoming | None:
    """The message in the platform's fields; None for events that want no answer, BadEnvelope without its sender."""
    kind, openid, account = fields.get("MsgType", "").lower(), fields.get("FromUserName", ""), fields.get("ToUserName")
    if not kind or not openid or not account or len(openid) > 128:
        raise BadEnvelope("sender, receiver or kind is missing")
    if kind == "event":
        event = fields.get("Event", "").lower()
        if event not in GOING | TAPS:
            return None
        content = EVENTS[event](fields) if event in EVENTS else None
        return Incoming(_id(fields), openid, account, True, content)
    content = KINDS.get(kind, _other)(fields)
    return Incoming(_id(fields), openid, account, "item" in content, content)


def _id(fields: Fields) -> str:
    """Messages are told apart by number, sender and time; events, which have no number, by their kind and key."""
    names = ("MsgId", "FromUserName", "CreateTime", "Event", "EventKey")
    told = "|".join(fields.get(name, "") for name in names)
    return hashlib.sha256(told.encode()).hexdigest()


def _text(fields: Fields) -> Content:
    item = fields.get("bizmsgmenuid", "")
    said = _said(fields.get("Content", ""))
    return {**said, "item": int(item)} if item.isdecimal() and len(item) <= 12 and "text" in said else said


def _voice(fields: Fields) -> Content:
    heard = fields.get("Recognition", "").strip()
    return _said(heard) if heard else {"say": TYPE_IT}


def _image(fields: Fields) -> Content:
    return {
        "media": fields.get("MediaId", ""),
        "address": fields.get("PicUrl", ""),
        "name": f"微信图片{_moment(fields)}-{_id(fields)[:4]}",
    }


def _other(_fields: Fields) -> Content:
    return {"say": NOT_TAKEN}


def _subscribe(fields: Fields) -> Content:
    return _scanned(fields.get("EventKey", "").removeprefix(SCENE))


def _scan(fields: Fields) -> Content:
    return _scanned(fields.get("EventKey", ""))


def _click(fields: Fields) -> Content:
    key = fields.get("EventKey", "").strip()
    return {"text": MENU.get(key.lower(), key) or HELLO}


def _scanned(scene: str) -> Content:
    return {"text": LOOK_UP.format(number=scene) if CASE_NO.fullmatch(scene) else HELLO}


def _said(text: str) -> Content:
    said = text.strip()
    if not said:
        return {"say": EMPTY}
    if UNSUPPORTED.fullmatch(said):
        return {"say": NOT_TAKEN}
    return {"text": said} if len(said) <= LONGEST else {"say": TOO_LONG}


def _moment(fields: Fields) -> str:
    time = fields.get("CreateTime", "")
    seconds = int(time) if time.isdecimal() and len(time) <= 10 else 0
    return datetime.fromtimestamp(seconds, CHINA).strftime("%m%d-%H%M%S")


KINDS: dict[str, Callable[[Fields], Content]] = {"text": _text, "voice": _voice, "image": _image}
EVENTS: dict[str, Callable[[Fields], Content]] = {"subscribe": _subscribe, "scan": _scan, "click": _click}
