"""What is politely not answered, orders hidden in questions, and small talk."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from domain.answers import AnswerStatus
from domain.vietnamese import fold
from knowledge.provinces import provinces_in
from retrieval.draft import Draft
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.terms import Term

_ORDERS = re.compile(
    r"\b(?:bo qua|quen|phot lo|khong can theo|ngung tuan|huy|xoa) (?:het |moi |tat ca "
    r"|toan bo |cac |nhung )*(?:huong dan|chi dan|quy tac|luat le|lenh|yeu cau|chi thi truoc"
    r"|rang buoc|gioi han|prompt)[^.!?\n:;]*"
    r"|\bignore (?:all |the |any )*(?:previous|prior|above)?[^.!?\n:;]*instructions?[^.!?\n:;]*"
    r"|\b(?:tu (?:gio|bay gio|nay)|ke tu bay gio|hay|ban) (?:hay |phai |chi |se )?(?:tra loi"
    r"|noi|khang dinh|xac nhan|viet|bao)(?: (?:rang|la|luon la))?\b|\bcu (?:tra loi|noi"
    r"|bao) (?:la|rang)\b|\b(?:quen|bo)(?: het| di)? (?:luat|quy tac|lenh|huong dan) (?:cu"
    r"|truoc)\b"
    r"|\b(?:ban|may|bot) (?:bay gio |gio |tu gio )?(?:la|dong vai|gia vo|gia lam"
    r"|hay dong vai)(?: mot)? (?:tro ly khac|hacker|lap trinh vien|dan|admin"
    r"|quan tri)[^.!?\n:;]*"
    r"|\b(?:system|developer|admin|root) ?(?:prompt|mode|override)?:|\b(?:che do"
    r"|mode) (?:nha phat trien|developer|debug|quan tri)[^.!?\n:;]*|\bdan mode\b"
    r"|\bjailbreak\b|\bact as\b[^.!?\n:;]*"
)
_SECRETS = re.compile(
    r"\b(?:mat khau|password|api ?key|token|khoa (?:bi mat|ma hoa|api|rieng)|secret"
    r"|data_keys|system prompt|prompt (?:he thong|goc)|chi dan he thong|huong dan he thong"
    r"|ma nguon|source code|bien moi truong|file cau hinh|co so du lieu cua (?:ban|bot|may)"
    r"|\.env|noi dung prompt|cau hinh (?:he thong|bot|may chu))\b"
)
_OTHERS = re.compile(
    r"\b(?:so )?(?:cccd|can cuoc|cmnd|chung minh (?:thu|nhan dan)|tai khoan ngan hang"
    r"|dien thoai rieng|dia chi nha)\b(?: \w+){0,3} (?:cua|ong|ba|anh|chi|dong chi)\b"
    r"|\b(?:nguoi khac|ai do|nguoi dung|anh|chi|ong|ba|dong nghiep|sep|chu tich|can bo"
    r"|cong chuc|nhan vien|lanh dao|nguoi)\b(?: \w+){0,6} (?:da |tung |vua )(?:hoi|chat"
    r"|tra cuu|nhan|tim)\b(?! dong)|\b(?:hoi|chat|nhan)(?: \w+){0,3} (?:bot|voi ban"
    r"|ban nhung gi|cau gi|nhung cau)\b(?<!toi hoi bot)"
    r"|\blich su (?:hoi|chat|tro chuyen|tra cuu|cau hoi|hoi dap)\b.*\b(?:cua|nguoi|anh|chi"
    r"|ong|ba)\b|\b(?:xem|cho|doc) (?:tin nhan|cau hoi|lich su|phan anh|don|ho so ca nhan"
    r"|so dien thoai|dia chi nha|can cuoc|cccd|luong) cua\b|\bai (?:da |la nguoi )?(?:gui"
    r"|viet|to cao|phan anh|khieu nai|lam) (?:don|phan anh|to cao|khieu nai|don to cao)\b"
    r"|\bai (?:da )?(?:to cao|phan anh|hoi|khieu nai) (?:toi|minh|ong|ba|anh|chi|ve|bot)\b"
    r"|\bdanh sach (?:nguoi (?:dung|gui|phan anh|to cao)|nhung nguoi)\b"
    r"|\b(?:liet ke|cho|ke|neu|xem|doc)\b(?: \w+){0,2} (?:ten|danh tinh|danh sach)\b"
    r".*\b(?:bi|da|tung) (?:ky luat|xep loai|khien trach|canh cao|phan anh|to cao|danh gia"
    r"|phe binh|cach chuc|cho nghi|tinh gian|thoi viec)\b"
    r"|\b(?:ai|nguoi nao|can bo nao|nhung ai) (?:o |cua |trong )?(?:xa|phuong|co quan|don vi)"
    r" (?:toi|minh|em|ta|nay)\b.*\bbi (?:ky luat|xep loai|khien trach|canh cao|phan anh"
    r"|to cao|phe binh)\b"
)
_VERDICT = re.compile(
    r"\b(?:tham nhung|an hoi lo|nhan hoi lo|bat tai|vo dung|xung dang|yeu kem|luoi bieng|dang tin"
    r"|tin duoc|trong sach|uy tin|tot khong|gioi khong|co (?:tot|gioi|nang luc|kem)|lam duoc viec"
    r"|lam sai|vi pham|co toi|tot hay|cham diem|nhan xet|danh gia|nghi (?:gi|sao|the nao)"
    r"|nen (?:cach chuc|dieu chuyen|ky luat|bai nhiem|bi)|cach chuc|bai nhiem|tu cach|pham chat)\b"
)
_ASKED_TO_JUDGE = re.compile(
    r"\b(?:nhan xet|danh gia|nghi (?:gi|sao|the nao)|cham diem|co (?:tham nhung|an hoi lo|bat tai"
    r"|tot|gioi|kem|xung dang)|nen (?:cach chuc|bai nhiem|ky luat))\b"
    r".*\b(?:ong|ba|anh|chi|dong chi|chu tich|pho chu tich|bi thu|giam doc|truong phong)\b"
    r"|\b(?:ong|ba|anh|chi|dong chi|chu tich|pho chu tich|bi thu|giam doc|truong phong)\b"
    r"(?: \w+){0,6} (?:co (?:tham nhung|an hoi lo|bat tai|tot khong|gioi khong|xung dang)"
    r"|tham nhung|bat tai|vo dung|nen bi)\b"
)
_NAMED_PLAIN = re.compile(
    r"\b(?:ong|ba|anh|chi|dong chi|chu tich|pho chu tich|bi thu|giam doc|can bo|cong chuc) "
    r"((?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|truong|lam"
    r"|mai|trinh|doan|luong|ta|cao|chau|ha|quach|y|h) [a-z]+)\b"
)
_SURNAMES = frozenset(
    """nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương lâm mai
    trịnh đoàn lương tạ cao châu hà quách y h nguyên tran le pham hoang huynh phan vu vo dang bui
    do ho ngo duong ly dinh truong lam trinh luong ta chau ha quach""".split()  # noqa: SIM905
)
_NO_NAMES = frozenset(
    {"y tế", "đoàn thể", "đoàn xã", "lý lịch", "cao tuổi", "đoàn viên", "cao cấp"}
)
_INVENT = re.compile(
    r"\b(?:bia|bia ra|che ra|tu nghi|nghi ra|tuong tuong|phong doan|doan (?:thu|dai|xem|giup"
    r"|bua)|doan mot|uoc chung|ghi dai|viet dai|dien dai|cho dai|noi dai|dai mot"
    r")\b|\bcu (?:cho|noi|dua|viet) (?:dai|bua|dan|mot con so)\b"
)
_MADE_UP = re.compile(r"(?<!\w)tự (?:thêm|cho|điền)(?!\w)")
_NEUTRAL = re.compile(r"\b(?:ai ky|chu tich ubnd|la ai)\b")
_GOOD_OR_BAD = re.compile(
    r"\bco (?:tham nhung|an hoi lo|bat tai|tot|gioi|kem|xung dang|nang luc)\b(?: \w+)? khong\b"
)
_OTHER_TEXT = re.compile(
    r"\b(?:bo luat|luat|nghi dinh|thong tu|quyet dinh|nghi quyet|chi thi|hien phap|phap lenh"
    r"|cong van)\b(?! (?:so )?(?:nay|tren)\b)"
)
_BY_NUMBER = re.compile(
    r"\btheo (?:\w+ ){0,2}?(?:nghi dinh|luat|thong tu|quyet dinh|nghi quyet|chi thi)"
    r" (?:so )?(\d{1,4})\b"
)
_SAYS = re.compile(
    r"\b(?:dieu \d+|khoan \d+ dieu|noi (?:gi|sao|the nao)|quy dinh|ghi (?:gi|sao)|giao gi"
    r"|yeu cau gi|(?:de|dat|dua) ra|phat|cho phep|cam)\b"
)
_PROCEDURE = re.compile(
    r"\b(?:thu tuc|giay|giay to|ho so|dang ky|cap|xin|lam (?:giay|the|ho)|le phi|so do"
    r"|can cuoc|khai"
    r"|hon|thue|phep|bao hiem|tro cap|luong huu)\b"
)
# Errands of citizens: no plan tells how they are run, unless it speaks of them itself.
_ERRANDS = (
    *("khai sinh", "khai tử", "kết hôn", "ly hôn", "hộ khẩu", "tạm trú", "tạm vắng", "hộ chiếu"),
    *(
        "căn cước",
        "sang tên",
        "sổ đỏ",
        "sổ hồng",
        "bằng lái",
        "lái xe",
        "lý lịch tư pháp",
        "nhập khẩu",
    ),
    *("con nuôi", "độc thân", "công chứng", "di chúc", "thừa kế", "tách thửa", "nghĩa vụ quân sự"),
    *("giấy phép xây dựng", "giấy phép kinh doanh", "phạt nguội", "đăng kiểm", "quốc tịch"),
)
_ANGRY = re.compile(
    r"(?<!\w)(?:ngu|ngu ngốc|óc chó|đồ điên|vô dụng|cút|im đi|tệ quá|chán quá|dở quá)(?!\w)"
)
_GREETING = re.compile(
    r"^(?:xin chao|chao|hello|hi|alo|hey|chao (?:ban|bot|ad|em|anh|chi|ca nha"
    r"|moi nguoi))(?: \w+){0,2}$"
)
_THANKS = re.compile(
    r"^(?:da |ok |oke |vang |uh )*(?:cam on|thanks|thank you|tks|ok|oke|da|vang|tot|hay qua"
    r"|tuyet)(?: \w+){0,4}$"
)
_WHO_ARE_YOU = re.compile(
    r"\b(?<!van )(?:ban|bot|may|ad|em) (?:la ai|ten (?:la )?gi|la gi|lam duoc (?:gi|nhung gi)"
    r"|giup duoc gi|biet (?:lam )?gi|co the lam gi|dung de lam gi)\b"
    r"|(?<!van )\bban la (?:nguoi|robot|may|ai)\b"
)

_OFFICE = (
    r"(?:pho )?(?:giam doc|bi thu|chanh (?:van phong|thanh tra)|truong (?:phong|ban|thon|buon)"
    r"|chu tich (?:hdnd|hoi dong|xa|phuong|(?:ubnd|uy ban \w+) (?:xa|phuong)))"
)
_HOLDER = re.compile(
    rf"\b{_OFFICE}\b.*\b(?:la (?:ai|ong nao|ba nao)|ten (?:la )?gi)\b"
    rf"|\bai (?:dang )?(?:la|lam|giu chuc) {_OFFICE}\b"
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A question without the orders hidden in it; `found` tells whether there were any."""

    text: str
    found: bool


