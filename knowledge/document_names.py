"""Which documents a passage of another one names: by number, or by kind and title."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from domain.mentions import NamedDocument
from domain.register import DocumentInfo
from domain.vietnamese import CAPITALS, fold

_BY_TITLE = r"(?i:bộ luật|luật|pháp lệnh|hiến pháp)"
_KINDS = (
    rf"(?:{_BY_TITLE}|(?i:nghị quyết|nghị định|quyết định|chỉ thị|thông tư liên tịch|thông tư"
    r"|kết luận|kế hoạch|chương trình|công văn|công điện|hướng dẫn|đề án|quy chế|quy định))"
)
_NUMBER = r"\d+(?:/\d{4})?[-/][0-9A-ZĐa-zđ]+(?:[-/&.][0-9A-ZĐa-zđ]+)*"
_OWN = re.compile(rf"(?<!\w){_KINDS} này(?!\w)")
_NUMBERED = re.compile(rf"(?<!\w){_KINDS} (?:số )?(?P<number>{_NUMBER})")
# A title is told from ordinary words ("kỷ luật cán bộ") by the capital of its kind.
_KIND = re.compile(rf"(?<!\w)(?P<kind>(?=[{CAPITALS}]){_KINDS})(?= \w)")
_WORD = re.compile(r"[^\W_]+(?:[/\-][^\W_]+)*")
_AFTER_TITLE = re.compile(
    rf",?(?: (?:năm )?(?P<year>(?:19|20)\d\d)(?!\w))?(?: số (?P<number>{_NUMBER}))?"
    r"(?:,? ngày (?P<day>\d{1,2})(?:[/.-]| tháng )(?P<month>\d{1,2})(?:[/.-]| năm )(?P<of>\d{4}))?"
)
# Laws are called by a title that begins with a capital; where it ends only form words tell.
_FORM = (
    r"này|và các|hoặc|thì|được|phải|có|là|về|theo|để|khi|ngày|số|năm|quy định|đã|trên|của|do|tại"
    r"|với|đối|từ|cho|trong|trừ|không|và (?:pháp|văn|quy|điều|khoản|Luật|Nghị)"
)
_UNKNOWN_LAW = re.compile(
    rf"(?<!\w)(?:Bộ luật|Luật|Pháp lệnh) [{CAPITALS}][^\W\d_]*"
    rf"(?:(?: |, (?![{CAPITALS}]))(?!(?:{_FORM})\b)[^\W\d_]+){{1,12}}"
)


class DocumentNames:
    """The names under which passages speak of the documents that are held."""

    def __init__(self, infos: Iterable[DocumentInfo]) -> None:
        self._numbers: dict[str, DocumentInfo] = {}
        self._titles: dict[tuple[str, ...], list[DocumentInfo]] = {}
        for info in infos:
            if info.number:
                self._numbers[number_key(info.number)] = info
            self._titles.setdefault(_title_words(info), []).append(info)
        self._longest = max(map(len, self._titles), default=0)

    def find(self, text: str) -> tuple[NamedDocument, ...]:
        """Return the documents that `text` names, in order; one not held has no slug."""
        found = [NamedDocument(*m.span(), "", m.group(), is_own=True) for m in _OWN.finditer(text)]
        for read in (self._by_title, self._by_number, _unknown):
            taken = [(named.start, named.end) for named in found]
            found += [n for n in read(text) if not any(n.start < e and s < n.end for s, e in taken)]
        return tuple(sorted(found, key=lambda named: named.start))

    def _by_number(self, text: str) -> Iterator[NamedDocument]:
        for match in _NUMBERED.finditer(text):
            info = self._numbers.get(number_key(match["number"]))
            yield NamedDocument(*match.span(), info.slug if info else "", match.group())

    def _by_title(self, text: str) -> Iterator[NamedDocument]:
        """Yield the documents named by title; with another number or day it is another one."""
        for match in _KIND.finditer(text):
            words = list(_words_after(text, match.end(), self._longest))
            for length in range(len(words), 0, -1):
                key = (*fold(match["kind"]).split(), *(word for word, _ in words[:length]))
                if (same := self._titles.get(key)) is not None:
                    yield _titled(text, match.start(), words[length - 1][1], same)
                    break


def number_key(number: str) -> str:
    """Return a document's number as it is compared: without marks and blanks."""
    return "".join(fold(number).split())


def _title_words(info: DocumentInfo) -> tuple[str, ...]:
    title = fold(info.title)
    kind = fold(info.kind)
    said = title if title.startswith(f"{kind} ") else f"{kind} {title}"
    return tuple(_WORD.findall(said))


def _words_after(text: str, end: int, most: int) -> Iterator[tuple[str, int]]:
    """Yield up to `most` words from `end` on, folded, with where they end; no stop is crossed."""
    position = end
    for match in _WORD.finditer(text, end):
        if most <= 0 or text[position : match.start()].strip() not in ("", ","):
            return
        yield fold(match.group()), match.end()
        position, most = match.end(), most - 1


def _titled(text: str, start: int, end: int, same: Sequence[DocumentInfo]) -> NamedDocument:
    after = _AFTER_TITLE.match(text, end)
    assert after is not None
    fitting = [info for info in same if _fits(info, after)]
    newest = max(fitting, key=lambda info: info.issued or date.min, default=None)
    # A day that is written is no part of the name.
    end = max(end, after.end("number"), after.end("year"))
    return NamedDocument(start, end, newest.slug if newest else "", text[start:end])


def _fits(info: DocumentInfo, after: re.Match[str]) -> bool:
    if after["number"]:
        return number_key(info.number or "") == number_key(after["number"])
    if info.issued is None:
        return True
    if after["day"]:
        said = (int(after["of"]), int(after["month"]), int(after["day"]))
        return said == (info.issued.year, info.issued.month, info.issued.day)
    return after["year"] is None or int(after["year"]) == info.issued.year


def _unknown(text: str) -> Iterator[NamedDocument]:
    for match in _UNKNOWN_LAW.finditer(text):
        yield NamedDocument(*match.span(), "", match.group())
