"""How the entries of a digest refer to each other, and references that lead nowhere."""

from collections.abc import Iterator, Mapping, Sequence

from knowledge.schema import DocumentFile, ParagraphEntry, ProvisionEntry

Fault = tuple[str, str]


def keyed(entry: ProvisionEntry) -> Iterator[tuple[str, ParagraphEntry]]:
    """Yield the paragraphs of `entry` with their keys, such as `V.9#4`."""
    for ordinal, item in enumerate(entry.paragraphs, start=1):
        yield f"{entry.path}#{ordinal}", item


def parent_of(entry: ProvisionEntry, by_path: Mapping[str, ProvisionEntry]) -> str | None:
    """Return the given parent, or the longest path above `entry` that exists."""
    if entry.parent is not None:
        return entry.parent if entry.parent in by_path else None
    stem = entry.path.rpartition(".")[0]
    while stem and stem not in by_path:
        stem = stem.rpartition(".")[0]
    return stem or None


def task_above(entry: ProvisionEntry, by_path: Mapping[str, ProvisionEntry]) -> str | None:
    """Return the path of the nearest task at or above `entry`."""
    here: ProvisionEntry | None = entry
    while here is not None and not here.task:
        parent = parent_of(here, by_path)
        here = by_path[parent] if parent else None
    return here.path if here else None


def broken_references(info: DocumentFile, entries: Sequence[ProvisionEntry]) -> Iterator[Fault]:
    """Yield place and fault of every path, unit and cited document that cannot be resolved."""
    yield from _twice("units", [unit.id for unit in info.units])
    yield from _twice("cited", [one.id for one in info.cited])
    paths = tuple(_broken_paths(entries))
    # A task above can only be looked for where the tree is sound.
    yield from paths or _homeless_milestones(entries)
    yield from _unknown_names(info, entries)


def _unknown_names(info: DocumentFile, entries: Sequence[ProvisionEntry]) -> Iterator[Fault]:
    units = {unit.id for unit in info.units}
    cited = {one.id for one in info.cited}
    for entry in entries:
        yield from _unknown(entry.path, (*entry.leads, *entry.coordinators, *entry.block), units)
        for key, item in keyed(entry):
            reported = (*item.report.units, *item.report.to) if item.report else ()
            yield from _unknown(key, (*item.partners, *reported), units)
            for name in item.cites:
                if name not in cited:
                    yield key, f"viện dẫn “{name}” không có trong document.yaml"


def _broken_paths(entries: Sequence[ProvisionEntry]) -> Iterator[Fault]:
    by_path = {entry.path: entry for entry in entries}
    seen: set[str] = set()
    for entry in entries:
        if entry.path in seen:
            yield entry.path, "đường dẫn bị trùng"
        parent = parent_of(entry, by_path)
        if parent is None and ("." in entry.path or entry.parent is not None):
            yield entry.path, "không có mục cha"
        elif parent is not None and parent not in seen:
            yield entry.path, f"đứng trước mục cha {parent}"
        if not (entry.heading.strip() or entry.paragraphs):
            yield entry.path, "không có tiêu đề và không có đoạn nào"
        seen.add(entry.path)


def _homeless_milestones(entries: Sequence[ProvisionEntry]) -> Iterator[Fault]:
    by_path = {entry.path: entry for entry in entries}
    for entry in entries:
        for key, item in keyed(entry):
            if item.milestones and not (entry.block or task_above(entry, by_path)):
                yield key, "mốc thời gian không thuộc nhiệm vụ nào (thiếu task: true)"


def _unknown(place: str, names: Sequence[str], units: set[str]) -> Iterator[Fault]:
    for name in names:
        if name not in units:
            yield place, f"đơn vị “{name}” không có trong document.yaml"


def _twice(section: str, ids: Sequence[str]) -> Iterator[Fault]:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield section, f"id “{name}” bị trùng trong document.yaml"
