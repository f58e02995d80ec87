"""One's own progress as a picture for a phone: figures, calendar, skills, reviews to come."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from handlers.render.charts import BLUE, GOLD, INK, PALE, drawing, png_of
from handlers.texts import progress as texts
from handlers.texts.study_words import short_day, skill_name
from services.study_views import Progress

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _DPI = 4.0, 270
_LEFT, _ROOM = 0.05, 0.9
_WEEKS = 20
_FORECAST = 14
_SHADES = ("#eceff3", "#c3d6ea", "#86acd2", "#4a7fb3", BLUE)
_STEPS = (1, 4, 8, 16)
_REST = "#dde2e8"
_HEAD, _FIGURES, _CALENDAR, _SKILL, _BARS, _GAP = 0.42, 0.72, 1.42, 0.34, 1.05, 0.34
_FOOT = 0.24


def progress_picture(progress: Progress, today: date) -> bytes:
    """Return a PNG of somebody's progress up to a day."""
    with drawing:
        return png_of(_Sheet(progress, today).drawn())


class _Sheet:
    """The parts of the picture, from the top down; heights are in inches."""

    def __init__(self, progress: Progress, today: date) -> None:
        self._progress = progress
        self._today = today
        self._skills = [one for one in progress.skills if one.items]
        skills = _SKILL * max(1, len(self._skills)) + 0.16
        self._height = _HEAD + _FIGURES + _CALENDAR + skills + _BARS + 3 * _GAP + _FOOT
        self._below = self._height - _HEAD

    def drawn(self) -> "Figure":
        """Return the whole picture."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self._figure = Figure(figsize=(_WIDTH, self._height), dpi=_DPI, facecolor="white")
        FigureCanvasAgg(self._figure)
        self._text(_LEFT, self._height - 0.12, texts.TITLE, 12, is_bold=True)
        self._figures()
        self._calendar(self._part(_CALENDAR, texts.CALENDAR))
        self._bars(self._part(_SKILL * max(1, len(self._skills)) + 0.16, texts.SKILLS))
        self._reviews(self._part(_BARS, texts.FORECAST.format(days=_FORECAST)))
        self._figure.text(_LEFT, 0.06 / self._height, texts.FOOTER, size=6.8, color=PALE)
        return self._figure

    def _text(self, x: float, inches: float, text: str, size: float, *, is_bold: bool) -> None:
        weight = "bold" if is_bold else "normal"
        y = inches / self._height
        self._figure.text(x, y, text, va="top", size=size, color=INK, weight=weight)

    def _part(self, height: float, title: str) -> "Axes":
        """Return room for one part below what is drawn, with its title above it."""
        self._text(_LEFT, self._below, title, 8.5, is_bold=True)
        self._below -= _GAP - 0.12 + height
        bottom = self._below / self._height
        axes = self._figure.add_axes((_LEFT, bottom, _ROOM, height / self._height))
        axes.axis("off")
        self._below -= 0.14
        return axes

    def _figures(self) -> None:
        told = texts.summary(self._progress)
        for at, (figure, words) in enumerate(told):
            x = _LEFT + at * _ROOM / len(told)
            y = self._below / self._height
            self._figure.text(x, y, figure, va="top", size=15, color=BLUE, weight="bold")
            low = (self._below - 0.27) / self._height
            self._figure.text(x, low, words, va="top", size=6.2, color=PALE, linespacing=1.2)
        self._below -= _FIGURES

    def _calendar(self, axes: "Axes") -> None:
        from matplotlib.patches import Rectangle

        answered = {one.day: one.answered for one in self._progress.days}
        monday = self._today - timedelta(days=self._today.weekday(), weeks=_WEEKS - 1)
        for week in range(_WEEKS):
            first = monday + timedelta(weeks=week)
            if week == 0 or first.day <= 7:
                axes.text(week + 1.9, -0.35, f"th {first.month}", size=6.2, color=PALE)
            for weekday in range(7):
                day = first + timedelta(days=weekday)
                if day > self._today:
                    continue
                colour = _shade(answered.get(day, 0))
                axes.add_patch(Rectangle((week + 1.9, weekday), 0.86, 0.86, color=colour, lw=0))
        for weekday, name in enumerate(texts.WEEKDAYS):
            axes.text(1.6, weekday + 0.43, name, size=6, color=PALE, ha="right", va="center")
        axes.set_xlim(0, _WEEKS + 2)
        axes.set_ylim(7.1, -1.1)

    def _bars(self, axes: "Axes") -> None:
        for row, one in enumerate(self._skills):
            met, known = one.met / one.items, one.known / one.items
            axes.barh(row, 1, height=0.3, color=_REST)
            axes.barh(row, met, height=0.3, color=GOLD)
            axes.barh(row, known, height=0.3, color=BLUE)
            if one.goal is not None:
                goal = min(1.0, one.goal / one.items)
                axes.plot([goal, goal], [row - 0.15, row + 0.26], color=INK, linewidth=1.4)
            axes.text(0, row - 0.24, skill_name(one.skill), size=7, color=INK, va="bottom")
            axes.text(
                1, row - 0.24, texts.skill_figures(one), size=7, color=INK, va="bottom", ha="right"
            )
        rows = max(1, len(self._skills))
        low = rows - 0.1
        for x, colour, words in (
            (0.0, BLUE, texts.KNOWN),
            (0.52, GOLD, texts.MET),
            (0.73, _REST, texts.REST),
        ):
            axes.text(x, low, "■", size=7, color=colour, va="center")
            axes.text(x + 0.035, low, words, size=6.4, color=PALE, va="center")
        axes.set_xlim(0, 1)
        axes.set_ylim(rows + 0.1, -0.75)

    def _reviews(self, axes: "Axes") -> None:
        ahead = self._progress.forecast[:_FORECAST]
        most = max((count for _, count in ahead), default=0)
        if not most:
            axes.text(0, 0.9, texts.NOTHING_DUE, size=7.5, color=PALE, va="top")
            return
        for at, (day, count) in enumerate(ahead):
            axes.bar(at, count / most, width=0.7, color=BLUE if at else GOLD)
            if count:
                axes.text(at, count / most + 0.05, str(count), size=6.6, color=INK, ha="center")
            if at % 2 == 0:
                axes.text(at, -0.08, short_day(day), size=6, color=PALE, ha="center", va="top")
        axes.set_xlim(-0.6, _FORECAST - 0.4)
        axes.set_ylim(-0.3, 1.25)


def _shade(answered: int) -> str:
    return _SHADES[sum(answered >= step for step in _STEPS)]
