"""Which days are named, what part each plays, and which of them is the matter's."""
