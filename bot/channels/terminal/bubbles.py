"""What the bot says as bubbles to read, with the buttons below."""

from collections import deque
from itertools import count
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.channels.terminal.lines import Presses
from bot.channels.terminal.session import Said

# Weight and one colour that reads well on light and dark alike.
_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "bold",
    "pre": "bold",
    "bot_command": "bold",
    "text_link": "underline",
    "blockquote": "dim",
    "expandable_blockquote": "dim",
}
_WIDTH = 88
_REMEMBERED = 50
HINT = (
    "Gõ câu hỏi rồi Enter. Bấm nút: gõ số đứng trước nút, hoặc tên nút trong ngoặc vuông, ví dụ "
    "[Việc và thời hạn]; một phần tên cũng được: [~thời hạn]. Thoát: Ctrl-D."
)


class Bubbles:
    """Messages as bubbles with their buttons below; `is_numbered` puts a number before each."""

    def __init__(self, console: Console, *, is_numbered: bool = False) -> None:
        self._console = console
        self._is_numbered = is_numbered
        self._shown: deque[str] = deque(maxlen=_REMEMBERED)
        self._pressable: Said | None = None

    def show(self, said: Said) -> None:
        """Draw one message; where only the buttons changed, only they are drawn again."""
        if said.is_notice:
            self._aside(f"ⓘ {said.text}", "italic")
            return
        if said.is_edit and said.text in self._shown:
            self._aside(f"({said.to}: nút bấm đã cập nhật)", "dim")
        else:
            self._bubble(said)
        if said.file:
            self._aside(f"Tệp: {said.file}", "bold")
        self._buttons(said.buttons)
        self._pressable = said

    def press(self, number: int) -> Presses | None:
        """Return the press of a numbered button of the last message that was drawn."""
        said = self._pressable
        labels = [label for row in said.buttons for label in row] if said else []
        if said is None or not 0 < number <= len(labels):
            return None
        return Presses(labels[number - 1], message_id=said.message_id)

    def hint(self) -> None:
        """Say how to write and how to press."""
        self._console.print(Padding(Text(HINT, style="dim"), (0, 0, 1, 0)), width=self._width)

    @property
    def _width(self) -> int:
        return min(self._console.width, _WIDTH)

    def _bubble(self, said: Said) -> None:
        self._shown.append(said.text)
        title = "Trợ lý Công vụ" + (" · đã cập nhật" if said.is_edit else "")
        self._console.print(
            Panel(
                styled(said.text, said.entities),
                title=Text(f"{title} → {said.to}", style="green"),
                title_align="left",
                border_style="green",
                width=self._width,
            )
        )

    def _aside(self, text: str, style: str) -> None:
        self._console.print(Padding(Text(text, style=style), (0, 2)), width=self._width)

    def _buttons(self, rows: tuple[tuple[str, ...], ...]) -> None:
        numbers = count(1)
        for row in rows:
            drawn = [self._button(label, next(numbers)) for label in row]
            # A row stays together where it fits; otherwise each button has its own line.
            whole = Text("  " if self._is_numbered else " ").join(drawn)
            lines = [whole] if whole.cell_len + 2 <= self._width else drawn
            for line in lines:
                self._console.print(Padding(line, (0, 0, 0, 2)), width=self._width)

    def _button(self, label: str, number: int) -> Text:
        shown = Text(f"[{label}]", style="bold")
        return Text(f"{number} ", style="green").append_text(shown) if self._is_numbered else shown


def styled(text: str, entities: tuple[dict[str, Any], ...]) -> Text:
    """Return `text` with the styles of its entities, whose offsets count UTF-16 units."""
    shown = Text(text)
    for entity in entities:
        style = _STYLES.get(str(entity["type"]))
        if style:
            start = _index(text, entity["offset"])
            end = _index(text, entity["offset"] + entity["length"])
            shown.stylize(style, start, end)
    return shown


def _index(text: str, units: int) -> int:
    """Return the index of the letter that begins after `units` UTF-16 units."""
    return len(text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))
