"""Wordings as editors type them, and marks of what a place says."""

from dataclasses import replace

import pytest

from domain.editing import Synonym, read_synonym, wording_mark
from domain.errors import SynonymFault, UnusableSynonym
from domain.register import Paragraph
from tests.registers import plan


@pytest.mark.parametrize(
    "typed",
    [
        "máy bấm giờ = phần mềm chấm công",
        "  Máy  bấm giờ→ phần mềm chấm công.",
        "máy bấm giờ => “phần mềm chấm công”",
    ],
)
def test_a_wording_is_read_however_it_is_written(typed: str) -> None:
    assert read_synonym(typed) == Synonym("máy bấm giờ", "phần mềm chấm công")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("máy bấm giờ", SynonymFault.UNREADABLE),
        ("a = b = c", SynonymFault.UNREADABLE),
        (" = phần mềm", SynonymFault.UNREADABLE),
        ("máy 12 = phần mềm", SynonymFault.NO_WORDS),
        ("máy <b>x = phần mềm", SynonymFault.NO_WORDS),
        ("máy bấm giờ ở trước cửa phòng = phần mềm", SynonymFault.TOO_LONG),
        ("trẻ = thanh niên", SynonymFault.TOO_SHORT),
        ("phan mem = phần mềm", SynonymFault.SAME),
    ],
)
def test_what_is_no_wording_is_told_why(typed: str, fault: SynonymFault) -> None:
    with pytest.raises(UnusableSynonym) as caught:
        read_synonym(typed)
    assert caught.value.fault is fault


def test_a_wording_that_is_there_is_not_added_again() -> None:
    known = (Synonym("máy bấm giờ", "phần mềm"),)
    with pytest.raises(UnusableSynonym) as caught:
        read_synonym("máy bấm giờ = phần mềm", known)
    assert caught.value.fault is SynonymFault.KNOWN


def test_a_mark_changes_with_the_words_at_a_place_or_below_it_and_with_nothing_else() -> None:
    document = plan()
    places = [place for place in document.provisions if place.paragraphs]
    first, last = places[0], places[-1]
    changed = replace(
        document,
        provisions=tuple(
            replace(place, paragraphs=(Paragraph(place.paragraphs[0].key, "Khác hẳn."),))
            if place is last
            else place
            for place in document.provisions
        ),
    )
    assert wording_mark(changed, first.path) == wording_mark(document, first.path)
    assert wording_mark(changed, last.path) != wording_mark(document, last.path)
    above = last.path.rpartition(".")[0]
    if above in document.by_path:
        assert wording_mark(changed, above) != wording_mark(document, above)
    assert wording_mark(document, "không có") is None
