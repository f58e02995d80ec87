"""Faults of usage that the command-line library tells in English, in Vietnamese."""

import re

import typer

_WORDS = (
    (r"Missing argument '?(?P<name>[^'.]+)'?.*", "thiếu {name}"),
    (r"Missing option '?(?P<name>[^'.]+)'?.*", "thiếu tuỳ chọn {name}"),
    (r"Missing command.*", "thiếu lệnh con"),
    (r"No such command '?(?P<name>[^'.]+)'?.*", "không có lệnh {name}"),
    (r"No such option:? '?(?P<name>[^'\s]+)'?.*", "không có tuỳ chọn {name}"),
    (r"Option '?(?P<name>[^'\s]+)'? requires an argument.*", "tuỳ chọn {name} cần một giá trị"),
    (r"Got unexpected extra argument\S* \((?P<name>.*)\).*", "thừa: {name}"),
    (r"Invalid value for '?(?P<name>[^':]+)'?[^:]*: (?P<cause>.*)", "{name}: {cause}"),
)
_CAUSES = (
    (r".*should be a valid integer.*", "cần một số nguyên"),
    (r".*should be greater than or equal to (?P<least>\S+)", "ít nhất là {least}"),
    (r".*should be less than or equal to (?P<most>\S+)", "nhiều nhất là {most}"),
    (
        r".*?'(?P<value>[^']*)' is not one of (?P<choices>.+?)\.?",
        "“{value}” không thuộc: {choices}",
    ),
)


def usage_fault(error: typer.TyperException) -> str:
    """Return what is wrong with how a command was called, and where to read how."""
    tell = getattr(error, "format_message", None)
    message = str(tell() if tell is not None else error)
    told = _translated(message, _WORDS)
    return message if told is None else f"{told} (xem `congvu --help`)"


def _translated(message: str, table: tuple[tuple[str, str], ...]) -> str | None:
    for pattern, words in table:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            named = match.groupdict()
            if "cause" in named:
                named["cause"] = _translated(named["cause"], _CAUSES) or named["cause"]
            return words.format(**named)
    return None
