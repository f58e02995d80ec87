"""What an editor should look at after a law was read, in Vietnamese."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from domain.register import DocumentInfo, Provision
from knowledge.parser.effect import names_several_days

_ARTICLE = re.compile(r"^(?P<number>\d+)[a-zđ]?$")
_CLAUSE = re.compile(r"^\d+[a-zđ]?(?:\(\d+\))?\.(?P<number>\d+)[a-zđ]?$")
_REPEATED = re.compile(r"^(?P<path>.+?)\((?P<time>\d+)\)$")
_MOST_NAMED = 8
_LONG_TITLE = 80
_PARTLY = re.compile(r"này có hiệu lực.{0,90}trừ (?:trường hợp )?(?:quy định|các)")


def find_statute_warnings(info: DocumentInfo, provisions: Sequence[Provision]) -> tuple[str, ...]:
    """Return what is missing, printed twice or doubtful in a law."""
    return (
        *_description(info),
        *_left_out(provisions),
        *_repeated(provisions),
        *_empty(provisions),
        *_other_days(info, provisions),
    )


def _description(info: DocumentInfo) -> Iterator[str]:
    if not info.number and info.kind != "hiến pháp":
        yield "Văn bản không nêu số, ký hiệu."
    if info.number and "VBHN" in info.number:
        yield "Là văn bản hợp nhất: số và ngày là của bản hợp nhất."
    if info.issued is None:
        yield "Văn bản không nêu ngày ban hành."
    if info.in_force_from is None:
        yield "Văn bản không nêu rõ ngày có hiệu lực."
    if not info.issuer:
        yield "Văn bản không nêu cơ quan ban hành."
    if not info.title:
        yield "Văn bản không có tên."
    elif len(info.title.split()) > _LONG_TITLE:
        yield "Tên văn bản dài khác thường; cần xem lại."


def _left_out(provisions: Sequence[Provision]) -> Iterator[str]:
    """Yield the numbers of articles that do not come, and the articles that lack a clause."""
    numbers = [int(m["number"]) for p in provisions if (m := _ARTICLE.match(p.path))]
    missing = [n for a, b in pairwise([0, *numbers]) for n in range(a + 1, b)]
    if missing:
        yield f"Không thấy {_named('Điều', map(str, missing))}."
    gaps: list[str] = []
    last, article = 0, ""
    for provision in provisions:
        match = _CLAUSE.match(provision.path)
        if match is None:
            continue
        if provision.parent != article:
            last, article = 0, provision.parent or ""
        if int(match["number"]) > last + 1:
            gaps.append(provision.path)
        last = int(match["number"])
    if gaps:
        yield f"Số khoản không liền nhau trước {_named('', gaps)}."


def _repeated(provisions: Sequence[Provision]) -> Iterator[str]:
    seen = {p.path: m["path"] for p in provisions if (m := _REPEATED.match(p.path))}
    # Forms count from 1 again and again.
    tops = [p for p, first in seen.items() if "(" not in first and not p.startswith("phụ lục")]
    if tops:
        what = ", ".join(dict.fromkeys(seen[path] for path in tops[:_MOST_NAMED]))
        yield f"Số in hơn một lần: {what}; lần sau ghi là {_named('', tops)}."


def _empty(provisions: Sequence[Provision]) -> Iterator[str]:
    parents = {provision.parent for provision in provisions}
    bare = [
        p.path
        for p in provisions
        if _ARTICLE.match(p.path) and not p.paragraphs and p.path not in parents
    ]
    if bare:
        yield f"{_named('Điều', bare)} chỉ có tên, không có nội dung."


def _other_days(info: DocumentInfo, provisions: Sequence[Provision]) -> Iterator[str]:
    texts = [(p.path, paragraph.text) for p in provisions for paragraph in p.paragraphs]
    partly = next((path for path, text in texts if _PARTLY.search(text)), None)
    if partly is not None:
        yield f"Một phần có hiệu lực vào ngày khác, xem {partly}."
    if names_several_days([text for _, text in texts], info.kind, info.issued):
        yield "Văn bản nêu nhiều ngày có hiệu lực (có thể là bản hợp nhất); lấy ngày đầu tiên."


def _named(kind: str, places: Iterable[str]) -> str:
    found = list(places)
    more = f" và {len(found) - _MOST_NAMED} chỗ nữa" if len(found) > _MOST_NAMED else ""
    return f"{kind} {', '.join(found[:_MOST_NAMED])}{more}".strip()
