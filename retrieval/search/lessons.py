"""Training in a process of its own, so that torch's half a gigabyte leaves with it."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from retrieval.search.arrays import read_arrays, write_arrays
from retrieval.search.grams import Texts
from retrieval.search.segment import Lexical
from retrieval.search.vocabulary import Vocabulary

_FIELDS = ("titles", "laws", "bodies", "clauses")
_FEWEST_ARTICLES = 50


class TrainingFailed(Exception):
    """A training that ended without a model."""


def can_train(words: Lexical) -> bool:
    """Tell whether there is enough to learn from, and something to learn with."""
    needed = ("torch", "tokenizers", "safetensors")
    enough = len(words.titles) >= _FEWEST_ARTICLES
    return enough and all(find_spec(name) is not None for name in needed)


def train_apart(words: Lexical, vocabulary: Vocabulary, folder: Path) -> None:
    """Train a model on `words` and write it to `folder`; progress goes to standard error.

    Raises:
        TrainingFailed: the training process ended badly.
    """
    lessons = folder.with_name(folder.name + ".lessons")
    write_lessons(lessons, words, vocabulary)
    command = [sys.executable, "-m", "retrieval.search.training", str(lessons), str(folder)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, check=False, stdout=sys.stderr, cwd=root)
    if done.returncode != 0:
        raise TrainingFailed(str(done.returncode))


def write_lessons(folder: Path, words: Lexical, vocabulary: Vocabulary) -> None:
    """Write what is learned from into `folder`."""
    for name in _FIELDS:
        texts: Texts = getattr(words, name)
        write_arrays(folder / name, words=texts.words.astype(np.int32), starts=texts.starts)
    write_arrays(folder, owners=words.owners)
    (folder / "words.txt").write_text("\n".join(vocabulary.words), encoding="utf-8")


def read_lessons(folder: Path) -> tuple[Lexical, Vocabulary]:
    """Return what `write_lessons` wrote."""
    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
    titles, laws, bodies, clauses = (_texts(folder / name) for name in _FIELDS)
    (owners,) = read_arrays(folder, "owners")
    return Lexical(titles, laws, bodies, clauses, owners), Vocabulary(words)


def _texts(folder: Path) -> Texts:
    words, starts = read_arrays(folder, "words", "starts")
    return Texts(words.astype(np.int64), starts)
