"""`congvu admin grant`, `revoke`, `invite`: who holds which role."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from bot import console
from bot.commands.inputs import read_bytes, read_day
from bot.failures import BadInput
from domain.codes import shown
from domain.roles import Role
from handlers.texts import people as texts

if TYPE_CHECKING:
    from bot.wiring import House
    from services.invitations import Invitation

_NAME = re.compile(r"[\w.-]{1,60}")
_LARGEST_LIST = 2 * 1024**2

_Role = Annotated[Role, typer.Argument(help="Vai trò.", show_default=False)]
_DemoName = Annotated[str, typer.Argument(help="Tên người dùng thử.", show_default=False)]
_Until = Annotated[str | None, typer.Option(help="Đến hết ngày (YYYY-MM-DD).")]
_Days = Annotated[int, typer.Option(min=1, max=30, help="Mã mời dùng được trong bao nhiêu ngày.")]


def register(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("grant")(grant)
    group.command("revoke")(revoke)
    group.command("invite")(invite)
    group.command("invite-list")(invite_list)


def grant(
    name: _DemoName,
    role: _Role,
    unit: Annotated[str | None, typer.Option(help="Mã đơn vị.")] = None,
    until: _Until = None,
) -> None:
    """Giao vai trò cho một người dùng thử (chỉ ở cơ sở dữ liệu dùng thử)."""
    _check_name(name)
    last = read_day(until, "--until")
    from bot.wiring import open_house

    with open_house() as house:
        now = house.now()
        _check_last(last, now)
        granted = house.services.administration.grant(
            name, role, now, f"cli:{uuid4().hex}", unit_code=unit, until=last
        )
    of_unit = f" của đơn vị {granted.unit_code}" if granted.unit_code else ""
    console.result(f"{name} giữ vai trò {role.value}{of_unit}.")


def revoke(name: _DemoName, role: _Role) -> None:
    """Thôi giao vai trò cho một người dùng thử (chỉ ở cơ sở dữ liệu dùng thử)."""
    _check_name(name)
    from bot.wiring import open_house

    with open_house() as house:
        administration = house.services.administration
        administration.revoke(name, role, house.now(), f"cli:{uuid4().hex}")
    console.result(f"{name} thôi giữ vai trò {role.value}.")


def invite(
    role: _Role,
    unit: Annotated[str | None, typer.Option(help="Mã đơn vị.")] = None,
    name: Annotated[str | None, typer.Option(help="Họ và tên người được mời.")] = None,
    until: _Until = None,
    days: _Days = 7,
    qr: Annotated[Path | None, typer.Option(help="Ghi mã QR vào tệp PNG này.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON.")] = False,
) -> None:
    """Mời một người thật giữ vai trò; mã mời dùng một lần và có hạn."""
    last = read_day(until, "--until")
    from bot.wiring import open_house
    from services.invitations import Wanted
    from services.rights import OPERATOR

    with open_house() as house:
        now = house.now()
        _check_last(last, now)
        made = house.services.invitations.invite(
            OPERATOR, Wanted(role, unit, name, last), now, f"cli:{uuid4().hex}", timedelta(days)
        )
        link = _link(house, made)
    if qr is not None:
        _write(qr, link or shown(made.code))
    _tell(made, link, now, as_json=as_json)


def invite_list(
    file: Annotated[
        Path, typer.Argument(help="Tệp XLSX: Họ và tên, Vai trò, Mã đơn vị, Đến ngày.")
    ],
    out: Annotated[Path, typer.Option(help="Ghi danh sách kèm mã mời vào tệp XLSX này.")],
    days: _Days = 7,
) -> None:
    """Mời nhiều người theo một danh sách XLSX; có dòng sai thì không mời ai."""
    content = read_bytes(file, _LARGEST_LIST)
    from bot.wiring import open_house
    from handlers.render.roster import roster_file
    from services.rights import OPERATOR
    from services.roster import read_roster

    with open_house() as house:
        wanted = read_roster(content, house.services.directory.units())
        now = house.now()
        made = house.services.invitations.invite_many(
            OPERATOR, wanted, now, f"cli:{uuid4().hex}", timedelta(days)
        )
        bot_name = house.services.installation.bot_name()
    _save(out, roster_file(made, bot_name))
    console.result(f"Đã tạo {len(made)} mã mời trong {out}. Xin giữ kín tệp này.")


def _link(house: "House", made: "Invitation") -> str | None:
    bot_name = house.services.installation.bot_name()
    return None if bot_name is None else texts.invitation_link(bot_name, made.code)


def _tell(made: "Invitation", link: str | None, now: datetime, *, as_json: bool) -> None:
    expires = made.expires_at.astimezone(now.tzinfo)
    if as_json:
        told = {"code": shown(made.code), "role": made.role.value, "unit": made.unit_name}
        console.result_json({**told, "expires_at": expires.isoformat(), "link": link})
        return
    console.result(f"Mã mời: {shown(made.code)}")
    if link is not None:
        console.result(f"Đường dẫn: {link}")
    console.result(f"Vai trò: {texts.role_of(made.role, made.unit_name)}")
    console.result(
        f"Dùng một lần, đến {texts.moment(expires)}: mở bot, gõ /thamgia rồi gửi mã này."
    )


def _write(path: Path, content: str) -> None:
    from handlers.render.qr import qr_png

    _save(path, qr_png(content))


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadInput(f"{path}: không ghi được ({error.strerror}).") from None


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise BadInput("tên chỉ gồm chữ, số, dấu chấm hoặc gạch nối, không có dấu cách.")


def _check_last(last: date | None, now: datetime) -> None:
    if last is not None and last < now.date():
        raise BadInput(f"--until: ngày {last:%d/%m/%Y} đã qua.")
