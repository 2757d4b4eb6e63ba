"""Log levels for every library at once."""

import logging
import warnings


def configure(level: str) -> None:
    """Sets the level of every logger; Rasa's structured ones format their lines otherwise even when unheard."""
    from rasa.utils.log_utils import configure_structlog

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", category=FutureWarning)
    number = getattr(logging, level.upper(), logging.WARNING)
    logging.basicConfig(level=number, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    configure_structlog(number)
    for name in ("jieba", "apscheduler", "matplotlib", "alembic", "rasa_sdk"):
        logging.getLogger(name).setLevel(max(number, logging.WARNING))
