"""A law as the register holds it becomes articles with clauses."""

from domain.register import Document, DocumentInfo, Paragraph, Provision, TextState
from retrieval.search.statutes import articles_of


def _place(path: str, parent: str | None, heading: str = "", text: str = "") -> Provision:
    paragraphs = (Paragraph(f"{path}#1", text),) if text else ()
    return Provision(path, path.rpartition(".")[2], heading, parent, paragraphs)


def _law(*provisions: Provision) -> Document:
    info = DocumentInfo("luat-801-2025-qh15", "Luật", "Thư viện xã")
    return Document(info, TextState.LOADED, provisions)


def test_articles_have_their_clauses_with_points_in_them() -> None:
    law = _law(
        _place("chương I", None, "Quy định chung"),
        _place("12", "chương I", "Mượn sách", "Người dân:"),
        _place("12.1", "12", text="Được mượn:"),
        _place("12.1.a", "12.1", text="Sách;"),
        _place("12.2", "12", text="Không mượn báo."),
        _place("35a", "chương I", "Điều bổ sung", "Có hiệu lực ngay."),
    )
    first, second = articles_of(law)
    assert first.id == "luat-801-2025-qh15#12"
    assert first.law == "Luật Thư viện xã"
    assert first.body == "Người dân:\nĐược mượn:\nSách;\nKhông mượn báo."
    assert [(c.path, c.text) for c in first.clauses] == [
        ("12.1", "Được mượn:\nSách;"),
        ("12.2", "Không mượn báo."),
    ]
    assert (second.path, second.clauses) == ("35a", ())


def test_a_document_without_articles_has_none() -> None:
    assert articles_of(_law(_place("I", None, "Mục đích", "Nâng cao."))) == ()
