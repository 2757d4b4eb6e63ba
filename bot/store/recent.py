"""The conversations that are being held just now, so that a turn need not read and replay all that was said."""

from collections import OrderedDict
from dataclasses import dataclass

from rasa.shared.core.trackers import DialogueStateTracker

KEPT = 64  # conversations

# The newest stored event of a conversation: its row and time. It changes with whatever any process adds or removes.
Newest = tuple[int, float]


@dataclass(frozen=True)
class Known:
    """A tracker as far as it is stored: so many of its events, the last of them in this row."""

    tracker: DialogueStateTracker
    stored: int
    newest: Newest

    def stands(self, newest: Newest | None) -> bool:
        """Nobody else has written since."""
        return newest == self.newest

    @property
    def untouched(self) -> bool:
        """No turn is adding to it, nor has one that failed."""
        return len(self.tracker.events) == self.stored


class Recent:
    """The trackers used last."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._known: OrderedDict[str, Known] = OrderedDict()

    def get(self, sender_id: str) -> Known | None:
        return self._known.get(sender_id)

    def keep(self, sender_id: str, known: Known) -> None:
        self._known[sender_id] = known
        self._known.move_to_end(sender_id)
        while len(self._known) > self._kept:
            self._known.popitem(last=False)

    def drop(self, sender_id: str) -> None:
        self._known.pop(sender_id, None)
