"""The confusion matrix of the categories as a picture with Chinese labels."""

from collections.abc import Sequence
from pathlib import Path

from bot.letter.fonts import font_path
from bot.rulebook import load


def draw(table: Sequence[Sequence[int]], categories: Sequence[str], path: Path) -> None:
    """Writes a PNG: rows what was meant, columns what was read; the last column is no category at all."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot
    from matplotlib.font_manager import FontProperties

    font = FontProperties(fname=str(font_path("sans")), size=9)
    shares = [[100 * value / max(1, sum(row)) for value in row] for row in table]
    labels = [str(load("categories")["entries"][category]["label"]) for category in categories]
    figure, axes = pyplot.subplots(figsize=(13, 11), dpi=120)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=100)
    axes.set_xticks(range(len(labels) + 1), [*labels, "未读作事项"], rotation=45, ha="right", fontproperties=font)
    axes.set_yticks(range(len(labels)), labels, fontproperties=font)
    axes.set_xlabel("读成的类别", fontproperties=font)
    axes.set_ylabel("应属的类别（格中是条数，颜色是占该行的比例）", fontproperties=font)
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if value:
                shade = "white" if shares[row][column] > 50 else "black"
                axes.text(column, row, str(value), ha="center", va="center", color=shade, fontsize=8)
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
    pyplot.close(figure)
