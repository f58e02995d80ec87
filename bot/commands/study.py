"""`congvu study`: the bank of study items as files, and what it lacks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from bot import console
from bot.commands.inputs import read_bytes
from bot.failures import BadInput
from domain.errors import ItemFileUnusable
from domain.study import ItemState, Skill
from handlers.texts import item_files as texts

if TYPE_CHECKING:
    from domain.study import Item
    from services.item_exchange import Understood

_Json = Annotated[bool, typer.Option("--json", help="In một giá trị JSON.")]
_Document = Annotated[str | None, typer.Option(help="Mã văn bản (slug).")]
_Skill = Annotated[Skill | None, typer.Option(help="Kỹ năng.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help="Ngân hàng câu hỏi tự học.", rich_markup_mode=None)
    group.command("import")(import_items)
    group.command("export")(export_items)
    group.command("gaps")(gaps)
    app.add_typer(group, name="study")


def import_items(
    file: Annotated[Path, typer.Argument(help="Tệp .xlsx, .gift hoặc .txt (Aiken, GIFT).")],
    document: _Document = None,
    path: Annotated[str, typer.Option(help="Mục, điều mà các câu dựa vào.")] = "",
    skill: _Skill = None,
    difficulty: Annotated[int, typer.Option(min=1, max=3, help="Độ khó.")] = 2,
    author: Annotated[str, typer.Option(help="Người soạn.")] = "",
    yes: Annotated[bool, typer.Option(help="Nhận các câu tốt dù tệp có chỗ sai.")] = False,
    as_json: _Json = False,
) -> None:
    """Nhận câu hỏi từ tệp làm bản nháp; chỗ sai được nêu theo dòng."""
    from bot.wiring import open_house
    from services.item_exchange import LARGEST
    from services.item_files.parts import Source
    from services.rights import OPERATOR

    content = read_bytes(file, LARGEST)
    source = Source(document or "", path, skill or Skill.PLAN, difficulty, author)
    with open_house() as house:
        now, services = house.now(), house.services
        try:
            read = services.item_exchange.read(OPERATOR, file.name, content, source, now)
        except ItemFileUnusable as error:
            raise BadInput(f"{file}: {texts.UNUSABLE[error.fault]}") from None
        if not as_json:
            _tell(read)
        kept = read.items if yes or not read.faults else _agreed(read)
        stored = services.bank.add(OPERATOR, kept, now, f"cli:{uuid4().hex}") if kept else None
    if as_json:
        console.result_json(_values(read, len(kept)))
    elif stored is None:
        console.result(texts.NOTHING_KEPT)
    else:
        console.result(texts.stored(stored.added, stored.changed))


def _tell(read: "Understood") -> None:
    for fault in read.faults:
        console.progress(texts.row(fault))
    for fault in read.lacking:
        console.progress(texts.lacking_row(fault))


def _agreed(read: "Understood") -> "tuple[Item, ...]":
    if not read.items:
        return ()
    if not console.is_terminal():
        raise BadInput(texts.needs_yes(len(read.items), len(read.faults)))
    question = texts.sure_to_keep(len(read.items), len(read.faults))
    return read.items if typer.confirm(question, err=True) else ()


def _values(read: "Understood", kept: int) -> dict[str, object]:
    return {
        "items": len(read.items),
        "kept": kept,
        "faults": [{"row": one.row, "fault": one.words} for one in read.faults],
        "lacking": [{"row": one.row, "fault": one.words} for one in read.lacking],
    }


def export_items(
    file: Annotated[Path, typer.Argument(help="Tệp .xlsx, .gift hoặc .txt (Aiken).")],
    document: _Document = None,
    skill: _Skill = None,
    state: Annotated[ItemState | None, typer.Option(help="Trạng thái; bỏ trống là tất cả.")] = None,
) -> None:
    """Ghi câu hỏi ra tệp; đọc lại cho đúng các câu ấy."""
    from bot.wiring import open_house
    from services.item_exchange import kind_of
    from services.rights import OPERATOR

    kind = kind_of(file.name)
    if kind is None:
        raise BadInput(f"{file}: tên tệp phải kết thúc bằng .xlsx, .gift hoặc .txt.")
    with open_house() as house:
        written = house.services.item_exchange.write(
            OPERATOR, kind, house.now(), document=document, skill=skill, state=state
        )
    try:
        file.write_bytes(written.content)
    except OSError as error:
        raise BadInput(f"{file}: không ghi được ({error.strerror}).") from None
    console.result(texts.written(str(file), written.items, written.left_out))


def gaps(as_json: _Json = False) -> None:
    """Cho biết ngân hàng có gì theo kỹ năng và văn bản, và còn thiếu gì."""
    from bot.wiring import open_house
    from handlers.texts.study_gaps import gap_lines, gap_values
    from services.rights import OPERATOR

    with open_house() as house:
        found = house.services.item_exchange.coverage(OPERATOR, house.now())
    if as_json:
        console.result_json(gap_values(found))
        return
    for line in gap_lines(found):
        console.result(line)
