"""Receipts: what people copy by hand is read, and a slip is told before anything is looked up."""

import math
import secrets

from hypothesis import given
from hypothesis import strategies as st

from domain.codes import ALPHABET
from domain.receipts import (
    LETTERS,
    ReceiptFault,
    case_number,
    find_receipt,
    is_like_a_receipt,
    new_receipt,
    read_number,
    read_receipt,
    shown,
)


def _from(picks: list[int]) -> str:
    left = iter(picks)
    return new_receipt(lambda _: next(left))


CODES = st.lists(st.integers(0, 31), min_size=16, max_size=16).map(_from)


def test_a_code_has_eighty_random_bits_and_is_shown_in_groups_of_four() -> None:
    code = new_receipt(secrets.randbelow)
    assert (LETTERS - 1) * math.log2(len(ALPHABET)) >= 80
    assert [len(group) for group in shown(code).split("-")] == [4, 4, 4, 4, 1]


@given(CODES)
def test_a_code_is_read_back_as_it_was_shown(code: str) -> None:
    assert read_receipt(shown(code)).code == code
    assert read_receipt(f"  {shown(code).lower().replace('-', ' – ')} ").code == code
    assert read_receipt(f"tra-{code}").code == code


@given(CODES)
def test_letters_that_look_alike_are_read_as_what_they_were(code: str) -> None:
    mistaken = code.replace("0", "O").replace("1", "l").replace("V", "u")
    assert read_receipt(mistaken).code == code


@given(CODES)
def test_what_a_vietnamese_keyboard_makes_of_a_code_is_undone(code: str) -> None:
    typed = code.replace("DD", "đ").replace("AA", "â").replace("EE", "ê")
    typed = typed.replace("AS", "á").replace("ER", "ẻ").replace("W", "ư")
    assert read_receipt(typed).code == code


@given(CODES, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_always_told(code: str, place: int, letter: str) -> None:
    changed = code[:place] + letter + code[place + 1 :]
    read = read_receipt(changed)
    assert (read.code == code) if changed == code else read.fault is ReceiptFault.CHECK


@given(CODES, st.integers(0, 16), st.integers(0, 16))
def test_two_letters_that_changed_places_are_always_told(code: str, one: int, other: int) -> None:
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    swapped = "".join(letters)
    read = read_receipt(swapped)
    assert (read.code == code) if swapped == code else read.fault is ReceiptFault.CHECK


@given(st.text(max_size=60))
def test_any_text_at_all_is_read_without_harm(text: str) -> None:
    read = read_receipt(text)
    assert (read.code is None) == (read.fault is not None)
    find_receipt(text)
    read_number(text)


@given(CODES)
def test_a_code_is_found_in_the_message_that_was_kept_with_it(code: str) -> None:
    told = f"Hồ sơ PA-2026-00123. Mã tra cứu: {shown(code)} – xin giữ kín"
    has_digit = any(letter.isdigit() for letter in code)
    assert find_receipt(told) == (code if has_digit else None)


def test_a_letter_too_few_is_told_with_how_many_there_are() -> None:
    read = read_receipt("K7QM-2XHD-9RTA-4WN")
    assert (read.fault, read.length) == (ReceiptFault.FORM, 15)


def test_a_question_holds_no_code() -> None:
    for question in (
        "cán bộ một cửa phải trả lời trong mấy ngày",
        "sao chưa trả lời tôi ạ",
        "việc nhà nước làm ra sao",
        "hỏi luật đất đai số 31",
    ):
        assert find_receipt(question) is None


@given(st.integers(2026, 2999), st.integers(1, 9_999_999))
def test_a_public_number_is_read_however_it_is_typed(year: int, ordinal: int) -> None:
    number = case_number(year, ordinal)
    assert read_number(number) == read_number(f" pa {year} {ordinal} ") == number
    assert read_number(f"{number} và nữa") is None


def test_a_public_number_looks_like_those_of_the_office() -> None:
    assert case_number(2026, 123) == "PA-2026-00123"


@given(CODES)
def test_a_code_with_a_wrong_letter_is_still_taken_for_one(code: str) -> None:
    wrong = ("8" if code[5] != "8" else "9").join((code[:5], code[6:]))
    for typed in (wrong, shown(wrong), shown(wrong).lower().replace("-", " ")):
        assert is_like_a_receipt(typed) or not any(letter.isdigit() for letter in code)


def test_a_question_is_not_taken_for_a_wrong_code() -> None:
    for question in ("nhiệm vụ 2 ai làm", "hạn của xã là bao giờ", "điều 12 nói gì"):
        assert not is_like_a_receipt(question)
