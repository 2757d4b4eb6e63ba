"""What each `python -m bot` command does."""
