from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from letter_samples import CASES, DAY

from bot.letter import Letter, draft
from bot.letter.breaking import break_lines
from bot.letter.docx import to_docx
from bot.letter.fonts import font_path, glyphs
from bot.letter.pdf import Fallback, to_pdf

HOSTILE = {
    **CASES["unknown_charge"],
    "complainant_name": "㛃𠮷👨‍👩‍👧",
    "narrative": "坏字符\x00\x08\x1b\ufffe\n" + "查看 https://example.com/" + "a" * 300 + "\n" + "长" * 5000,
    "demands": ["<b>退钱</b> & ]]>"],
}


def lines_of(letter: Letter) -> list[str]:
    return [line.strip("　") for line in letter.text.splitlines() if line]


@pytest.mark.parametrize("category", [*CASES, "hostile"])
def test_the_word_file_holds_the_letter_line_by_line(category: str) -> None:
    letter = draft(HOSTILE if category == "hostile" else CASES[category], DAY)
    document = Document(BytesIO(to_docx(letter)))
    assert [p.text for p in document.paragraphs if p.text] == lines_of(letter)


def test_the_word_file_names_chinese_fonts_and_is_a4_with_page_numbers() -> None:
    document = Document(BytesIO(to_docx(draft(CASES["poor_signal"], DAY))))
    for name, font in (("Normal", "宋体"), ("Heading 1", "黑体"), ("Title", "黑体"), ("Quote", "楷体")):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    page = document.sections[0]
    assert (page.page_width.mm, page.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    codes = [text.text for text in page.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "一、申诉事项"


def test_the_word_file_bears_no_author_but_title_and_day() -> None:
    properties = Document(BytesIO(to_docx(draft(CASES["poor_signal"], DAY)))).core_properties
    assert (properties.title, properties.author) == ("电信用户申诉书", "")
    assert properties.created.date() == DAY


def pdf_text(pdf: bytes) -> str:
    """The text as a reader extracts it, without spaces and line ends."""
    from pypdf import PdfReader

    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("category", CASES)
def test_the_pdf_text_can_be_searched_and_copied(category: str) -> None:
    letter = draft(CASES[category], DAY)
    text = pdf_text(to_pdf(letter))
    for sentence in letter.sentences:
        # Page numbers stand between the pages, so long sentences are looked for by their start.
        assert "".join(str(sentence).split())[:12] in text, sentence


def test_the_pdf_embeds_its_fonts_and_stays_small() -> None:
    from pypdf import PdfReader

    pdf = to_pdf(draft(CASES["unknown_charge"], DAY))
    fonts = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
        assert "+" in font.get_object()["/BaseFont"], "a subset"
    assert len(pdf) < 300_000


def test_hostile_text_makes_a_pdf_that_shows_what_it_cannot_print() -> None:
    text = pdf_text(to_pdf(draft(HOSTILE, DAY)))
    assert "申诉人：㛃〓〓〓〓" in text
    assert "U+20BB7、U+1F468、U+1F469、U+1F467" in text
    assert text.count("长") == 5000
    assert "<b>退钱</b>&]]>" in text


def test_the_same_letter_gives_the_same_pdf() -> None:
    letter = draft(CASES["poor_signal"], DAY)
    assert to_pdf(letter) == to_pdf(letter)


def test_joiners_without_a_shape_are_left_out_silently() -> None:
    fallback = Fallback()
    assert fallback("一\u200d二\ufe0f") == "一二"
    assert fallback.missing == []


def test_the_fonts_hold_what_letters_are_written_with() -> None:
    needed = "".join(draft(case, DAY).text for case in CASES.values()) + "〓①（一）：；“”‘’《》〔〕——……%℃"
    assert {char for char in needed if char != "\n" and ord(char) not in glyphs()} == set()


def test_a_missing_font_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.letter.fonts.PACKAGE", "no_such_fonts")
    with pytest.raises(FileNotFoundError, match="make setup"):
        font_path("serif")


def test_no_line_begins_with_a_closing_mark_or_cuts_a_number() -> None:
    text = "申诉人于2026年10月1日拨打10086，“客服”说：94.00元（已收）。" * 20
    lines = list(break_lines(text, 31, lambda piece: sum(2 if ord(c) > 255 else 1 for c in piece)))
    assert "".join(lines) == text
    assert not [line for line in lines if line[0] in "，。：；”）、" or line[-1] in "“（"]
    assert not [line for line in lines if line.endswith("94.") or line.startswith("00")]
    assert max(sum(2 if ord(c) > 255 else 1 for c in line) for line in lines) <= 31


def test_a_bracket_of_either_width_stays_with_what_it_holds() -> None:
    text = "违约金是(128-58)元，见[附件]。" * 20
    for width in range(12, 40):
        lines = list(break_lines(text, width, lambda piece: sum(2 if ord(c) > 255 else 1 for c in piece)))
        assert not [line for line in lines if line[0] in ")]" or line[-1] in "(["], width
