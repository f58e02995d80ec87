"""Which law or decree a question names: by number, title, everyday name or initials."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.register import Document, DocumentInfo
from domain.vietnamese import fold

_SHORT_KINDS = {
    "luat": ("luat",),
    "bo luat": ("bo luat", "bl"),
    "nghi dinh": ("nghi dinh", "nd"),
    "thong tu": ("thong tu", "tt"),
    "quyet dinh": ("quyet dinh", "qd"),
    "nghi quyet": ("nghi quyet", "nq"),
    "phap lenh": ("phap lenh", "pl"),
    "chi thi": ("chi thi", "ct"),
}
_ANY_KIND = "|".join(short for shorts in _SHORT_KINDS.values() for short in shorts)
_NUMBERED = re.compile(
    rf"\b(?P<kind>{_ANY_KIND})\s*(?:so\s*)?(?P<number>\d{{1,4}})"
    r"(?:\s*[/\-]\s*(?P<year>\d{4}))?(?P<tail>(?:\s*[/\-]\s*(?:nd|qh|cp|tt|qd|nq|ttg)[\w\-]*)*)\b"
)
_TITLE = (
    r"(?:bo )?luat (?!nay|dinh|su|phap|nao|gi|co|thi|quy|moi|cu|hien|ve|do|cho|de|khong)\w+ \w+"
)
_TITLED = re.compile(rf"\b(?P<name>{_TITLE}(?: \w+){{0,2}}? (?:nam )?(?:19|20)\d\d)\b")
_WITH_ARTICLE = re.compile(rf"\b(?P<name>{_TITLE})\b")
# Laws of everyday life by the beginning of their titles.
_KNOWN = """an ninh mang|an toan thuc pham|ban hanh van ban|bao hiem|bao ve moi truong|bau cu
|bi mat nha nuoc|binh dang gioi|can cuoc|chung khoan|cong chung|cong doan|cu tru|dan chu o co so
|dan su|dat dai|dau gia|dau thau|dau tu|doanh nghiep|duoc|giam dinh|giao dich dien tu|giao duc
|giao thong|hinh su|ho tich|hoa giai|hon nhan|hop tac xa|kham benh|kinh doanh|lao dong|luat su
|luu tru|lam nghiep|ly lich tu phap|mat tran to quoc|moi truong|ngan sach|nghia vu quan su|nha o
|nguoi cao tuoi|nguoi khuyet tat|nuoi con nuoi|phong chay|phong chong bao luc|phong chong ma tuy
|quan ly thue|quoc tich|quoc phong|thanh nien|thanh tra|thi dua|thi hanh an|thue|thuong mai
|to tung|trat tu|tre em|tro giup phap ly|vien chuc|viec lam|xay dung|xu ly vi pham|y te"""
_KNOWN_LAW = re.compile(
    r"(?<!\bky )\b(?P<name>(?:bo )?luat (?:ve )?(?:"
    + _KNOWN.replace("\n", "")
    + r")(?: \w+){0,2}?)"
    r"(?=$|[,.?!;:]| (?:thi|la|co|quy|noi|ghi|cho|phai|duoc|nam|moi|nao|bat|khong|hien|de|nhu"
    r"|va)\b)"
)
_ABOUT = re.compile(
    r"^(?:quy dinh |ve |chi tiet |mot so dieu |va |bien phap |de |huong dan |thi hanh |cua )+"
)
_SHORTEST_TITLE = 2
_SHORTEST_INITIALS = 3


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A law that a question names, with where in the folded question; not loaded: no `slug`."""

    slug: str | None
    wording: str
    start: int
    end: int


class LawNames:
    """The names under which the loaded laws are known."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._numbers: dict[tuple[str, str], list[DocumentInfo]] = {}
        self._names: list[tuple[re.Pattern[str], str]] = []
        names: dict[str, str] = {}
        for document in documents:
            self._learn(document.info)
            names |= dict.fromkeys(_names_of(document.info), document.info.slug)
        for name in sorted(names, key=len, reverse=True):
            words = r"[\s,]+".join(map(re.escape, name.split()))
            self._names.append((re.compile(rf"(?<!\w)(?<!ky ){words}(?!\w)"), names[name]))

    def find(self, plain: str) -> tuple[NamedLaw, ...]:
        """Return the laws that the folded question names, in order, each once."""
        found: list[NamedLaw] = []
        for match in _NUMBERED.finditer(plain):
            if (named := self._numbered(match)) is not None:
                found.append(named)
        for name, slug in self._names:
            for match in name.finditer(plain):
                if not any(n.start < match.end() and match.start() < n.end for n in found):
                    found.append(NamedLaw(slug, match.group(), match.start(), match.end()))
        found.extend(_titled(plain, found))
        return _once(sorted(found, key=lambda named: named.start))

    def _numbered(self, match: re.Match[str]) -> NamedLaw | None:
        """Read "nghị định 172/2025": a number that no loaded law bears is a law not loaded.

        A bare number without a year may be anything else unless a loaded law bears it.
        """
        kind, year = _kind(match["kind"]), match["year"] or ""
        held = self._numbers.get((kind, match["number"].lstrip("0")), [])
        same = [info for info in held if not year or year in (info.number or "")]
        if len(same) == 1:
            return NamedLaw(same[0].slug, match.group(), match.start(), match.end())
        if same or not (year or match["tail"]):
            return None
        return NamedLaw(None, match.group(), match.start(), match.end())

    def _learn(self, info: DocumentInfo) -> None:
        kind = fold(info.kind)
        number = re.match(r"0*(\d+)", info.number or "")
        if number:
            self._numbers.setdefault((kind, number[1]), []).append(info)


def _titled(plain: str, found: Sequence[NamedLaw]) -> Iterator[NamedLaw]:
    """Yield a law named by a title that no loaded law bears: "luật đất đai 2024".

    Without a year or an article "luật …" may be the beginning of anything, unless what follows is
    the title of a law in force.
    """
    rule = _WITH_ARTICLE if re.search(r"\bdieu \d", plain) else _TITLED
    for match in (*rule.finditer(plain), *_KNOWN_LAW.finditer(plain)):
        if not any(n.start < match.end() and match.start() < n.end for n in found):
            yield NamedLaw(None, match["name"].strip(), match.start(), match.end("name"))
            return


def _names_of(info: DocumentInfo) -> set[str]:
    """Return what a law is called, folded: kind and title, kind and initials, its aliases."""
    names = {_plain(alias) for alias in info.aliases}
    title = _ABOUT.sub("", _plain(info.title))
    words = title.split()
    kind = fold(info.kind)
    for short in _SHORT_KINDS.get(kind, (kind,)):
        if len(words) >= _SHORTEST_TITLE:
            names.add(f"{short} {title}")
        if _SHORTEST_INITIALS <= len(words) <= 8:
            names.add(f"{short} {''.join(word[0] for word in words)}")
    return {name for name in names if len(name) > 3 and not name.isdigit()}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s/\-]", " ", fold(text)).split())


def _kind(said: str) -> str:
    return next(kind for kind, shorts in _SHORT_KINDS.items() if said in shorts)


def _once(named: Sequence[NamedLaw]) -> tuple[NamedLaw, ...]:
    first: dict[str, NamedLaw] = {}
    for law in named:
        first.setdefault(law.slug or law.wording, law)
    return tuple(first.values())
