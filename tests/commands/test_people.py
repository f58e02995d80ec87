"""Inviting, revoking, contacts and the audit log from the command line."""

from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.commands.conftest import Congvu


def test_the_first_administrator_gets_a_code_with_its_picture(
    congvu: Congvu, tmp_path: Path
) -> None:
    picture = tmp_path / "moi.png"
    made = congvu("admin", "invite", "administrator", "--qr", str(picture), "--json")
    assert made.status == 0
    assert len(made.last["code"].replace("-", "")) == 16
    assert made.last["link"] is None
    assert picture.read_bytes().startswith(b"\x89PNG")
    told = congvu("admin", "invite", "official", "--unit", "SNV", "--name", "Lò Thị Thử")
    assert "Sở Nội vụ" in told.out
    assert "Lò Thị Thử" not in told.out


def test_what_cannot_be_invited_is_told_in_words(congvu: Congvu) -> None:
    for arguments, words in (
        (("official",), "--unit"),
        (("official", "--unit", "KHONGCO"), "KHONGCO"),
        (("official", "--unit", "SNV", "--name", "=1+1"), "tên người"),
        (("official", "--unit", "SNV", "--until", "2020-01-01"), "--until"),
    ):
        refused = congvu("admin", "invite", *arguments)
        assert refused.status == 2
        assert words in refused.err


def test_a_role_of_a_demo_person_is_given_and_taken(congvu: Congvu) -> None:
    assert congvu("admin", "grant", "lan", "manager", "--unit", "SNV").status == 0
    assert congvu("admin", "revoke", "lan", "manager").status == 0
    again = congvu("admin", "revoke", "lan", "manager")
    assert again.status == 2
    assert "không giữ" in again.err


def test_a_contact_needs_source_and_day(congvu: Congvu) -> None:
    add = ("admin", "contact", "add", "SNV", "phone", "0262 000 000")
    assert congvu(*add, "--checked", "2026-01-02").status == 2
    assert congvu(*add, "--source", " ", "--checked", "2026-01-02").status == 2
    assert congvu(*add, "--source", "sổ tay thử", "--checked", "2999-01-01").status == 2
    assert congvu(*add, "--source", "sổ tay thử", "--checked", "2026-01-02").status == 0
    (held,) = congvu("admin", "contact", "list", "SNV", "--json").lines
    assert held == {
        "unit": "SNV",
        "kind": "phone",
        "value": "0262 000 000",
        "source": "sổ tay thử",
        "checked_on": "2026-01-02",
    }


def test_the_list_of_units_keeps_its_shape(congvu: Congvu) -> None:
    units = congvu("admin", "unit", "list", "--json").lines
    assert {tuple(unit) for unit in units} == {("code", "name", "kind", "parent")}
    assert congvu("admin", "unit", "add", "SGDDT", "Sở Thử", "--alias", "Sở T").status == 0


def test_a_list_is_invited_at_once_or_not_at_all(congvu: Congvu, tmp_path: Path) -> None:
    file, out = tmp_path / "ds.xlsx", tmp_path / "ma.xlsx"
    sheet = Workbook()
    for row in (
        ("Họ và tên", "Vai trò", "Mã đơn vị"),
        ("Lò Thị Thử", "Cán bộ, công chức", "SNV"),
        ("Y Thử Niê", "Lãnh đạo", "Thanh tra tỉnh"),
    ):
        sheet.active.append(row)
    sheet.save(file)
    assert congvu("admin", "invite-list", str(file), "--out", str(out)).status == 0
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Họ và tên", "Lò Thị Thử", "Y Thử Niê"]
    sheet.active.append(("Người Sai", "vua", "SNV"))
    sheet.save(file)
    refused = congvu("admin", "invite-list", str(file), "--out", str(out))
    assert refused.status == 2
    assert "dòng 4" in refused.err
    assert "Người Sai" not in refused.err


def test_the_head_of_the_log_is_printed_and_checked_later(congvu: Congvu) -> None:
    congvu("admin", "invite", "administrator")
    head = congvu("admin", "audit").out.strip()
    congvu("admin", "invite", "administrator")
    assert congvu("admin", "audit", "--expect", head, "--json").last["whole"] is True
    forged = head.partition(":")[0] + ":" + "0" * 64
    assert congvu("admin", "audit", "--expect", forged).status == 1
    assert congvu("admin", "audit", "--expect", "xyz").status == 2
    assert "Nhật ký quyền: 2 mục, nguyên vẹn" in congvu("doctor").out
