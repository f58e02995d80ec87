"""A message as a page's script shows it: text and entities, never markup."""

from collections.abc import Iterable
from typing import Any

from bot.channels.browser.citations import Citations, Links
from services.local_chats import LocalMessage

Bubble = dict[str, Any]

_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def bubbles(messages: Iterable[LocalMessage], citations: Citations) -> list[Bubble]:
    """Return the messages as the script shows them; reads rows, so call it in a thread."""
    return [bubble(message, citations) for message in messages]


def bubble(message: LocalMessage, citations: Citations) -> Bubble:
    """Return one message as the script shows it."""
    payload = message.payload
    rows = _rows(payload)
    links = citations.links(rows)
    text = str(payload.get("text") or payload.get("caption") or "")
    shown = {
        "id": message.message_id,
        "mine": not message.from_bot,
        "at": payload.get("date", 0),
        "key": message.key,
        "text": text,
        "entities": _entities(text, payload, links) if message.from_bot else [],
        "buttons": [[_button(button, links) for button in row] for row in rows],
        "file": _file(payload),
        "protected": bool(payload.get("has_protected_content")),
    }
    return {name: value for name, value in shown.items() if value or name == "text"}


def _rows(payload: dict[str, Any]) -> list[list[dict[str, Any]]]:
    markup = payload.get("reply_markup", {})
    rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return rows


def _button(button: dict[str, Any], links: Links) -> dict[str, str]:
    label, data = str(button["text"]), button.get("callback_data")
    address = button.get("url") or (links.of_button(data) if data else None)
    if address:
        return {"label": label, "href": address}
    return {"label": label, "data": data} if data else {"label": label}


def _entities(text: str, payload: dict[str, Any], links: Links) -> list[dict[str, Any]]:
    found = payload.get("entities") or payload.get("caption_entities") or []
    units = text.encode("utf-16-le")
    return [_linked(entity, units, links) for entity in found]


def _linked(entity: dict[str, Any], units: bytes, links: Links) -> dict[str, Any]:
    """Make a cited place in the text a link to it."""
    if entity["type"] != "bold":
        return entity
    start = 2 * entity["offset"]
    words = units[start : start + 2 * entity["length"]].decode("utf-16-le")
    address = links.of_text(words)
    return entity if address is None else {**entity, "type": "text_link", "url": address}


def _file(payload: dict[str, Any]) -> dict[str, Any] | None:
    if photo := payload.get("photo"):
        return _sent(photo[-1], "picture", "")
    if voice := payload.get("voice"):
        return _sent(voice, "voice", "")
    document = payload.get("document")
    if not document:
        return None
    mime, name = str(document.get("mime_type", "")), str(document.get("file_name", ""))
    kind = "picture" if mime in _PICTURES else "document"
    if mime.startswith("audio/"):
        kind = "voice"
    return _sent(document, kind, name)


def _sent(sent: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    file = {"href": f"/tep/{sent['file_id']}", "kind": kind, "size": sent.get("file_size", 0)}
    return {**file, "name": name} if name else file
