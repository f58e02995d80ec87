"""Plain Vietnamese made into Telegram's HTML: escaped, with headings and cited paths in bold."""

import re
from collections.abc import Iterable, Iterator
from html import escape as _escape

_HEADING = re.compile(r"[^:!?]{1,40}? – [^:!?]{1,200}")


def escape(text: str) -> str:
    """Return `text` safe to stand inside HTML."""
    return _escape(text, quote=False)


def bold(text: str) -> str:
    """Return `text` escaped and in bold."""
    return f"<b>{escape(text)}</b>"


def italic(text: str) -> str:
    """Return `text` escaped and in italics."""
    return f"<i>{escape(text)}</i>"


# "Khoản 2 Điều 9 Luật Khiếu nại – Thời hiệu khiếu nại:"
_CLAUSE_NAMED = re.compile(r"^(?:Điểm \w+ )?(?:[Kk]hoản \w+ )?Điều \d+\w? .{3,}:$")


def answer_html(text: str, paths: Iterable[str], *, has_heading: bool = True) -> str:
    """Return the text of an answer: a heading line and every cited path in bold."""
    lines = text.split("\n")
    wanted = _pattern(paths)
    marked = [_mark(line, wanted) for line in lines]
    if has_heading and len(lines) > 1 and _is_heading(lines[0], wanted):
        marked[0] = bold(lines[0])
    return "\n".join(marked)


def _pattern(paths: Iterable[str]) -> re.Pattern[str] | None:
    # The number of an article alone would mark any such number in the text.
    plans = [path for path in paths if path and not path[0].isdigit()]
    named = {place for path in plans for place in _with_those_above(path)}
    longest_first = sorted(named, key=len, reverse=True)
    if not longest_first:
        return None
    choices = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w./])(?:{choices})(?![\w/]|\.\w)")


def _with_those_above(path: str) -> Iterator[str]:
    """Yield `path` and the places above it that have a dot: `III.2.c` → `III.2`."""
    yield path
    while "." in (path := path.rpartition(".")[0]):
        yield path


def _is_heading(line: str, wanted: re.Pattern[str] | None) -> bool:
    """Tell whether `line` only names a place: a path, a dash and a heading."""
    stripped = line.strip()
    begins = wanted is not None and wanted.match(stripped) is not None
    return begins and _HEADING.fullmatch(stripped) is not None


def _mark(line: str, wanted: re.Pattern[str] | None) -> str:
    if _CLAUSE_NAMED.match(line):
        return bold(line)
    if wanted is None:
        return escape(line)
    parts: list[str] = []
    position = 0
    for match in wanted.finditer(line):
        parts += [escape(line[position : match.start()]), bold(match.group())]
        position = match.end()
    return "".join(parts) + escape(line[position:])
