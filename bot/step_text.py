"""A step in words: one line in the list of what is open, and whole with what to say and what comes back.

The wording stands under `shown` in rulebook/steps.yml.
"""

from collections.abc import Sequence
from datetime import date

from bot.escalation import LATER, OPEN, SHUT, Case, Step, steps
from bot.rulebook import load
from bot.wording import chinese

# The way to the regulator, which the list numbers; the other ways are told apart from it.
MAIN = ("operator_complaint", "operator_headquarters", "bureau_appeal", "miit_appeal")


def main_steps(case: Case, on: date) -> list[Step]:
    """The numbered steps of a case as they stand on a day; what is shut is left out."""
    return [step for step in steps(case, on) if step.id in MAIN and step.status != SHUT]


def listing(found: Sequence[Step]) -> str:
    """One line a step, numbered from 1."""
    return "\n".join(
        _shown("line", number=str(number), title=step.title, state=state(step), comes_back=step.comes_back)
        for number, step in enumerate(found, 1)
    )


def state(step: Step) -> str:
    """When a step is open, in a few words."""
    words = load("steps")["shown"]["state"]
    if step.status == OPEN and step.closes:
        return str(words["open_until"].format(closes=chinese(step.closes)))
    if step.status == LATER and step.opens:
        return str(words["later_from"].format(opens=chinese(step.opens)))
    return str(words[step.status])


def detail(step: Step) -> str:
    """To whom, when, what to say or fill in, what comes back by when, what it would shut, and the article."""
    title = _shown("title", title=step.title, addressee=step.addressee) if step.addressee else step.title
    parts = [
        title,
        _shown("when", state=state(step), why=step.why),
        _shown("say", script=step.script) if step.script else "",
        _shown("back", comes_back=step.comes_back),
        _shown("beware", warning=step.warning) if step.warning else "",
        _shown("basis", citation=step.citation) if step.citation else "",
    ]
    return "\n".join(part for part in parts if part)


def _shown(form: str, **words: str) -> str:
    return str(load("steps")["shown"][form].format(**words))
