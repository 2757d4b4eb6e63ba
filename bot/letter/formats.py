"""The forms in which a letter is handed out; `ics` holds the days of its case and is made by `bot.papers`."""

from bot.letter.model import Letter

CONTENT_TYPES = {
    "txt": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "ics": "text/calendar",
}


def render(letter: Letter, form: str) -> bytes:
    """The letter as a document; KeyError for a form that is no document."""
    if form == "txt":
        return letter.text.encode()
    if form == "docx":
        from bot.letter.docx import to_docx

        return to_docx(letter)
    if form == "pdf":
        from bot.letter.pdf import to_pdf

        return to_pdf(letter)
    raise KeyError(form)
