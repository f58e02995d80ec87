"""The table of rights, walked: every use case, every role, every place it may be used from."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import get_type_hints

import pytest
from sqlalchemy import event

import handlers
from db.database import Database
from db.sealing import KeyRing
from db.units import Contact, Unit
from domain.answers import Answer, AnswerStatus
from domain.contacts import ContactKind
from domain.editing import Dismissal
from domain.errors import NotAllowed
from domain.exams import Blueprint
from domain.roles import OF_A_UNIT, RIGHTS, Action, Holding, Role, Scope, given_by, is_allowed
from domain.study import ItemOrigin, Skill
from knowledge.loader import load_documents
from services.bank_files import store
from services.documents import IngestText
from services.invitations import Wanted
from services.item_exchange import FileKind
from services.item_files.parts import Source
from services.item_review import Pile
from services.registry import Services
from services.rules import RULES, Access
from tests.conftest import KEY, NOW
from tests.knowledge.official_text import WITHOUT_LAWS
from tests.services.case_calls import CASE_CALLS, CASE_LISTS, Call, WalkedHouse
from tests.services.learner import an_item
from tests.services.staff_office import RIGHTS as DESK
from tests.services.staff_office import Office

# From where a role acts on the unit A: held there, in the unit above, in another, without unit.
PLACES = {"own unit": "A", "unit above": "P", "other unit": "B", "no unit": None}
HELD = [
    (role, place)
    for role in (None, *Role)
    for place, unit in PLACES.items()
    if unit is not None or role not in OF_A_UNIT
]


PAPER = Blueprint({Skill.PLAN: 1}, minutes=5)

# What the walk calls for each use case that needs a right: the office, the actor, the subject (an
# official of A) and the key of the update.
CALLS: dict[str, Call] = {
    "administration.add_unit": lambda office, actor, _, key: office.administration.add_unit(
        actor, Unit(f"X{key}".upper().replace(":", ""), "X", "sở", "A"), NOW, key
    ),
    "directory.add_contact": lambda office, actor, _, key: office.directory.add_contact(
        actor, Contact("A", ContactKind.PHONE, "1022", "trang tin", NOW.date()), NOW, key
    ),
    "directory.erase_contact": lambda office, actor, _, key: office.directory.erase_contact(
        actor, "A", ContactKind.PHONE, "1022", NOW, key
    ),
    "invitations.invite": lambda office, actor, _, key: office.invitations.invite(
        actor, Wanted(Role.OFFICIAL, "A"), NOW, key
    ),
    "invitations.invite_many": lambda office, actor, _, key: office.invitations.invite_many(
        actor, [Wanted(Role.OFFICIAL, "A")], NOW, key
    ),
    "joining.asked": lambda office, actor, _, key: office.joining.asked(
        actor, _request(office, key), NOW
    ),
    "joining.decide": lambda office, actor, _, key: office.joining.decide(
        actor, _request(office, key), True, NOW, key
    ),
    "staff.person": lambda office, actor, subject, key: office.staff.person(
        actor, subject, NOW, key
    ),
    "staff.end_role": lambda office, actor, subject, key: office.staff.end_role(
        actor, office.staff.me(subject, NOW).roles[0].id, NOW, key
    ),
    "linking.restore": lambda office, actor, subject, key: office.linking.restore(
        actor, subject, NOW, key
    ),
    "audit.latest": lambda office, actor, _, key: office.audit.latest(actor, NOW),
    "bank.counts": lambda office, actor, _, key: office.bank.counts(actor, NOW),
    "bank.items": lambda office, actor, _, key: office.bank.items(actor, NOW),
    "bank.item": lambda office, actor, _, key: office.bank.item(actor, _draft(office, key), NOW),
    "bank.approve": lambda office, actor, _, key: office.bank.approve(
        actor, _draft(office, key), 1, NOW, key
    ),
    "bank.edit": lambda office, actor, _, key: office.bank.edit(
        actor, _draft(office, key), an_item(), NOW, key
    ),
    "bank.reject": lambda office, actor, _, key: office.bank.reject(
        actor, _draft(office, key), "trùng", NOW, key
    ),
    "bank.retire": lambda office, actor, _, key: office.bank.retire(
        actor, _draft(office, key, ItemOrigin.SHIPPED), "sai", NOW, key
    ),
    "bank.add": lambda office, actor, _, key: office.bank.add(actor, [an_item()], NOW, key),
    "item_review.desk": lambda office, actor, _, key: office.item_review.desk(actor, NOW),
    "item_review.next": lambda office, actor, _, key: office.item_review.next(
        actor, Pile.DRAFTS, "", NOW
    ),
    "item_review.card": lambda office, actor, _, key: office.item_review.card(
        actor, _draft(office, key), NOW
    ),
    "item_exchange.read": lambda office, actor, _, key: office.item_exchange.read(
        actor, "items.gift", b"A? {T}", Source(), NOW
    ),
    "item_exchange.write": lambda office, actor, _, key: office.item_exchange.write(
        actor, FileKind.XLSX, NOW
    ),
    "item_exchange.coverage": lambda office, actor, _, key: office.item_exchange.coverage(
        actor, NOW
    ),
    "item_figures.of_items": lambda office, actor, _, key: office.item_figures.of_items(actor, NOW),
    "item_figures.recall": lambda office, actor, _, key: office.item_figures.recall(actor, NOW),
    "exam_desk.create": lambda office, actor, _, key: office.exam_desk.create(
        actor, "A", "Thử", PAPER, NOW, NOW + timedelta(days=1), NOW, key
    ),
    "exam_desk.results": lambda office, actor, _, key: office.exam_desk.results(
        actor, _exam(office, actor), NOW, key
    ),
    "exam_desk.cancel": lambda office, actor, _, key: office.exam_desk.cancel(
        actor, _exam(office, actor), NOW, key
    ),
    "study_figures.unit": lambda office, actor, _, key: office.study_figures.unit(
        actor, "A", NOW, key
    ),
    "study_nudges.send": lambda office, actor, _, key: office.study_nudges.send(
        actor, "A", NOW, key
    ),
    "study_figures.set_goal": lambda office, actor, _, key: office.study_figures.set_goal(
        actor, "A", Skill.PLAN, 10, NOW, key
    ),
    "submissions.allow": lambda office, actor, _, key: office.submissions.allow(actor, NOW),
    "submissions.receive": lambda office, actor, _, key: office.submissions.receive(
        actor, "ghi-chu.txt", TEXT.encode(), NOW, key
    ),
    "submissions.preview": lambda office, actor, _, key: office.submissions.preview(
        actor, _file(office, actor), NOW
    ),
    "submissions.make_plain": lambda office, actor, _, key: office.submissions.make_plain(
        actor, _file(office, actor), NOW, key
    ),
    "submissions.call": lambda office, actor, _, key: office.submissions.call(
        actor, _file(office, actor), "Ghi chú 1", NOW, key
    ),
    "submissions.load": lambda office, actor, _, key: office.submissions.load(
        actor, _file(office, actor), NOW, key
    ),
    "submissions.drop": lambda office, actor, _, key: office.submissions.drop(
        actor, _file(office, actor), NOW, key
    ),
    "queue.waiting": lambda office, actor, _, key: office.queue.waiting(actor, NOW, key),
    "queue.group": lambda office, actor, _, key: office.queue.group(actor, _asked(office), NOW),
    "queue.members": lambda office, actor, _, key: office.queue.members(actor, _asked(office), NOW),
    "deeds.link": lambda office, actor, _, key: office.deeds.link(
        actor, _asked(office), _document(office), "đoạn 1", NOW, key
    ),
    "deeds.dismiss": lambda office, actor, _, key: office.deeds.dismiss(
        actor, _asked(office), Dismissal.PLAY, NOW, key
    ),
    "deeds.hand": lambda office, actor, _, key: office.deeds.hand(
        actor, _asked(office), "A", NOW.date(), NOW, key
    ),
    "wordings.attempt": lambda office, actor, _, key: office.wordings.attempt(
        actor, _asked(office), "chỗ gửi xe = chỗ để xe", NOW
    ),
    "wordings.add": lambda office, actor, _, key: office.wordings.add(
        actor, _asked(office), f"chỗ gửi {_word()} = chỗ để xe", NOW, key
    ),
    "wordings.added": lambda office, actor, _, key: office.wordings.added(actor, NOW),
    "wordings.take_back_link": lambda office, actor, _, key: office.wordings.take_back_link(
        actor, 1, NOW, key
    ),
    "wordings.take_back_synonym": lambda office, actor, _, key: office.wordings.take_back_synonym(
        actor, 1, NOW, key
    ),
    "handed.everywhere": lambda office, actor, _, key: office.handed.everywhere(actor, NOW),
    "handed.open": lambda office, actor, _, key: office.handed.open(actor, _handed(office), NOW),
    "handed.reply": lambda office, actor, _, key: office.handed.reply(
        actor, _handed(office), "Ở sân sau.", NOW, key
    ),
    "handed.give_back": lambda office, actor, _, key: office.handed.give_back(
        actor, _handed(office), NOW, key
    ),
    "reports.make": lambda office, actor, _, key: office.reports.make(
        actor, NOW.date(), NOW.date(), NOW, key
    ),
    **CASE_CALLS,
}
# These name no unit: they return what lies within reach, or refuse whoever reaches nothing.
LISTS: dict[str, Call] = {
    "joining.waiting": lambda office, actor, _, key: office.joining.waiting(actor, NOW),
    "staff.people": lambda office, actor, _, key: office.staff.people(actor, NOW, key),
    "exam_desk.organised": lambda office, actor, _, key: office.exam_desk.organised(actor, NOW),
    "study_figures.compare": lambda office, actor, _, key: office.study_figures.compare(actor, NOW),
    "handed.mine": lambda office, actor, _, key: office.handed.mine(actor, NOW, key),
    **CASE_LISTS,
}
# The log and the bank belong to no unit.
UNITLESS = {
    "audit.latest",
    *(name for name in CALLS if name.startswith(("bank.", "item_"))),
}
_numbers = count()
TEXT = "Chỗ để xe của cơ quan ở sân sau.\nBảo vệ trông xe đến 17 giờ."


def _asked(office: Office) -> int:
    """Return an answer that left a question open, one like no other."""
    question = f"Bãi giữ xe {_word()} {_word()} {_word()} mở cửa lúc nào?"
    answer = Answer(question, AnswerStatus.REFUSED, "Không có.", is_missing=True)
    with office.database.open_uow() as uow:
        number = uow.answers.add(answer, NOW.date())
        uow.commit()
    return number


def _word() -> str:
    """Return another word of letters alone."""
    number = next(_numbers)
    return "".join("abcdeghiklmnopqrstuvxy"[(number // 22**at) % 22] for at in range(4))


def _file(office: Office, actor: int) -> int:
    with office.database.open_uow() as uow:
        number = uow.document_drafts.add(actor, "ghi-chu.txt", TEXT, (), NOW)
        uow.document_drafts.make_plain(number)
        uow.commit()
    return number


def _document(office: Office) -> int:
    """Return the number of a document whose first passage can be linked."""
    reading = office.documents.preview(
        [office.documents.understand(IngestText(TEXT, "ghi-chu.txt", as_plain=True))]
    )
    (loaded,) = office.documents.load(reading, NOW, office.key(), replace=True)
    assert loaded.document_id is not None
    return loaded.document_id


def _handed(office: Office) -> int:
    with office.database.open_uow() as uow:
        number = uow.handed.add("A", "Để xe ở đâu?", NOW.date(), None, NOW)
        uow.commit()
    return number


_walking: list[int] = []


def _draft(office: Office, key: str, origin: ItemOrigin = ItemOrigin.IMPORTED) -> str:
    """Return the code of an item that was added past all rules."""
    code = f"walk-{key}"
    with office.database.open_uow() as uow:
        store(uow, [replace(an_item(), code=code)], origin, NOW)
        uow.commit()
    return code


def _exam(office: Office, organiser: int) -> int:
    """Return an exam of A that somebody organised, past all rules."""
    with office.database.open_uow() as uow:
        closes = NOW + timedelta(days=1)
        number = uow.exams.add("Thử", "A", organiser, PAPER, NOW, closes, NOW)
        uow.commit()
    return number


def _request(office: Office, key: str) -> int:
    person = office.comes(f"asks {key}")
    office.joining.ask(person.id, Role.OFFICIAL, "A", "Y Thử", NOW, f"ask {key}")
    with office.database.open_uow(read_only=True) as uow:
        found = uow.requests.open_of(person.id)
    assert found is not None
    return found.id


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WalkedHouse]:
    """Yield one small administration for the whole walk."""
    folder = tmp_path_factory.mktemp("rights")
    with Database(f"sqlite:///{folder / 'test.db'}", KeyRing([KEY])) as database:
        database.migrate()
        opened = WalkedHouse(database)
        with database.open_uow() as uow:
            uow.documents.replace_shipped(load_documents(WITHOUT_LAWS), NOW)
            store(uow, [replace(an_item(), code="in-the-pool")], ItemOrigin.SHIPPED, NOW)
            uow.commit()
        yield opened


@pytest.fixture(autouse=True)
def alone(office: Office) -> Iterator[None]:
    """Let nobody of an earlier test hold a role."""
    yield
    with office.database.open_uow() as uow:
        for person in _walking:
            for role in uow.roles.of_person(person, NOW.date()):
                uow.roles.end(role.id, NOW)
        uow.commit()
    _walking.clear()


def holder(office: Office, role: Role | None, unit: str | None) -> int:
    """Return a person who holds a role, given past all rules."""
    person = office.comes(f"walks {next(_numbers)}")
    _walking.append(person.id)
    if role is not None:
        with office.database.open_uow() as uow:
            uow.roles.grant(person.id, role, unit, NOW.date(), None)
            uow.commit()
    return person.id


def test_every_use_case_has_a_rule_and_every_rule_a_use_case() -> None:
    hints = get_type_hints(Services)
    walked = {
        f"{field.name}.{name}"
        for field in fields(Services)
        if field.name != "database"
        for name, member in inspect.getmembers(hints[field.name])
        if not name.startswith("_") and callable(member)
    }
    assert walked == set(RULES)


def test_every_use_case_that_needs_a_right_is_walked() -> None:
    needing = {name for name, rule in RULES.items() if isinstance(rule, Action)}
    assert needing == {*CALLS, *LISTS}


def test_every_action_is_in_the_table_and_asked_for_somewhere() -> None:
    assert set(RIGHTS) == set(Role)
    assert {rule for rule in RULES.values() if isinstance(rule, Action)} == set(Action)


@pytest.mark.parametrize(("role", "place"), HELD)
@pytest.mark.parametrize("name", [*CALLS])
def test_a_use_case_lets_in_whom_the_table_lets_in(
    office: WalkedHouse, name: str, role: Role | None, place: str
) -> None:
    unit = PLACES[place]
    actor = holder(office, role, unit)
    subject = holder(office, Role.OFFICIAL, "A")
    wanted = _expected(role, unit, name)
    if wanted:
        CALLS[name](office, actor, subject, office.key())
    else:
        with pytest.raises(NotAllowed):
            CALLS[name](office, actor, subject, office.key())


def _expected(role: Role | None, unit: str | None, name: str) -> bool:
    """Return what the table says in plain words: where the role's right reaches."""
    rule = RULES[name]
    assert isinstance(rule, Action)
    scope = None if role is None else RIGHTS[role].get(rule)
    if scope is None:
        return False
    if scope is Scope.ANYWHERE:
        return True
    if name in UNITLESS:
        return False
    return unit == "A" or (unit == "P" and scope is Scope.BELOW)


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", [*LISTS])
def test_a_list_refuses_whoever_reaches_nothing(
    office: WalkedHouse, name: str, role: Role | None
) -> None:
    actor = holder(office, role, "A" if role in OF_A_UNIT else None)
    rule = RULES[name]
    assert isinstance(rule, Action)
    if role is not None and rule in RIGHTS[role]:
        LISTS[name](office, actor, actor, office.key())
    else:
        with pytest.raises(NotAllowed):
            LISTS[name](office, actor, actor, office.key())


