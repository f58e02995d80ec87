"""Sending, editing and deleting messages, photos and documents."""

import json
from datetime import datetime
from typing import Any, Protocol

from bot.channels.local.calls import Call, Upload
from bot.channels.local.chats import Chats
from bot.channels.local.keyboards import read_markup
from bot.channels.local.refusals import ApiRefusal, bad_request
from bot.channels.local.writing import read_caption, read_text
from services.local_chats import LocalMessage

_LIMITS = {"photo": 10 * 1024 * 1024, "document": 50 * 1024 * 1024}
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


class Desk(Protocol):
    """What the methods need of the Bot API that they belong to."""

    me: dict[str, Any]

    @property
    def chats(self) -> Chats:
        """Return where people, messages and files are kept."""
        ...

    def now(self) -> datetime:
        """Return the present moment."""
        ...

    def deliver(self, kind: str, chat_id: int, payload: dict[str, Any]) -> None:
        """Tell the channel what its person sees now."""
        ...


def send_message(desk: Desk, call: Call) -> dict[str, Any]:
    """sendMessage."""
    chat = _chat(desk, call)
    text, entities = read_text(call)
    return _send(desk, chat, call, {"text": text, **_some(entities=entities)})


def send_photo(desk: Desk, call: Call) -> dict[str, Any]:
    """sendPhoto with an uploaded picture or one sent before."""
    chat = _chat(desk, call)
    file = _file(desk, chat, call, "photo")
    if not file["head"].startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    sizes = [{**_file_fields(file), "width": 1, "height": 1}]
    return _send(desk, chat, call, {"photo": sizes, **_captioned(call)})


def send_document(desk: Desk, call: Call) -> dict[str, Any]:
    """sendDocument with an uploaded file or one sent before."""
    chat = _chat(desk, call)
    file = _file(desk, chat, call, "document")
    document = {**_file_fields(file), "file_name": file["name"], "mime_type": file["mime"]}
    return _send(desk, chat, call, {"document": document, **_captioned(call)})


def edit_text(desk: Desk, call: Call) -> dict[str, Any]:
    """editMessageText."""
    message = _own_message(desk, call, "edit")
    if "text" not in message.payload:
        raise bad_request("there is no text in the message to edit")
    text, entities = read_text(call)
    return _change(desk, message, call, {"text": text, "entities": entities})


def edit_caption(desk: Desk, call: Call) -> dict[str, Any]:
    """editMessageCaption."""
    message = _own_message(desk, call, "edit")
    if "text" in message.payload:
        raise bad_request("there is no caption in the message to edit")
    caption, entities = read_caption(call)
    return _change(desk, message, call, {"caption": caption, "caption_entities": entities})


def edit_markup(desk: Desk, call: Call) -> dict[str, Any]:
    """editMessageReplyMarkup."""
    return _change(desk, _own_message(desk, call, "edit"), call, {})


def delete_message(desk: Desk, call: Call) -> bool:
    """deleteMessage."""
    chat = _chat(desk, call)
    message_id = call.number("message_id") or 0
    if not desk.chats.delete_message(chat["id"], message_id):
        raise bad_request("message to delete not found")
    desk.deliver("deleted", chat["id"], {"message_id": message_id})
    return True


def _chat(desk: Desk, call: Call) -> dict[str, Any]:
    person = desk.chats.person_of(call.number("chat_id") or 0)
    if person is None:
        raise bad_request("chat not found")
    if person.is_blocked:
        raise ApiRefusal(403, "Forbidden: bot was blocked by the user")
    return {"id": person.chat_id, "type": "private", "first_name": person.name}


def _send(desk: Desk, chat: dict[str, Any], call: Call, content: dict[str, Any]) -> dict[str, Any]:
    markup = read_markup(call.text("reply_markup"))
    now = desk.now()
    payload = {
        "date": int(now.timestamp()),
        "chat": chat,
        "from": desk.me,
        **content,
        **_some(reply_markup=markup, has_protected_content=call.flag("protect_content")),
    }
    sent = desk.chats.add_message(chat["id"], payload, from_bot=True, now=now)
    desk.deliver("sent", chat["id"], sent.payload)
    return _as_returned(sent.payload)


def _change(
    desk: Desk, message: LocalMessage, call: Call, content: dict[str, Any]
) -> dict[str, Any]:
    markup = read_markup(call.text("reply_markup"))
    kept = {k: v for k, v in message.payload.items() if k not in {"reply_markup", *content}}
    changed = {**kept, **_some(**content), **_some(reply_markup=markup)}
    if _same(changed, message.payload):
        raise bad_request(_NOT_MODIFIED)
    changed["edit_date"] = int(desk.now().timestamp())
    desk.chats.change_message(message.chat_id, message.message_id, changed)
    desk.deliver("edited", message.chat_id, changed)
    return _as_returned(changed)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    def seen(payload: dict[str, Any]) -> str:
        return json.dumps({**payload, "edit_date": None}, sort_keys=True)

    return seen(one) == seen(other)


def _own_message(desk: Desk, call: Call, purpose: str) -> LocalMessage:
    chat = _chat(desk, call)
    message = desk.chats.message(chat["id"], call.number("message_id") or 0)
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _captioned(call: Call) -> dict[str, Any]:
    caption, entities = read_caption(call)
    return _some(caption=caption, caption_entities=entities)


def _file(desk: Desk, chat: dict[str, Any], call: Call, name: str) -> dict[str, Any]:
    upload = call.upload(name)
    if upload is None:
        file = desk.chats.file(call.text(name) or "")
    else:
        _check_size(upload, _LIMITS[name])
        file = desk.chats.put_file(
            chat["id"], upload.name, upload.mime, upload.content, now=desk.now()
        )
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return {
        "file_id": file.file_id,
        "name": file.name,
        "mime": file.mime,
        "size": len(file.content),
        "head": file.content[:16],
    }


def _check_size(upload: Upload, limit: int) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > limit:
        raise ApiRefusal(413, "Request Entity Too Large")


def _file_fields(file: dict[str, Any]) -> dict[str, Any]:
    return {
        "file_id": file["file_id"],
        "file_unique_id": file["file_id"],
        "file_size": file["size"],
    }


def _some(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _as_returned(payload: dict[str, Any]) -> dict[str, Any]:
    """Telegram gives back inline keyboards only."""
    if "inline_keyboard" in payload.get("reply_markup", {"inline_keyboard": True}):
        return payload
    return {name: value for name, value in payload.items() if name != "reply_markup"}
