"""Telegram's HTML subset read into plain text and entities, refusing what Telegram refuses.

Offsets and lengths count UTF-16 code units, as the Bot API does. The rules follow TDLib's
`parse_html`: unknown tags, unclosed tags and wrongly nested tags are errors, never text.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from bot.channels.local.refusals import ApiRefusal, bad_request

Entity = dict[str, Any]

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
}
_NAMED = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_ATTRIBUTE = re.compile(
    r"\s+([a-zA-Z][\w-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.\-]+)))?", re.ASCII
)
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")
_MAX_ENTITIES = 100


def utf16_length(text: str) -> int:
    """Return the length of `text` in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class _Reader:
    """The state of one reading: what stands before `position` is already understood."""

    source: str
    position: int = 0
    plain: list[str] = field(default_factory=list)
    units: int = 0
    open_tags: list[tuple[str, int, Entity]] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.plain.append(text)
        self.units += utf16_length(text)

    def refuse(self, what: str) -> ApiRefusal:
        offset = len(self.source[: self.position].encode())
        return bad_request(f"can't parse entities: {what} at byte offset {offset}")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and the entities of `source`.

    Raises:
        ApiRefusal: 400 "can't parse entities", as Telegram says it.
    """
    reader = _Reader(source)
    while reader.position < len(source):
        tag_start = source.find("<", reader.position)
        text_end = len(source) if tag_start < 0 else tag_start
        reader.add(_NAMED.sub(lambda m: unescape(m.group()), source[reader.position : text_end]))
        reader.position = text_end
        if tag_start >= 0:
            _read_tag(reader)
    if reader.open_tags:
        name = reader.open_tags[-1][0]
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\""
        )
    return _trim("".join(reader.plain), reader.entities)


def find_commands(text: str) -> list[Entity]:
    """Return the `bot_command` entities that Telegram finds by itself in `text`."""
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for match in _COMMAND.finditer(text)
    ]


def _read_tag(reader: _Reader) -> None:
    end = reader.source.find(">", reader.position)
    if end < 0:
        kind = "end" if reader.source.startswith("</", reader.position) else "start"
        raise reader.refuse(f"Unclosed {kind} tag")
    inside = reader.source[reader.position + 1 : end]
    if inside.startswith("/"):
        _close(reader, inside[1:].strip().lower())
    else:
        _open(reader, inside)
    reader.position = end + 1


def _open(reader: _Reader, inside: str) -> None:
    name = re.split(r"\s", inside, maxsplit=1)[0].lower()
    if name not in _KINDS:
        raise reader.refuse(f'Unsupported start tag "{name}"')
    attributes = _attributes(reader, inside[len(name) :])
    entity: Entity = {"type": _KINDS[name]}
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise reader.refuse('Tag "span" must have class "tg-spoiler"')
    if name == "a" and attributes.get("href"):
        entity["url"] = attributes["href"]
    if name == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    reader.open_tags.append((name, reader.units, entity))


def _attributes(reader: _Reader, text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    position = 0
    while text[position:].strip():
        match = _ATTRIBUTE.match(text, position)
        if match is None:
            raise reader.refuse("Unexpected symbol in a tag's attributes")
        value = next((v for v in match.groups()[1:] if v is not None), "")
        found[match.group(1).lower()] = unescape(value)
        position = match.end()
    return found


def _close(reader: _Reader, name: str) -> None:
    if not reader.open_tags:
        raise reader.refuse("Unexpected end tag")
    opened, start, entity = reader.open_tags.pop()
    if name not in ("", opened):
        raise reader.refuse(f'Unmatched end tag, expected "</{opened}>", found "</{name}>"')
    if entity["type"] == "text_link" and "url" not in entity:
        return
    if reader.units > start:
        reader.entities.append({**entity, "offset": start, "length": reader.units - start})


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut blanks at both ends as Telegram does, moving the entities along."""
    text = text.replace("\r", "")
    stripped = text.strip()
    lead = utf16_length(text[: len(text) - len(text.lstrip())]) if stripped else 0
    end = utf16_length(stripped)
    kept: list[Entity] = []
    for entity in entities:
        offset, length = entity["offset"], entity["length"]
        start = max(0, offset - lead)
        stop = min(end, offset - lead + length)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    kept.sort(key=lambda e: (e["offset"], -e["length"]))
    return stripped, kept[:_MAX_ENTITIES]
