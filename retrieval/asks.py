"""What a question asks for, read off its form: who, when, how many, which not, compare, quote."""

import re
from enum import StrEnum

from retrieval.reading import Reading


class Ask(StrEnum):
    """One thing that a question asks for; a question may ask for several."""

    LEADS = "leads"
    COORDINATES = "coordinates"
    WHO = "who"
    WHEN = "when"
    AMOUNT = "amount"
    COUNT = "count"
    LIST = "list"
    MOST = "most"
    LEAST = "least"
    NEGATION = "negation"
    YES_NO = "yes_no"
    CLAIM = "claim"
    QUOTE = "quote"
    WHY = "why"
    WHERE = "where"
    COMPARE = "compare"
    OUTCOME = "outcome"
    DAYS_LEFT = "days_left"
    OVERDUE = "overdue"
    EXPECTED = "expected"
    UPCOMING = "upcoming"
    CONTAINS = "contains"
    DUTIES = "duties"
    INVOLVES = "involves"
    LOCATE = "locate"


class Element(StrEnum):
    """The sort of thing that is counted, listed or compared."""

    TASK = "task"
    TARGET = "target"
    UNIT = "unit"
    MILESTONE = "milestone"
    PART = "part"
    ITEM = "item"
    COMMUNE = "commune"
    BASIS = "basis"
    RECIPIENT = "recipient"
    DOCUMENT = "document"


