"""What an official writes on a case: which part is asked for, and that nothing goes missing."""

from hypothesis import given
from hypothesis import strategies as st

from domain.desk_drafts import Deed, DeskDraft, Part, parts_of

DEEDS = st.sampled_from(Deed)
TEXT = st.sampled_from(["Đã xử lý.", " hai  dòng\nvà [chỗ trống] ", "=1+1", "“ngoặc”", "\u0111"])


@given(DEEDS, st.lists(st.tuples(st.sampled_from(Part), TEXT), max_size=8), st.booleans())
def test_a_draft_is_stored_and_read_back_as_it_was(
    deed: Deed, written: list[tuple[Part, str]], is_asleep: bool
) -> None:
    draft = DeskDraft(deed, "PA-2026-00001", files=("a",), is_asleep=is_asleep)
    for part, text in written:
        draft = draft.written(part, text)
    assert DeskDraft.read(draft.payload()) == draft


@given(DEEDS, TEXT)
def test_parts_are_asked_for_in_order_until_all_are_there(deed: Deed, text: str) -> None:
    draft = DeskDraft(deed, "PA-2026-00001")
    for part in parts_of(deed):
        assert draft.at is part
        draft = draft.written(part, text)
    assert draft.at is None


@given(DEEDS, TEXT, TEXT)
def test_a_part_that_is_written_anew_keeps_what_it_said_until_then(
    deed: Deed, before: str, after: str
) -> None:
    draft = DeskDraft(deed, "PA-2026-00001")
    for part in parts_of(deed):
        draft = draft.written(part, before)
    again = draft.again(Part.TEXT)
    assert again.at is Part.TEXT
    assert again.told(Part.TEXT) == before.strip()
    assert again.written(Part.TEXT, after).told(Part.TEXT) == after.strip()
    assert again.written(Part.TEXT, after).at is None


def test_a_file_stands_for_proof_and_nothing_else() -> None:
    draft = DeskDraft(Deed.ANSWER, "PA-2026-00001").written(Part.TEXT, "Đã xử lý.")
    assert draft.at is Part.PROOF
    assert draft.takes_files
    proved = draft.with_file("abc")
    assert proved.at is Part.NEXT
    assert not proved.takes_files
    assert proved.without_files().at is Part.PROOF


def test_what_a_button_chooses_is_not_typed() -> None:
    apology = DeskDraft(Deed.APOLOGY, "PA-2026-00001")
    apology = apology.written(Part.TEXT, "Xin lỗi.").written(Part.REASON, "Thiếu người.")
    assert apology.at is Part.DAY
    assert not apology.takes_text
