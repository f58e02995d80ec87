"""The grammar of body names, and their mentions in a text."""

import re
from collections.abc import Iterator
from functools import cache

from domain.register import Unit
from knowledge.parser.letters import LOWER, UPPER
from knowledge.units import UnitMention, fields, find_units, make_unit

_CAP = rf"[{UPPER}][^\W\d_]*"
_LOW = rf"[{LOWER}][^\W\d_]*"
# What a name of a body begins with; "Ban hành", "Báo cáo", "Hội nghị" begin no name.
HEADS = (
    "Sở|Bộ(?! phận)|Ban(?! hành)|UBND|HĐND|MTTQ|Mặt trận|VNPT|Viettel|Ủy ban|Uỷ ban|Hội đồng|"
    "Phòng(?!,? (?:chống|ngừa))|Công an|Thanh tra(?!,| việc)|Văn phòng|Trung tâm|Trường(?! hợp)|"
    "Hội(?! (?:nghị|thi|thảo|đàm))|Đoàn|Liên đoàn|Liên minh|Liên hiệp|Hiệp hội|Cục|Vụ|Chi cục|"
    "Tổng cục|Viện|Học viện|Bệnh viện|Kho bạc|Thuế|Bảo hiểm|Ngân hàng|Chi nhánh|Tỉnh ủy|Thành ủy|"
    "Tỉnh đoàn|Thành đoàn|Đảng ủy|Chi bộ|Báo(?! cáo)|Đài|Tòa án|Viện kiểm sát|Trạm|Thống kê|Quỹ|"
    "Chủ tịch|Giám đốc|Công ty|Tổng công ty|Tập đoàn|Doanh nghiệp|Điện lực|Bưu điện|Đồn|Hạt|Đội|"
    "Tổ(?! chức)|Hợp tác xã|HTX|Câu lạc bộ|Bộ đội|Bảo tàng|Thư viện|Nhà hát|Vườn [Qq]uốc gia"
)
# Bodies that are no proper names; in a list of bodies they stand beside those.
CROWD_HEADS = (
    "doanh nghiệp|hợp tác xã|lực lượng|bệnh viện|trạm y tế|trường học|nhà trường|đoàn thể|"
    "già làng|nhà mạng|chủ rừng|tổ (?:tham gia|công nghệ|bảo vệ)|ngân hàng|công ty"
)
# A name in words: "Văn hóa", "Văn hóa, Thể thao và Du lịch", "Phục vụ hành chính công".
_PLACE_NAME = rf"{_CAP}(?: {_CAP}){{0,3}}"
_LEVEL = (
    r"(?:cấp (?:xã|tỉnh|huyện)|(?:tỉnh|thành phố|huyện|xã|phường|thị xã|đặc khu)"
    rf"(?: {_PLACE_NAME}| này)?|Trung ương|trung ương|Chính phủ|Bộ"
    rf"|khu vực(?: (?:[IVX]+|\d+)(?!\w)| {_PLACE_NAME})?)"
)
_LONG_FORMS = {
    "UBND": "(?:UBND|[ỦUuủ][ỷyỶY] ban [Nn]hân dân)",
    "HĐND": "(?:HĐND|Hội đồng [Nn]hân dân)",
    "MTTQ": "(?:MTTQ|Mặt trận Tổ quốc)",
}
_SMALL_TAIL = (
    r"(?:các|và|của|tại|trên|trong|về|cho|theo|liên quan|có liên quan|chủ trì|phối hợp|đồng|cùng|"
    r"là|để|thực hiện|tham mưu|được|tổ chức|xây dựng|rà soát|hướng dẫn|triển khai|tiếp|tỉnh|xã|"
    r"phường)\b"
)
_SOCIETIES = (
    "Nông dân|Liên hiệp Phụ nữ|LHPN|Phụ nữ|Cựu chiến binh|Chữ thập đỏ|Luật gia|Người cao tuổi|"
    "Khuyến học|Đông y|Cựu thanh niên xung phong|Người khuyết tật|Nhà báo|Văn học Nghệ thuật|"
    "Nạn nhân chất độc da cam(?:/[Dd]ioxin)?|Cựu giáo chức|Doanh nhân trẻ|Nữ doanh nhân|Người mù|"
    "Bảo trợ người khuyết tật và trẻ mồ côi|Sinh viên|Làm vườn"
)
_COLLECTIVE = re.compile(
    rf"\b[Cc]ác (?P<head>[Ss]ở|[Bb]ộ|[Pp]hòng|[Bb]an)\s*:?\s+(?=[{UPPER}])(?P<list>[^;.:()]+)"
)