_TAIL = re.compile(
    r"\s+(?:(?:co )?(?:phai|dung|chac|that|chuan)(?: la)? )?(?:hay )?(?:khong|chua|ha|nhi|chu|ho)"
    r"(?: (?:a|vay|nhi|ban|ad|em|the|ta|nua|ah|bot|anh|chi|sep|nao|day|do|roi|ha))*$"
)
_UNIT_NOUN = (
    r"(?:co quan|don vi|so|nganh|ban nganh|dau moi|ben|cap|phong|cuc"
    r"|(?<!chuc )(?<!nhiem )(?<!phuc )(?<!dich )(?<!cong )vu|to chuc|dia phuong)"
)
# "hạn" of time, not of drought ("chống hạn", "hạn hán") or of limits ("hạn chế", "hạn mức").
_TIME_LIMIT = (
    r"(?<!chong )(?<!kho )(?<!bi )(?<!do )(?<!mua )(?<!vung )(?<!gap )\bhan\b"
    r"(?! che| han| man| muc| ngach| nang\b| dien)"
)
_PATTERNS: dict[Ask, str] = {
    Ask.LEADS: (
        r"\bchu tri\b|\bdau moi\b|\bphu trach\b|\bdung (?:ra|dau)\b(?! nhiem)|lam chinh"
        r"|dam (?:nhiem|nhan)"
        r"|\bchiu trach nhiem\b|\bcam trich\b|\bai (?:la nguoi |se |phai |duoc giao )?(?:lam"
        r"|lo|thuc hien|trien khai)\b"
        r"|\bgiao (?:cho )?(?:ai|"
        + _UNIT_NOUN
        + r" nao)\b|\b(?:co quan|don vi) (?:nao )?thuc hien\b"
        r"|" + _UNIT_NOUN + r" nao (?:se |phai )?(?:lam|lo|thuc hien|trien khai)\b|\bdung ten\b"
        r"|\b(?:thuc hien|dung|vai) chinh\b"
        r"|\blanh dao thuc hien\b"
        r"|\bthuc hien (?:may|bao nhieu|nhung|cac) (?:nhom|nhiem vu)\b|\bnhom nao (?:lo|lam"
        r"|thuc hien|phu trach)\b|\bthuoc (?:ve )?(?:ai|" + _UNIT_NOUN + r" nao)\b|\bve tay ai\b"
    ),
    Ask.COORDINATES: r"\bphoi hop\b|\bcung (?:lam|thuc hien) voi ai\b|\bphu (?:giup|voi)\b",
    Ask.WHO: r"(?<!\bcha )(?<!\bchang )(?<!\bkhong )(?<!\bcha co )\bai\b(?! cung| deu)|"
    + _UNIT_NOUN
    + r" nao\b|"
    + _UNIT_NOUN
    + r" gi\b|(?<!can )\bbo nao\b|\bnguoi nao\b|\bdoi tuong nao\b",
    Ask.WHEN: (
        r"\bkhi nao\b|\bkhi mo\b|\bchung (?:mo|nao)\b|\bhoi nao\b|\bbao gio\b|\bluc nao\b"
        r"|\b(?:ngay|thang|nam|quy|dip) (?:nao|may)\b"
        r"|\bhan chot\b|\bhan cuoi\b|\bthoi han\b"
        r"|\bthoi gian\b|\bmoc\b|" + _TIME_LIMIT + r"|\bthoi diem\b|\bmay thang nua\b|\bbao lau\b"
        r"|\bke tu\b.*\bnao\b|\bhan may\b|\bdeadline\b"
        r"|\b(?:tien do|lo trinh) (?:nao|ra sao|the nao|nhu the nao|gi)\b"
    ),
    Ask.AMOUNT: (
        r"\bbao nhieu(?: phan tram)?\b|\bmay phan tram\b|\b(?:ti|ty) le (?:la |nao|may|phai)"
        r"|\bmuc nao\b|\bcon so\b|\bmay %|\bchi tieu (?:la |gi)\b"
    ),
    Ask.COUNT: r"\b(?:may|bao nhieu|so luong|tong so|tong cong|dem)\b",
    Ask.LIST: (
        r"\bneu (?:cac|nhung)\b|^(?:cac|nhung)\b|\b(?:xem|biet) (?:cac|nhung)\b|\bliet ke\b"
        r"|\bke (?:ten|ra|het|day du|cac|nhung|giup|dum|cho|do)\b|\bdanh sach\b"
        r"|\bgom (?:nhung |cac )?(?:gi|ai|nao)?\b|\bnhung\b|\bneu (?:ten|ro|ra|het)\b"
        r"|\bnao\b|\bcac\b.*\bgi\b|\bke\b$|\bgi\b"
    ),
    Ask.MOST: (
        r"\b(?:nhieu|ton(?! it))\b(?: \w+){0,5} nhat\b"
        r"|\b(?:dat|cao|lon|muon|tre|dai|xa|rong|nang|to|nhanh"
        r"|manh) nhat\b"
        r"|\bcham nhat (?:la )?(?:viec|han|moc|nhom)"
        r"|\bcuoi cung\b|(?<!han )\bchot\b(?! nhom)|\bsau cung\b|\b(?:hon|qua) nua\b.*\bnhat\b"
    ),
    Ask.LEAST: (
        r"\bit\b(?: \w+){0,5} nhat\b"
        r"(?! (?:la |phai |den )?(?:bao nhieu|may|\d))|\b(?:gan|som)(?: \w+){1,3} nhat\b"
        r"|\b(?:thap|nho|be|som"
        r"|ngan|nhe|gan) nhat\b|\bdau tien\b"
        r"|\btruoc (?:tien|nhat)\b"
    ),
    Ask.NEGATION: (
        r"\bkhong (?:co|phai|duoc|can|neu|ghi|chu tri|phoi hop|lien quan|thuoc|bi|chiu"
        r"|tham gia|nam|giao|dinh|gan|dat|la|he|ro|noi|nhac|quy dinh|de cap|lam|xuat hien"
        r"|ap)\b"
        r"|\bchua (?:co|duoc|neu|ghi)\b|\bngoai (?:tru )?(?!ra\b)|\btru\b|\bvang mat\b"
        r"|\bdung ngoai\b|\bkhong (?:tinh|do|kem|dung|thay|ke)\b|\bkhong\b.*\bnao\b"
        r"|\bnao\b.*\bkhong\b"
    ),
    Ask.CLAIM: (
        r"\b(?:dung|phai|chuan|chinh xac|that) (?:la )?(?:khong|k|chua|chu|hong)\b"
        r"|\bco phai\b|\bphai chang\b|\bnghe (?:noi|bao|don|bao la)\b"
        r"|\bdung (?:khong|chu|chua)\b|\bphai khong\b|\bha$|\bnhi$|\bdung (?:ko|k)\b"
        r"|\bco dung\b|\bhinh nhu\b"
        r"|(?<!cha )(?<!chang )(?<!khong )\b(?:ai|ho|co nguoi|sep|chi|anh|ong|ba) (?:do )?"
        r"(?:bao(?! cao| gom| nhieu| gio| dam| ve| quan)"
        r"|noi|keu)\b|\bhay sao\b"
        r"|\broi con gi\b|\bla (?:du|dat|xong|duoc) (?:roi|con)\b"
        r"|\bhong ta\b|\bco that\b|\bnho (?:la|khong nham)\b|\bthay (?:ghi|noi|bao)\b"
    ),
    Ask.QUOTE: (
        r"\bnguyen (?:van|cau|si)\b|(?<!cam )\btrich\b|\bchep\b|\btung chu\b|\by nguyen\b"
        r"|\bnguyen (?:doan|ban|dong)\b|\bdoan (?:noi|viet|nao noi)\b|\bdung (?:nguyen|cau"
        r"|tung)\b|\b(?:viet|ghi) (?:the nao|nhu the nao|gi|sao|ra sao|cu the)\b"
        r"|\b(?:van ban|ke hoach) (?:viet|ghi)\b(?: ro)?(?: la)? (?:gi|the nao|sao)"
        r"|\bnguyen ban\b|\btoan van\b|\bdoc nguyen\b"
    ),
    Ask.WHY: (
        r"\btai sao\b|^sao\b|\bsao (?:bat|giao|cho|co|de|yeu|dat)\b|\bvi sao\b|\bsao (?:lai|ma"
        r"|phai|ke hoach|khong)\b|\bly do (?:gi|nao|vi sao)\b|\bvi ly do\b|\bco sao\b"
    ),
    Ask.WHERE: (
        r"\bo dau\b|\bcho nao\b|\bdia chi\b|\bdien thoai\b|\bduong day nong\b|\blien he\b"
        r"|\bgap ai\b|\bgoi (?:so |cho )?(?:nao|ai|dau)\b|\bemail\b|\bwebsite\b|\btrang web\b"
        r"|\bkenh nao\b|\b(?:vao|ve|gui|nop|len) dau\b|\btoi dau\b|\bcho ai\b"
        r"|\bvoi ai\b|\bai (?:nhan|tiep nhan"
        r"|giai quyet)\b"
    ),
    Ask.COMPARE: (
        r"\b(?:hon|kem)\b(?=.*\b(?:bao nhieu|may)\b)|\bchenh\b|\bco cung\b"
        r"|\bcung (?:mot )?(?:co quan|don vi|han|thoi han)\b|\bso sanh\b"
        r"|\bcai nao\b|\b(?:bang|nhu|trung|cung) nhau\b|(?<!ho )\bso voi\b"
        r"|\bkhac (?:nhau|gi(?: nhau)?|biet|the nao|voi|o)\b|\bgiong\b"
        r"|\b(?:yeu cau |doi (?:hoi )?|dat )?(?:cao|thap|nhieu"
        r"|it|som|muon|lon|nho|nhanh|cham)(?: \w+){0,3} hon\b|\btruoc hay sau\b|\bnao (?:truoc"
        r"|sau)\b|\bben nao\b"
    ),
    Ask.OUTCOME: (
        r"\bhien (?:tai|nay|gio|dang|da|thoi)\b|\bbay gio\b|\bgio (?:da|dang|dat|la)\b"
        r"|\bthuc te\b|\b(?:den|toi|cho den|tinh den) (?:nay|gio|hien|hom nay|thoi diem)\b"
        r"|\bket qua thuc hien\b|\bdang dat\b|\bda (?:dat|hoan thanh|xong|lam|trien khai"
        r"|giai ngan|dao tao|boi duong|giam|ky|nop|gui)\b"
        r"|\bxong (?:het )?chua\b|\bdat (?:duoc )?chua\b|\blam (?:toi|den) dau\b"
        r"|\b(?:hoan thanh|lam|trien khai|thuc hien) (?:duoc )?(?:chua|bao nhieu roi|may roi"
        r"|xong chua)\b|\broi$"
        r"|\b(?:gio|hien|nay|luc nay)\b(?: \w+){0,4} dang\b.*\b(?:bao nhieu|may)\b"
        r"|\bdang (?:con |bi )?(?:tre|ton|thieu|no|cham) (?:\w+ ){0,2}?(?:bao nhieu|may)\b"
        r"|\bnam (?:ngoai|truoc|vua roi)\b|\btuan truoc\b|\bvua qua\b"
    ),
    Ask.DAYS_LEFT: (
        r"\bcon (?:lai )?(?:may|bao nhieu|bao lau)\b|\b(?:may|bao nhieu) (?:ngay|bua|hom|tuan"
        r"|thang) nua\b|\bcon bao\b|\bcon kip\b|\bqua han (?:bao lau|may|bao nhieu)\b"
        r"|\bqua (?:may|bao nhieu) ngay\b|\btre (?:may|bao nhieu) ngay\b|\bbao lau nua\b"
    ),
    Ask.OVERDUE: (
        r"\b(?:qua|tre|het|lo|qua mat|da qua|da het|vuot|loi|tre) (?:thoi )?(?:han|hen)\b"
        r"|\bqua deadline\b"
        r"|\bbi tre\b|\btre (?:chua|khong|roi)\b|\bmuon (?:chua|khong|roi)\b"
        r"|\bcham tien do\b|\bda (?:den|toi) han\b|\bden han chua\b|\bhet han chua\b"
    ),
    Ask.EXPECTED: (
        r"\b(?:le ra|dang le|dang ra)\b(?: \w+){0,5}? (?:xong|hoan thanh|hoan tat)\b"
        r"|\b(?:da phai|phai da|dang phai)(?: \w+){0,3}? (?:xong|hoan thanh|hoan tat)\b"
        r"|\bphai (?:lam )?(?:xong|hoan thanh|hoan tat) (?:het )?(?:roi|truoc luc nay)\b"
    ),
    Ask.UPCOMING: (
        r"\bsap (?:toi|den|het|phai|han)\b|\bsap toi\b|\btiep theo\b|\bke tiep\b|\bgan nhat\b"
        r"|\bchua (?:den|toi|het|qua) han\b|\bcon (?:han|hieu luc)\b|\bden han\b|\btoi han\b"
        r"|\bchuan bi den\b|\b(?:moc|han|viec) nao nua\b"
    ),
    Ask.CONTAINS: (
        r"\b(?:co|chua|nhac|ghi|noi|dung|de cap|neu|xuat hien|dat|yeu cau) (?:den |toi |ve "
        r"|ro )?(?:chu|tu|cum tu|so|con so|muc|den|toi|ve)\b|\bde cap\b|\bnhac (?:den|toi)\b"
        r"|\blien quan (?:den|toi)\b"
    ),
    Ask.DUTIES: (
        r"\b(?:lam|phai lam|can lam|duoc giao|giao|trach nhiem|viec|nhiem vu|vai tro|lo"
        r"|dam nhan)\b.*\b(?:gi|nao|nhung|rieng|ra sao|the nao)\b|\bnhung viec\b|\bviec cua\b"
        r"|\bnhiem vu (?:cua|rieng)\b|\b(?:trach nhiem|vai) cua\b|\bvai tro\b"
        r"|\bchuc nang\b|\bco (?:viec|nhiem vu) (?:gi|nao)\b|\blam gi\b|\bco phan\b"
        r"|\bcan lam\b|\bphai lam\b"
    ),
    Ask.INVOLVES: (
        r"\btham gia\b|\blien quan\b|\bdinh (?:den|toi)\b|\bgop mat\b|\bduoc (?:neu|nhac) ten\b"
        r"|\bneu ten\b|\bxuat hien\b|\bco (?:mat|ten)\b|\bcung voi ai\b|\bvoi (?:ai|nhung ai"
        r"|don vi nao|co quan nao)\b"
    ),
}
_ELEMENTS: dict[Element, str] = {
    Element.COMMUNE: (
        r"\b(?:bao nhieu|may|tong (?:so|cong)|so luong|nhung|cac|danh sach"
        r"|ke ten) (?:don vi hanh chinh |don vi )?(?:cap )?(?:xa|phuong)\b(?! hoi)"
    ),
    Element.TARGET: (
        r"\bchi tieu\b|\bmuc tieu cu the\b|\b(?:diem|muc tieu) (?:trong|cua|o|thuoc|nao (?:trong"
        r"|cua|o|thuoc)) muc tieu\b|\bmuc tieu\b(?! tong quat)(?=.*\b(?:may|bao nhieu|nao"
        r"|liet ke|ke|nhung)\b)"
    ),
    Element.TASK: (
        r"\bnhom (?:nhiem vu|viec)\b|\bnhom\b|\bnhiem vu\b|\bdau viec\b|\bgiai phap\b"
        r"|\bcong viec\b|\bviec\b"
    ),
    Element.MILESTONE: (
        r"\bmoc\b|\bthoi han\b|" + _TIME_LIMIT + r"|\bdeadline\b|\bthoi gian\b|\bthoi diem\b"
    ),
    Element.PART: r"\b(?:may|bao nhieu|nhung|cac) phan\b(?! tram)|\bphan (?:nao|lon)\b",
    Element.BASIS: (
        r"\bcan cu\b(?! vao tinh hinh)|\bco so phap ly\b|\bdua (?:tren|vao)(?: \w+){0,2} (?:van ban"
        r"|luat|quy dinh|quyet dinh|dau|gi)\b"
    ),
    Element.RECIPIENT: (
        r"\bnoi nhan\b|\bgui (?:\w+ )?de (?:bao cao|b/c)\b"
        r"|\bgui (?:cho )?(?:nhung )?(?:ai|noi nao)\b.*\b(?:van ban|ke hoach)\b"
        r"|\b(?:duoc |co )gui (?:ban )?(?:ke hoach|van ban|kh)\b"
        r"|\b(?:van ban|ke hoach)(?: nay)? (?:co )?(?:duoc )?gui (?:cho|den|toi)\b|\b(?:van ban"
        r"|ke hoach)(?: nay)? (?:duoc )?gui (?:\S+ ){0,3}?(?:cho |den |toi |di )?(?:nhung "
        r"|cac )?(?:ai|dau|noi nao|co quan nao|don vi nao)\b"
    ),
    Element.UNIT: (
        r"\bdau moi\b|\b(?:co quan|don vi|so nganh|so|to chuc|ben)\b(?= nao| gi|$| duoc| chu tri"
        r"| phoi hop| co | khong)|\b(?:may|bao nhieu|nhung|cac) (?:co quan|don vi|so|dau moi"
        r"|nganh|ben|nganh)\b"
    ),
    Element.ITEM: (
        r"\b(?:may|bao nhieu|nhung|cac) (?:diem|khoan|muc|y|yeu cau|muc dich|noi dung|gach"
        r"|gach dau dong|doan|buoc|linh vuc|bien phap|dieu)\b"
    ),
    Element.DOCUMENT: (
        r"\bvan ban nao\b|\b(?:may|nhung|cac) van ban\b|\bluat nao\b|\bnghi (?:quyet|dinh) nao\b"
        r"|\bquyet dinh nao\b"
    ),
}
_ASKS = {ask: re.compile(pattern) for ask, pattern in _PATTERNS.items()}
_KINDS = {kind: re.compile(pattern) for kind, pattern in _ELEMENTS.items()}
_YES_NO = re.compile(r"\b(?:khong|chua|ha|nhi|chu)$|\bco\b.*\b(?:khong|chua)\b")
_LOCATES = re.compile(
    r"\b(?:nằm|ghi|nói|nhắc|nêu|đề cập|viết)(?: ở| tại| trong)? (?:nhóm|mục|phần|điểm"
    r"|khoản|điều"
    r"|chỗ|đâu)\b|\bđặt(?: ở| tại| trong)? (?:nhóm|mục(?! tiêu)|phần|điểm|khoản|điều)\b"
    r"|\b(?:mục|điểm|phần|chỗ|khoản) nào (?:nói|ghi|nhắc|quy định|nêu|đề cập)\b"
)
# "lắm" is written like "làm" without its accents, so it counts only where it is typed with them.
_PLENTY = re.compile(r"(?<!\w)(?:lắm|đông|dày)(?: \w+){0,4} nhất(?!\w)")
_CHOICE = re.compile(
    r"\b(?:khong|chua) (?=hay (?:chi|la|van|do|ca|chu|phai|cung)\b)|\b(?:khong|chua) hay\b"
)
_UNSURE_TAIL = {Ask.NEGATION}


