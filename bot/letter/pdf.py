"""The letter as PDF: A4, with its Chinese fonts embedded as subsets so that it opens anywhere."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fpdf import FPDF

from bot.letter.breaking import break_lines
from bot.letter.fonts import FILES, glyphs
from bot.letter.model import INDENT, Letter, Paragraph, Section
from bot.letter.truetype import truetype
from bot.rulebook import load

MARGIN_MM = 25
LINE_MM, HEADING_MM, SMALL_MM, TITLE_MM = 8, 9, 5, 14
TITLE_PT, HEADING_PT, BODY_PT, SMALL_PT = 20, 13, 12, 9
PRINTABLE_ASCII = frozenset(map(chr, range(0x20, 0x7F)))


class Page(FPDF):
    """A4 pages whose foot bears the page number."""

    def __init__(self, fonts: Path) -> None:
        super().__init__(format="A4")
        for family in FILES:
            self.add_font(family, fname=fonts / f"{family}.ttf")
        self.set_margins(MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=MARGIN_MM)
        self.alias_nb_pages("{pages}")

    def footer(self) -> None:
        """Called by fpdf2 for each page."""
        self.set_y(-15)
        self.set_font("serif", size=SMALL_PT)
        text = load("letter_wording")["pdf"]["page_number"].format(page=self.page_no(), pages="{pages}")
        self.cell(0, 8, text, align="C")


def to_pdf(letter: Letter) -> bytes:
    """The PDF file. A character no font has is shown as 〓 and named in a note at the end."""
    with TemporaryDirectory() as folder:
        _save_fonts(Path(folder), letter)
        page = Page(Path(folder))
        page.set_title(letter.title)
        page.set_lang("zh-CN")
        # The day of the letter, not the moment of printing: the same letter gives the same file.
        page.set_creation_date(datetime(letter.day.year, letter.day.month, letter.day.day, tzinfo=timezone.utc))
        page.add_page()
        _fill(page, letter)
        return bytes(page.output())


class Fallback:
    """Replaces characters that the fonts lack, and remembers them."""

    def __init__(self) -> None:
        self.known = glyphs()
        self.missing: list[str] = []
        self.mark = load("letter_wording")["pdf"]["missing_glyph"]

    def __call__(self, text: str) -> str:
        shown = []
        for char in text:
            if ord(char) in self.known:
                shown.append(char)
            elif not _joins_others(char):
                self.missing.append(f"U+{ord(char):04X}")
                shown.append(self.mark)
        return "".join(shown)

    def note(self) -> str:
        """The note that says what each mark stands for."""
        text: str = load("letter_wording")["pdf"]["missing_note"]
        return text.format(codes="、".join(self.missing))


def _joins_others(char: str) -> bool:
    """Joiners and variation selectors have no shape of their own."""
    return char in "\u200b\u200c\u200d\u2060" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _save_fonts(folder: Path, letter: Letter) -> None:
    wording = load("letter_wording")["pdf"]
    used = letter.text + INDENT + "".join(wording["page_number"]) + wording["missing_note"] + wording["missing_glyph"]
    headings = letter.title + "".join(section.title for section in letter.sections)
    known = glyphs()
    for family, text in (("serif", used), ("sans", headings)):
        characters = PRINTABLE_ASCII | {char for char in text if ord(char) in known}
        (folder / f"{family}.ttf").write_bytes(truetype(family, characters))


def _fill(page: Page, letter: Letter) -> None:
    fallback = Fallback()
    _write(page, letter.title, "sans", TITLE_PT, "C", TITLE_MM)
    for section in letter.sections:
        _section(page, section, fallback)
    if fallback.missing:
        page.ln(SMALL_MM)
        _write(page, fallback.note(), "serif", SMALL_PT, "L", SMALL_MM)


def _section(page: Page, section: Section, fallback: Fallback) -> None:
    page.ln(3)
    # A heading stays with its first lines; the closing stays whole.
    together = len(section.paragraphs) if section.id == "closing" else 2
    if page.will_page_break(HEADING_MM + together * LINE_MM):
        page.add_page()
    if section.title:
        _write(page, section.title, "sans", HEADING_PT, "L", HEADING_MM)
    for paragraph in section.paragraphs:
        _paragraph(page, paragraph, fallback)


def _paragraph(page: Page, paragraph: Paragraph, fallback: Fallback) -> None:
    align = "R" if paragraph.style == "signature" else "L"
    indent = INDENT if paragraph.style in ("body", "quote", "salute", "numbered") else ""
    _write(page, indent + fallback(paragraph.text), "serif", BODY_PT, align, LINE_MM)


def _write(page: Any, text: str, family: str, size: int, align: str, height: float) -> None:
    page.set_font(family, size=size)
    # fpdf2 leaves a small margin within a cell, which belongs to the width of a line.
    for line in break_lines(text, page.epw - 2 * page.c_margin, page.get_string_width):
        page.cell(0, height, line, align=align, new_x="LMARGIN", new_y="NEXT")
