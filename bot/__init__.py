"""The telecom complaint assistant: the law, the letter, the understanding, the store and the channels."""

import os
import warnings

# Before any library is imported: no telemetry, no chatter on the console.
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
for noisy in ("tensorflow", "keras", "jax", "rasa", "sanic", "pkg_resources", "google", "flatbuffers", "jieba"):
    warnings.filterwarnings("ignore", module=rf"{noisy}(\.|$)")
