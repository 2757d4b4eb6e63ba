"""Rasa custom actions: each reads the turn, calls `bot`, and speaks."""
