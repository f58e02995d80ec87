"""Articles of the loaded documents are found, whatever was loaded since the index was built."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.registry import Services, open_services

NOW = datetime(2026, 6, 10, 2, 30, tzinfo=UTC)
_LAW = """QUỐC HỘI
Luật số: {number}/2025/QH15
Hà Nội, ngày 10 tháng 3 năm 2025

LUẬT
{title}

Điều 1. Phạm vi điều chỉnh
Luật này nói về {subject}.

Điều 2. {head}
1. {first}
2. {second}
"""


def law(number: int, title: str, subject: str, head: str, first: str, second: str) -> str:
    """Return the text of an invented law of two articles."""
    return _LAW.format(
        number=number, title=title, subject=subject, head=head, first=first, second=second
    )


LIBRARY = law(
    *(801, "THƯ VIỆN XÃ", "thư viện ở cấp xã", "Thời hạn mượn sách"),
    *("Người dân mượn sách trong hai mươi ngày.", "Sách quý chỉ đọc tại chỗ."),
)
MARKET = law(
    *(802, "CHỢ PHIÊN", "chợ phiên vùng cao", "Vệ sinh chợ"),
    *("Người bán hàng quét dọn khi tan chợ.", "Rác để đúng nơi."),
)


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Return services over an empty database and no knowledge but what a test loads."""
    knowledge = Path(__file__).parents[2] / "knowledge" / "documents"
    return open_services(
        f"sqlite:///{tmp_path / 'congvu.db'}", [b"k" * 32], knowledge, tmp_path, now=NOW
    )


def _ingest(services: Services, text: str, key: str) -> None:
    services.documents.ingest(text, f"{key}.txt", NOW, key)


def _first(services: Services, question: str) -> str:
    return services.articles.find(question).hits[0].article.title


def test_a_loaded_law_is_found_without_any_index_on_disk(services: Services) -> None:
    _ingest(services, LIBRARY, "one")
    hit = services.articles.find("được mượn sách mấy ngày").hits[0]
    assert hit.article.title == "Thời hạn mượn sách"
    assert hit.clause is not None
    assert hit.clause.path == "2.1"
    services.close()


def test_a_law_loaded_after_the_index_was_built_is_found_at_once(services: Services) -> None:
    _ingest(services, LIBRARY, "one")
    built = services.articles.rebuild()
    assert built.articles >= 2
    assert _first(services, "được mượn sách mấy ngày") == "Thời hạn mượn sách"
    _ingest(services, MARKET, "two")
    assert _first(services, "ai quét dọn khi tan chợ") == "Vệ sinh chợ"
    assert _first(services, "được mượn sách mấy ngày") == "Thời hạn mượn sách"
    services.close()
