"""The menu of commands in each chat follows the roles of whoever chats there."""

from datetime import timedelta

from bot.channels.terminal.lines import Sleeps
from bot.menus import commands_of, mark_of
from bot.table import COMMANDS, STAFF_COMMANDS, STAFF_MENU
from domain.roles import Holding, Role
from services.rights import OPERATOR
from tests.bot.chatting import MONDAY, Chat
from tests.handlers.test_staff import joins


def offered(chat: Chat) -> list[str]:
    """Return the commands that the channel offers in a chat, beside those of everybody."""
    own = chat.channel.api.own_commands.get(chat.session.person.chat_id, [])
    return [command["command"] for command in own if command["command"] not in COMMANDS]


def test_every_command_of_the_menu_is_one_that_is_taken() -> None:
    assert set(STAFF_MENU) <= set(STAFF_COMMANDS)


def test_whoever_holds_no_role_is_offered_what_everybody_is() -> None:
    assert [name for name, _ in commands_of(())] == list(COMMANDS)
    assert mark_of(()) is None
    assert mark_of((Holding(Role.EDITOR),)) != mark_of((Holding(Role.MANAGER, "SNV"),))


async def test_a_citizen_costs_no_call_and_an_official_one(chat: Chat) -> None:
    await chat.says("/start")
    assert offered(chat) == []
    await joins(chat, Role.EDITOR, None, "Bà Biên")
    await chat.says("/start")
    assert offered(chat) == ["hoctap", "duyet", "hangdoi", "xacthuc"]
    chat.channel.api.own_commands.clear()
    await chat.says("/start")
    assert offered(chat) == [], "what is offered already is not sent again"


async def test_a_role_that_ends_takes_its_commands_along_at_once(chat: Chat) -> None:
    await joins(chat, Role.MANAGER, "SNV", "Bà Trưởng")
    await chat.says("/start")
    assert offered(chat) == ["hoso", "tuan", "nguoi", "hoctap", "hangdoi", "xacthuc"]
    me = chat.services.people.at("local", str(chat.session.person.chat_id), MONDAY)
    assert me is not None
    (held,) = chat.services.staff.me(me.id, MONDAY).roles
    chat.services.staff.end_role(OPERATOR, held.id, MONDAY, "test:end")
    told = await chat.does(Sleeps(timedelta(minutes=2)))
    assert "đã kết thúc" in told[0].text
    assert offered(chat) == []
