"""Judging what the operator offers: held against the claim, with what to beware of and an answer to send."""

from actions.asking import ask, go_on
from actions.taking import welcome
from actions.turn import Turn, TurnAction
from bot.offers import judge, parse_offer


class ActionJudgeOffer(TurnAction):
    """Compares the offer with the claim; never takes it as accepted."""

    def name(self) -> str:
        return "action_judge_offer"

    def carry_out(self, turn: Turn) -> None:
        welcome(turn)
        found = judge(parse_offer(turn.text), turn.case, turn.on)
        turn.say(
            "utter_offer_judged",
            judgement=found.text,
            warnings="\n".join(f"· {warning}" for warning in found.warnings),
        )
        # Without the matter nobody can say that the offer is enough.
        turn.say("utter_offer_reply", reply=found.reply if turn.case else found.replies["counter"])
        if turn.case:
            turn.cases.note(turn.open_case(), "offer", {"text": turn.text, "judged": found.verdict}, turn.at)
        if turn.case.get("complained") and turn.case.get("operator_reply") == "none" and not turn.progress.filed:
            ask(turn, "operator_reply")  # an offer is an answer; whether it satisfies is the person's to say
        else:
            go_on(turn)
