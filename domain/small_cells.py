"""Hiding small numbers in a table of offices and their total, also against subtraction.

A number from 1 to 4 could point at somebody. An office's block of numbers that belong together (the
parts of one whole) is therefore hidden as a whole once a part of it is small. What the hidden
offices add up to can be had by subtracting the shown ones from the total; so there are always at
least two hidden offices, none of their sums is small, and further offices are hidden until that
holds. Where it cannot hold, the total is hidden too.

Why that is enough: take a small hidden part of one office. The hidden offices have five or more of
it together, so another one has some as well. One unit of it can move from there to here, and one of
another part back: everything that is shown stays as it is, and the small number is another one.
Periods never overlap (`domain/periods.py`), so that there is nothing else to subtract.
"""

from collections.abc import Collection, Mapping, Sequence

SMALL = 5

Parts = tuple[int, ...]


def is_small(number: int) -> bool:
    """Tell whether a number is too small to be shown; nought tells of nobody."""
    return 0 < number < SMALL


def hidden_offices(
    blocks: Mapping[str, Parts], also: Collection[str] = (), sizes: Mapping[str, int] | None = None
) -> tuple[frozenset[str], bool]:
    """Return the offices whose block is hidden, and whether that of the total is hidden too.

    `also` are offices that are hidden for another reason. Further ones are taken by their `sizes`,
    the smallest first.
    """
    hidden = {office for office, parts in blocks.items() if any(map(is_small, parts))}
    hidden |= {office for office in also if office in blocks}
    order = sorted(
        blocks, key=lambda office: ((sizes or {}).get(office, sum(blocks[office])), office)
    )
    spare = [office for office in order if office not in hidden and any(blocks[office])]
    while not _is_safe([blocks[office] for office in hidden]):
        if not spare:
            return frozenset(hidden), True
        hidden.add(spare.pop(0))
    return frozenset(hidden), False


def _is_safe(hidden: Sequence[Parts]) -> bool:
    """Tell whether the sums over hidden offices tell nothing small about any one of them."""
    some = [parts for parts in hidden if any(parts)]
    if not some:
        return True
    sums = [sum(column) for column in zip(*some, strict=True)]
    return len(some) > 1 and not any(map(is_small, sums))
