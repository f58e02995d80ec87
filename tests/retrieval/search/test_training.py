"""Vectors trained on the spot: a model like any other, read with numpy."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.search.grams import Texts
from retrieval.search.segment import Lexical
from retrieval.search.static import StaticModel
from retrieval.search.vocabulary import Vocabulary
from tests.retrieval.search.laws import shelf

pytest.importorskip("torch", reason="vectors are trained with torch")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary()


@pytest.fixture(scope="module")
def folder(vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model trained on the invented laws."""
    from retrieval.search.training import train

    folder = tmp_path_factory.mktemp("trained") / "model"
    train(Lexical.of(shelf(), vocabulary), vocabulary, folder)
    return folder


def test_texts_of_one_subject_are_near(folder: Path, vocabulary: Vocabulary) -> None:
    model = StaticModel.load(folder, vocabulary)
    learn = vocabulary.learn
    passages = model.passages(
        Texts.of([learn("người bán hàng ở chợ"), learn("di chuyển phần mộ ở nghĩa trang")])
    )
    question = model.question("", np.array(learn("chợ bán hàng")))
    assert (passages @ question).argmax() == 0
    assert np.linalg.norm(passages, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_a_question_of_strangers_has_no_vector(folder: Path, vocabulary: Vocabulary) -> None:
    model = StaticModel.load(folder, vocabulary)
    assert not model.question("", np.array([-1, -1])).any()


def test_sentence_transformers_reads_the_same_vectors(folder: Path, vocabulary: Vocabulary) -> None:
    library = pytest.importorskip("sentence_transformers")
    ours = StaticModel.load(folder, vocabulary)
    theirs = library.SentenceTransformer(str(folder))
    # A text is given to it as its grams; pairs are joined.
    told = theirs.encode("mượn sách mượn_sách", normalize_embeddings=True)
    assert ours.passages(Texts.of([vocabulary.learn("mượn sách")]))[0] == pytest.approx(
        told, abs=1e-5
    )
