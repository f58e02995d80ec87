"""Files that editors and managers send: what was understood, and what came of it."""

from collections.abc import Iterator, Sequence

from domain.register import TextState
from handlers.render.markup import bold, escape, italic
from handlers.screens import shortened
from handlers.texts.changes import change_lines
from handlers.texts.names import day
from services.documents import IngestReport, Reading
from services.invitations import Wanted
from services.submissions import Lack, LoadedText

LOAD = "Nạp"
DROP = "Bỏ"
AS_PASSAGES = "Nạp thành các đoạn"
GIVE_NAME = "Đặt tên"
WHICH_NAME = "Xin gõ loại, số và năm của văn bản, ví dụ: Nghị định 30/2020/NĐ-CP."
NO_NAME = "Tên cần có chữ. Xin gõ lại, ví dụ: Nghị định 30/2020/NĐ-CP."
NAME_TAKEN = "Tên này đang là của một văn bản khác. Xin gõ tên khác."
READING = "Đang đọc tệp…"
TOO_LARGE = "Tệp lớn hơn 20 MB nên tôi không nhận được. Xin tách ra, hoặc nạp trên máy chủ."
DROPPED = "Đã bỏ tệp; không có gì thay đổi."
GONE = "Tệp này đã được nạp hoặc đã bỏ. Xin gửi lại nếu cần."
NOT_FETCHED = "Tôi chưa lấy được tệp từ kênh này. Xin gửi lại."
_LACKS = {
    Lack.STRUCTURE: (
        "Tôi không thấy mục, điều nào được đánh số trong tệp. Có thể nạp thành các đoạn: tìm và "
        "trích được, nhưng không trả lời theo điều, mục."
    ),
    Lack.NUMBER: (
        "Văn bản không nêu số, ký hiệu nên tôi chưa biết gọi là gì. Xin gửi bản có số, hoặc đặt "
        "tên cho văn bản."
    ),
}
_WARNINGS, _CHANGES, _LINE = 5, 8, 240

INVITE_ALL = "Mời tất cả"
INVITE_NONE = "Thôi"
INVITED_NONE = "Không mời ai; danh sách đã bỏ."
ROSTER_GONE = "Danh sách này không còn. Xin gửi lại tệp."
FORM = "Tệp mẫu"
FORM_NAME = "moi-nhieu-nguoi.xlsx"
CODES_NAME = "ma-moi.xlsx"
HOW_TO_INVITE_MANY = (
    "Mời nhiều người: điền tệp XLSX mẫu (Họ và tên, Vai trò, Mã đơn vị, Đến ngày) rồi gửi vào đây."
)
FORM_CAPTION = "Xin điền rồi gửi lại tệp này. Tối đa 500 dòng; bỏ dòng ví dụ."
CODES_CAPTION = "Mỗi dòng một mã mời, dùng một lần. Xin giữ kín và đưa tận tay từng người."
NOT_YOURS = (
    "Danh sách có vai trò hoặc đơn vị mà ông/bà không mời được. Lãnh đạo đơn vị chỉ mời cán bộ và "
    "bộ phận tiếp nhận của đơn vị mình. Không ai được mời."
)


def unreadable(reason: str) -> str:
    """Return why a file cannot be loaded."""
    return f"Không nạp được: {escape(reason)}"


def lack(what: Lack) -> str:
    """Return what a text lacks to be loaded as it is."""
    return _LACKS[what]


def preview(reading: Reading) -> str:
    """Return what was understood of a file and what loading it would change."""
    lines = [line for report in reading.reports for line in _understood(report)]
    for change in reading.changes:
        lines.append(bold(f"Thay đổi: {shortened(change.name, 120)}"))
        found = list(change_lines(change))
        lines += [f"• {escape(shortened(line, _LINE))}" for line in found[:_CHANGES]]
        if (more := len(found) - _CHANGES) > 0:
            lines.append(f"và {more} thay đổi nữa")
    return "\n".join(lines)


def loaded(texts: Sequence[LoadedText]) -> str:
    """Return that texts are loaded from now on."""
    return "\n".join(
        f"Đã có đúng văn bản này, không đổi gì: {escape(one.name)}."
        if one.is_unchanged
        else f"Đã nạp {bold(one.name)}. Từ nay tôi trả lời và trích theo văn bản này."
        for one in texts
    )


def roster(people: Sequence[Wanted]) -> str:
    """Return who is on a list, before anybody is invited."""
    names = [escape(one.name or "") for one in people[:10]]
    more = len(people) - len(names)
    rest = f" và {more} người nữa" if more > 0 else ""
    return f"Danh sách có {bold(f'{len(people)} người')}: {', '.join(names)}{rest}."


def wrong_roster(faults: Sequence[str]) -> str:
    """Return what is wrong with a list, row by row."""
    lines = "\n".join(f"• {escape(fault)}" for fault in faults)
    return f"Chưa mời ai vì danh sách có chỗ sai:\n{lines}"


def contents_of(report: IngestReport) -> str:
    """Return the counts that say something: of articles for a law, of tasks for a plan."""
    counts = (
        [(report.articles, "điều"), (report.clauses, "khoản"), (report.points, "điểm")]
        if report.articles is not None
        else [
            (report.tasks, "nhiệm vụ"),
            (report.duties, "việc"),
            (report.milestones, "mốc thời gian"),
            (report.targets, "chỉ tiêu"),
        ]
    )
    said = [f"{count} {name}" for count, name in counts if count]
    if report.appendices:
        said.append(f"{report.appendices} phụ lục")
    return ", ".join([*said, f"{report.provisions} mục tất cả"])


def _understood(report: IngestReport) -> Iterator[str]:
    kind = (report.kind or "văn bản").capitalize()
    number = f"số {report.number}" if report.number else "không nêu số"
    issued = day(report.issued) if report.issued else report.issued_text or "không nêu ngày"
    yield bold(f"{kind} {number}, {issued}")
    yield escape(shortened(report.title, 300))
    if report.issuer:
        yield f"Ban hành: {escape(report.issuer)}"
    if report.in_force_from:
        yield f"Hiệu lực từ {day(report.in_force_from)}"
    yield f"Gồm {contents_of(report)}."
    yield from _replaced(report)
    for warning in report.warnings[:_WARNINGS]:
        yield f"Lưu ý: {escape(shortened(warning, _LINE))}"
    if (more := len(report.warnings) - _WARNINGS) > 0:
        yield f"và {more} lưu ý nữa"


def _replaced(report: IngestReport) -> Iterator[str]:
    if report.is_unchanged:
        yield italic("Đã có đúng văn bản này; nạp lại không đổi gì.")
    elif report.replaces is TextState.LOADED:
        yield italic("Đã có một bản của văn bản này; bản mới được dùng, bản trước vẫn giữ.")
    elif report.replaces is TextState.DIGEST:
        yield italic("Bản tóm lược đang có sẽ nhường chỗ cho toàn văn này.")
