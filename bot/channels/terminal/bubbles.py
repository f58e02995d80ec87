"""What the bot says as bubbles to read, with the buttons below."""

from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.channels.terminal.session import Said

_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "cyan",
    "pre": "cyan",
    "bot_command": "cyan",
    "text_link": "blue underline",
    "blockquote": "dim",
    "expandable_blockquote": "dim",
}
_WIDTH = 88
HINT = (
    "Gõ câu hỏi rồi Enter. Bấm nút: gõ tên nút trong ngoặc vuông, ví dụ [Việc và thời hạn], hoặc "
    "một phần tên: [~thời hạn]. Thoát: Ctrl-D."
)


class Bubbles:
    """Messages as bubbles with their buttons below."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, said: Said) -> None:
        """Draw one message."""
        if said.is_notice:
            self._console.print(Text(f"  ⓘ {said.text}", style="yellow"))
            return
        title = "Trợ lý Công vụ" + (" · đã cập nhật" if said.is_edit else "")
        self._console.print(
            Panel(
                styled(said.text, said.entities),
                title=Text(f"{title} → {said.to}", style="green"),
                title_align="left",
                border_style="green",
                width=min(self._console.width, _WIDTH),
            )
        )
        if said.file:
            self._console.print(Text(f"  Tệp: {said.file}", style="cyan"))
        for row in said.buttons:
            self._console.print(Text("  ").append_text(_row(row)))

    def hint(self) -> None:
        """Say how to write and how to press."""
        self._console.print(Text(HINT, style="dim"))


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


def _row(labels: tuple[str, ...]) -> Text:
    return Text(" ").join(Text(f"[{label}]", style="bold cyan") for label in labels)


def _index(text: str, units: int) -> int:
    """Return the index of the letter that begins after `units` UTF-16 units."""
    return len(text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))
