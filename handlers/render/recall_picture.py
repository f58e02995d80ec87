"""Predicted against actual recall as a picture: points on the line mean that it came true."""

import threading
from io import BytesIO

from domain.recall import Calibration
from handlers.texts.item_report import grouped, recall_line

_BLUE, _GREY, _INK = "#1f4e79", "#b7bdc6", "#1b1f24"
# Its cache of fonts is shared by all figures.
_drawing = threading.Lock()


def recall_picture(found: Calibration) -> bytes:
    """Return a PNG: predicted recall across, actual upwards; a larger dot means more reviews."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with _drawing:
        figure = Figure(figsize=(4.0, 4.5), dpi=270, facecolor="white")
        FigureCanvasAgg(figure)
        figure.text(0.04, 0.965, "Mức nhớ: dự đoán và thực tế", va="top", color=_INK, size=11,
                    weight="bold")  # fmt: skip
        figure.text(0.04, 0.015, _wrapped(recall_line(found)), va="bottom", color="#5b6470",
                    size=6.8)  # fmt: skip
        axes = figure.add_axes((0.14, 0.17, 0.82, 0.72))
        axes.plot([0, 100], [0, 100], color=_GREY, linewidth=1.2, linestyle="--")
        most = max(one.reviews for one in found.bins)
        for one in found.bins:
            area = 25 + 220 * one.reviews / most
            axes.scatter(one.predicted * 100, one.actual * 100, s=area, color=_BLUE, alpha=0.85)
            # To the right of its dot and below the line, which it would cross otherwise.
            axes.annotate(grouped(one.reviews), (one.predicted * 100, one.actual * 100), size=6.5,
                          xytext=(area**0.5 / 2 + 3, -5), textcoords="offset points",
                          color=_INK)  # fmt: skip
        axes.set_xlim(-3, 112)
        axes.set_ylim(-3, 112)
        axes.set_xlabel("Dự đoán (%)", size=8, color=_INK)
        axes.set_ylabel("Thực tế (%)", size=8, color=_INK)
        axes.tick_params(length=0, labelsize=7.5, labelcolor=_INK)
        axes.grid(color="#e3e6ea", linewidth=0.8)
        axes.set_axisbelow(True)
        axes.spines[:].set_visible(False)
        content = BytesIO()
        figure.savefig(content, format="png")
        return content.getvalue()


def _wrapped(text: str) -> str:
    from textwrap import fill

    return fill(f"Số cạnh chấm: số lượt ôn. {text}", 74)
