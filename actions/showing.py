"""Showing what was made from the case: the letter with what changed in it, and the days for the calendar."""

from collections.abc import Sequence

from actions.turn import Turn
from bot import calendar_file, links, rulebook
from bot.letter import Change, Hint, Letter, changes, draft, lint
from bot.letter.archive import restore
from bot.wording import chinese

# What a person says in their own words; the rest of a letter is ours.
OWN_WORDS = frozenset({"quote", "demand"})


def show_letter(turn: Turn) -> None:
    """The letter as it is now, what changed since the last version, and hints on wording, each kind once."""
    letter, row = draft(turn.case, turn.on), turn.open_case()
    before = restore(row.drafts[-1].letter) if row.drafts else None
    turn.cases.add_draft(row, letter, turn.at)
    changed = _lines(changes(before, letter)) if before else []
    card = {"type": "letter", "case_no": row.case_no, "text": letter.text, "changed": changed}
    turn.say("utter_draft", letter=letter.text, card=card)
    if changed:
        turn.say("utter_draft_changed", changes="\n".join(changed))
    _tell_hints(turn, letter)


def letter_stands(turn: Turn) -> bool:
    """Whether the letter is still the one that was shown last."""
    drafts = turn.row.drafts if turn.row else []
    return bool(drafts) and drafts[-1].text == draft(turn.case, turn.on).text


def _lines(found: Sequence[Change]) -> list[str]:
    """One line a changed sentence, with the mark of its kind."""
    marks = rulebook.load("letter_wording")["preview"]
    return list(dict.fromkeys(marks[c.kind] + str(c.after or c.before) for c in found))


def _tell_hints(turn: Turn, letter: Letter) -> None:
    own = "\n".join(sentence.text for sentence in letter.sentences if sentence.kind in OWN_WORDS)
    hints = [hint for hint in lint(own) if hint.rule not in turn.progress.hints_told]
    if not hints:
        return
    rules = tuple(dict.fromkeys(hint.rule for hint in hints))
    turn.progress = turn.progress.but(hints_told=(*turn.progress.hints_told, *rules))
    first = [next(hint for hint in hints if hint.rule == rule) for rule in rules]
    turn.say("utter_wording_hints", hints="\n".join(_hint(own, hint) for hint in first))


def _hint(text: str, hint: Hint) -> str:
    found = text[slice(*hint.span)]
    return str(rulebook.load("letter_lint")["shown"].format(found=found, why=hint.why, suggestion=hint.suggestion))


def calendar_link(turn: Turn) -> dict[str, str]:
    """Where the file for the calendar can be fetched, under `ics`; empty while the case has no dates."""
    known = calendar_file.deadlines(turn.case, turn.on, turn.progress.filed_on)
    return {"ics": links.letter(turn.open_case().case_no, "ics")} if known else {}


def tell_calendar(turn: Turn) -> bool:
    """The days that matter, with a file for the calendar; false where the case has none."""
    rows = calendar_file.deadlines(turn.case, turn.on, turn.progress.filed_on)
    if not rows:
        return False
    case_no = turn.open_case().case_no
    link = calendar_link(turn)["ics"]
    days = "\n".join(f"· {chinese(row.day)}：{row.title}" for row in rows)
    turn.say("utter_calendar", days=days, ics=link, card={"type": "downloads", "case_no": case_no, "ics": link})
    return True
