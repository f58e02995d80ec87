"""`python -m knowledge.check`: facts must agree with the words beside them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.check import find_faults, main
from tests.knowledge.official_text import PLAN, REPOSITORY, SHIPPED

COMMUNES = "don-vi-hanh-chinh-dak-lak"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "documents"))


def _change(root: Path, name: str, before: str, after: str) -> tuple[str, ...]:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return find_faults(root)


def test_the_shipped_knowledge_has_no_fault() -> None:
    assert find_faults(SHIPPED) == ()


def test_the_command_is_silent_and_succeeds_where_all_is_well() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "knowledge.check"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_prints_faults_and_fails(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / PLAN / "provisions.yaml").write_text("", encoding="utf-8")
    assert main([str(root)]) == 1
    assert capsys.readouterr().out == f"{PLAN}/provisions.yaml: tệp trống\n"


def test_the_command_refuses_more_than_one_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a", "b"]) == 2
    assert "Cách dùng" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("due: 2026-06-30", "due: 2026-06-29", "III.2.đ#2: due: “Hoàn thành trong tháng 6"),
        ("kind: by_quarter_end", "kind: by_day", "III.2.đ#3: kind: “Hoàn thành trong Quý III"),
        ("trong Quý III năm 2026.", "trong Quý II năm 2026.", "III.2.đ#3: “Hoàn thành trong Quý"),
        ("đạt tối thiểu 98%", "đạt tối thiểu 97%", "II.2.k: target: “98 %” không có"),
        ("value: 56000", "value: 65000", "II.2.ơ: target: “65000 lao động” không có"),
        ("population: hồ sơ trễ hạn", "population: hồ sơ", None),
        ("population: UBND cấp xã", "population: UBND huyện", "II.2.g: population: “UBND huyện”"),
        ("cites: [tb-21]", "cites: []", "cited: không đoạn nào viện dẫn “21-TB/VPTW”"),
        ("  heading: Sở Xây dựng\n", "", "V.4: khối đơn vị phải có tiêu đề"),
        ("Sở Nội vụ tổng hợp", "Sở Nội\u200b vụ tổng hợp", "V.cuối#1: chữ chưa ở dạng NFC"),
    ],
)
def test_a_fact_that_differs_from_its_words_is_a_fault(
    root: Path, before: str, after: str, fault: str | None
) -> None:
    faults = _change(root, f"{PLAN}/provisions.yaml", before, after)
    if fault is None:
        assert faults == ()
    else:
        assert fault in "\n".join(faults)
        assert all(line.startswith(f"{PLAN}/") for line in faults)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("blank: [number, day]", "blank: [number, place]", "blank: “place” không phải"),
        ("number_text:", "number: 99/KH-UBND\nnumber_text:", "blank: ghi số để trống"),
        ("issued_text:", "issued: 2026-05-20\nissued_text:", "blank: ghi ngày để trống"),
        ("name: Thanh tra tỉnh", "name: Thanh tra xã", "phải có id thanh-tra-xa"),
        ("issued: 2026-04-20", "issued: 2027-04-20", "muộn hơn checked_on"),
        ("checked_on: 2026-11-23", "checked_on: 2026-13-23", "checked_on"),
        ("state: digest", "state: loaded", "state: giá trị không có trong danh sách"),
    ],
)
def test_what_the_document_says_of_itself_must_agree(
    root: Path, before: str, after: str, fault: str
) -> None:
    assert fault in "\n".join(_change(root, f"{PLAN}/document.yaml", before, after))


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('code: "22015"', 'code: "22016"', "II#1: commune: mã 22016 không có trong đoạn"),
        ('code: "22015"', 'code: "2201"', "II#1 commune.code: không đúng mẫu"),
        ("name: Tuy Hoà", "name: Tuy An", "II#1: commune: “phường Tuy An” không có trong đoạn"),
    ],
)
def test_a_commune_must_stand_in_its_paragraph(
    root: Path, before: str, after: str, fault: str
) -> None:
    assert fault in "\n".join(_change(root, f"{COMMUNES}/provisions.yaml", before, after))
