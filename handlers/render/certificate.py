"""A certificate on a sheet of A4, as a picture to look at and a PDF to print."""

from io import BytesIO
from typing import TYPE_CHECKING

from handlers.render.charts import BLUE, GOLD, INK, PALE, drawing, png_of
from handlers.texts import certificates as texts
from services.study_views import Certificate

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_INCHES = (11.69, 8.27)
_DPI = 150
_LONG_NAME, _LONG_LINE = 28, 62
_QR_SIDE = 0.16


def certificate_files(told: Certificate, link: str | None) -> tuple[bytes, bytes]:
    """Return a certificate as PNG and as PDF; its QR code holds the link, or else the code."""
    from matplotlib import rc_context

    # Text stays text in the PDF: it can be searched, read aloud and copied.
    with drawing, rc_context({"pdf.fonttype": 42, "font.family": "DejaVu Serif"}):
        figure = _sheet(told, link)
        file = BytesIO()
        figure.savefig(file, format="pdf", metadata={"Title": texts.TITLE, "CreationDate": None})
        return png_of(figure), file.getvalue()


def _sheet(told: Certificate, link: str | None) -> "Figure":
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=_INCHES, dpi=_DPI, facecolor="white")
    FigureCanvasAgg(figure)
    _frame(figure)
    _centred(figure, 0.855, texts.ISSUER, 15, PALE)
    _centred(figure, 0.765, texts.TITLE, 29, BLUE, is_bold=True)
    _centred(figure, 0.675, texts.GIVEN_TO, 14, INK)
    name_size = 34 if len(told.name) <= _LONG_NAME else 34 * _LONG_NAME / len(told.name)
    _centred(figure, 0.585, told.name, name_size, INK, is_bold=True)
    for height, text, size in (
        (0.505, told.unit_name, 17),
        (0.425, texts.PASSED, 14),
        (0.36, f"“{told.exam}”", 18),
        (0.295, texts.result(told), 14),
    ):
        _centred(figure, height, text, min(size, size * _LONG_LINE / len(text)), INK)
    figure.text(0.09, 0.215, f"{texts.CODE}\n{told.code}", va="top", size=13, color=INK)
    figure.text(0.09, 0.142, texts.how_to_check(told.code), va="top", size=9.5, color=PALE)
    _qr(figure, link or told.code)
    _centred(figure, 0.078, texts.NOT_OFFICIAL, 9, PALE)
    return figure


def _frame(figure: "Figure") -> None:
    from matplotlib.patches import Rectangle

    for inset, width, colour in ((0.025, 5, BLUE), (0.038, 1.5, GOLD)):
        figure.add_artist(
            Rectangle(
                (inset, inset * _INCHES[0] / _INCHES[1]),
                1 - 2 * inset,
                1 - 2 * inset * _INCHES[0] / _INCHES[1],
                fill=False,
                linewidth=width,
                edgecolor=colour,
            )
        )


def _centred(
    figure: "Figure", height: float, text: str, size: float, colour: str, *, is_bold: bool = False
) -> None:
    weight = "bold" if is_bold else "normal"
    figure.text(0.5, height, text, ha="center", va="center", size=size, color=colour, weight=weight)


def _qr(figure: "Figure", text: str) -> None:
    import qrcode

    code = qrcode.QRCode(border=0)
    code.add_data(text)
    code.make(fit=True)
    dark = [[0 if is_dark else 1 for is_dark in row] for row in code.get_matrix()]
    side = _QR_SIDE
    axes = figure.add_axes((0.8, 0.09, side * _INCHES[1] / _INCHES[0], side))
    axes.imshow(dark, cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    axes.axis("off")
