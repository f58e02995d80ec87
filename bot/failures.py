"""What went wrong, in words for the person at the command line, with the exit status."""

from bot.settings import WrongSettings
from domain.errors import (
    AnotherDocumentHeld,
    AppendixNeedsDocument,
    BrokenKnowledge,
    ConcurrentChange,
    CongvuError,
    CopyFault,
    DataKeysMissing,
    DocumentUnnamed,
    DuplicateUnit,
    NotAllowed,
    NotAName,
    NotDemo,
    ReplacementNeedsConsent,
    RoleGone,
    StorageFault,
    StorageUnavailable,
    UnitNeeded,
    UnknownDocument,
    UnknownUnit,
    UnreadableDocument,
    UnsealingFailed,
    UnsourcedContact,
    UnusableCopy,
    UnusableModel,
    UnusableRoster,
    UnusableVectors,
)

FAILURE = 1
BAD_INPUT = 2

_STORAGE = {
    StorageFault.LOCKED: "cơ sở dữ liệu {place} đang bị chương trình khác khoá; thử lại sau.",
    StorageFault.READ_ONLY: "không ghi được vào {place}; cấp quyền ghi hoặc đổi VAR_DIR.",
    StorageFault.UNREACHABLE: "không mở được cơ sở dữ liệu {place}; xem DATABASE_URL, máy chủ.",
    StorageFault.REFUSED: "cơ sở dữ liệu {place} từ chối; xem tên, mật khẩu trong DATABASE_URL.",
    StorageFault.NOT_A_FOLDER: "{place} không phải thư mục; đổi VAR_DIR.",
    StorageFault.NOT_A_DATABASE: "{place} không phải cơ sở dữ liệu SQLite, hoặc đã hỏng.",
    StorageFault.FULL: "hết chỗ trên đĩa của {place}.",
    StorageFault.NEWER: "cơ sở dữ liệu {place} do bản chương trình mới hơn tạo; hãy cập nhật.",
    StorageFault.BAD_ADDRESS: "{place} không phải địa chỉ SQLite hay PostgreSQL.",
    StorageFault.FAILED: "cơ sở dữ liệu {place} báo lỗi; chạy `congvu doctor` để kiểm tra.",
}


_MODEL = {
    "not fetched": "chưa tải về; chạy `congvu model use TÊN` trước.",
    "pyvi": "cần gói pyvi để tách từ; cài bằng `pip install pyvi`.",
    "sentence-transformers": "cần sentence-transformers; chạy `./run setup` (không --lite).",
}
_NOT_DEMO = (
    "cơ sở dữ liệu này có người dùng thật; `admin grant` và `admin revoke` chỉ dành cho bản dùng "
    "thử, người thật vào bằng `admin invite`."
)
_PEOPLE: dict[type[CongvuError], str] = {
    RoleGone: "người này không giữ vai trò đó.",
    NotAName: "tên người chỉ gồm chữ, dấu cách, dấu chấm, gạch nối; 2–60 chữ.",
    NotAllowed: "không được làm việc này.",
}
_CONTACT = {
    "value": "nội dung liên hệ phải có, một dòng, không quá 300 chữ.",
    "source": "mỗi liên hệ phải ghi nguồn (--source), một dòng, không quá 300 chữ.",
    "kind": "loại liên hệ: phone, address, email, website, hours, head.",
    "checked_on": "--checked: ngày kiểm tra không thể ở tương lai.",
}
_VECTORS = {
    "server": "không có máy chủ Chroma trả lời ở CHROMA_URL; xem địa chỉ và máy chủ.",
    "broken": "thư mục vectơ thiếu hoặc hỏng; chạy `congvu index` để dựng lại.",
    "model": "chưa tải mô hình đã dựng chỉ mục; xem EMBEDDING_MODEL, `congvu model use`.",
    "other model": "chỉ mục dựng bằng mô hình khác EMBEDDING_MODEL; chạy `congvu index`.",
    "training": "huấn luyện vectơ không thành; xem bộ nhớ của máy rồi chạy lại `congvu index`.",
}
_VECTORS_WRONG = "không dùng được; chạy `congvu index` để dựng lại."
_COPY = {
    CopyFault.NOT_OURS: "{place} không phải bản sao lưu do `congvu backup` tạo.",
    CopyFault.BROKEN: "{place} đã hỏng hoặc bị sửa; không phục hồi gì.",
    CopyFault.NEWER: "{place} do bản chương trình mới hơn tạo; hãy cập nhật chương trình trước.",
    CopyFault.OTHER_KIND: "{place} là của loại cơ sở dữ liệu khác; xem DATABASE_URL.",
    CopyFault.IN_USE: "{place} đang có chương trình dùng; dừng bot rồi chạy lại.",
    CopyFault.NO_PROGRAM: "cần {place} của PostgreSQL (apt-get install postgresql-client).",
    CopyFault.UNWRITABLE: "không ghi được {place}.",
}
_MODEL_WRONG = "không tải hoặc không dùng được; kiểm tra tên và mạng."