def strip_orders(raw: str, plain: str) -> Stripped:
    """Take out orders to the machine ("bỏ qua mọi hướng dẫn…"); the rest is a question.

    `plain` is `raw` folded letter by letter, so that what matches there is cut from `raw`.
    """
    if len(raw) != len(plain):
        return Stripped(raw, False)
    kept, position = [], 0
    for match in _ORDERS.finditer(plain):
        kept.append(raw[position : match.start()])
        position = match.end()
    kept.append(raw[position:])
    if position == 0:
        return Stripped(raw, False)
    return Stripped(_without_ordered(raw, kept, plain), True)


def _without_ordered(raw: str, kept: list[str], plain: str) -> str:
    """Return what is asked beside the order: other sentences if there are, else the rest."""
    sentences = re.split(r"(?<=[.!?;\n])\s+", raw)
    folded = re.split(r"(?<=[.!?;\n])\s+", plain)
    if len(sentences) == len(folded):
        clean = [s for s, f in zip(sentences, folded, strict=True) if not _ORDERS.search(f)]
        if any(len(s.split()) >= 3 for s in clean):
            kept = clean
    return re.sub(r"\s+", " ", " ".join(kept)).strip(" .,:;!?\"'“”-")


def is_secret(text: str) -> bool:
    """Tell whether `text` asks for what belongs to the system alone."""
    named = re.search(r"\.env\b|api[ _-]?key|DATA_KEYS", text, re.IGNORECASE)
    return bool(named or _SECRETS.search(fold(text)))


