"""The letter as a Word document: A4, Chinese fonts named for Chinese text, page numbers."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.letter.model import Letter, Paragraph, Section
from bot.rulebook import load

TITLE_PT, HEADING_PT, BODY_PT, SMALL_PT = 20, 14, 12, 9
LATIN = "Times New Roman"


def to_docx(letter: Letter) -> bytes:
    """The .docx file. Characters that a reader's font lacks are left to the reader's own substitute."""
    document = Document()
    _page(document)
    _styles(document)
    _properties(document, letter)
    title = document.add_heading(letter.title, level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for section in letter.sections:
        _section(document, section)
    _page_numbers(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin = page.bottom_margin = Cm(2.54)
    page.left_margin = page.right_margin = Cm(2.8)


def _styles(document: Any) -> None:
    fonts = load("letter_wording")["docx"]
    for name, font, size in (
        ("Normal", fonts["body_font"], BODY_PT),
        ("Title", fonts["heading_font"], TITLE_PT),
        ("Heading 1", fonts["heading_font"], HEADING_PT),
        ("Quote", fonts["quote_font"], BODY_PT),
        ("Footer", fonts["body_font"], SMALL_PT),
    ):
        style = document.styles[name]
        set_font(style, font, size)
        style.font.italic = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.line_spacing = 1.5
        style.paragraph_format.space_after = Pt(0)
    border = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        document.styles["Title"].element.pPr.remove(border)


def set_font(style: Any, chinese: str, size: int) -> None:
    """Word keeps one font for Latin and one for Chinese text; python-docx names the Latin one alone."""
    style.font.name = LATIN
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:eastAsia"), chinese)
    # Quotation marks and dashes exist in both kinds of fonts: as Chinese ones they are full width.
    fonts.set(qn("w:hint"), "eastAsia")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)


def _properties(document: Any, letter: Letter) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = letter.title, "", ""
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime(letter.day.year, letter.day.month, letter.day.day)


def _section(document: Any, section: Section) -> None:
    if section.title:
        heading = document.add_heading(section.title, level=1)
        heading.paragraph_format.space_before = Pt(10)
    elif section.id == "closing":
        document.add_paragraph()
    for paragraph in section.paragraphs:
        _paragraph(document, paragraph)


def _paragraph(document: Any, paragraph: Paragraph) -> None:
    added = document.add_paragraph(style="Quote" if paragraph.style == "quote" else None)
    run = added.add_run(paragraph.text)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    if paragraph.style in ("body", "quote", "salute", "numbered"):
        added.paragraph_format.first_line_indent = Pt(2 * BODY_PT)
    if paragraph.style == "signature":
        added.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _page_numbers(document: Any) -> None:
    before, between, after = load("letter_wording")["docx"]["page_number"]
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, None)):
        footer.add_run(text)
        if field:
            _field(footer, field)


def _field(paragraph: Any, code: str) -> None:
    """A field whose value the reader computes, such as PAGE."""
    for kind, text in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._element.append(element)
