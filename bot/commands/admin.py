"""`congvu admin`: units of the administration, roles of demo people, and keys."""

import re
from dataclasses import asdict
from typing import Annotated
from uuid import uuid4

import typer

from bot import console
from bot.commands.custodian import custodian_key
from bot.commands.inputs import read_day
from bot.commands.keys import rotate_keys
from bot.failures import BadInput
from domain.roles import Role

_NAME = re.compile(r"[\w.-]{1,60}")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    units = typer.Typer(help="Đơn vị hành chính.", rich_markup_mode=None)
    units.command("list")(list_units)
    units.command("add")(add_unit)
    group = typer.Typer(help="Đơn vị, người dùng và khoá.", rich_markup_mode=None)
    group.add_typer(units, name="unit")
    group.command("grant")(grant)
    group.command("rotate-keys")(rotate_keys)
    group.command("custodian-key")(custodian_key)
    app.add_typer(group, name="admin")


def list_units(
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON mỗi dòng.")] = False,
) -> None:
    """Liệt kê các đơn vị theo mã."""
    from bot.wiring import open_house

    with open_house() as house:
        for unit in house.services.administration.units():
            if as_json:
                console.result_json(asdict(unit))
            else:
                console.result(f"{unit.code:<8} {unit.name}")


def add_unit(
    code: Annotated[str, typer.Argument(help="Mã đơn vị.", show_default=False)],
    name: Annotated[str, typer.Argument(help="Tên đơn vị.", show_default=False)],
    kind: Annotated[str, typer.Option(help="Loại, ví dụ sở, xã, phường.")] = "đơn vị",
    parent: Annotated[str | None, typer.Option(help="Mã đơn vị cấp trên.")] = None,
) -> None:
    """Thêm một đơn vị."""
    code, name = code.strip(), name.strip()
    if not re.fullmatch(r"[A-Z0-9&.-]{1,40}", code):
        raise BadInput("mã đơn vị chỉ gồm chữ hoa không dấu và số.")
    if not name:
        raise BadInput("thiếu tên đơn vị.")
    from bot.wiring import open_house
    from services.administration import Unit

    unit = Unit(code, name, kind, parent)
    with open_house() as house:
        house.services.administration.add_unit(unit, f"cli:{uuid4().hex}")
    console.result(f"Đã thêm {name} ({code}).")


def grant(
    name: Annotated[str, typer.Argument(help="Tên người dùng thử.", show_default=False)],
    role: Annotated[Role, typer.Argument(help="Vai trò.", show_default=False)],
    unit: Annotated[str | None, typer.Option(help="Mã đơn vị.")] = None,
    until: Annotated[str | None, typer.Option(help="Đến hết ngày (YYYY-MM-DD).")] = None,
) -> None:
    """Giao vai trò cho một người dùng thử (chỉ ở cơ sở dữ liệu dùng thử)."""
    if not _NAME.fullmatch(name):
        raise BadInput("tên chỉ gồm chữ, số, dấu chấm hoặc gạch nối, không có dấu cách.")
    last = read_day(until, "--until")
    from bot.wiring import open_house

    with open_house() as house:
        now = house.now()
        if last is not None and last < now.date():
            raise BadInput(f"--until: ngày {last:%d/%m/%Y} đã qua.")
        granted = house.services.administration.grant(
            name, role, now, f"cli:{uuid4().hex}", unit_code=unit, until=last
        )
    of_unit = f" của đơn vị {granted.unit_code}" if granted.unit_code else ""
    console.result(f"{name} giữ vai trò {role.value}{of_unit}.")
