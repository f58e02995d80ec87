"""Laws and decrees: articles, clauses and points under their own numbers."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from domain.register import TextState
from knowledge.parser import parse_document
from tests.knowledge.official_text import REPOSITORY

LAW = """QUỐC HỘI
Luật số: 12/2026/QH16
LUẬT VỀ CÂY XANH
Căn cứ Hiến pháp;
Quốc hội ban hành Luật Cây xanh.
Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định việc trồng cây.
Điều 2. Giải thích từ ngữ
1. Cây là thực vật thân gỗ.
2. Người trồng cây gồm:
a) Cá nhân;
b) Tổ chức.
Tổ chức nói ở đây có tư cách pháp nhân.
3. Vườn là nơi trồng cây.
Chương II
TRỒNG CÂY
Mục 1
TRỒNG MỚI
Điều 3. Mùa trồng
1. Trồng vào mùa mưa.
Điều 3a. Mùa trồng ở miền núi
Trồng theo hướng dẫn của địa phương.
Mục 2. CHĂM SÓC
Điều 4. Sửa đổi Luật Vườn
1. Sửa đổi Điều 9 như sau:
“Điều 9. Tưới cây
1. Tưới mỗi ngày.”
2. Bãi bỏ Điều 10.
Điều 5. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026.
Luật này được Quốc hội khóa XVI thông qua ngày 15 tháng 5 năm 2026.
CHỦ TỊCH QUỐC HỘI
Nguyễn Văn An
"""


def test_articles_clauses_and_points_have_plain_paths() -> None:
    law = parse_document(LAW)
    assert law.state is TextState.LOADED
    assert {"1", "2.1", "2.2", "2.2.b", "2.3", "3", "3a", "4.1", "4.2", "5"} <= set(law.by_path)
    assert law.by_path["2"].heading == "Giải thích từ ngữ"
    assert law.by_path["3"].parent == "chương II.mục 1"
    assert law.info.articles == 5


def test_an_article_quoted_in_an_amendment_is_no_article() -> None:
    law = parse_document(LAW)
    assert "9" not in law.by_path
    assert "Điều 9" in law.by_path["4.1"].text


def test_a_paragraph_after_the_last_point_belongs_to_the_clause() -> None:
    law = parse_document(LAW)
    assert law.by_path["2.2"].paragraphs[-1].text.startswith("Tổ chức nói ở đây")


def test_a_law_tells_issuer_adoption_and_day_in_force() -> None:
    info = parse_document(LAW).info
    assert (info.slug, info.kind, info.title) == ("luat-12-2026-qh16", "luật", "Cây xanh")
    assert (info.issuer, str(info.issued)) == ("Quốc hội", "2026-05-15")
    assert str(info.in_force_from) == "2026-07-01"


def test_a_file_with_only_an_appendix_is_told_by_its_document() -> None:
    appendix = parse_document(
        "Phụ lục II\nMẪU ĐƠN TRỒNG CÂY\n(Kèm theo Nghị định số 30/2026/NĐ-CP ngày 05 tháng 3 năm "
        "2026 của Chính phủ)\nI. ĐƠN\n1. Tên.\n2. Nơi trồng.\n"
    )
    assert appendix.info.slug == "nghi-dinh-30-2026-nd-cp"
    assert {"phụ lục II", "phụ lục II.I.2"} <= set(appendix.by_path)


def _laws() -> list[dict[str, Any]]:
    shared = Path(os.environ.get("CONGVU_SHARED") or REPOSITORY.parent / "shared")
    manifest = shared / "corpus" / "laws" / "manifest.json"
    if not manifest.is_file():
        return []
    listed = json.loads(manifest.read_text(encoding="utf-8"))
    entries = listed if isinstance(listed, list) else next(
        value for value in listed.values() if isinstance(value, list)
    )  # fmt: skip
    return [
        {**entry, "path": manifest.parent / entry["file"]}
        for entry in entries
        if entry["dieu_expected"] and not entry["trust"].startswith(("low", "OCR"))
    ]


@pytest.mark.parametrize("law", _laws(), ids=lambda law: Path(law["file"]).stem)
def test_every_article_of_a_trusted_law_is_found(law: dict[str, Any]) -> None:
    document = parse_document(law["path"].read_text(encoding="utf-8"))
    assert document.info.articles == law["dieu_expected"]
    assert all(p.parent is None or p.parent in document.by_path for p in document.provisions)
