"""One turn of the talk: what was said, the case it belongs to, and what will be said back.

All changes are stored before a word is spoken: nothing is confirmed that a killed process could lose.
"""

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from bot import clock, intake, quiet, triage
from bot.admissibility import assess
from bot.case import SLOTS
from bot.progress import Progress
from bot.store.cases import Cases, store, write
from bot.store.tables import CaseRow
from bot.understanding.reading import Reading

log = logging.getLogger(__name__)

WRITERS = 3  # tries of a turn when somebody else changes the case at the same moment
MIRRORED = (*SLOTS, "facts_confirmed", "chosen_step", "draft_approved")


@dataclass(frozen=True)
class Utterance:
    """A response of domain.yml with the values it needs, buttons or data for channels that can show more."""

    response: str
    values: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[str, ...] = ()
    card: Mapping[str, Any] | None = None


class Turn:
    """A turn inside one unit of work."""

    def __init__(self, tracker: Tracker, cases: Cases) -> None:
        self.cases, self.tracker = cases, tracker
        self.conversation = tracker.sender_id
        self.channel = tracker.get_latest_input_channel() or "rest"
        self.on, self.at = clock.today(), clock.now()
        self.reading = reading_of(tracker)
        self.text = typed(tracker)
        self.asked: str | None = tracker.get_slot("requested_slot")
        self.row: CaseRow | None = cases.of_conversation(self.conversation)
        self.case: dict[str, Any] = dict(self.row.facts) if self.row else {}
        self.progress = Progress.from_dict(self.row.progress) if self.row else Progress()
        self.asks: str | None = self.asked
        self.slots: dict[str, Any] = {}
        self._said: list[Utterance] = []

    def say(self, response: str, *, buttons: tuple[str, ...] = (), card: Any = None, **values: Any) -> None:
        """Adds a response to what will be said once all is stored."""
        self._said.append(Utterance(response, values, buttons, card))

    def take(self) -> intake.Taken:
        """Takes up what was said; a changed verdict opens the choice of the next step again."""
        before = assess(self.case, self.on).verdict
        taken = intake.take(self.case, self.progress, self.reading, self.text, self.on)
        self.case, self.progress = dict(taken.case), taken.progress
        if assess(self.case, self.on).verdict != before:
            self.progress = self.progress.but(chosen_step=None, draft_approved=False)
        return taken

    @property
    def known(self) -> dict[str, Any]:
        """The facts together with the status, which tells the steps already taken."""
        return {**self.case, "status": self.row.status} if self.row else dict(self.case)

    @property
    def news(self) -> bool:
        """Whether this turn changed a fact."""
        return self.row is None or self.case != dict(self.row.facts)

    def open_case(self) -> CaseRow:
        """The row of this matter, made when its first fact is known."""
        if self.row is None:
            self.row = self.cases.open(self.conversation, self.channel, self.case, self.progress.to_dict(), self.at)
        return self.row

    def release(self) -> None:
        """Lets the conversation start on another matter; the case stays stored."""
        self.keep()
        self.cases.detach(self.conversation)
        self.row, self.case, self.progress, self.asks = None, {}, Progress(), None

    def keep(self) -> None:
        """Writes what has become known."""
        if self.row is None and not self.case:
            return
        row = self.open_case()
        self._mark(row)
        if (dict(row.facts), Progress.from_dict(row.progress)) != (self.case, self.progress):
            write(row, self.case, self.progress.to_dict(), self.at)

    def _mark(self, row: CaseRow) -> None:
        """Notes the marks of a case when they change: valid or not, major, repeated, batch, escalated."""
        status = "with_bureau" if self.progress.filed else row.status  # once escalated, always escalated
        found = triage.mark({**self.case, "status": status})
        if (marks := (found.validity, *found.marks)) != self.progress.marks:
            self.progress = self.progress.but(marks=marks)
            detail = {"validity": found.validity, "reasons": list(found.reasons), "marks": list(found.marks)}
            self.cases.note(row, "marked", detail, self.at)

    def events(self) -> list[Any]:
        """The conversation's slots, brought in line with the case."""
        known = {**self.case, **self.progress.to_dict()}
        wanted = {slot: known.get(slot) for slot in MIRRORED}
        wanted |= {"requested_slot": self.asks, "case_no": self.row.case_no if self.row else None} | self.slots
        return [SlotSet(k, v) for k, v in wanted.items() if self.tracker.get_slot(k) != v]

    def speak(self, dispatcher: CollectingDispatcher) -> None:
        for utterance in self._said:
            buttons = [{"title": title, "payload": title} for title in utterance.buttons]
            dispatcher.utter_message(
                response=utterance.response,
                buttons=buttons,
                json_message=utterance.card,
                **utterance.values,
            )


class TurnAction(Action, ABC):
    """An action that runs inside one unit of work and speaks after it."""

    @abstractmethod
    def carry_out(self, turn: Turn) -> None:
        """What the action does with a turn."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Any]:
        try:
            turn, events = self._stored(tracker)
        except SQLAlchemyError as error:
            log.error("case store failed: %s", type(error).__name__)
            dispatcher.utter_message(response="utter_save_failed")
            return []
        except Exception as error:  # whatever failed, the person hears of it and nothing told is lost
            log.error("%s failed: %s", self.name(), quiet.place(error))
            _keep_unread(tracker)
            dispatcher.utter_message(response="utter_turn_failed")
            return []
        turn.speak(dispatcher)
        return events

    def _stored(self, tracker: Tracker) -> tuple[Turn, list[Any]]:
        for attempt in range(1, WRITERS + 1):
            try:
                with store().work() as cases:
                    turn = Turn(tracker, cases)
                    self.carry_out(turn)
                    turn.keep()
                    return turn, turn.events()
            except StaleDataError:  # another writer was first: read the case again and take this turn up anew
                log.warning("case changed under turn, attempt %d", attempt)
        raise OperationalError("the case kept changing", None, Exception())


def _keep_unread(tracker: Tracker) -> None:
    """What was said in a turn that failed stays with the case."""
    try:
        with store().work() as cases:
            row = cases.of_conversation(tracker.sender_id)
            if row is not None:
                cases.note(row, "unread_message", {"text": typed(tracker)}, clock.now())
    except SQLAlchemyError as error:
        log.error("unread message not kept: %s", type(error).__name__)


def reading_of(tracker: Tracker) -> Reading:
    """How the last message was understood, as the pipeline's last component left it."""
    stored = tracker.latest_message.get("reading") or {}
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    return Reading(**stored) if stored else Reading(intent=intent or "", confidence=0)


def typed(tracker: Tracker) -> str:
    """The message as the person typed it, before any normalising."""
    metadata = tracker.latest_message.get("metadata") or {}
    return metadata.get("typed") or next(
        (e["text"] for e in reversed(tracker.events) if e.get("event") == "user" and e.get("text")), ""
    )
