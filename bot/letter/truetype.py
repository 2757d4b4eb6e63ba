"""A font reduced to the characters of one letter and given TrueType outlines.

The fonts come with PostScript outlines (CFF). Embedded as such they need a character map of their own, with which
many readers show the text but neither search nor copy it; TrueType outlines do without.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from bot.letter.fonts import font_path

# How far a converted curve may lie from the original, in thousandths of the type size.
MAX_ERROR = 1.0
NOT_NEEDED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
# A font without instructions needs none of these (OpenType, table maxp 1.0).
NO_INSTRUCTIONS = {
    "maxZones": 1,
    "maxTwilightPoints": 0,
    "maxStorage": 0,
    "maxFunctionDefs": 0,
    "maxInstructionDefs": 0,
    "maxStackElements": 0,
    "maxSizeOfInstructions": 0,
    "maxComponentElements": 0,
}


@lru_cache(maxsize=8)
def truetype(family: str, characters: frozenset[str]) -> bytes:
    """The TrueType font file of a family of fonts.FILES that holds these characters."""
    font = TTFont(font_path(family), lazy=True)
    _reduce(font, characters)
    _convert(font)
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _reduce(font: Any, characters: frozenset[str]) -> None:
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += NOT_NEEDED
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)


def _convert(font: Any) -> None:
    outlines, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = newTable("glyf")
    glyphs.glyphOrder = order
    glyphs.glyphs = {name: _quadratic(outlines, name) for name in order}
    font["glyf"], font["loca"] = glyphs, newTable("loca")
    del font["CFF "]
    font["maxp"].tableVersion = 0x00010000
    for name, value in NO_INSTRUCTIONS.items():
        setattr(font["maxp"], name, value)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def _quadratic(outlines: Any, name: str) -> Any:
    pen = TTGlyphPen(outlines)
    outlines[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
    return pen.glyph()
