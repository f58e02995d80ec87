"""`congvu backup` and `congvu restore`: a copy of the database to keep apart, and back again."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import console
from bot.failures import BadInput
from bot.keys import data_keys
from bot.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="Tệp sẽ ghi.", show_default=False)],
) -> None:
    """Sao lưu cơ sở dữ liệu vào một tệp, bot vẫn chạy; khoá không nằm trong tệp."""
    if file.exists():
        raise BadInput(f"{file} đã có; chọn tên khác.")
    from bot.wiring import open_house
    from services.backups import back_up

    with open_house() as house:
        manifest = back_up(house.services.database, file, datetime.now(UTC))
    console.result(f"Đã sao lưu vào {file}.")
    console.progress(
        f"Tệp cần khoá {', '.join(manifest.keys)} để đọc; hãy giữ khoá ở nơi khác với tệp này."
    )


def restore(
    file: Annotated[Path, typer.Argument(help="Tệp do `congvu backup` tạo.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
) -> None:
    """Phục hồi cơ sở dữ liệu từ bản sao lưu; ai đã xin xoá sau đó thì lại được xoá."""
    if not file.is_file():
        raise BadInput(f"không có tệp {file}.")
    settings = load_settings()
    keys = data_keys(settings, development=True)
    _ask(yes)
    from db.sealing import KeyRing
    from services.backups import restore as put_back

    restored = put_back(settings.database(), KeyRing(keys), file)
    zone_day = f"{restored.made_at:%d/%m/%Y %H:%M} UTC"
    console.result(f"Đã phục hồi bản sao lưu lúc {zone_day}.")
    if restored.erased_again:
        console.result(f"Đã xoá lại dữ liệu của {restored.erased_again} người theo ý họ.")
    if not restored.knew_erasures:
        console.progress(
            "Lưu ý: không đọc được danh sách xoá của cơ sở dữ liệu trước đó, nên yêu cầu xoá sau "
            "lúc sao lưu không được thực hiện lại."
        )


def _ask(yes: bool) -> None:
    if yes:
        return
    if not console.is_terminal():
        raise BadInput("phục hồi sẽ thay dữ liệu đang có; thêm --yes.")
    typer.confirm("Thay toàn bộ dữ liệu đang có bằng bản sao lưu này?", abort=True, err=True)
