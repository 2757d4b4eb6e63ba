"""Says nothing to anybody: no telemetry, and no debug lines formatted on every turn. Imported before Rasa."""

import logging
import os
import warnings

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ.setdefault("PYTHONWARNINGS", "ignore")


def configure(level: str) -> None:
    """Sets the level of every logger; Rasa's structured ones format their lines otherwise even when unheard."""
    from rasa.utils.log_utils import configure_structlog

    warnings.filterwarnings("ignore")
    number = getattr(logging, level.upper(), logging.WARNING)
    logging.basicConfig(level=number, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    configure_structlog(number)
    for name in ("jieba", "apscheduler", "matplotlib", "alembic", "rasa_sdk"):
        logging.getLogger(name).setLevel(max(number, logging.WARNING))
