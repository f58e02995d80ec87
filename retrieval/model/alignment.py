"""Laying a sentence along its passages: the same tokens in the same order, as many as can be."""

from collections.abc import Sequence

from retrieval.model.tokens import Token

Pair = tuple[int, int]

_MATCH, _NEIGHBOURS = 100.0, 0.5


def align(sentence: Sequence[Token], passage: Sequence[Token]) -> tuple[Pair, ...]:
    """Return the positions of tokens of the sentence with those of the passage that say them.

    Both run forwards; of equal ways the one that keeps most neighbours together is taken.
    """
    width = len(passage) + 1
    best = [[0.0] * width for _ in range(len(sentence) + 1)]
    ending = [[0.0] * width for _ in range(len(sentence) + 1)]
    for i, said in enumerate(sentence, 1):
        for j, written in enumerate(passage, 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1])
            if said.agrees(written):
                together = ending[i - 1][j - 1]
                before = max(best[i - 1][j - 1], together + _NEIGHBOURS if together else 0.0)
                ending[i][j] = _MATCH + before
                best[i][j] = max(best[i][j], ending[i][j])
    return _path(best, ending)


def _path(best: list[list[float]], ending: list[list[float]]) -> tuple[Pair, ...]:
    i, j = len(best) - 1, len(best[0]) - 1
    pairs: list[Pair] = []
    is_run = False
    while i and j:
        matches = ending[i][j] > 0 and (is_run or ending[i][j] == best[i][j])
        if matches:
            pairs.append((i - 1, j - 1))
            together = ending[i - 1][j - 1]
            is_run = bool(together) and together + _NEIGHBOURS >= best[i - 1][j - 1]
            i, j = i - 1, j - 1
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return tuple(reversed(pairs))
