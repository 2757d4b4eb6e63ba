"""Every setting the assistant reads. `python -m bot settings` prints this table."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
SECRET = re.compile("KEY|TOKEN|SECRET|REDIS|DATABASE")


class BadSetting(ValueError):
    """A setting that cannot be used; the message names the key and what is allowed."""


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _origins(text: str) -> tuple[str, ...]:
    found = tuple(part.strip().rstrip("/").lower() for part in text.split(",") if part.strip())
    if not all(re.fullmatch(r"https?://[^/\s*]+", origin) for origin in found):
        raise ValueError
    return found


def _yes(text: str) -> bool:
    if text not in {"0", "1"}:
        raise ValueError
    return text == "1"


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _url(text: str) -> str:
    return text.rstrip("/")


def _redis(text: str) -> str:
    if not re.match(r"(rediss?|unix)://.", text):
        raise ValueError
    return text


def _level(text: str) -> str:
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        raise ValueError
    return text.upper()


def _aes_key(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9+/]{43}", text):
        raise ValueError
    return text


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError
        return text

    return read


def setting(default: Any, about: str, read: Callable[[str], Any] = str, allowed: str = "文本") -> Any:
    """A dataclass field that carries its explanation, its reader and what is allowed."""
    return field(default=default, metadata={"about": about, "read": read, "allowed": allowed})


@dataclass(frozen=True, repr=False)  # values may be secrets: they are never printed
class Settings:
    """What can be set, with its default. An empty value counts as not set."""

    PORT: int = setting(5005, "监听端口", _port, "1–65535 的整数")
    HOST: str = setting("127.0.0.1", "监听地址；对外服务时设为 0.0.0.0，前面放 HTTPS 反向代理")
    DATABASE_URL: str = setting(
        f"sqlite:///{VAR / 'bot.db'}", "案件与会话的数据库（SQLAlchemy URL，SQLite 或 PostgreSQL）"
    )
    CASE_KEY: str | None = setting(
        None, "加密个人信息的密钥（Fernet，可用逗号列出多把，第一把用于加密）；不设则生成 var/case.key"
    )
    API_TOKEN: str | None = setting(None, "设了才开放 Rasa 自己的接口，请求时带 ?token=；不设则关闭")
    REDIS_URL: str | None = setting(
        None,
        "多个进程一起服务时，用 Redis 排好每个会话的先后，如 redis://127.0.0.1:6379/0；单个进程不用设",
        _redis,
        "redis:// 或 rediss:// 开头的地址",
    )
    MODEL: str = setting(str(ROOT / "models"), "训练好的模型文件，或放模型的文件夹")
    TODAY: date | None = setting(  # noqa: RUF009 - a dataclass field by another name
        None, "演练用：把“今天”固定在某一天", _day, "如 2026-11-24 的日期"
    )
    PUBLIC_URL: str = setting("", "对外网址，如 https://help.example.org；用在发给用户的下载链接里", _url)
    HUMAN_CONTACT: str | None = setting(None, "人工联系方式，用户说“人工”时告诉他；不设则说明本站没有人工")
    LOG_LEVEL: str = setting("WARNING", "日志级别", _level, "DEBUG、INFO、WARNING、ERROR 或 CRITICAL")
    WIDGET_ORIGINS: tuple[str, ...] = setting(
        (),
        "允许嵌入网页组件的网站，逗号分隔，如 https://www.example.org；不设则只有本站可用",
        _origins,
        "逗号分隔的网站来源（https://主机[:端口]）",
    )
    WEB_PER_MINUTE: int = setting(20, "网页上每段对话每分钟最多发几条消息", _count, "不小于 0 的整数")
    KEEP_DAYS: int = setting(180, "对话记录和上传的文件，自最后一次使用起保留的天数", _count, "不小于 0 的整数")
    UPLOAD_MB: int = setting(8, "上传的单个文件最大多少 MB", _count, "不小于 0 的整数")
    FILES_DIR: str = setting(str(VAR / "files"), "存放上传文件（加密）的文件夹")
    BEHIND_PROXY: bool = setting(
        False, "前面有反向代理时设为 1：来访地址和协议以 X-Forwarded-For、X-Forwarded-Proto 为准", _yes, "1 或 0"
    )
    WECHAT_TOKEN: str | None = setting(None, "微信公众号后台填写的 Token；与下面两项一起填，都不填则不开微信通道")
    WECHAT_APP_ID: str | None = setting(None, "微信公众号的 AppID")
    WECHAT_APP_SECRET: str | None = setting(None, "微信公众号的 AppSecret，用来发客服消息、取用户发来的图片")
    WECHAT_AES_KEY: str | None = setting(
        None, "微信的消息加解密密钥 EncodingAESKey；明文模式不用填", _aes_key, "后台给出的 43 个字母或数字"
    )
    WECHAT_MODE: str | None = setting(
        None,
        "微信的消息加解密方式：plain 明文、compatible 兼容、safe 安全；不设则有密钥为兼容、无密钥为明文",
        _one_of("plain", "compatible", "safe"),
        " plain、compatible 或 safe",
    )
    WECHAT_API: str = setting(
        "https://api.weixin.qq.com", "微信接口的地址；可换成离服务器近的接入点", lambda url: url.rstrip("/")
    )
    IVR_TOKEN: str | None = setting(None, "语音平台接入电话通道的口令；不设则不开电话通道")
    IVR_SPEECH_GRAMMAR: str = setting(
        "builtin:speech/transcribe", "VoiceXML 页面里自由说话用的语法，各语音平台不同，见 docs/ivr.md"
    )
    SESSION_TURNS: int = setting(
        20, "一段对话记录最多保留的轮数，超过就另起一段（案件不受影响）", _count, "不小于 0 的整数"
    )

    @classmethod
    def describe(cls) -> list[tuple[str, str, str]]:
        """Rows of name, default, explanation — the table of the README."""
        return [(f.name, _shown(f.default), f.metadata["about"]) for f in fields(cls)]


def _shown(default: Any) -> str:
    return "（不设）" if default is None else str(default).replace(f"{ROOT}/", "")


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that an environment gives; `BadSetting` for a value that cannot be read."""
    given = {f.name: _read(f, environment[f.name]) for f in fields(Settings) if environment.get(f.name)}
    found = Settings(**given)
    if found.DATABASE_URL.split(":")[0].split("+")[0] not in {"sqlite", "postgresql"}:
        raise BadSetting("DATABASE_URL 只支持 sqlite:///… 或 postgresql://… 开头的地址。")
    _whole_wechat(found)
    return found


def _whole_wechat(found: Settings) -> None:
    """The WeChat channel is set wholly or not at all."""
    needed = ["WECHAT_TOKEN", "WECHAT_APP_ID", "WECHAT_APP_SECRET"]
    if found.WECHAT_MODE in {"compatible", "safe"}:
        needed.append("WECHAT_AES_KEY")
    given = [key for key in (*needed, "WECHAT_AES_KEY", "WECHAT_MODE") if getattr(found, key)]
    missing = [key for key in needed if not getattr(found, key)]
    if given and missing:
        raise BadSetting(f"微信通道缺少设置 {'、'.join(missing)}：请补上；不用微信就把 WECHAT_ 开头的设置都去掉。")


def _read(f: "Field[Any]", text: str) -> Any:
    try:
        return f.metadata["read"](text)
    except ValueError:
        shown = "" if SECRET.search(f.name) else f"“{text}”"
        raise BadSetting(f"设置 {f.name} 的值{shown}无法使用，应为{f.metadata['allowed']}。") from None


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return read_settings(os.environ)
