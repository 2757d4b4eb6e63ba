"""The telecom complaint assistant: the law, the letter, the understanding, the store and the channels."""
