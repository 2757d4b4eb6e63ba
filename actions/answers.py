"""Questions about the rules, the person's own account, and faults not yet complained about."""

from actions.asking import ask_next, go_on
from actions.taking import take_up, welcome
from actions.turn import Turn, TurnAction
from actions.weighing import weigh
from bot import questions, triage
from bot.supposing import waits_until

# What a repair report is about; anything else told as a fault is a complaint.
REPAIRED = frozenset({"poor_signal", "broadband_degraded", "standard_breach", "unannounced_maintenance", None})


class ActionAnswerQuestion(TurnAction):
    """Answers from the rule book, takes up the facts said on the way, and goes on where the talk stood."""

    def name(self) -> str:
        return "action_answer_question"

    def carry_out(self, turn: Turn) -> None:
        welcome(turn)
        if _supposes(turn):
            if not weigh(turn):
                turn.say("utter_what_if_unclear")
                go_on(turn)
            return
        if turn.case:
            turn.take()
        found = questions.answer(turn.reading.topic or "what_can_you_do", turn.case, turn.on)
        basis = "；".join(found.citations) if turn.reading.topic not in {None, "what_can_you_do"} else ""
        turn.say("utter_answer_with_basis" if basis else "utter_answer", answer=found.text, basis=basis)
        go_on(turn)


def _supposes(turn: Turn) -> bool:
    """What is supposed is no fact. A day to come, asked about with a case at hand, is weighed for that case."""
    return turn.reading.topic == "what_if" or bool(turn.case and waits_until(turn.text, turn.on))


class ActionTreatRequest(TurnAction):
    """A query about one's account or a fault: its own treatment, and the offer to complain."""

    def name(self) -> str:
        return "action_treat_request"

    def carry_out(self, turn: Turn) -> None:
        welcome(turn)
        if turn.case or _is_grievance(turn):
            take_up(turn)
            ask_next(turn)
            return
        turn.say("utter_treatment", treatment=triage.treatment(turn.reading.intent, turn.reading.facts).text)
        turn.slots["pending_matter"] = {"text": turn.text, "reading": turn.reading.to_dict()}
        turn.asks = "open_case"
        turn.say("utter_ask_open_case")


def _is_grievance(turn: Turn) -> bool:
    """A number shut off or a bill in dispute is no fault that a repairman mends, however it is worded."""
    return turn.reading.intent == "fault" and turn.reading.category not in REPAIRED
