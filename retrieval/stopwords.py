"""Words that carry a question's form, not its subject."""

from collections.abc import Sequence

from domain.vietnamese import fold
from retrieval.reading import Word

FUNCTION_WORDS = frozenset(
    """a à ạ ai anh ấy ad bà bác bạn bao bây bị bởi bot các cái cần cô có còn cũng chị chỉ cho chú
    chưa chứ của cùng cứ đã đang đâu đây để đến đều đi đó được dạ em gì giờ giùm giúp hả hay hãy
    hỏi hơn hoặc khi không là lại lên lúc mà mấy mình mọi mỗi một muốn nào này nay nên nếu ngay
    nghe nhé nhỉ nhiêu như nhưng những nó nói ở ơi phải qua ra rằng rất rồi sao sẽ sau tại tao tất
    cả thế thì theo thôi thưa tôi tới trên trong trước từ tự và vẫn vào vậy về vì việc vui lòng với
    xem xin ừ vâng ông chúng ta nhớ biết thấy luôn nhất nữa hộ kìa kia đấy dưới bằng rõ làm
    ngoài tức khác giữa hết đúng kể nêu ghi liệt kê trích trả lời câu bên
    phần mục khoản điểm điều chương nhóm văn bản quy định nội dung sang giùm cụ thể
    tui tụi bọn tau mi mầy ổng bả hổng hông hong hoài coi chi mô răng rứa ri ni nớ tê nọ chừ chớ hè
    hen hén hỉ hở hử nghen nhen nha nhá nhở nhể nè nì á dợ vầy dậy thiệt lận lắm bữa hổm nhứt đặng
    chừng mần lo do vô dùm xíu bển trển""".split()  # noqa: SIM905
)
_COMPOUNDS = frozenset(
    """phần mềm|điều động|điều kiện|điều hành|điều chuyển|theo dõi|trả lời
    |hộ nghèo|hộ cận nghèo|hộ gia đình|hộ dân|hộ tái nghèo|hộ tịch|hộ khẩu|ủng hộ
    |nhà ở|đất ở|chỗ ở|nơi ở|việc làm|đúng hạn|đúng người|đúng việc|đúng thời điểm
    |tại chỗ|tự học|ra khỏi|vị trí việc làm|lề lối làm việc|điều kiện làm việc|nội dung đào tạo
    |hồ sơ quá hạn|xin lỗi|đúng hẹn|quá hẹn|trễ hẹn|cấp phó|bằng cấp|tập thể|người đứng đầu
    |người trên
    |trông coi|bác sĩ|cô giáo|thầy cô|trẻ em|con em|em bé|chú trọng
    |điểm nóng|mô hình|quy mô|chi phí|chi trả|thu chi|vô cảm|vô trách nhiệm|coi thường|thiệt hại
    |chính sách|trước hạn|không được làm|văn bản đến|văn bản đi
    |từ chối|xem xét|thể hiện|nơi nhận|kỷ luật lao động""".replace("\n", "").split("|")
)
_SPLIT_COMPOUNDS = frozenset(tuple(compound.split()) for compound in _COMPOUNDS)
_BY_FIRST_WORD = {
    first: tuple(compound for compound in _SPLIT_COMPOUNDS if fold(compound[0]) == first)
    for first in {fold(compound[0]) for compound in _SPLIT_COMPOUNDS}
}


_SAYING = frozenset({"nhac", "neu", "noi", "ghi", "dat", "co", "quy", "yeu", "de", "chi", "muc"})
_COUNTING, _COUNTED = frozenset({"may", "nhieu"}), frozenset({"hộ", "điểm"})


def compound_positions(words: Sequence[Word]) -> frozenset[int]:
    """Return the positions of words that carry a subject together: "nhà ở", "việc làm"."""
    found: set[int] = set()
    for start, word in enumerate(words):
        for compound in _BY_FIRST_WORD.get(word.folded, ()):
            stand = words[start : start + len(compound)]
            if len(stand) == len(compound) and all(map(_may_be, stand, compound)):
                found.update(range(start, start + len(compound)))
    found.update(i for i in range(1, len(words)) if _is_counted(i, words))
    return frozenset(found)


def _is_counted(index: int, words: Sequence[Word]) -> bool:
    """Tell whether "bao nhiêu hộ", "mấy điểm hỗ trợ" count what is else a word of form."""
    word, before = words[index], words[index - 1]
    if before.folded not in _COUNTING or word.reading not in _COUNTED:
        return False
    after = words[index + 1] if index + 1 < len(words) else None
    is_noun = after is not None and len(after.folded) > 1 and after.folded not in _SAYING
    names_itself = after is not None and is_noun and not is_stopword(after)
    return names_itself if word.reading == "điểm" else before.folded == "nhieu"


def _may_be(word: Word, wanted: str) -> bool:
    """Tell whether `word` may stand for `wanted`: the same letters, the accents where typed."""
    return word.settled == wanted if word.settled else word.folded == fold(wanted)


def is_function_word(word: str) -> bool:
    """Tell whether `word`, written with its accents, is form."""
    return word in FUNCTION_WORDS


def is_stopword(word: Word) -> bool:
    """Tell whether `word`, as it is read, is form."""
    return word.reading in FUNCTION_WORDS