class BadInput(CongvuError):
    """Input that a command cannot use; the message tells what and what to do."""


def _people(error: RoleGone | NotAName | NotAllowed | UnsourcedContact) -> str:
    if isinstance(error, UnsourcedContact):
        return _CONTACT[error.fault]
    return _PEOPLE[type(error)]


def explain(error: CongvuError) -> tuple[tuple[str, ...], int]:
    """Return the lines that tell an error, and the exit status that goes with it."""
    match error:
        case BadInput():
            return (str(error),), BAD_INPUT
        case WrongSettings():
            return error.faults, FAILURE
        case BrokenKnowledge():
            return error.faults, FAILURE
        case UnreadableDocument():
            return (error.reason,), BAD_INPUT
        case ReplacementNeedsConsent():
            line = f"đã có toàn văn {error.document}; thêm --yes để thay bằng tệp này."
            return (line,), BAD_INPUT
        case AppendixNeedsDocument():
            line = f"đây chỉ là phụ lục của {error.document}; hãy nạp toàn văn của nó trước."
            return (line,), BAD_INPUT
        case AnotherDocumentHeld():
            line = f"mã {error.document} đang là của một văn bản khác; chọn mã khác cho --id."
            return (line,), BAD_INPUT
        case DocumentUnnamed():
            return ("văn bản không cho biết số, ký hiệu; thêm --id MÃ.",), BAD_INPUT
        case ConcurrentChange():
            return ("có lệnh khác vừa ghi cùng lúc; hãy chạy lại.",), FAILURE
        case UnknownDocument():
            line = f"chưa có văn bản {error.document}; xem `congvu documents`."
            return (line,), BAD_INPUT
        case StorageUnavailable():
            return (_STORAGE[error.fault].format(place=error.place),), FAILURE
        case UnknownUnit():
            return (f"không có đơn vị mã {error.code}; xem `congvu admin unit list`.",), BAD_INPUT
        case DuplicateUnit():
            return (f"mã đơn vị {error.code} đã có.",), BAD_INPUT
        case UnitNeeded():
            return (f"vai trò {error.role} thuộc một đơn vị; thêm --unit MÃ.",), BAD_INPUT
        case NotDemo():
            return (_NOT_DEMO,), BAD_INPUT
        case RoleGone() | NotAName() | NotAllowed() | UnsourcedContact():
            return (_people(error),), BAD_INPUT
        case UnusableRoster():
            return error.faults, BAD_INPUT
        case UnusableModel():
            return (f"mô hình {error.name}: {_MODEL.get(error.reason, _MODEL_WRONG)}",), FAILURE
        case UnusableVectors():
            words = _VECTORS.get(error.fault, _VECTORS_WRONG)
            return (f"vectơ: {words} Trong lúc ấy vẫn tìm theo từ ngữ.",), FAILURE
        case UnusableCopy():
            return (_COPY[error.fault].format(place=error.place),), _copy_status(error.fault)
        case DataKeysMissing():
            return (_missing_keys(error),), FAILURE
        case UnsealingFailed():
            line = (
                f"không khoá nào trong DATA_KEYS mở được dữ liệu đã niêm phong ({error.place}); "
                "hãy thêm lại khoá cũ vào cuối DATA_KEYS."
            )
            return (line,), FAILURE
        case _:
            return ("việc không thành; chạy `congvu doctor` để kiểm tra.",), FAILURE


def _missing_keys(error: DataKeysMissing) -> str:
    keys = ", ".join(
        f"{mark} ({count} mục)" if count else mark for mark, count in error.missing.items()
    )
    if error.is_rotating:
        return (
            f"DATA_KEYS thiếu khoá còn đang niêm phong dữ liệu: {keys}. Hãy thêm lại khoá đó vào "
            "cuối DATA_KEYS rồi chạy `congvu admin rotate-keys`."
        )
    return (
        f"DATA_KEYS không có khoá nào của cơ sở dữ liệu này; cần khoá {keys}. Hãy đặt lại đúng "
        "khoá cũ, hoặc dùng VAR_DIR, DATABASE_URL khác."
    )


def _copy_status(fault: CopyFault) -> int:
    is_input = fault in (CopyFault.NOT_OURS, CopyFault.BROKEN, CopyFault.OTHER_KIND)
    return BAD_INPUT if is_input else FAILURE
