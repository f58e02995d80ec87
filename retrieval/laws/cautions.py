"""What to say beside a law: not in force on the day, replaced, amended, or older than asked."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.places import place_in_law
from domain.register import Amendment, Document, DocumentInfo
from domain.standing import NoteKind, PlaceNote, Standing, day_after

_MOST_WHAT = 260
_MOST = 3


def caution(document: Document, as_of: date, paths: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the reservations under which a law, or `paths` of it, is told on a day."""
    standing = document.standing
    said = list(_on_force(document, as_of, paths))
    said.extend(_on_wording(document.info, standing, as_of))
    notes = [note for path in paths for note in standing.notes_on(path)]
    for note in list(dict.fromkeys(notes))[:_MOST]:
        said.extend(_on_place(note, as_of))
    newer = [a for a in document.info.amended_by if a.since is None or a.since <= as_of]
    if newer:
        names = ", ".join(_named(a) for a in newer)
        said.append(
            f"Lưu ý: bản đang có của {_name(document.info)} chưa gồm sửa đổi của {names}; "
            "cần đối chiếu trước khi áp dụng."
        )
    return tuple(dict.fromkeys(said))


def told_of_missing(document: Document, path: str, as_of: date) -> str:
    """Return why a law has no place `path` on a day though it had or will have, if that is so."""
    for note in document.standing.notes:
        if note.path != path or not note.by or note.day is None:
            continue
        source = _source(note)
        if note.kind is NoteKind.PENDING:
            new = f": “{_cut(note.new, 2 * _MOST_WHAT)}”" if note.new else ""
            return f"có từ {note.day:%d/%m/%Y} theo {source}, chưa hợp nhất vào văn bản{new}"
        if note.kind is NoteKind.REPEALED and note.day <= as_of:
            return f"đã bị bãi bỏ từ {note.day:%d/%m/%Y} theo {source}"
        if note.kind is NoteKind.AMENDED and note.day > as_of:
            return f"chưa có vào ngày hỏi; được bổ sung từ {note.day:%d/%m/%Y} theo {source}"
    return ""


def _on_force(document: Document, as_of: date, paths: Sequence[str]) -> Iterator[str]:
    info, name = document.info, _name(document.info)
    if info.in_force_from and as_of < info.in_force_from:
        yield (
            f"Lưu ý: {name} có hiệu lực từ {info.in_force_from:%d/%m/%Y}, "
            "chưa áp dụng vào ngày hỏi."
        )
    outlives = paths and all(_is_kept(document.standing, path) for path in paths)
    if outlives:
        return
    ended_by = document.standing.ended_by
    by = f", được thay bằng {info.replaced_by}" if info.replaced_by else ""
    by = by or (f" theo {ended_by}" if ended_by else "")
    if info.in_force_to:
        end = day_after(info.in_force_to)
        if as_of >= end:
            yield f"Lưu ý: {name} đã hết hiệu lực từ {end:%d/%m/%Y}{by}."
        else:
            yield f"Lưu ý: {name} hết hiệu lực từ {end:%d/%m/%Y}{by}."
    elif by:
        yield f"Lưu ý: {name} hết hiệu lực{by}; chưa rõ từ ngày nào."


def _is_kept(standing: Standing, path: str) -> bool:
    return any(path == kept or path.startswith(f"{kept}.") for kept in standing.kept)


def _on_wording(info: DocumentInfo, standing: Standing, as_of: date) -> Iterator[str]:
    """Yield that the text is of later days than the one that is asked about."""
    if standing.since and as_of < standing.since:
        yield (
            f"Lưu ý: bản đang có của {_name(info)} áp dụng từ {standing.since:%d/%m/%Y}; "
            "chưa có bản áp dụng vào ngày hỏi, cần đối chiếu."
        )


def _on_place(note: PlaceNote, as_of: date) -> Iterator[str]:
    where = place_in_law(note.path)
    day = f"{note.day:%d/%m/%Y}" if note.day else ""
    if note.kind is NoteKind.STARTS and note.day and as_of < note.day:
        yield f"Lưu ý: {where} có hiệu lực từ {day}, chưa áp dụng vào ngày hỏi."
    elif note.kind is NoteKind.NEWER:
        yield f"Lưu ý: {where} có nội dung khác trong bản áp dụng từ {day}."
    elif note.kind is NoteKind.ENDS:
        yield from _on_end(note, where, as_of)
    elif note.kind is NoteKind.PENDING:
        yield from _on_pending(note, where, as_of)
    elif note.kind in (NoteKind.AMENDED, NoteKind.REPEALED) and note.day:
        done = "bị bãi bỏ" if note.kind is NoteKind.REPEALED else "được sửa đổi, bổ sung"
        if as_of < note.day:
            yield f"Lưu ý: từ {day}, {where} {done} theo {_source(note)}."
        else:
            yield f"({where} {done} theo {_source(note)}, hiệu lực từ {day}.)"


def _on_end(note: PlaceNote, where: str, as_of: date) -> Iterator[str]:
    since = f" từ {note.day:%d/%m/%Y}" if note.day else ", chưa rõ từ ngày nào"
    is_past = note.day is not None and note.day <= as_of
    done = f"{'đã hết' if is_past else 'hết'} hiệu lực{since}"
    source = f" theo {_source(note)}" if note.by else ""
    if note.what:
        yield f"Lưu ý: có nội dung tại {where} {done}{source}: “{_cut(note.what)}”"
    else:
        yield f"Lưu ý: {where} {done}{source}."


def _on_pending(note: PlaceNote, where: str, as_of: date) -> Iterator[str]:
    since = f"từ {note.day:%d/%m/%Y}" if note.day else "chưa rõ từ ngày nào"
    is_past = note.day is None or note.day <= as_of
    said = "được sửa đổi" if is_past else "sẽ được sửa đổi"
    yield (
        f"Lưu ý: {where} {said} ({since}) theo {_source(note)}, chưa hợp nhất vào văn bản: "
        f"{_cut(note.what)}."
    )
    if note.new and is_past:
        yield f"Nội dung mới: “{_cut(note.new, 2 * _MOST_WHAT)}”"


def _source(note: PlaceNote) -> str:
    """Return where a change stands: "khoản 2 Điều 1 Luật số 77/2040/QH22"."""
    place = place_in_law(note.at) if note.at else ""
    return f"{place} {note.by}".strip()


def _cut(text: str, most: int = _MOST_WHAT) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def _name(info: DocumentInfo) -> str:
    return f"{info.kind[:1].upper()}{info.kind[1:]} {info.number or info.title}"


def _named(amendment: Amendment) -> str:
    since = f" (hiệu lực {amendment.since:%d/%m/%Y})" if amendment.since else ""
    return f"văn bản số {amendment.number}{since}"
