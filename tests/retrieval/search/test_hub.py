"""A fetched model: kept with what must be known of it, used without a network."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.search.corpus import article_of
from retrieval.search.hub import HubModel, ModelUnavailable, fetch, folder_of
from retrieval.search.library import IndexLibrary
from tests.retrieval.search.laws import shelf

pytest.importorskip("sentence_transformers", reason="models are run by sentence-transformers")
pytest.importorskip("chromadb", reason="vectors are kept in Chroma")

_WORDS = ("sách", "mất", "đền", "chợ", "rác", "quét", "mộ", "query", "passage", ":")


def _make(folder: Path, dimension: int) -> Path:
    """Return a model of ten words made here, in a folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokens = {word: number for number, word in enumerate(("[UNK]", *_WORDS))}
    tokenizer = Tokenizer(WordLevel(tokens, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.eye(len(tokens), dimension, dtype=np.float32)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, weights)]).save(str(folder))
    return folder


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model with vectors of 16 figures."""
    return _make(tmp_path_factory.mktemp("models") / "tiny-e5", 16)


def test_a_fetched_model_knows_its_dimension_and_prompts(tiny: Path, tmp_path: Path) -> None:
    card = fetch(str(tiny), tmp_path / "models")
    assert card.dimension == 16
    assert (card.query_prompt, card.passage_prompt) == ("query: ", "passage: ")
    assert HubModel(str(tiny), tmp_path / "models").card == card


def test_a_fetched_model_finds_what_is_near(tiny: Path, tmp_path: Path) -> None:
    fetch(str(tiny), tmp_path / "models")
    model = HubModel(str(tiny), tmp_path / "models")
    articles = [
        article_of({"id": "1", "law": "", "title": "", "body": "quét rác chợ"}),
        article_of({"id": "2", "law": "", "title": "", "body": "mất sách đền"}),
    ]
    cosines = model.passages(articles) @ model.question("đền sách", np.zeros(0, np.int64))
    assert cosines.argmax() == 1


def test_an_index_can_use_a_fetched_model(tiny: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    fetch(str(tiny), models)
    library = IndexLibrary(tmp_path / "index", model=str(tiny), models=models)
    manifest = library.rebuild({"all": shelf()}, {"all": "1"})
    assert manifest.model.endswith("-16")
    index = library.open()
    assert index is not None
    assert index.find("làm mất sách phải đền").hits[0].article.id == "Luật Thư viện xã#3"


def test_after_another_model_was_set_the_index_says_so_until_it_is_built_anew(
    tiny: Path, tmp_path: Path
) -> None:
    models, index = tmp_path / "models", tmp_path / "index"
    wider = _make(tmp_path / "wider", 32)
    for folder in (tiny, wider):
        fetch(str(folder), models)
    IndexLibrary(index, model=str(tiny), models=models).rebuild({"all": shelf()}, {"all": "1"})
    library = IndexLibrary(index, model=str(wider), models=models)
    assert library.vector_fault() == "other model"
    opened = library.open()
    assert opened is not None
    assert opened.find("làm mất sách phải đền").hits[0].article.id == "Luật Thư viện xã#3"
    assert library.rebuild({"all": shelf()}, {"all": "1"}).model.endswith("-32")
    assert library.vector_fault() == ""


def test_a_model_is_fetched_again_in_place_of_the_one_before(tiny: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    fetch(str(tiny), models)
    stale = folder_of(models, str(tiny)) / "stale.bin"
    stale.write_bytes(b"of the one before")
    fetch(str(tiny), models)
    assert not stale.exists()


def test_a_model_that_was_not_fetched_is_told(tmp_path: Path) -> None:
    library = IndexLibrary(tmp_path / "index", model="someone/model", models=tmp_path / "models")
    with pytest.raises(ModelUnavailable):
        library.rebuild({"all": shelf()}, {"all": "1"})


def test_a_folder_that_is_no_model_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailable):
        fetch(str(tmp_path / "empty"), tmp_path / "models")
    assert not folder_of(tmp_path / "models", str(tmp_path / "empty")).exists()
