"""Web pages: only their content is read, numbers of lists and tables included."""

import pytest

from domain.errors import UnreadableDocument
from knowledge.readers import read_content


def lines_of(page: str) -> list[str]:
    return read_content(page.encode()).text.splitlines()


def test_only_the_content_of_a_page_is_read() -> None:
    page = """<!DOCTYPE html><html><head><title>Trang</title><style>p {}</style></head><body>
    <nav>Trang chủ</nav><div class="left">Tin mới nhất</div>
    <div id="text"><h1>QUYẾT ĐỊNH</h1><p>Điều 1. Trồng
      cây<sup>1</sup></p><p>1. Trồng <b>mỗi</b> năm.<br>2. Tưới.</p></div>
    <footer>Liên hệ</footer><script>var a = "Điều 9. Sai";</script></body></html>"""
    assert lines_of(page) == ["QUYẾT ĐỊNH", "Điều 1. Trồng cây1", "1. Trồng mỗi năm.", "2. Tưới."]


def test_lists_keep_the_numbers_that_a_browser_prints() -> None:
    page = """<html><body><ol start="3"><li>Ba</li><li>Bốn</li></ol>
    <ol type="a"><li>Một</li><li>Hai</li></ol></body></html>"""
    assert lines_of(page) == ["3. Ba", "4. Bốn", "a) Một", "b) Hai"]


def test_tables_become_rows_and_letterheads_lines() -> None:
    page = """<html><body><table><tr><td>UBND TỈNH</td><td>CỘNG HÒA</td></tr></table>
    <table><tr><th>STT</th><th>Việc</th><th>Hạn</th></tr>
    <tr><td>1</td><td><p>Làm</p><p>ngay</p></td><td></td></tr></table></body></html>"""
    assert lines_of(page) == [
        "UBND TỈNH",
        "CỘNG HÒA",
        "| STT | Việc | Hạn |",
        "| 1 | Làm ngay |  |",
    ]


def test_hidden_text_is_not_read() -> None:
    page = "<html><body><p>Có thấy</p><p style='display: none'>Không</p><p hidden>Không</p></body>"
    assert lines_of(page) == ["Có thấy"]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="không có chữ"):
        read_content(b"<html><body><img src='a.png'></body></html>")


def test_a_page_nested_absurdly_deep_is_refused() -> None:
    page = "<html><body>" + "<div>" * 3000 + "Điều 1. Cây" + "</div>" * 3000 + "</body></html>"
    with pytest.raises(UnreadableDocument):
        read_content(page.encode())
