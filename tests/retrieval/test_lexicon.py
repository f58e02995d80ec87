"""What the texts teach about the language: accents, neighbours, slips one letter away."""

from retrieval.lexicon import Lexicon

LEXICON = Lexicon(
    [
        "Rà soát, đánh giá đội ngũ cán bộ, công chức cấp xã.",
        "Bố trí nhà ở công vụ cho cán bộ; giải quyết thủ tục hành chính đúng hạn.",
        "Hộ nghèo vùng đồng bào dân tộc thiểu số.",
    ]
)


def test_words_of_the_texts_are_known_with_and_without_accents() -> None:
    assert LEXICON.knows("thiểu")
    assert LEXICON.knows_fold("thieu")
    assert not LEXICON.knows("thieu")


def test_the_neighbours_tell_which_accents_are_meant() -> None:
    words = ["can", "bo", "cong", "chuc", "cap", "xa"]
    assert LEXICON.restore(words, [None] * 6) == ["cán", "bộ", "công", "chức", "cấp", "xã"]


def test_a_word_whose_accents_are_sure_is_not_changed() -> None:
    assert LEXICON.restore(["can", "bo"], ["cạn", None])[0] == "cạn"


def test_accents_that_were_typed_stand() -> None:
    assert LEXICON.settle("thiểu") == "thiểu"
    assert LEXICON.settle("nghèo") == "nghèo"
    assert LEXICON.settle("ngheo") is None


def test_hook_and_tilde_are_exchanged_only_where_that_makes_a_known_word() -> None:
    assert LEXICON.settle("thiễu") == "thiểu"
    assert LEXICON.settle("hủy") == "hủy"


def test_an_impossible_syllable_one_letter_off_is_mended() -> None:
    assert LEXICON.repair("thieeu", "dan toc", "so") == "thieu"
    assert LEXICON.repair("chucw", "cong", "cap") == "chuc"


def test_a_known_or_a_short_word_is_left_alone() -> None:
    assert LEXICON.repair("ngheo", "", "") == "ngheo"
    assert LEXICON.repair("xz", "", "") == "xz"


def test_nothing_to_restore_is_nothing() -> None:
    assert LEXICON.restore([], []) == []


def test_a_lexicon_without_texts_still_knows_the_words_of_questions() -> None:
    assert Lexicon([]).restore(["bao", "nhieu"], [None, None]) == ["bao", "nhiêu"]
