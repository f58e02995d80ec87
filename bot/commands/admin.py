"""`congvu admin`: units and how they are reached, people, keys, the audit log."""

import re
from typing import Annotated
from uuid import uuid4

import typer

from bot import console
from bot.commands import people, poster
from bot.commands.custodian import custodian_key, open_name
from bot.commands.inputs import read_day
from bot.commands.keys import rotate_keys
from bot.failures import FAILURE, BadInput
from domain.contacts import ContactKind


def register(app: typer.Typer) -> None:
    """Add the commands."""
    units = typer.Typer(help="Đơn vị hành chính.", rich_markup_mode=None)
    units.command("list")(list_units)
    units.command("add")(add_unit)
    contacts = typer.Typer(help="Danh bạ của đơn vị, có nguồn và ngày.", rich_markup_mode=None)
    contacts.command("list")(list_contacts)
    contacts.command("add")(add_contact)
    group = typer.Typer(help="Đơn vị, danh bạ, người dùng, khoá, nhật ký.", rich_markup_mode=None)
    group.add_typer(units, name="unit")
    group.add_typer(contacts, name="contact")
    people.register(group)
    poster.register(group)
    group.command("audit")(check_audit)
    group.command("rotate-keys")(rotate_keys)
    group.command("custodian-key")(custodian_key)
    group.command("open-name")(open_name)
    app.add_typer(group, name="admin")


def list_units(
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON mỗi dòng.")] = False,
) -> None:
    """Liệt kê các đơn vị theo mã."""
    from bot.wiring import open_house

    with open_house() as house:
        for unit in house.services.administration.units():
            if as_json:
                told = {"code": unit.code, "name": unit.name, "kind": unit.kind}
                console.result_json({**told, "parent": unit.parent})
            else:
                console.result(f"{unit.code:<8} {unit.name}")


def add_unit(
    code: Annotated[str, typer.Argument(help="Mã đơn vị.", show_default=False)],
    name: Annotated[str, typer.Argument(help="Tên đơn vị.", show_default=False)],
    kind: Annotated[str, typer.Option(help="Loại, ví dụ sở, xã, phường.")] = "đơn vị",
    parent: Annotated[str | None, typer.Option(help="Mã đơn vị cấp trên.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Tên gọi khác; nhắc lại được.")] = None,
) -> None:
    """Thêm một đơn vị."""
    code, name = code.strip(), name.strip()
    if not re.fullmatch(r"[A-Z0-9&.-]{1,40}", code):
        raise BadInput("mã đơn vị chỉ gồm chữ hoa không dấu và số.")
    if not name:
        raise BadInput("thiếu tên đơn vị.")
    from bot.wiring import open_house
    from services.administration import Unit
    from services.rights import OPERATOR

    unit = Unit(code, name, kind, parent, tuple(alias or ()))
    with open_house() as house:
        add = house.services.administration.add_unit
        add(OPERATOR, unit, house.now(), f"cli:{uuid4().hex}")
    console.result(f"Đã thêm {name} ({code}).")


def list_contacts(
    unit: Annotated[str, typer.Argument(help="Mã đơn vị.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON mỗi dòng.")] = False,
) -> None:
    """Liệt kê danh bạ của một đơn vị."""
    from bot.wiring import open_house

    with open_house() as house:
        for one in house.services.directory.contacts(unit):
            day = one.checked_on.isoformat()
            if as_json:
                told = {"unit": one.unit, "kind": one.kind, "value": one.value}
                console.result_json({**told, "source": one.source, "checked_on": day})
            else:
                console.result(f"{one.kind:<8} {one.value} (nguồn: {one.source}; {day})")


def add_contact(
    unit: Annotated[str, typer.Argument(help="Mã đơn vị.", show_default=False)],
    kind: Annotated[ContactKind, typer.Argument(help="Loại.", show_default=False)],
    value: Annotated[str, typer.Argument(help="Nội dung.", show_default=False)],
    source: Annotated[str, typer.Option(help="Nguồn: văn bản, trang web.", show_default=False)],
    checked: Annotated[str, typer.Option(help="Ngày kiểm tra (YYYY-MM-DD).", show_default=False)],
) -> None:
    """Thêm một mục vào danh bạ của đơn vị; phải có nguồn và ngày kiểm tra."""
    day = read_day(checked, "--checked")
    assert day is not None
    from bot.wiring import open_house
    from services.directory import Contact
    from services.rights import OPERATOR

    contact = Contact(unit, kind, value, source, day)
    with open_house() as house:
        add = house.services.directory.add_contact
        add(OPERATOR, contact, house.now(), f"cli:{uuid4().hex}")
    console.result(f"Đã thêm vào danh bạ của {unit}.")


def check_audit(
    expect: Annotated[
        str | None, typer.Option(metavar="SỐ:DẤU", help="Dấu đã ghi lại lần trước.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In một giá trị JSON.")] = False,
) -> None:
    """Kiểm tra nhật ký không bị sửa và in dấu hiện tại, để ghi lại ở nơi khác."""
    from bot.wiring import open_house
    from services.audit_log import read_head

    known = None if expect is None else read_head(expect)
    if expect is not None and known is None:
        raise BadInput("--expect: cần dạng SỐ:DẤU như lệnh này đã in ra.")
    with open_house() as house:
        checked = house.services.audit.check(known)
    head = str(checked.head) if checked.head else "0:"
    if as_json:
        told = {"head": head, "whole": checked.is_whole, "broken_at": checked.broken_at}
        console.result_json(told)
    else:
        console.result(head)
    if checked.broken_at is not None:
        console.fault(f"nhật ký bị sửa từ mục {checked.broken_at}.")
    elif checked.lacks_known_head:
        console.fault("nhật ký không còn mục đã ghi lại: có phần bị cắt hoặc bị thay.")
    if not checked.is_whole:
        raise typer.Exit(FAILURE)
