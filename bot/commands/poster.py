"""`congvu admin poster`: the sheet on a commune's wall that leads to feedback about it."""

from pathlib import Path
from typing import Annotated

import typer

from bot import console
from bot.failures import BadInput


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("poster")(poster)


def poster(
    unit: Annotated[str, typer.Option(help="Mã đơn vị.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Ghi vào tệp này, đuôi .png hoặc .pdf.")],
    bot_name: Annotated[
        str | None, typer.Option(help="Tên bot trên Telegram, khi bot chưa chạy lần nào.")
    ] = None,
) -> None:
    """Làm áp phích A4 có mã QR: quét là mở phản ánh về đúng đơn vị."""
    if out.suffix.lower() not in (".png", ".pdf"):
        raise BadInput("--out: tệp phải có đuôi .png hoặc .pdf.")
    from bot.wiring import open_house
    from handlers.render.poster import poster_picture
    from handlers.texts.receipts import poster_link

    with open_house() as house:
        found = house.services.directory.unit(unit)
        known = bot_name or house.services.installation.bot_name()
    if known is None:
        raise BadInput("chưa biết tên bot: hãy chạy `congvu serve` một lần, hoặc thêm --bot-name.")
    picture = poster_picture(found.name, poster_link(known.removeprefix("@"), found.code))
    try:
        out.write_bytes(picture if out.suffix.lower() == ".png" else _as_pdf(picture))
    except OSError as error:
        raise BadInput(f"{out}: không ghi được ({error.strerror}).") from None
    console.result(f"Áp phích của {found.name}: {out}")


def _as_pdf(picture: bytes) -> bytes:
    """Return a PDF file of one page of A4 with the picture on it."""
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(picture)) as sheet:
        page = Image.new("RGB", (sheet.width, round(sheet.width * 2**0.5)), "white")
        page.paste(sheet, (0, max(0, (page.height - sheet.height) // 2)))
    out = BytesIO()
    # 210 millimetres wide.
    page.save(out, "PDF", resolution=page.width / 8.27)
    return out.getvalue()
