"""What a bot may write: text and captions with their entities, within Telegram's limits."""

from typing import Any

from bot.channels.local.calls import Call
from bot.channels.local.html import Entity, find_commands, parse_html, utf16_length
from bot.channels.local.refusals import ApiRefusal, bad_request

MAX_TEXT = 4096
MAX_CAPTION = 1024


def read_text(call: Call) -> tuple[str, list[Entity]]:
    """Return the text of a message and its entities.

    Raises:
        ApiRefusal: 400 where Telegram refuses it: empty, too long, badly marked up.
    """
    raw = call.text("text")
    if raw is None:
        raise bad_request("message text is empty")
    plain, entities = _formatted(call, raw, "entities")
    if not plain:
        raise bad_request("message text is empty")
    if utf16_length(plain) > MAX_TEXT:
        raise bad_request("message is too long")
    return plain, entities


def read_caption(call: Call) -> tuple[str, list[Entity]]:
    """Return a caption, which may be empty, and its entities."""
    plain, entities = _formatted(call, call.text("caption") or "", "caption_entities")
    if utf16_length(plain) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return plain, entities


def _formatted(call: Call, raw: str, entities_field: str) -> tuple[str, list[Entity]]:
    _check_encoding(raw)
    mode = (call.text("parse_mode") or "").lower()
    if mode == "html":
        plain, entities = parse_html(raw)
        _check_encoding(plain)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        plain, entities = raw.replace("\r", "").strip(), _given(call.data(entities_field))
    return plain, _with_commands(plain, entities)


def _check_encoding(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ApiRefusal(400, "Bad Request: strings must be encoded in UTF-8") from None


def _given(entities: Any) -> list[Entity]:
    if entities is None:
        return []
    if not isinstance(entities, list) or not all(isinstance(e, dict) for e in entities):
        raise bad_request("can't parse entities: expected an Array")
    return entities


def _with_commands(plain: str, entities: list[Entity]) -> list[Entity]:
    """Add the commands that Telegram finds by itself outside code."""
    blocked = [
        range(e["offset"], e["offset"] + e["length"])
        for e in entities
        if e["type"] in {"code", "pre", "text_link"}
    ]
    found = [e for e in find_commands(plain) if not any(e["offset"] in span for span in blocked)]
    return sorted([*entities, *found], key=lambda e: e["offset"])
