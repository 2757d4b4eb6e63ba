"""The only place that asks what time it is. Everything else takes the day as an argument."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.settings import settings

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment in China, aware of its zone."""
    return datetime.now(CHINA)


def today() -> date:
    """The day in China, or the day that the setting TODAY pins for rehearsals."""
    pinned: date | None = settings().TODAY
    return pinned or now().date()
