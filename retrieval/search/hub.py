"""A sentence-transformers model of a hub, fetched once by command and read from its folder."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from domain.vietnamese import clean, slugify
from retrieval.search.articles import Article
from retrieval.search.static import Vectors
from retrieval.search.vocabulary import Numbers

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_ABOUT = "congvu-model.json"
_QUERY, _PASSAGE = ("query: ", "passage: ")
_TRIAL = "thời hạn giải quyết thủ tục hành chính"


class ModelUnavailable(Exception):
    """A model that is not there, or cannot be used; `reason` names why in one word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What must be known of a model to use it as it was trained."""

    name: str
    revision: str
    dimension: int
    query_prompt: str = ""
    passage_prompt: str = ""
    segmenter: str = ""

    @property
    def label(self) -> str:
        """Return what tells its vectors from those of every other model, for a collection."""
        return f"{slugify(self.name)}-{self.revision[:12]}-{self.dimension}"


def folder_of(models: Path, name: str) -> Path:
    """Return where a model of this name is kept under `models`."""
    return models / slugify(name)


def fetch(name: str, models: Path) -> ModelCard:
    """Fetch a model (or copy a local folder) into `models` and return its card.

    Raises:
        ModelUnavailable: it cannot be fetched, loaded, or lacks the segmenter that it needs.
    """
    segmenter = _segmenter_of(name)
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise ModelUnavailable("sentence-transformers") from None
    try:
        model = SentenceTransformer(name)
        vector = np.asarray(model.encode(_TRIAL))
    except Exception as error:
        # The libraries below raise nearly anything for a name, a network or a file that is wrong.
        raise ModelUnavailable(type(error).__name__) from error
    query, passage = _prompts_of(name, model)
    revision = str(getattr(model.model_card_data, "base_model_revision", None) or "local")
    card = ModelCard(name, revision, len(vector), query, passage, segmenter)
    _keep(model, card, folder_of(models, name))
    return card


def _keep(model: "SentenceTransformer", card: ModelCard, folder: Path) -> None:
    """Put a model whole in the place of one of its name."""
    beside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    model.save(str(beside))
    (beside / _ABOUT).write_text(json.dumps(asdict(card), ensure_ascii=False), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


class HubModel:
    """Vectors of texts by a fetched model; loaded when the first one is wanted."""

    def __init__(self, name: str, models: Path) -> None:
        """Open the model `name` under `models`.

        Raises:
            ModelUnavailable: it was not fetched.
        """
        self._folder = folder_of(models, name)
        try:
            about = json.loads((self._folder / _ABOUT).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise ModelUnavailable("not fetched") from None
        try:
            self.card = ModelCard(**about)
        except TypeError:
            raise ModelUnavailable("not fetched") from None

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        return self.card.dimension

    def question(self, text: str, words: Numbers) -> Vectors:
        """Return the vector of a question as it was typed."""
        vector: Vectors = self._encode([self.card.query_prompt + self._segmented(text)])[0]
        return vector

    def passages(self, articles: Sequence[Article]) -> Vectors:
        """Return the vector of each article: law, title and text in one."""
        texts = [f"{article.law}. {article.title}. {article.body}" for article in articles]
        return self._encode([self.card.passage_prompt + self._segmented(text) for text in texts])

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def _segmented(self, text: str) -> str:
        if self.card.segmenter != "pyvi":
            return clean(text)
        from pyvi import ViTokenizer

        return str(ViTokenizer.tokenize(clean(text)))

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(self._folder), local_files_only=True)


def _prompts_of(name: str, model: "SentenceTransformer") -> tuple[str, str]:
    """Return what goes before a question and a passage: as the model says, else by its family."""
    told = model.prompts or {}
    query, passage = told.get("query") or "", told.get("passage") or told.get("document") or ""
    if not (query or passage) and "e5" in slugify(name).split("-"):
        return _QUERY, _PASSAGE
    return query, passage


def _segmenter_of(name: str) -> str:
    """Return the word segmenter that a model was trained with.

    Raises:
        ModelUnavailable: it is not installed.
    """
    if "bkai" not in slugify(name).split("-"):
        return ""
    from importlib.util import find_spec

    if find_spec("pyvi") is None:
        raise ModelUnavailable("pyvi")
    return "pyvi"
