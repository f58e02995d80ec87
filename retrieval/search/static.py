"""Vectors of texts from vectors of their words and pairs, read from a sentence-transformers folder.

The folder that `retrieval.search.training` writes is an ordinary `StaticEmbedding` model. Reading
it with numpy, tokenizers and safetensors gives the same vectors without half a gigabyte of imports.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.search.grams import Texts, grams_of, key_of
from retrieval.search.vocabulary import UNKNOWN, Flags, Numbers, Vocabulary

Vectors = npt.NDArray[np.float32]
MODULE = "0_StaticEmbedding"
JOINT = "_"
_AT_ONCE = 2_000


class StaticModel:
    """One vector a word or pair; a text is their mean, of length one."""

    def __init__(self, vocabulary: Vocabulary, keys: Numbers, rows: Vectors) -> None:
        """Take the vectors `rows` of `keys` (ascending)."""
        self._vocabulary = vocabulary
        self._stopwords: Flags = vocabulary.stopwords()
        self._keys = keys
        self._rows = rows

    @classmethod
    def load(cls, folder: Path, vocabulary: Vocabulary) -> "StaticModel":
        """Return the model kept in `folder`, its words numbered as in `vocabulary`."""
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        tokens = Tokenizer.from_file(str(folder / MODULE / "tokenizer.json")).get_vocab()
        rows = load_file(folder / MODULE / "model.safetensors")["embedding.weight"]
        keyed = {key_of(token.split(JOINT), vocabulary): row for token, row in tokens.items()}
        keyed.pop(None, None)
        keys = np.array(sorted(key for key in keyed if key is not None), dtype=np.int64)
        order = np.array([keyed[key] for key in keys.tolist()], dtype=np.int64)
        return cls(vocabulary, keys, rows if _is_in_order(order) else rows[order])

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        return int(self._rows.shape[1])

    def question(self, text: str, words: Numbers) -> Vectors:
        """Return the vector of a question from the words it was read as; zeros if none is known."""
        vector: Vectors = self.passages(Texts.of([words[words != UNKNOWN].tolist()]))[0]
        return vector

    def passages(self, texts: Texts) -> Vectors:
        """Return the vector of each text, in portions so that memory stays small."""
        portions = [
            self._means(texts.take(np.arange(at, min(at + _AT_ONCE, len(texts)))))
            for at in range(0, len(texts), _AT_ONCE)
        ]
        return np.concatenate(portions) if portions else np.zeros((0, self.dimension), np.float32)

    def _means(self, texts: Texts) -> Vectors:
        rows, starts = rows_of(texts, self._stopwords, self._keys)
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        filled = np.flatnonzero(np.diff(starts))
        if len(filled):
            vectors[filled] = np.add.reduceat(self._rows[rows], starts[filled])
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def rows_of(texts: Texts, stopwords: Flags, keys: Numbers) -> tuple[Numbers, Numbers]:
    """Return the rows of the grams of `texts` among `keys`, text by text, and where each starts."""
    grams = grams_of(texts, stopwords)
    order = np.argsort(grams.owners, kind="stable")
    found, owners = grams.keys[order], grams.owners[order]
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(len(texts) + 1, np.int64)
    rows = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
    known = keys[rows] == found
    counts = np.bincount(owners[known], minlength=len(texts))
    return rows[known], np.concatenate([[0], np.cumsum(counts)])


def revision_of(folder: Path) -> str:
    """Return what tells this training of a model from every other."""
    return hashlib.sha256((folder / MODULE / "model.safetensors").read_bytes()).hexdigest()[:12]


def write_folder(folder: Path, vocabulary: Vocabulary, keys: Numbers, rows: Vectors) -> None:
    """Write a `StaticEmbedding` folder; a text is given to it as its grams, parted by blanks."""
    from safetensors.numpy import save_file
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    inside = folder / MODULE
    inside.mkdir(parents=True)
    tokens = {_spelled(key, vocabulary): row for row, key in enumerate(keys.tolist())}
    tokenizer = Tokenizer(WordLevel(tokens, unk_token=next(iter(tokens), "")))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(inside / "tokenizer.json"))
    save_file({"embedding.weight": rows}, inside / "model.safetensors")
    kind = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
    modules = [{"idx": 0, "name": "0", "path": MODULE, "type": kind}]
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")


def _spelled(key: int, vocabulary: Vocabulary) -> str:
    words = vocabulary.words
    first, second = key >> 32, key & 0xFFFFFFFF
    return JOINT.join([words[first - 1], words[second]]) if first else words[second]


def _is_in_order(order: Numbers) -> bool:
    return bool((order == np.arange(len(order))).all())