def test_no_conversation_calls_what_only_the_program_may() -> None:
    folder = Path(handlers.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    internal = [name for name, rule in RULES.items() if rule is Access.PROCESS]
    assert [name for name in internal if f"services.{name}" in text] == []


def test_a_manager_gives_two_roles_in_the_own_unit_and_an_administrator_all() -> None:
    manager = [Holding(Role.MANAGER, "A")]
    assert given_by(manager, "A") == (Role.OFFICIAL, Role.HANDLER)
    assert given_by(manager, "B") == ()
    assert set(given_by([Holding(Role.ADMINISTRATOR)], "A")) == set(Role)
    assert not set(given_by([Holding(Role.ADMINISTRATOR)], None)) & OF_A_UNIT


@contextmanager
def statements(office: Office) -> Iterator[list[str]]:
    """Yield the statements that the database is sent meanwhile."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = office.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_list_of_people_costs_no_statement_for_each(office: Office) -> None:
    manager = holder(office, Role.MANAGER, "A1")
    counted = []
    for _ in range(2):
        with statements(office) as sent:
            office.staff.people(manager, NOW, office.key())
        counted.append(len(sent))
        for _ in range(20):
            holder(office, Role.OFFICIAL, "A1")
    assert counted[0] == counted[1]


def test_a_check_takes_two_statements_at_most(office: Office) -> None:
    manager = holder(office, Role.MANAGER, "P")
    with office.database.open_uow(read_only=True) as uow, statements(office) as sent:
        DESK.require(uow, manager, Action.SEE_PEOPLE, "A1", NOW)
    assert len(sent) == 2


def test_a_role_counts_from_its_first_day_to_its_last(office: Office) -> None:
    person = office.comes("dated")
    first, last = NOW + timedelta(days=2), NOW + timedelta(days=4)
    with office.database.open_uow() as uow:
        uow.roles.grant(person.id, Role.OFFICIAL, "A", first.date(), last.date())
        uow.commit()
    held = [
        bool(office.comes("dated", now=NOW + timedelta(days=days)).roles) for days in range(1, 6)
    ]
    assert held == [False, True, True, True, False]


def test_rights_do_not_reach_upwards_or_sideways() -> None:
    below = [Holding(Role.MANAGER, "A1")]
    assert not is_allowed(below, Action.SEE_PEOPLE, "A", above={"P"})
    assert not is_allowed(below, Action.SEE_PEOPLE, "B", above={"P"})
    assert is_allowed([Holding(Role.MANAGER, "P")], Action.SEE_PEOPLE, "A1", above={"A", "P"})
    assert not is_allowed(below, Action.SEE_PEOPLE, None)
