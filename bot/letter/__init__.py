"""The letter to the regulator: facts become sentences, one template for each category; text, Word and PDF."""

from bot.letter.advice import Remedy, late_fee, remedies
from bot.letter.compose import draft
from bot.letter.lint import Hint, lint
from bot.letter.model import Letter, Paragraph, Remark, RuleVersion, Section, Sentence
from bot.letter.paste import Field, paste_sheet
from bot.letter.preview import Change, changes, marked, traces

__all__ = [
    "Change", "Field", "Hint", "Letter", "Paragraph", "Remark", "Remedy", "RuleVersion", "Section", "Sentence",
    "changes", "draft", "late_fee", "lint", "marked", "paste_sheet", "remedies", "traces",
]
