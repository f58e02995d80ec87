"""What an editor should look at after a text was read, in Vietnamese."""

import re
from collections.abc import Iterator
from itertools import pairwise

from domain.register import Document, MilestoneKind, Provision

_ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"]
_NAMES = {"number": "Số văn bản để trống.", "day": "Ngày ban hành để trống."}


def find_warnings(document: Document) -> tuple[str, ...]:
    """Return what is blank, missing or not understood in `document`."""
    return (
        *(_NAMES[name] for name in document.info.blank if name in _NAMES),
        *_gaps(document),
        *_repeated(document),
        *_unread_times(document),
        *_without_work(document),
    )


def _gaps(document: Document) -> Iterator[str]:
    """Yield the printed numbers that are left out between neighbours."""
    parents = dict.fromkeys(provision.parent for provision in document.provisions)
    for parent in parents:
        numbered = [(p, n) for p in document.children(parent) if (n := _ordinal(p)) is not None]
        for (before, first), (after, second) in pairwise(numbered):
            if second > first + 1 and _same_kind(before, after):
                yield f"Sau {before.path} là {after.path}: có thể thiếu một mục ở giữa."


def _ordinal(provision: Provision) -> int | None:
    tail = provision.label.rpartition(".")[2]
    if tail.isdigit():
        return int(tail)
    return _ROMAN.index(tail) if tail in _ROMAN[1:] else None


def _same_kind(before: Provision, after: Provision) -> bool:
    return before.label[:1].isdigit() == after.label[:1].isdigit()


def _repeated(document: Document) -> Iterator[str]:
    for provision in document.provisions:
        if match := re.match(r"(?P<path>.+)\(\d+\)$", provision.path):
            yield f"Số {match['path']} xuất hiện hơn một lần; lần sau ghi là {provision.path}."


def _unread_times(document: Document) -> Iterator[str]:
    for milestone in document.milestones:
        is_open = milestone.kind is MilestoneKind.BY_DAY and milestone.due is None
        if milestone.kind is MilestoneKind.UNDATED or is_open:
            place = milestone.key.partition("#")[0]
            yield f"Chưa xác định được ngày của thời hạn “{milestone.wording}” ({place})."


def _without_work(document: Document) -> Iterator[str]:
    if not document.tasks and not document.blocks:
        yield "Không nhận ra nhiệm vụ hay đơn vị thực hiện nào."
    for task in document.tasks:
        if not task.leads:
            yield f"{task.path} không nêu đơn vị chủ trì."