def units_in(text: str, units: tuple[Unit, ...]) -> tuple[str, ...]:
    """Return the ids of the units that `text` names, in order, each once."""
    return tuple(dict.fromkeys(mention.unit_id for mention in mentions_in(text, units)))


def mentions_in(text: str, units: tuple[Unit, ...]) -> tuple[UnitMention, ...]:
    """Return the mentions of units in `text`, with lists such as "các Sở: Nội vụ, Y tế"."""
    found = list(find_units(text, units))
    known = {unit.id for unit in units}
    for match in _COLLECTIVE.finditer(text):
        for name, start, end in _elided(match):
            unit_id = make_unit(name).id
            clash = [m for m in found if m.start < end and start < m.end]
            if unit_id in known:
                found = [m for m in found if m not in clash]
                found.append(UnitMention(unit_id, start, end, text[start:end]))
        opening = (match.start(), match.start("list"))
        found = [m for m in found if not (m.start == opening[0] and m.end <= opening[1])]
    return tuple(sorted(found, key=lambda mention: mention.start))


def names_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the names of single bodies in `text`."""
    return _name_pattern().finditer(text)


def elided_names(text: str) -> list[str]:
    """Return the full names in lists such as "các Sở: Nội vụ, Tài chính và Y tế"."""
    return [name for match in _COLLECTIVE.finditer(text) for name, _, _ in _elided(match)]


@cache
def _name_pattern() -> re.Pattern[str]:
    """Return the grammar of body names; fields of management are tried longest first."""
    known = "|".join(re.escape(field.name) for field in fields())
    word = rf"(?!(?:{HEADS})\b){_CAP}(?: (?!{_SMALL_TAIL}){_LOW})?"
    field = rf"(?:{known}|{word}(?:(?: và| -|,) {word})?)"
    named = rf"(?:{known}|{word}(?: {_LOW}){{0,3}}?)"
    level = rf"(?: {_LEVEL})?"
    small = rf"(?: (?!{_SMALL_TAIL}){_LOW})"
    proper = rf"{_CAP}(?:(?: -)? {_CAP}){{0,6}}"
    long = rf"(?:{proper}{small}{{0,3}} {_LEVEL}|{proper}{small}?(?: {proper})?)"
    company = r"(?: (?:cổ phần|[Cc]ổ phần|TNHH|MTV|trách nhiệm hữu hạn|một thành viên))*"
    forms = (
        rf"(?:Sở|Bộ) {field}",
        rf"Bộ (?:Chỉ huy [Qq]uân sự|CHQS|Chỉ huy Bộ đội Biên phòng|Tư lệnh \w+){level}",
        rf"Phòng {field}(?: (?:xã|phường|huyện)(?: {_PLACE_NAME})?)?",
        rf"Thanh tra (?:{_LEVEL}|Sở)|Văn phòng Sở",
        rf"Văn phòng (?:Đoàn ĐBQH và HĐND|HĐND và UBND|UBND|HĐND|Tỉnh ủy|Thành ủy|Đảng ủy|"
        rf"Chính phủ|Quốc hội|Trung ương Đảng|Bộ|Đăng ký [Đđ]ất đai|Chủ tịch nước){level}",
        rf"(?:UBND|HĐND) {_LEVEL}",
        r"UBND các (?:xã|phường|huyện|tỉnh|đặc khu|thị xã)"
        r"(?:(?:, | và )(?:xã|phường|đặc khu|thị xã|thành phố|thị trấn))*",
        rf"(?:Ủy ban|Uỷ ban) MTTQ(?: Việt Nam)?{level}|(?:MTTQ|Mặt trận)(?: Việt Nam)? {_LEVEL}",
        rf"(?:Ủy ban|Uỷ ban) [Kk]iểm tra (?:Tỉnh ủy|Thành ủy|Đảng ủy|Trung ương){level}",
        rf"Ban Chỉ đạo {_LEVEL}",
        r"[Cc]ác tổ chức chính trị ?[-–,] ?xã hội|[Cc]ác hội, đoàn thể",
        rf"Ban (?:Chỉ đạo|Chấp hành|Thường vụ|Quản lý|[Cc]hỉ huy) {named}{level}",
        rf"Ban (?:Tổ chức|Tuyên giáo và Dân vận|Tuyên giáo|Dân vận|Nội chính|Dân tộc|Kinh tế"
        rf"|Tôn giáo)(?: (?:Tỉnh ủy|Thành ủy|Đảng ủy|Trung ương))?{level}",
        rf"Công an {_LEVEL}|Thuế {_LEVEL}|Thống kê {_LEVEL}|Quân sự {_LEVEL}",
        rf"(?:Ban Chỉ huy|BCH) [Qq]uân sự {_LEVEL}",
        rf"Trường (?:Chính trị|Cao đẳng|Đại học|THPT|THCS|[Tt]iểu học|[Mm]ầm non)"
        rf"(?: {_PLACE_NAME})?{level}",
        rf"Học viện {_PLACE_NAME}(?: (?:quốc gia|{_LOW}))?",
        rf"Trung tâm (?:Phục vụ hành chính công|Chính trị|[Dd]ịch vụ [Tt]ổng hợp|{named}){level}",
        rf"(?:Hội|Liên đoàn) (?:(?i:{_SOCIETIES})|Lao động|{word})(?: Việt Nam)?{level}",
        rf"(?:Hiệp hội|Liên minh|Ban Điều hành) {long}",
        rf"(?:Hợp tác xã|HTX) {long}",
        rf"Bệnh viện (?:[Đđ]a khoa khu vực )?{long}",
        rf"(?:Tổng công ty|Công ty|Tập đoàn){company} {long}",
        rf"Đồn (?:Biên phòng|Công an)(?: các tuyến| (?:[Cc]ửa khẩu )?{_PLACE_NAME})?",
        rf"(?:Hạt Kiểm lâm|Bưu điện|Điện lực)(?: {_PLACE_NAME}|{level})",
        rf"(?:VNPT|Viettel|MobiFone|FPT)(?: {_PLACE_NAME}| {_LEVEL})?",
        rf"Đoàn (?:Thanh niên|TNCS Hồ Chí Minh|thanh niên)(?: [Cc]ộng sản Hồ Chí Minh)?{level}",
        rf"(?:Cục|Vụ|Viện|Tổng cục|Chi cục) {field}"
        rf"(?: (?:quốc gia|[Nn]hà nước|cán bộ))?{level}",
        rf"(?:Kho bạc|Ngân hàng) [Nn]hà nước(?: (?:Việt Nam|khu vực [IVX\d]+|{_LEVEL}))?",
        rf"(?:Phòng giao dịch )?Ngân hàng Chính sách xã hội{level}|Bảo hiểm xã hội{level}",
        rf"(?:Tỉnh|Thành) (?:ủy|uỷ|đoàn)(?: {_PLACE_NAME})?|Đảng ủy {_LEVEL}|Đảng ủy UBND {_LEVEL}",
        rf"(?:Tòa án|Viện kiểm sát) nhân dân {_LEVEL}",
        rf"Báo và (?:Đài )?[Pp]hát thanh,? (?:và )?[Tt]ruyền hình(?: {_PLACE_NAME}|{level})",
        rf"Trạm [Yy] tế{level}",
        rf"(?:Bảo tàng|Thư viện|Vườn [Qq]uốc gia)(?: {_LEVEL}| {_PLACE_NAME})",
    )
    grammar = "|".join(forms)
    for short, longer in _LONG_FORMS.items():
        grammar = grammar.replace(short, longer)
    return re.compile(rf"(?<![\w/])(?:{grammar})(?![\w/])")


def _elided(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the full name and the place of each field in "các Sở: Nội vụ, Tài chính"."""
    known = "|".join(re.escape(field.name) for field in fields())
    head = match["head"].capitalize()
    place = match.start("list")
    item = re.compile(rf"(?:{known}|{_CAP} {_LOW}|{_CAP} {_CAP})(?!\w)")
    separator = re.compile(r"(?:\s*,\s*(?:và\s+)?|\s+và\s+)(?:(?:Sở|Bộ|Phòng|Ban)\s+)?")
    while found := item.match(match.string, place):
        yield f"{head} {found.group()}", found.start(), found.end()
        gap = separator.match(match.string, found.end())
        if gap is None:
            return
        place = gap.end()
