"""`congvu ingest` and `documents` with newer texts and amendments, `congvu ask` of a day."""

from pathlib import Path

from tests.commands.conftest import Congvu
from tests.versions.texts import LAW, SLUG, act


def test_what_an_amendment_changes_is_told_listed_and_answered_by_its_day(
    congvu: Congvu, tmp_path: Path
) -> None:
    law, amending = _file(tmp_path, "luat.txt", LAW), _file(tmp_path, "sua-doi.txt", act())
    assert congvu("ingest", law).status == 0
    told = congvu("ingest", amending).out
    assert "đổi nội dung khoản 1 Điều 2 (áp dụng từ 01/01/2041)" in told
    assert "bỏ khoản 3 Điều 3" in told
    assert "chưa hợp nhất, sẽ lưu ý khi trả lời: điểm c khoản 1 Điều 4" in told
    listed = congvu("documents").out
    assert "đến hết 31/12/2040" in listed
    assert "gồm sửa đổi của 77/2040/QH22" in listed
    question = "khoản 1 Điều 2"
    asked = ("ask", question, "--document", SLUG, "--as-of")
    assert "12 ngày" in congvu(*asked, "2040-12-31").out
    assert "05 ngày" in congvu(*asked, "2041-01-01").out


def test_what_is_not_carried_out_is_among_the_warnings_of_the_json(
    congvu: Congvu, tmp_path: Path
) -> None:
    assert congvu("ingest", _file(tmp_path, "luat.txt", LAW)).status == 0
    (report,) = congvu("ingest", _file(tmp_path, "sua-doi.txt", act()), "--json").lines
    assert any("nhật trình" in warning for warning in report["warnings"])


def test_the_first_day_of_a_text_is_a_day_and_of_one_file(congvu: Congvu, tmp_path: Path) -> None:
    law = _file(tmp_path, "luat.txt", LAW)
    assert congvu("ingest", law, "--since", "mai").status == 2
    assert congvu("ingest", law, law, "--since", "2036-01-01").status == 2


def _file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)
