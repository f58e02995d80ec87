"""Reply markup as Telegram takes it: what it refuses in keyboards and buttons."""

import json
from typing import Any

from bot.channels.local.refusals import bad_request

_ACTIONS = {"callback_data", "url", "switch_inline_query", "copy_text", "web_app"}
_MAX_DATA_BYTES = 64
_MAX_BUTTONS = 100
_MAX_IN_ROW = 8


def read_markup(raw: str | None) -> dict[str, Any] | None:
    """Return the checked reply markup, None where there is none or an inline one is empty.

    Raises:
        ApiRefusal: 400 with Telegram's words for what is wrong.
    """
    if raw is None:
        return None
    try:
        markup = json.loads(raw)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], _inline_button)
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in markup:
        return {**markup, "keyboard": _rows(markup["keyboard"], _reply_button)}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    return None


def _rows(rows: Any, read_button: Any) -> list[list[dict[str, Any]]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("field of the keyboard must be an Array of Arrays")
    checked = [[read_button(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > _MAX_BUTTONS or any(len(row) > _MAX_IN_ROW for row in checked):
        raise bad_request("reply markup is too long")
    return checked


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be a String')
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: Text must be non-empty")
    actions = _ACTIONS & button.keys()
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in actions:
        _check_data(button["callback_data"])
    return button


def _check_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= _MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _reply_button(button: Any) -> dict[str, Any]:
    made = {"text": button} if isinstance(button, str) else button
    if not isinstance(made, dict) or not str(made.get("text", "")).strip():
        raise bad_request("can't parse keyboard button: Text must be non-empty")
    return made
