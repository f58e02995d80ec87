"""The Bot API in the process: the table of methods and the state that is not a row."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.local import messages
from bot.channels.local.calls import Call
from bot.channels.local.chats import Chats
from bot.channels.local.html import utf16_length
from bot.channels.local.refusals import ApiRefusal, bad_request

_ACTIONS = {
    "typing",
    "upload_photo",
    "upload_document",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MAX_NOTICE = 200
_MAX_COMMANDS = 100
# A press that another process answers is never answered here.
_MOST_QUERIES = 10_000


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a person gets to see.

    `kind` is sent, edited, deleted, notice (a button's toast) or action (the bot is typing).
    """

    kind: str
    chat_id: int
    payload: dict[str, Any]


class LocalBotApi:
    """Answers calls as Telegram would and tells its listeners what people see."""

    def __init__(self, chats: Chats, now: Callable[[], datetime]) -> None:
        self.chats = chats
        self.now = now
        self.me: dict[str, Any] = {
            "id": 1,
            "is_bot": True,
            "first_name": "Trợ lý Công vụ",
            "username": "tro_ly_cong_vu_bot",
        }
        self.commands: list[dict[str, str]] = []
        # What single chats are offered instead, by chat.
        self.own_commands: dict[int, list[dict[str, str]]] = {}
        self._listeners: list[Callable[[Delivery], None]] = []
        self._open_queries: dict[str, int] = {}

    def listen(self, listener: Callable[[Delivery], None]) -> None:
        """Call `listener`, perhaps from a worker thread, with everything that people see."""
        self._listeners.append(listener)

    def deliver(self, kind: str, chat_id: int, payload: dict[str, Any]) -> None:
        """Tell the listeners what the person of `chat_id` sees now."""
        for listener in self._listeners:
            listener(Delivery(kind, chat_id, payload))

    def open_query(self, query_id: str, chat_id: int) -> None:
        """Expect an answer to the press `query_id`."""
        self._open_queries[query_id] = chat_id
        if len(self._open_queries) > _MOST_QUERIES:
            self._open_queries.pop(next(iter(self._open_queries)), None)

    def call(self, call: Call) -> Any:
        """Return the result of `call`.

        Raises:
            ApiRefusal: with Telegram's status and words.
        """
        if call.method in _METHODS:
            return _METHODS[call.method](self, call)
        raise ApiRefusal(404, "Not Found")

    def answer_query(self, call: Call) -> bool:
        """answerCallbackQuery: each press is answered once."""
        chat_id = self._open_queries.pop(call.text("callback_query_id") or "", None)
        if chat_id is None:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        text = call.text("text") or ""
        if utf16_length(text) > _MAX_NOTICE:
            raise bad_request("MESSAGE_TOO_LONG")
        if text:
            self.deliver("notice", chat_id, {"text": text})
        return True

    def set_commands(self, call: Call) -> bool:
        """setMyCommands."""
        commands = call.data("commands")
        if not isinstance(commands, list) or len(commands) > _MAX_COMMANDS:
            raise bad_request("can't parse commands JSON object")
        for command in commands:
            if not _COMMAND.fullmatch(str(command.get("command", ""))):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        chat = self._scope_of(call)
        if chat is None:
            self.commands = commands
        else:
            self.own_commands[chat] = commands
        return True

    def delete_commands(self, call: Call) -> bool:
        """deleteMyCommands: a chat without own commands is offered those of everybody."""
        chat = self._scope_of(call)
        if chat is None:
            self.commands = []
        else:
            self.own_commands.pop(chat, None)
        return True

    def get_commands(self, call: Call) -> list[dict[str, str]]:
        """getMyCommands: exactly what was set for this scope."""
        chat = self._scope_of(call)
        return self.commands if chat is None else self.own_commands.get(chat, [])

    def _scope_of(self, call: Call) -> int | None:
        """Return the chat that a call is about, None for all chats."""
        scope = call.data("scope")
        if scope is None or scope.get("type") == "default":
            return None
        chat = scope.get("chat_id")
        if scope.get("type") != "chat" or self.chats.person_of(int(chat or 0)) is None:
            raise bad_request("chat not found")
        return int(chat)

    def get_file(self, call: Call) -> dict[str, Any]:
        """getFile: the path under which the content can be fetched."""
        file = self.chats.file(call.text("file_id") or "")
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return {
            "file_id": file.file_id,
            "file_unique_id": file.file_id,
            "file_size": len(file.content),
            "file_path": f"files/{file.file_id}",
        }


def _chat_action(api: LocalBotApi, call: Call) -> bool:
    if call.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat_id = call.number("chat_id") or 0
    if api.chats.person_of(chat_id) is None:
        raise bad_request("chat not found")
    api.deliver("action", chat_id, {"action": call.text("action")})
    return True


_METHODS: dict[str, Callable[[LocalBotApi, Call], Any]] = {
    "getMe": lambda api, call: api.me,
    "setWebhook": lambda api, call: True,
    "deleteWebhook": lambda api, call: True,
    "logOut": lambda api, call: True,
    "sendMessage": messages.send_message,
    "sendPhoto": messages.send_photo,
    "sendDocument": messages.send_document,
    "editMessageText": messages.edit_text,
    "editMessageCaption": messages.edit_caption,
    "editMessageReplyMarkup": messages.edit_markup,
    "deleteMessage": messages.delete_message,
    "answerCallbackQuery": LocalBotApi.answer_query,
    "sendChatAction": _chat_action,
    "setMyCommands": LocalBotApi.set_commands,
    "getMyCommands": LocalBotApi.get_commands,
    "deleteMyCommands": LocalBotApi.delete_commands,
    "getFile": LocalBotApi.get_file,
}
