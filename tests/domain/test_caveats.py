"""What of a document's caveat stands below an item."""

import pytest

from domain.caveats import changes_told
from knowledge.loader import load_documents
from tests.knowledge.official_text import SHIPPED


def test_only_what_warns_of_changes_is_told() -> None:
    caveat = (
        "Đây là bản tóm lược, không phải nguyên văn. Bản này có trước Luật số 1/2025 sửa đổi, bổ "
        "sung\n  một số điều: hãy đối chiếu. Chưa tóm lược các Điều 1, 2."
    )
    told = changes_told(caveat)
    assert told.startswith("Bản này có trước")
    assert told.endswith("hãy đối chiếu.")


@pytest.mark.parametrize("caveat", ["", "Đây là bản tóm lược, không phải nguyên văn."])
def test_where_nothing_changed_nothing_is_told(caveat: str) -> None:
    assert changes_told(caveat) == ""


def test_the_laws_that_a_later_one_changed_say_so_and_the_plan_does_not() -> None:
    told = {one.info.slug: changes_told(one.info.caveat) for one in load_documents(SHIPPED)}
    for slug in ("luat-02-2011-qh13", "luat-25-2018-qh14", "luat-42-2013-qh13"):
        assert "136/2025/QH15" in told[slug]
    assert "132/2025/QH15" in told["luat-36-2018-qh14"]
    assert told["ke-hoach-ct18-dak-lak"] == ""
    assert not any("congvu ingest" in words for words in told.values())
