"""The directory: units by name, contacts with source and day, and questions about them."""

from datetime import timedelta

import pytest

from db.units import Contact
from domain.answers import AnswerStatus
from domain.contacts import ContactKind
from domain.errors import NotAllowed, UnknownUnit, UnsourcedContact
from services.registry import Services
from services.rights import OPERATOR
from tests.conftest import NOW

TODAY = NOW.date()


def code_of(services: Services, name: str) -> str:
    (unit,) = services.directory.find(name)
    return unit.code


def keep(services: Services, name: str, kind: ContactKind, value: str, key: str = "u1") -> None:
    contact = Contact(code_of(services, name), kind, value, "sổ tay thử", TODAY)
    services.directory.add_contact(OPERATOR, contact, NOW, key)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("phường Tuy Hoà", "Phường Tuy Hoà"),
        ("phuong tuy hoa", "Phường Tuy Hoà"),
        ("sở nội vụ", "Sở Nội vụ"),
        ("UBND tỉnh", "Tỉnh Đắk Lắk"),
        ("tôi ở Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("xã ea kao", "Phường Ea Kao"),
    ],
)
def test_a_unit_is_found_however_it_is_typed(services: Services, typed: str, name: str) -> None:
    assert name in [unit.name for unit in services.directory.find(typed)]


@pytest.mark.parametrize("typed", ["", "x", "xã Không Có Thật Đâu", "%", "'; DROP TABLE units"])
def test_a_unit_that_there_is_not_is_not_found(services: Services, typed: str) -> None:
    assert services.directory.find(typed) == ()


@pytest.mark.parametrize(
    "question",
    [
        "số điện thoại UBND phường Tuy Hoà",
        "cho mình xin sdt ubnd phuong tuy hoa voi",
        "Phường Tuy Hòa có số điện thoại không?",
    ],
)
def test_a_telephone_is_told_with_its_source_and_day(services: Services, question: str) -> None:
    keep(services, "phường Tuy Hòa", ContactKind.PHONE, "0257 000 000")
    answer = services.answers.answer(question, (), TODAY)
    assert answer.status is AnswerStatus.ANSWERED
    assert "0257 000 000" in answer.text
    assert "sổ tay thử" in answer.text
    assert "10/6/2026" in answer.text


def test_a_telephone_that_is_not_held_is_said_to_be_missing(services: Services) -> None:
    keep(services, "phường Tuy Hòa", ContactKind.ADDRESS, "01 đường Thử")
    answer = services.answers.answer("số điện thoại UBND phường Tuy Hoà", (), TODAY)
    assert answer.status is AnswerStatus.REFUSED
    assert "chưa có số điện thoại" in answer.text
    assert "01 đường Thử" not in answer.text
    where = services.answers.answer("địa chỉ phường Tuy Hoà ở đâu", (), TODAY)
    assert "01 đường Thử" in where.text


def test_questions_about_other_things_go_to_the_documents(services: Services) -> None:
    for question in (
        "Sở Nội vụ phải làm gì?",
        "số điện thoại đường dây nóng",
        "thông báo của Sở Nội vụ là số mấy",
        "cho xin số điện thoại riêng của giám đốc Sở Nội vụ",
        "trụ sở xã cũ có được sửa không",
        "Chủ tịch UBND tỉnh là ai",
        "ai chủ trì nhiệm vụ 2",
    ):
        assert services.directory.asked(question) is None, question


@pytest.mark.parametrize(
    ("value", "source", "days", "fault"),
    [
        ("", "nguồn", 0, "value"),
        ("0257", " ", 0, "source"),
        ("0257", "nguồn", 1, "checked_on"),
        ("dòng\nhai", "nguồn", 0, "value"),
        ("0" * 301, "nguồn", 0, "value"),
    ],
)
def test_a_contact_without_source_or_day_does_not_get_in(
    services: Services, value: str, source: str, days: int, fault: str
) -> None:
    contact = Contact("SNV", ContactKind.PHONE, value, source, TODAY + timedelta(days=days))
    with pytest.raises(UnsourcedContact) as caught:
        services.directory.add_contact(OPERATOR, contact, NOW, "u1")
    assert caught.value.fault == fault
    assert services.directory.contacts("SNV") == ()


def test_the_same_contact_again_takes_the_newer_day_and_a_wrong_one_is_erased(
    services: Services,
) -> None:
    keep(services, "Sở Nội vụ", ContactKind.PHONE, "0262 000 000", "u1")
    keep(services, "Sở Nội vụ", ContactKind.PHONE, "0262 000 000", "u2")
    assert len(services.directory.contacts("SNV")) == 1
    erase = services.directory.erase_contact
    assert erase(OPERATOR, "SNV", ContactKind.PHONE, "0262 000 000", NOW, "u3")
    assert services.directory.contacts("SNV") == ()


def test_contacts_belong_to_units_that_there_are_and_to_those_who_may(services: Services) -> None:
    contact = Contact("NOWHERE", ContactKind.PHONE, "1", "nguồn", TODAY)
    with pytest.raises(UnknownUnit):
        services.directory.add_contact(OPERATOR, contact, NOW, "u1")
    with pytest.raises(UnknownUnit):
        services.directory.contacts("NOWHERE")
    citizen = services.people.arrive("telegram", "5", NOW, "u2")
    ours = Contact("SNV", ContactKind.PHONE, "1", "nguồn", TODAY)
    with pytest.raises(NotAllowed):
        services.directory.add_contact(citizen.id, ours, NOW, "u3")
