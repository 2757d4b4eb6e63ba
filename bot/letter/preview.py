"""What changed between two versions of a letter, and which sentences rest on a fact."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.letter.model import Letter, Sentence
from bot.rulebook import load

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True)
class Change:
    """One sentence that is new, worded anew or gone; `before`/`after` is None where there is none."""

    kind: str
    before: Sentence | None
    after: Sentence | None

    @property
    def facts(self) -> tuple[str, ...]:
        """The slots that the old and the new sentence rest on."""
        both = [slot for sentence in (self.before, self.after) if sentence for slot in sentence.facts]
        return tuple(dict.fromkeys(both))


def changes(old: Letter, new: Letter) -> list[Change]:
    """The changed sentences, in the order of the new letter; a new number alone is no change."""
    before, after = old.sentences, new.sentences
    matcher = SequenceMatcher(None, [s.id for s in before], [s.id for s in after], autojunk=False)
    found: list[Change] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(before[i1:i2], after[j1:j2], strict=True)
            found += [Change(CHANGED, a, b) for a, b in pairs if a.text != b.text and not _same_words(a, b)]
        else:
            found += [Change(REMOVED, sentence, None) for sentence in before[i1:i2]]
            found += [Change(ADDED, None, sentence) for sentence in after[j1:j2]]
    return found


def traces(letter: Letter, slot: str) -> list[Sentence]:
    """The sentences that rest on a slot, in the order of the letter."""
    return [sentence for sentence in letter.sentences if slot in sentence.facts]


def marked(old: Letter, new: Letter) -> str:
    """The new letter's text with the marks of letter_wording.yml before each changed line; what is gone comes last."""
    marks = load("letter_wording")["preview"]
    found = changes(old, new)
    kinds = {change.after.id: change.kind for change in found if change.after}
    blocks = [new.title]
    for section in new.sections:
        shown = [section.title] if section.title else []
        for paragraph in section.paragraphs:
            shown.append("".join(marks.get(kinds.get(s.id, ""), "") + str(s) for s in paragraph.sentences))
        blocks.append("\n".join(shown))
    gone = [marks[REMOVED] + change.before.text for change in found if change.before and not change.after]
    return "\n\n".join([*blocks, "\n".join(gone)] if gone else blocks) + "\n"


def _same_words(before: Sentence, after: Sentence) -> bool:
    """The last item of a list ends with a full stop, the others with a semicolon: no change to a reader."""
    return before.kind in ("demand", "evidence") and before.text.rstrip("；。") == after.text.rstrip("；。")
