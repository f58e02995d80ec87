"""The finished provisions with quick ways up and down."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from domain.register import Provision
from domain.vietnamese import fold

_BLOCK_PART = re.compile(
    r"to chuc (?:thuc hien|trien khai)|phan cong|thuc hien ke hoach"
    # Further on in a heading it is what a task raises: "nâng cao trách nhiệm của gia đình".
    r"|^(?:[ivx\d]+\W+)?(?:giao |quy dinh |ve )*trach nhiem"
)
# The articles of the decision that issues a plan stand under paths of their own.
DECISION = "quyết định."
UNNUMBERED = ("đầu văn bản", "căn cứ", "nơi nhận", "ký")


class Tree:
    """Provisions in reading order, by path and by parent."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.provisions = tuple(provisions)

    @cached_property
    def by_path(self) -> Mapping[str, Provision]:
        """Return the provisions by path."""
        return {provision.path: provision for provision in self.provisions}

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Provision, ...]]:
        found: dict[str | None, list[Provision]] = {}
        for provision in self.provisions:
            found.setdefault(provision.parent, []).append(provision)
        return {parent: tuple(children) for parent, children in found.items()}

    def children(self, path: str | None) -> tuple[Provision, ...]:
        """Return the provisions directly under `path`, numbered ones only at the top."""
        found = self._children.get(path, ())
        return tuple(p for p in found if p.path not in UNNUMBERED) if path is None else found

    def numbered_children(self, path: str | None) -> tuple[Provision, ...]:
        """Return the children of `path` without a closing paragraph."""
        return tuple(child for child in self.children(path) if self.is_numbered(child.path))

    def ancestors(self, path: str) -> tuple[Provision, ...]:
        """Return the provisions above `path`, innermost first."""
        found: list[Provision] = []
        parent = self.by_path[path].parent
        while parent is not None:
            found.append(self.by_path[parent])
            parent = found[-1].parent
        return tuple(found)

    def depth(self, path: str) -> int:
        """Return how many provisions stand above `path`."""
        return len(self.ancestors(path))

    def subtree(self, path: str) -> tuple[Provision, ...]:
        """Return `path` and everything under it, in reading order."""
        inside = [self.by_path[path]]
        for child in self.children(path):
            inside.extend(self.subtree(child.path))
        return tuple(inside)

    def is_numbered(self, path: str) -> bool:
        """Tell whether `path` is a place of the body or an appendix rather than of the frame."""
        return path not in UNNUMBERED and not path.endswith(".cuối")


def is_block_part(provision: Provision) -> bool:
    """Tell whether a part by its heading lists who must do what ("TỔ CHỨC THỰC HIỆN")."""
    return _BLOCK_PART.search(fold(provision.heading)) is not None
