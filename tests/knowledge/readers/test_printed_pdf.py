"""A decree that a browser printed to PDF reads like the text it was printed from."""

import subprocess
from pathlib import Path

from domain.register import Document
from knowledge.parser import parse_document
from knowledge.readers import read_content
from tests.browser.chromium import FLAGS, program

_WORK = (
    "Ủy ban nhân dân cấp xã tổ chức trồng, chăm sóc và bảo vệ cây xanh trên địa bàn, bố trí người "
    "phụ trách từng tuyến đường, từng khu dân cư và công khai kết quả mỗi quý"
)
DECREE = "\n".join(
    [
        *("CHÍNH PHỦ", "Số: 12/2026/NĐ-CP", "Hà Nội, ngày 05 tháng 3 năm 2026", "NGHỊ ĐỊNH"),
        *("Về cây xanh", "Căn cứ Luật Cây xanh;", "Chương I", "QUY ĐỊNH CHUNG"),
        *(
            line
            for number in range(1, 25)
            for line in (
                f"Điều {number}. Việc thứ {number} về trồng và chăm sóc cây xanh",
                f"1. {_WORK} theo quy định tại khoản {number} của kế hoạch.",
                f"a) {_WORK};",
                "b) Cây cổ thụ thì giữ nguyên.",
                f"2. {_WORK}.",
            )
        ),
        "Điều 25. Hiệu lực",
        "Nghị định này có hiệu lực thi hành kể từ ngày ký.",
    ]
)
_PAGE = """<html><head><meta charset="utf-8"><style>
@page { size: A4; margin: 25mm 18mm 20mm 32mm;
  @top-left { content: "CÔNG BÁO/Số 851 + 852/Ngày 02-7-2026"; font-size: 10pt }
  @top-right { content: counter(page); font-size: 10pt } }
body { font: 14pt serif } p { margin: 4pt 0; text-align: justify; text-indent: 1cm }
</style></head><body>%s</body></html>"""


def test_a_printed_decree_gives_the_same_places_and_words(tmp_path: Path) -> None:
    printed = parse_document(read_content(_print(DECREE, tmp_path)).text)
    assert _words(printed) == _words(parse_document(DECREE))


def _words(document: Document) -> dict[str, tuple[str, str]]:
    return {p.path: (p.heading, p.text) for p in document.provisions}


def _print(text: str, folder: Path) -> bytes:
    page, stored = folder / "page.html", folder / "page.pdf"
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    page.write_text(_PAGE % lines, encoding="utf-8")
    options = ["--no-pdf-header-footer", f"--print-to-pdf={stored}", f"--user-data-dir={folder}/u"]
    subprocess.run(
        [program(), *FLAGS, *options, page.as_uri()], check=True, capture_output=True, timeout=120
    )
    return stored.read_bytes()