def declined(frame: Frame) -> Draft | None:
    """Decline secrets, other people's data, verdicts on people and invented figures, or pass."""
    plain = frame.plain
    if _SECRETS.search(plain) or is_secret(frame.reading.raw):
        return _refuse("Tôi không cung cấp mật khẩu, khóa hay cấu hình của hệ thống.")
    if _OTHERS.search(plain):
        return _refuse(
            "Tôi không cho xem câu hỏi, phản ánh hay thông tin riêng của người khác, "
            "dù người đó là ai."
        )
    if _judges_person(frame):
        return _refuse(
            "Tôi không nhận xét hay kết luận về một người cụ thể. Tôi trả lời được về nhiệm vụ, "
            "thời hạn và quy định trong các văn bản đã nạp."
        )
    if _INVENT.search(plain) or _MADE_UP.search(frame.reading.accented):
        return _refuse(
            "Tôi không bịa hay phỏng đoán số liệu. Tôi chỉ nêu điều có trong các văn bản đã nạp."
        )
    return None


def _judges_person(frame: Frame) -> bool:
    """Tell whether a verdict is asked on somebody: by name, or on the holder of an office."""
    if _NEUTRAL.search(frame.plain):
        return bool(_GOOD_OR_BAD.search(frame.plain) and _ASKED_TO_JUDGE.search(frame.plain))
    by_name = _names_person(frame) and bool(_VERDICT.search(frame.plain))
    return by_name or bool(_ASKED_TO_JUDGE.search(frame.plain))