def asks_of(reading: Reading) -> frozenset[Ask]:
    """Return everything that `reading` asks for by its form."""
    plain = reading.plain
    body = without_tail(plain)
    asks = {
        ask
        for ask, pattern in _ASKS.items()
        if pattern.search(_without_choice(body) if ask in _UNSURE_TAIL else plain)
    }
    if _PLENTY.search(reading.accented):
        asks.add(Ask.MOST)
    if _LOCATES.search(reading.accented):
        asks.add(Ask.LOCATE)
    if body != plain or _YES_NO.search(plain):
        asks.add(Ask.YES_NO)
    return frozenset(asks)


def elements_of(reading: Reading) -> frozenset[Element]:
    """Return the sorts of things that `reading` speaks of."""
    return frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(reading.plain))


_NOISE = (
    Ask.WHEN,
    Ask.DAYS_LEFT,
    Ask.AMOUNT,
    Ask.COUNT,
    Ask.CLAIM,
    Ask.WHY,
    Ask.QUOTE,
    Ask.COMPARE,
    Ask.EXPECTED,
)


def asking_spans(plain: str) -> list[tuple[int, int]]:
    """Return where in the folded question stand words that only ask: "còn mấy ngày", "sao lại"."""
    return [match.span() for ask in _NOISE for match in _ASKS[ask].finditer(plain)]


def _without_choice(plain: str) -> str:
    """Return the folded question without "không hay": a choice between two is no negation."""
    return _CHOICE.sub(" hay ", plain)


def without_tail(plain: str) -> str:
    """Return the folded question without a closing "phải không", "đúng không ạ", "chưa"."""
    return _TAIL.sub("", plain)
