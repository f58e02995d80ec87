"""An appendix that comes as a file of its own is added to its document."""

import pytest

from domain.errors import AppendixNeedsDocument, ReplacementNeedsConsent
from domain.register import Document
from services.registry import Services
from tests.conftest import NOW

MAIN = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH MẪU                 Độc lập - Tự do - Hạnh phúc
Số: 15/KH-UBND           Mẫu, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
Cải cách hành chính năm 2026

I. MỤC ĐÍCH
1. Nâng cao chất lượng phục vụ.

II. NHIỆM VỤ
1. Rà soát thủ tục
Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính; hoàn thành: tháng 6/2026.
"""
APPENDIX = """PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 15/KH-UBND ngày 12/3/2026 của UBND tỉnh Mẫu)

| STT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
| 1 | Lập danh mục | Sở Xây dựng | Sở Tài chính | Tháng 5/2026 |
| 2 | Viết phần mềm | Sở Khoa học và Công nghệ | Các sở, ngành | Quý III/2026 |
"""


def load(services: Services, text: str, key: str, *, again: bool = False) -> Document:
    report = services.documents.ingest(text, f"{key}.txt", NOW, key, replace=again)
    return services.documents.document(report.document)


@pytest.mark.parametrize("texts", [(MAIN, APPENDIX), (APPENDIX, MAIN)])
def test_a_document_and_its_appendix_become_one_in_either_order(
    services: Services, texts: tuple[str, str]
) -> None:
    before = len(services.answers.documents())
    load(services, texts[0], "u1")
    whole = load(services, texts[1], "u2")
    assert len(services.answers.documents()) == before + 1
    assert {"II.1", "phụ lục.1", "phụ lục.2"} <= {task.path for task in whole.tasks}
    assert whole.info.title == "Cải cách hành chính năm 2026"
    names = [unit.name for unit in whole.units]
    assert len(names) == len(set(names))
    assert {"Sở Xây dựng", "Sở Nội vụ"} <= set(names)


def test_an_appendix_that_is_there_already_is_replaced_only_when_asked(
    services: Services,
) -> None:
    load(services, MAIN, "u1")
    load(services, APPENDIX, "u2")
    shorter = "\n".join(APPENDIX.splitlines()[:-1])
    with pytest.raises(ReplacementNeedsConsent):
        load(services, shorter, "u3")
    whole = load(services, shorter, "u4", again=True)
    assert [t.path for t in whole.tasks if t.path.startswith("phụ lục")] == ["phụ lục.1"]
    assert "II.1" in {task.path for task in whole.tasks}


def test_an_appendix_does_not_take_the_place_of_a_digest(services: Services) -> None:
    slug = services.plan.plans()[0].slug
    with pytest.raises(AppendixNeedsDocument):
        services.documents.ingest(APPENDIX, "a.txt", NOW, "u1", slug=slug)