def _names_person(frame: Frame) -> bool:
    """Tell whether a form of address is followed by what looks like a person's name."""
    match = re.search(
        r"\b(?:[ÔôOo]ng|[Bb]à|[Aa]nh|[Cc]hị|[Đđ]ồng chí|[Cc]hủ tịch|[Bb]í thư"
        r"|[Gg]iám đốc)\s+(?:[A-ZĐÂĂÔƠƯÊ]\w*\s*){1,4}",
        frame.reading.raw,
    )
    if match is not None:
        return True
    named = _NAMED_PLAIN.search(frame.plain)
    return named is not None and not _are_common_words(frame, named.span(1))


def _are_common_words(frame: Frame, span: tuple[int, int]) -> bool:
    """Tell whether what looks like a name is read as words: "cán bộ làm việc", "cán bộ y tế"."""
    first, second = (frame.reading.words[i] for i in sorted(frame.reading.at([span])))
    if any(word.typed[:1].isupper() for word in (first, second)):
        return False
    return first.reading not in _SURNAMES or f"{first.reading} {second.reading}" in _NO_NAMES


def small_talk(frame: Frame) -> Draft | None:
    """Answer a greeting, thanks or "who are you", or pass."""
    if _WHO_ARE_YOU.search(frame.plain):
        return Draft(
            (
                "Tôi là Trợ lý Công vụ: trả lời về nhiệm vụ, thời hạn và quy định trong "
                "các văn bản đã nạp, kèm đúng mục, điểm để đối chiếu. Tôi không phải là người "
                "và không thay cơ quan có thẩm quyền.",
            )
        )
    if _ANGRY.search(frame.reading.accented):
        return _refuse(
            "Tôi xin lỗi nếu câu trả lời chưa giúp được ông/bà. "
            "Ông/bà hỏi lại giúp theo cách khác, hoặc nêu rõ nhiệm vụ, thời hạn, quy định cần biết."
        )
    if _GREETING.search(frame.plain):
        return Draft(
            ("Xin chào! Ông/bà muốn hỏi gì về nhiệm vụ, thời hạn hay chỉ tiêu trong kế hoạch?",)
        )
    if _THANKS.search(frame.plain):
        return Draft(("Rất vui được hỗ trợ. Ông/bà cần hỏi thêm điều gì cứ nhắn.",))
    return None


