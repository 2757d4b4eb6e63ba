"""The Chinese fonts embedded in PDFs: Noto Serif SC and Noto Sans SC (SIL Open Font License 1.1)."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "pylopdf_fonts_zh_cn"
FILES = {"serif": "NotoSerifSC-Regular.otf", "sans": "NotoSansSC-Regular.otf"}


def font_path(family: str = "serif") -> Path:
    """The font file of a family (serif for text, sans for headings); FileNotFoundError says what to install."""
    spec = find_spec(PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders))) / FILES[family] if folders else None
    if path is None or not path.is_file():
        raise FileNotFoundError(
            f"没有找到生成 PDF 所需的中文字体 {FILES[family]}，请运行 make setup 安装软件包 {PACKAGE.replace('_', '-')}"
        )
    return path


@cache
def glyphs() -> frozenset[int]:
    """The code points that both fonts can show."""
    from fontTools.ttLib import TTFont

    maps = [TTFont(font_path(family), lazy=True).getBestCmap() for family in FILES]
    return frozenset.intersection(*(frozenset(found) for found in maps))
