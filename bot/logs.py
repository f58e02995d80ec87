"""Logging: structured lines with codes and ids, never the token, never what people wrote."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    import structlog

# The Bot API carries the token in every address, and libraries log addresses.
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
# It logs answers that it cannot read, and they hold what people read.
_QUOTES = {"telegram.request.BaseRequest"}
_OURS = {"bot", "handlers", "services", "retrieval", "db", "knowledge"}


def start_logging(out: TextIO | None = None) -> None:
    """Send structured lines to `out` (stderr), and what libraries warn of along with them.

    Our own lines are an event and its `extra` values: `log.info("serving", extra={…})`.
    """
    out = out or sys.stderr
    handler = logging.StreamHandler(out)
    handler.addFilter(_worth_writing)
    handler.setFormatter(_LateFormatter(out))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # A line that cannot be written would otherwise be printed with its arguments.
    logging.raiseExceptions = False


class _LateFormatter(logging.Formatter):
    """A formatter that is made when the first line is written: most conversations log none."""

    def __init__(self, out: TextIO) -> None:
        super().__init__()
        self._out = out
        self._made: logging.Formatter | None = None

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        if self._made is None:
            self._made = _formatter(self._out)
        return self._made.format(record)


def _formatter(out: TextIO) -> logging.Formatter:
    import structlog

    extra = structlog.stdlib.ExtraAdder()

    def add_extra(
        logger: Any, method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        """Add the values of our own lines; a library's may hold anything."""
        return extra(logger, method, event) if _is_ours(event["_record"].name) else event

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_logger_name,
            _drop_trace,
            add_extra,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _hide_tokens,
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _rendering(out),
        ],
    )


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in _OURS


def _worth_writing(record: logging.LogRecord) -> bool:
    """Keep our own lines from INFO on; libraries, some of which set their own level, warn only."""
    if record.name in _QUOTES:
        return False
    return record.levelno >= (logging.INFO if _is_ours(record.name) else logging.WARNING)


def _rendering(out: TextIO) -> "structlog.types.Processor":
    import structlog

    if out.isatty():
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _hide_tokens(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Put dots in place of anything that looks like a bot token."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _TOKEN.sub("…", value)
    return event


def _drop_trace(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep only the kind of a library's exception: its message may hold an address or words."""
    record = event.get("_record")
    if record is not None and record.exc_info and record.exc_info[0] is not None:
        event["kind"] = record.exc_info[0].__name__
        record.exc_info, record.exc_text = None, None
    event.pop("exc_info", None)
    return event
