"""One message read as a whole: what kind it is, which matter, which facts, in the light of what was asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bot import followup
from bot.understanding import facts
from bot.understanding.answers import reader as answers
from bot.understanding.answers.words import is_question
from bot.understanding.classifier import CHOICES
from bot.understanding.kinds import of_matter
from bot.understanding.relevance import relevant
from bot.understanding.text.normalise import normalise
from bot.understanding.wishes.demands import standard_demands

KINDS = frozenset({"report", "fault", "query", "consult"})
ACTS = frozenset(
    [
        *("affirm", "deny", "correct", "go_back", "start_over", "stop", "human", "repeat", "greet", "thanks", "abuse"),
        *("preview_draft", "edit_draft", "save", "lookup_case", "chitchat", "out_of_reach"),
        *("why", "skip", "delete_data", "new_code"),  # ours, beside the contract's
        *("offer", "hand_out", "filed", "solved", "replied"),
    ]
)
# Rasa keeps the intent `restart` for wiping a conversation.
PUBLISHED = {"start_over": "restart"}
# What asks how the matter stands or is done is published as a question, which it is to other programs.
PUBLISHED_KINDS = {"offer": "consult", "hand_out": "consult", "why": "consult"}
# 不晓得 as an answer: nothing for other programs.
UNPUBLISHED = frozenset({"skip", "replied"})
# News that may also be the answer to these, which then goes first.
NEWS = {
    "solved": frozenset({"operator_reply", "settled"}),
    "filed": frozenset({"other_body"}),
    "replied": frozenset({"operator_reply", "operator_complaint_date", "complained", "settled"}),
    "offer": frozenset({"settled", "operator_reply", "demands", "amount"}),
}
# Acts that steer the talk, as against those that can be the answer itself.
STEERING = ACTS - {"affirm", "deny", "correct", "skip", "out_of_reach", "chitchat"}
SURE, LIKELY, CLEAR, DOUBTFUL = 0.5, 0.6, 0.8, 0.2
WHOLE_SENTENCE, FEW_WORDS, BRIEF = 10, 6, 14  # characters with facts in them, and without
A_STORY = 25  # characters
ANSWER = 40  # characters of an answer that has its reason or a second fact in it
ASKS_BACK = frozenset({"repeat", "go_back", "start_over", "human", "why", "preview_draft", "edit_draft", "lookup_case"})
# Questions whose answer repeats the word that would otherwise ask for the deed: 不删了 is no wish to delete.
DECIDED = frozenset({"deletion_confirmed", "open_case", "chosen_step"})

# So many of these facts at once are a story, whatever it ends in.
STORY = frozenset({"operator", "event_date", "amount", "complained", "operator_complaint_date", "operator_reply"})
TOLD, STATED = 4, 2

_SAYS_SOMETHING = re.compile(r"\w")

_LOOKS_UP = re.compile(r"查|看|多少|余额|剩")
_LOST_PAPERS = re.compile(r"(?:截图|短信|录音|照片|聊天|视频|发票|合同)[^，。]{0,6}(?:删|丢|没)")

Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Reading:
    """What a message says. `alternatives`: the likeliest categories with their probabilities."""

    intent: str
    confidence: float
    asked: str | None = None
    category: str | None = None
    alternatives: Ranking = ()
    topic: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str | None:
        return self.intent if self.intent in KINDS else None

    @property
    def act(self) -> str | None:
        shown = self.intent in ACTS - UNPUBLISHED - {*PUBLISHED_KINDS}
        return PUBLISHED.get(self.intent, self.intent) if shown else None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def published(self) -> dict[str, Any]:
        """What `python -m bot understand` prints of it."""
        return {
            "kind": PUBLISHED_KINDS.get(self.intent, self.kind),
            "category": self.category,
            "facts": dict(self.facts),
            "act": self.act,
            "confidence": round(self.confidence, 4),
        }


# What is complained of even in a few words, and what any offer must say.
_GRIEVANCE = re.compile(
    r"[乱多瞎误重]扣|[乱多瞎]收|扣(?:了|我|钱|费)|坏了|断[了网]|没人(?:修|管|理)|没(?:到账|兑现|信号)|不(?:给|让|肯|退)|骗|停机"
    r"|泄露|骚扰|擅自|私自|偷偷|信号(?:差|不好|弱)|(?:网|宽带|网速)(?:太|很|特别|好)?慢"
)
_OFFERS = re.compile(r"[送给退补赔返免减]|答应|愿意|提出|方案|和解|优惠|赠|算了|了事|别(?:投诉|申诉)|撤诉")


def read(
    text: str, rankings: Mapping[str, Ranking], asked: str | None, on: date, typed: str | None = None
) -> Reading:
    """Reads a normalised message.

    `rankings` holds for each head of the classifier its labels, best first; `asked` is the slot that the
    assistant has just asked for; `on` is the day that relative dates are reckoned from; `typed` are the person's own
    words, of which names and addresses are kept as they stand.
    """
    said = {mention.slot: mention.value for mention in facts.extract(text, on)}
    tells = len(text) >= (WHOLE_SENTENCE if said else FEW_WORDS) or bool(_GRIEVANCE.search(text))
    intent, confidence = _likeliest(_possible(rankings["intent"], text), asked, tells)
    story = len(text) >= A_STORY and len(STORY & {*said}) >= TOLD
    if asked in {None, "narrative"} and story and intent in {"greet", "offer", "thanks", "chitchat"}:
        intent = "report"  # a greeting before it, or what was offered at its end, does not make it less
    if not _SAYS_SOMETHING.search(text):
        intent, confidence = "out_of_reach", 1.0
    if intent == "consult" and asked in {None, "narrative"} and confidence < CLEAR and len(STORY & {*said}) >= TOLD:
        intent = "report"  # a whole story may end in a question
    if intent == "consult" and len(STORY & {*said}) >= STATED and not is_question(text):
        intent = "report"  # facts without a question ask nothing
    if asked:
        said = answers.read_answer(asked, typed or text, on, rankings.get(asked, ())) | _of_call_back(asked, text)
    intent = _in_context(intent, confidence, asked, said, text)
    if asked and normalise(str(said.get(asked, ""))) == text:
        intent = "inform"  # a name is one, whatever it sounds like: 孙七
    if _steers_only(intent, asked, text):
        said = {slot: value for slot, value in said.items() if slot != asked}
    best, chance = rankings["category"][0]
    if not said and answers.says_none(asked, text):
        intent = "deny"
    intent = of_matter(text, intent, rankings, said)
    is_matter = intent in {"report", "fault"}
    if asked not in said:
        said = relevant(said, intent, best if is_matter else None, text)
    return Reading(
        intent=intent,
        confidence=min(confidence, chance) if is_matter else confidence,
        asked=asked,
        category=best if is_matter else None,
        alternatives=tuple(rankings["category"][:3]) if is_matter else (),
        topic=rankings["topic"][0][0] if intent == "consult" else None,
        facts=said,
    )


def _steers_only(intent: str, asked: str | None, text: str) -> bool:
    """算了不告了 is no demand, 没看懂，再说一遍 no answer of the operator."""
    if asked == "demands":
        return intent in STEERING and not standard_demands(text)
    return intent in ASKS_BACK and asked in CHOICES


def _of_call_back(asked: str, text: str) -> dict[str, Any]:
    value = followup.read(asked, text) if followup.is_slot(asked) else None
    return {} if value is None else {asked: value}


def _likeliest(ranking: Ranking, asked: str | None, tells: bool) -> tuple[str, float]:
    """The best intent; where the matter itself is expected, a whole sentence is no mere answer."""
    best, chance = ranking[0]
    hidden = best == "inform" or (best == "abuse" and chance < SURE)  # a curse beside the matter is not the matter
    if asked in {None, "narrative"} and tells and hidden:
        return _without(ranking, {"inform", "abuse"})[0]
    return best, chance


def _possible(ranking: Ranking, text: str) -> Ranking:
    """The intents that the words allow: an offer gives something, 截图早删了 does not ask to delete."""
    excluded = {"offer"} if not _OFFERS.search(text) else set()
    if _LOST_PAPERS.search(text):
        excluded = excluded | {"delete_data"}
    return _without(ranking, excluded) if excluded else ranking


def _without(ranking: Ranking, names: set[str]) -> Ranking:
    others = [(name, chance) for name, chance in ranking if name not in names]
    total = sum(chance for _, chance in others) or 1.0
    return [(name, chance / total) for name, chance in others]


def _in_context(intent: str, confidence: float, asked: str | None, said: Mapping[str, Any], text: str) -> str:
    answered = asked is not None and asked in said
    if intent in NEWS and confidence >= CLEAR and asked not in NEWS[intent]:
        return intent
    if answered and (asked in DECIDED or asked in NEWS.get(intent, ())):
        return "inform"
    if intent == "stop" and asked == "complained" and said.get(asked) is True:
        return "inform"  # 投诉了 answers the question, however like 不投诉了 it looks
    if intent in NEWS and confidence < SURE:
        return "inform" if said else "out_of_reach"
    if answered and followup.is_slot(asked):
        return intent if intent in STEERING - {*NEWS} and confidence >= CLEAR else "inform"
    if answered and intent == "skip":
        return "inform"
    if answered and intent in STEERING:
        return intent if confidence >= CLEAR else "inform"
    states = asked not in CHOICES and not is_question(text) and not _LOOKS_UP.search(text)
    if answered and states and intent in {"consult", "query"}:
        return "inform"  # 上个月的27, against 查一下上个月的话费
    if answered and intent in {"out_of_reach", "chitchat", "consult", "query"}:
        return intent if confidence >= CLEAR else "inform"
    told_about = asked not in {None, "narrative", "category"} and not is_question(text)
    if told_about and intent in {"consult", "query"} and confidence < LIKELY and len(text) <= BRIEF:
        return "inform" if said else "out_of_reach"  # 就是投诉前一天: no day, and nothing asked
    if asked not in {None, "narrative", "category"} and intent in {"report", "fault"} and len(text) <= ANSWER:
        return "inform"  # no new matter is told in so few words of an answer
    unsure = told_about and intent in STEERING and confidence < SURE
    if confidence < DOUBTFUL or unsure:
        return "inform" if said else "out_of_reach"
    return intent
