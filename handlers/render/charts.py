"""Pictures of figures in one style: whole words, few colours, readable on a phone.

Values stand beside what they belong to, so nobody has to read an axis, and colours differ in
lightness, so that they can be told apart without seeing colours.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, GOLD, GREY, GREEN, RED = "#1f4e79", "#e0a526", "#b7bdc6", "#3f9b6c", "#b3392f"
COLOURS = (BLUE, GOLD, GREEN, GREY, RED)
_INK, _PALE = "#1b1f24", "#5b6470"
_WIDTH, _DPI = 4.0, 270
_ROOM = {"title": 0.34, "legend": 0.34, "footer": 0.26}
_LABEL_LETTERS, _TITLE_LETTERS, _FOOTER_LETTERS = 46, 36, 72
# Its cache of fonts is shared by all figures.
_drawing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how long it is, and the words at its end.

    Without a value there is no bar, only the words.
    """

    label: str
    value: float | None
    words: str
    colour: str = BLUE


@dataclass(frozen=True, slots=True)
class Series:
    """Values that belong together, one for each label; None where there is none."""

    name: str
    values: Sequence[float | None]
    colour: str = BLUE


def bar_picture(title: str, bars: Sequence[Bar], footer: str = "") -> bytes:
    """Return a PNG of lying bars, the first on top, each with its label above it."""
    with _drawing:
        figure, axes = _paper(title, footer, 0.5 * max(len(bars), 1))
        longest = max((bar.value or 0 for bar in bars), default=0) or 1
        for row, bar in enumerate(bars):
            length = (bar.value or 0) / longest
            axes.barh(row, length, height=0.36, color=bar.colour)
            axes.text(0, row - 0.26, _short(bar.label), va="bottom", color=_INK, size=8)
            axes.text(length + 0.015, row, bar.words, va="center", color=_INK, size=8.5)
        axes.set_xlim(0, 1.3)
        axes.set_ylim(len(bars) - 0.6, -0.75)
        axes.axis("off")
        return _png(figure)


def stacked_picture(
    title: str, labels: Sequence[str], series: Sequence[Series], footer: str = ""
) -> bytes:
    """Return a PNG of lying bars, each of parts that add up, with the numbers inside the parts."""
    with _drawing:
        figure, axes = _paper(title, footer, 0.5 * max(len(labels), 1), legend=True)
        totals = [sum(one.values[row] or 0 for one in series) for row in range(len(labels))]
        longest = max(totals, default=0) or 1
        for row, label in enumerate(labels):
            axes.text(0, row - 0.26, _short(label), va="bottom", color=_INK, size=8)
            _stack(axes, row, series, longest)
        for one in series:
            axes.barh(0, 0, color=one.colour, label=one.name)
        axes.set_xlim(0, 1.02)
        axes.set_ylim(len(labels) - 0.6, -0.75)
        axes.axis("off")
        _legend(axes, len(series))
        return _png(figure)


def line_picture(
    title: str, labels: Sequence[str], series: Sequence[Series], footer: str = ""
) -> bytes:
    """Return a PNG of lines over time; where a value is missing its line has a gap."""
    with _drawing:
        figure, axes = _paper(title, footer, 2.1, legend=len(series) > 1)
        for one in series:
            values = [float("nan") if value is None else value for value in one.values]
            axes.plot(values, color=one.colour, marker="o", markersize=4, linewidth=2,
                      label=one.name)  # fmt: skip
        axes.set_xticks(range(len(labels)), labels, size=7.5, color=_INK)
        axes.set_ylim(bottom=0)
        axes.tick_params(length=0, labelsize=7.5, labelcolor=_INK)
        axes.grid(axis="y", color="#e3e6ea", linewidth=0.8)
        axes.spines[:].set_visible(False)
        if len(series) > 1:
            _legend(axes, len(series))
        return _png(figure)


def _stack(axes: "Axes", row: int, series: Sequence[Series], longest: float) -> None:
    start = 0.0
    for one in series:
        value = one.values[row] or 0
        length = value / longest
        axes.barh(row, length, left=start, height=0.36, color=one.colour)
        # A number that does not fit into its part would stand on the next one.
        if length >= 0.05:
            ink = "white" if one.colour in (BLUE, RED, GREEN) else _INK
            middle = start + length / 2
            axes.text(middle, row, f"{value:g}", ha="center", va="center", color=ink, size=8)
        start += length


def _paper(title: str, footer: str, height: float, legend: bool = False) -> "tuple[Figure, Axes]":
    """Return an empty figure as high as title, footer and what is drawn need."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    head = fill(title, _TITLE_LETTERS)
    foot = fill(footer, _FOOTER_LETTERS)
    above = _ROOM["title"] * (head.count("\n") + 1) - 0.08 + (_ROOM["legend"] if legend else 0)
    below = 0.16 * (foot.count("\n") + 1) + 0.12 if footer else 0.1
    below += 0.18
    total = above + height + below
    figure = Figure(figsize=(_WIDTH, total), dpi=_DPI, facecolor="white")
    FigureCanvasAgg(figure)
    figure.text(0.04, 1 - 0.1 / total, head, va="top", color=_INK, size=11, weight="bold")
    figure.text(0.04, 0.1 / total, foot, va="bottom", color=_PALE, size=6.8)
    axes = figure.add_axes((0.04, below / total, 0.92, height / total))
    return figure, axes


def _legend(axes: "Axes", columns: int) -> None:
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=min(columns, 3),
        frameon=False,
        fontsize=7.5,
        labelcolor=_INK,
        handlelength=1,
        columnspacing=1.2,
        borderpad=0.1,
    )


def _short(label: str) -> str:
    if len(label) <= _LABEL_LETTERS:
        return label
    return label[: _LABEL_LETTERS - 1].rstrip(" ,;:–-") + "…"


def _png(figure: "Figure") -> bytes:
    content = BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()
