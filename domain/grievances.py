"""What a free text sounds like: an experience with officials, praise, a formal complaint, danger.

A text is read folded, without accents, as many people type it. It sounds like feedback when three
things come together: somebody of an office, something that the plan's list of conduct names in
people's own words, and that it happened, to the writer or at some time. A question about rules
has at most two of them.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.cases import CaseKind, Conduct
from domain.vietnamese import clean, fold


class FormalKind(StrEnum):
    """What a text may be by law instead of feedback, with a way of its own."""

    COMPLAINT = "khiếu nại"
    DENUNCIATION = "tố cáo"


@dataclass(frozen=True, slots=True)
class Sound:
    """What a text sounds like."""

    kind: CaseKind
    conduct: Conduct


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


_TIMES = r"(?:hai|ba|bon|nam|sau|bay|may|nhieu|hang chuc|\d+)"
_VERY = "(?:rat |qua |cuc ky |het suc )?"
_TO_ME = (
    r"(?:toi|em|tui|minh|chung toi|ba con|nguoi dan|dan|chung em|me toi|bo toi|vo toi|chong toi)"
)
_OFFICE = _any(
    *("can bo", "cong chuc", "vien chuc", "nhan vien", "mot cua", "uy ban", "ubnd", "chu tich"),
    *("pho chu tich", "lanh dao", "dia chinh", "tu phap", "ho tich", "cong an", "ke toan"),
    *("van thu", "tiep dan", "trung tam", "xa", "phuong", "truong phong", "bi thu", "so nha"),
    *("nguoi tiep nhan", "quay so", "tru so", "co quan", "chuyen vien", "truong thon"),
)
_CONDUCT = {
    Conduct.ARROGANCE: _any(
        *("hach dich", "cua quyen", "quan lieu", "quat", "quat nat", "nat", "chui", "chui boi"),
        *("bi mang", rf"mang (?:{_TO_ME}|vao mat|xoi xa|nhiec)"),
        *("to tieng", "lon tieng", "coi thuong", "khinh", "vo le", "noi trong khong", "gat gong"),
        rf"thai do {_VERY}(?:kem|te|loi lom|xau|khong tot|coi|kho chiu|ban on|hong hach)",
        *("xua duoi", rf"duoi {_TO_ME}", "hong hach", "thieu ton trong", "cau gat", "cuoi nhao"),
    ),
    Conduct.HARASSMENT: _any(
        *("gay kho(?: de)?", "gay phien ha", "phien ha", "sach nhieu", "nhung nhieu", "vu vinh"),
        *("voi (?:tien|vinh|qua)", "doi (?:tien|them tien|phong bi|boi duong|lot tay|qua|chi)"),
        *(
            "phong bi",
            "lot tay",
            "(?:dua|chi|cho|phai co) boi duong",
            "lam kho",
            "hanh (?:ha|toi|dan|ba con|ho|nhau)",
            "hoanh hoe",
        ),
        rf"bat {_TO_ME} (?:\w+ ){{0,2}}(?:ve|di|lam lai|nop lai|bo sung|quay lai|len|xuong|chay)",
        rf"(?:ve|di|di lai|quay lai|chay|den|len|tra ve|bo sung) (?:\w+ ){{0,2}}{_TIMES} lan",
        r"khong (?:chiu )?(?:noi|bao|huong dan|giai thich) (?:\w+ ){0,2}(?:ro|thieu|gi|ly do)",
    ),
    Conduct.AVOIDANCE: _any(
        *("dun day", "ne tranh", "tranh ne", "thoai thac", "ngo lo", "lo di", "day qua day lai"),
        *(
            r"chi (?:\w+ ){0,2}(?:qua|sang) (?:\w+ ){0,4}(?:qua|sang)",
            "khong ai (?:nhan|giai quyet|tra loi|tiep)",
        ),
        *(
            "khong chiu (?:nhan|giai quyet|tiep|tra loi|ky|lam)",
            "khong nghe may",
            "tu choi (?:nhan|tiep)",
        ),
        *("da qua da lai", "day trach nhiem", "chay lang vang", "im lang", "khong tra loi"),
    ),
    Conduct.DELAY: _any(
        *(
            "cham tre",
            "cham chap",
            "tre hen",
            "qua hen",
            "keo dai",
            "ngam",
            "ngam ho so",
            "hen lan",
        ),
        *(
            "hen di hen lai",
            "hen lai",
            "hen hoai",
            "het hen",
            "cham (?:giai quyet|tra|xu ly|lam|cap)",
        ),
        r"chua (?:\w+ ){0,3}(?:giai quyet|tra|nhan duoc|xong|co ket qua|lam|cap|ai)",
        *(rf"cho (?:mai|hoai|ca|hon|gan|den|{_TIMES} (?:ngay|tuan|thang|tieng|gio|buoi))",),
        *(rf"{_TIMES} (?:ngay|tuan|thang|nam) (?:roi|nay|qua|troi)", "lau (?:qua|lam)"),
    ),
    Conduct.ETHICS: _any(
        *(
            "say ruou",
            "say xin",
            "uong ruou",
            "nhau",
            "danh bac",
            "choi game",
            "luot (?:web|dien thoai)",
        ),
        *("bo vi tri", "bo truc", "vang mat", "di muon", "di tre", "ve som", "khong co mat"),
        *(
            "gian doi",
            "bia dat",
            "nham nhi",
            "quay roi",
            "thien vi",
            "noi tuc",
            "mui ruou",
            "bam dien thoai",
        ),
    ),
}
_PRAISE = _any(
    *("khen", "khen ngoi", "cam on", "biet on", "tan tinh", "nhiet tinh", "chu dao", "niem no"),
    *("rat tot", "nhanh chong", "tuyet voi", "hai long lam", "tan tam", "chu tam"),
)
_NOT_PRAISE = _any("khong", "chua", "chang", "thieu", "kem", "nhung")
_MINE = _any(_TO_ME, "gia dinh toi", "nha toi", "nha em", "con toi", "ho so cua toi", "ho")
_HAPPENED = _any(
    *("ca (?:ngay|tuan|thang|buoi|sang|chieu|nam)", "moi lan", "bi", "lien tuc", "lien tiep"),
    *(
        r"da (?:\w+ ){0,6}roi",
        "roi ma",
        "roi",
        "mai",
        "hoai",
        rf"{_TIMES} lan",
        rf"{_TIMES} lan roi",
    ),
    *("hom qua", "hom nay", "hom kia", "hom truoc", "hom no", "hom noi", "sang nay", "chieu nay"),
    *("chieu qua", "sang qua", "tuan truoc", "tuan nay", "thang truoc", "thang nay", "vua roi"),
    *(
        "vua (?:\\w+ )?(?:xong|qua|bi)",
        "moi day",
        "den gio",
        "den nay",
        "toi gio",
        "van chua",
        "ngay nao cung",
    ),
    *(
        r"ngay \d{1,2}",
        r"luc \d{1,2} ?(?:h|gio)",
        "nhieu lan",
        "lan nao cung",
        "lien tuc",
        "bi",
        "lien tiep",
    ),
)
_ASKS = _any(
    *(
        "(?<!co )(?<!khong )(?<!chang )ai",
        "(?<!mat )bao nhieu",
        "khi nao",
        "o dau",
        "the nao",
        "ra sao",
        "la gi",
        "may ngay",
        "bao lau",
    ),
    *("phai khong", "duoc khong", "co duoc", "dieu nao", "muc nao", "nhung gi", "gom gi", "can gi"),
    *(
        "quy dinh",
        "co phai",
        "thi sao",
        "co bi",
        "bi xu ly",
        "xu phat",
        "chi tieu",
        "ke hoach",
        "nhiem vu",
    ),
    *("co quyen", "co cam", "co the", "luat", "nham", "hay la", "bn", "bao nhiu"),
    *("han may", "may gio", "viec gi", "don vi nao", "co quan nao", "nao", "muc tieu", "neu"),
)
_ASKS_AT_END = re.compile(r"\b(?:khong|ko|k|hong|hok|khong a|nhi|chua)[\s?.!]*$")
# Whoever was treated so and asks what to do wants to be heard as much as to be told.
_WANTS_HELP = _any(
    *("lam sao", "lam gi", "lam the nao", "phan anh", "bao (?:cho )?ai", "bao len", "keu ai"),
    *("gui o dau", "bao o dau", "giai quyet giup", "goi so nao"),
)
_DENOUNCES = _any(
    *("to cao", "don to cao", "nhan hoi lo", "an hoi lo", "tham o", "tham nhung", "lap khong"),
    *("an chan", "bien thu", "chiem doat", "lam gia ho so", "khai khong"),
)
_COMPLAINS = _any(
    *("khieu nai", "don khieu nai", "khoi kien"),
    r"khong dong y (?:voi )?(?:quyet dinh|muc boi thuong|viec thu hoi|phuong an)",
    r"quyet dinh (?:\w+ ){0,6}(?:trai luat|trai phap luat|sai luat|khong dung luat)",
    r"(?:huy|thu hoi|rut|xem lai) quyet dinh",
)
_DANGER = _any(
    *("cap cuu", "chay nha", "dang chay", "bi danh", "dang danh", "danh nguoi", "doa giet"),
    *(
        "de doa tinh mang",
        "nguy hiem den tinh mang",
        "tu tu",
        "chet nguoi",
        "bi nhot",
        "bi giam giu",
    ),
    *("tai nan", "duoi nuoc", "lu cuon", "cuop", "hiep"),
)


def sounds_like(text: str) -> Sound | None:
    """Return what kind of feedback a free text sounds like; None where it is none."""
    plain = fold(clean(text))
    conduct = _conduct(plain)
    is_office, is_mine = bool(_OFFICE.search(plain)), bool(_MINE.search(plain))
    if conduct is None:
        return _praise(plain, is_office, is_mine)
    happened = bool(_HAPPENED.search(plain))
    if _is_question(plain):
        is_told = is_mine and happened and is_office and bool(_WANTS_HELP.search(plain))
    else:
        is_told = (is_office and (is_mine or happened)) or (is_mine and happened)
    return Sound(CaseKind.REPORT, conduct) if is_told else None


def _is_question(plain: str) -> bool:
    return bool(_ASKS.search(plain) or _ASKS_AT_END.search(plain) or plain.endswith("?"))


def _conduct(plain: str) -> Conduct | None:
    """Return the conduct of which most is told, the graver one where two are even."""
    found = {one: len(words.findall(plain)) for one, words in _CONDUCT.items()}
    best = max(found, key=lambda one: found[one])
    return best if found[best] else None


def _praise(plain: str, is_office: bool, is_mine: bool) -> Sound | None:
    is_praise = _PRAISE.search(plain) and not _NOT_PRAISE.search(plain)
    is_told = is_office and is_praise and not _ASKS.search(plain)
    wishes = re.search(r"\b(?:khen|cam on|biet on)\b", plain)
    return Sound(CaseKind.PRAISE, Conduct.OTHER) if is_told and (is_mine or wishes) else None


def formal_kind(text: str) -> FormalKind | None:
    """Return whether a text may rather be a complaint or a denunciation in the sense of law."""
    plain = fold(clean(text))
    if _DENOUNCES.search(plain):
        return FormalKind.DENUNCIATION
    return FormalKind.COMPLAINT if _COMPLAINS.search(plain) else None


def is_danger(text: str) -> bool:
    """Tell whether somebody seems to be in danger just now."""
    return bool(_DANGER.search(fold(clean(text))))
