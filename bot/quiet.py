"""Log levels for every library at once."""

import logging
import os
import traceback
import warnings
from pathlib import Path


def configure(level: str) -> None:
    """Sets the level of every logger, and lets Rasa report to nobody.

    Its structured loggers format their lines otherwise even when unheard.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"  # nobody is told what happens here
    from rasa.utils.log_utils import configure_structlog

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", category=FutureWarning)
    number = getattr(logging, level.upper(), logging.WARNING)
    logging.basicConfig(level=number, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    configure_structlog(number)
    # aiohttp's lines of access hold whole addresses, with the tokens and ids that stand in them.
    for name in ("jieba", "apscheduler", "matplotlib", "alembic", "rasa_sdk", "aiohttp.access"):
        logging.getLogger(name).setLevel(max(number, logging.WARNING))


def place(error: BaseException) -> str:
    """An error's kind and where it arose; its message may hold what a person said, so it stays out of the log."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-4:]))
    return f"{type(error).__name__} at {where}"
