"""Logging: structured lines with codes and ids, never the token, never what people wrote."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

# The Bot API carries the token in every address, and libraries log addresses.
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
_OURS = {"bot", "handlers", "services", "retrieval", "db", "knowledge"}


def start_logging(out: TextIO | None = None) -> None:
    """Send structured lines to `out` (stderr), and what libraries warn of along with them."""
    out = out or sys.stderr
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _hide_tokens,
    ]
    handler = logging.StreamHandler(out)
    handler.addFilter(_worth_writing)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, _drop_trace, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _rendering(out),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # A line that cannot be written would otherwise be printed with its arguments.
    logging.raiseExceptions = False
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def _worth_writing(record: logging.LogRecord) -> bool:
    """Keep our own lines from INFO on; libraries, some of which set their own level, warn only."""
    is_ours = record.name.partition(".")[0] in _OURS
    return record.levelno >= (logging.INFO if is_ours else logging.WARNING)


def _rendering(out: TextIO) -> structlog.types.Processor:
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
