"""`congvu admin custodian-key`: the private part is on the sheet and nowhere else."""

import base64
import io
import re
from pathlib import Path

import pytest
from nacl.public import PrivateKey, PublicKey, SealedBox

from domain.recovery import read
from handlers.render.qr import qr_png
from services.custody import seal_name
from tests.commands.conftest import Congvu


def made(congvu: Congvu, sheet: Path) -> tuple[str, tuple[str, ...]]:
    """Make a pair and return the public part and the sheet's lines."""
    told = congvu("admin", "custodian-key", str(sheet))
    assert told.status == 0
    name, _, public = told.out.strip().partition("=")
    assert name == "CUSTODIAN_KEY"
    text = sheet.read_text(encoding="utf-8")
    assert public in text
    return public, tuple(re.findall(r"<li>(\w{4} \w{4} \w)</li>", text))


def test_what_the_setting_seals_is_opened_by_the_sheet_alone(
    congvu: Congvu, tmp_path: Path, var_dir: Path
) -> None:
    sheet = tmp_path / "to.html"
    public, lines = made(congvu, sheet)
    assert sheet.stat().st_mode & 0o777 == 0o600
    private = read(lines)
    sealed = SealedBox(PublicKey(base64.b64decode(public))).encrypt("Y Đắk".encode())
    assert SealedBox(PrivateKey(private)).decrypt(sealed).decode() == "Y Đắk"
    kept = b"".join(path.read_bytes() for path in var_dir.rglob("*") if path.is_file())
    assert private not in kept
    assert base64.b64encode(private) not in kept


def test_the_picture_on_the_sheet_holds_the_same_lines(congvu: Congvu, tmp_path: Path) -> None:
    sheet = tmp_path / "to.html"
    _, lines = made(congvu, sheet)
    found = re.search(r"data:image/png;base64,([\w+/=]+)", sheet.read_text(encoding="utf-8"))
    assert found is not None
    assert base64.b64decode(found[1]) == qr_png("\n".join(lines))


def test_a_sheet_is_held_against_the_setting(
    congvu: Congvu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, lines = made(congvu, tmp_path / "a.html")
    made(congvu, tmp_path / "b.html")
    assert congvu("admin", "custodian-key", "--check", str(tmp_path / "a.html")).status == 2

    monkeypatch.setenv("CUSTODIAN_KEY", public)
    check = ("admin", "custodian-key", "--check")
    assert congvu(*check, str(tmp_path / "a.html")).status == 0
    other = congvu(*check, str(tmp_path / "b.html"))
    assert (other.status, other.out) == (1, "")
    assert "khoá khác" in other.err

    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines).lower()))
    assert "khớp" in congvu(*check, "-").out
    slip = (*lines[:2], lines[2].replace(lines[2][0], "Z" if lines[2][0] != "Z" else "Y", 1))
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join((*slip, *lines[3:]))))
    wrong = congvu(*check, "-")
    assert wrong.status == 2
    assert lines[0] not in wrong.err


def test_a_sheet_that_is_there_is_never_written_over(congvu: Congvu, tmp_path: Path) -> None:
    sheet = tmp_path / "to.html"
    made(congvu, sheet)
    before = sheet.read_bytes()
    assert congvu("admin", "custodian-key", str(sheet)).status == 2
    assert sheet.read_bytes() == before


def test_a_sealed_name_is_opened_with_the_lines_of_the_sheet(
    congvu: Congvu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, lines = made(congvu, tmp_path / "a.html")
    made(congvu, tmp_path / "b.html")
    sealed = base64.b64encode(seal_name("Lê Thị Hoa", public)).decode()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    assert congvu("admin", "open-name", sealed).out.strip() == "Lê Thị Hoa"
    by_file = congvu("admin", "open-name", sealed, "--sheet", str(tmp_path / "a.html"))
    assert by_file.out.strip() == "Lê Thị Hoa"
    for wrong in (sealed[:-8], "không phải"):
        told = congvu("admin", "open-name", wrong, "--sheet", str(tmp_path / "a.html"))
        assert (told.status, told.out) == (1, "")
    other = congvu("admin", "open-name", sealed, "--sheet", str(tmp_path / "b.html"))
    assert (other.status, other.out) == (1, "")


def test_sealed_names_do_not_tell_how_long_they_are(congvu: Congvu, tmp_path: Path) -> None:
    public, _ = made(congvu, tmp_path / "a.html")
    assert len({len(seal_name(name, public)) for name in ("Ba", "Lê Thị Hoa", "Đ" * 60)}) == 1
