"""How the places of a law are said to people."""

from collections.abc import Iterable

from domain.citations import is_within


def place_in_law(path: str) -> str:
    """Return a place inside a sentence: "khoản 3 Điều 12", "Mục 2 Chương IV", "Phụ lục I"."""
    if not path:
        return "văn bản này"
    if path[:1].isdigit():
        names = ("Điều", "khoản", "điểm")
        pieces = list(zip(names, path.split("."), strict=False))
        return " ".join(f"{name} {piece}" for name, piece in reversed(pieces))
    return " ".join(piece[:1].upper() + piece[1:] for piece in reversed(path.split(".")))


def outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the places that stand in no other of these, each once, in order."""
    found: list[str] = []
    for path in dict.fromkeys(paths):
        if not any(is_within(path, other) for other in found):
            found.append(path)
    return tuple(found)