def foreign_text(frame: Frame, facts: Facts) -> Draft | None:
    """Refuse what another law or decree says, since its text is not loaded, or pass."""
    match = _OTHER_TEXT.search(frame.plain)
    asks_inside = bool(frame.missing) or bool(_SAYS.search(frame.plain))
    if _names_uncited(frame, facts):
        asks_inside = True
    if match is None or not asks_inside or facts.document.info.kind in {"luật", "nghị định"}:
        return None
    if re.search(r"\b(?:ke hoach|van ban nay)\b", frame.plain):
        return None
    return _missing(
        "Toàn văn văn bản ông/bà hỏi chưa được nạp nên tôi không trả lời được nội dung của nó. "
        "Người quản trị có thể nạp văn bản, hoặc ông/bà tra "
        "Cơ sở dữ liệu quốc gia về văn bản pháp luật."
    )


def _names_uncited(frame: Frame, facts: Facts) -> bool:
    """Tell whether an answer is wanted by a numbered document that this one does not even cite."""
    match = _BY_NUMBER.search(frame.plain)
    return match is not None and not any(
        re.match(rf"{match.group(1)}\b", cited.number) for cited in facts.document.cited
    )


def _refuse(line: str) -> Draft:
    return Draft((line,), (), AnswerStatus.REFUSED)


def office_holder(frame: Frame, facts: Facts) -> Draft | None:
    """Say that no document tells who holds an office today, or pass; a signer's is told."""
    title = fold(facts.document.info.signer_title)
    if not _HOLDER.search(frame.plain) or (title and title in frame.plain):
        return None
    line = "Các văn bản đã nạp không nêu ai đang giữ chức vụ này."
    return Draft((line,), (), AnswerStatus.REFUSED, is_missing=True)


def errand(frame: Frame, facts: Facts) -> bool:
    """Tell whether the question is about an errand of which the document does not speak."""
    return any(_is_said(name, frame, facts) and not _speaks_of(name, facts) for name in _ERRANDS)


def _is_said(name: str, frame: Frame, facts: Facts) -> bool:
    """Tell whether the question says `name`; typed plain, "so do" may be "sở đó" or "đổi số do"."""
    start = frame.reading.find(name)
    if start is None:
        return False
    words = frame.reading.words
    if any(word.settled for word in words[start : start + len(name.split())]):
        return True
    before = words[start - 1].folded if start else ""
    other = frame.focus.document or facts.index.knows(f"{before} {words[start].folded}")
    return name in frame.reading.accented and not other


def _speaks_of(name: str, facts: Facts) -> bool:
    pairs = [f"{a} {b}" for a, b in pairwise(name.split())]
    return all(facts.index.holds(Term(fold(pair), pair, 1.0, 0)) for pair in pairs)


def other_province(frame: Frame, facts: Facts) -> Draft | None:
    """Say whose document this is when the question is about another province, or pass."""
    info = facts.document.info
    held = " ".join((info.issuer, info.title, *(u.name for u in facts.document.units)))
    others = [name for name in provinces_in(frame.reading.raw) if fold(name) not in fold(held)]
    others = [o for o in others if not any(o in p.text for p in facts.document.by_key.values())]
    if not others:
        return None
    return _missing(
        f"{facts.name} đang có là của {info.issuer}; các văn bản đã nạp không nói về {others[0]}."
    )


def _missing(line: str) -> Draft:
    """Refuse for want of a document, so that a person may ask to be told when there is one."""
    return replace(_refuse(line), is_missing=True)


def unreadable() -> Draft:
    """Ask for a question in words."""
    return _refuse(
        "Tôi chưa thấy câu hỏi. Ông/bà gõ giúp câu hỏi bằng chữ, ví dụ: “Nhiệm vụ 2 ai chủ trì?”."
    )


def outside(frame: Frame, names: str, issuer: str) -> Draft:
    """Say that the loaded documents do not hold the answer, and what can be done."""
    line = f"Các văn bản đã nạp ({names}) không có nội dung này nên tôi không trả lời."
    if _PROCEDURE.search(frame.plain):
        line += (
            " Về thủ tục hành chính, mời hỏi Bộ phận Một cửa của xã, phường "
            "hoặc tra Cổng Dịch vụ công quốc gia."
        )
    elif issuer:
        line += f" Ông/bà có thể hỏi {issuer} hoặc đề nghị người quản trị nạp thêm văn bản."
    return _missing(line)
