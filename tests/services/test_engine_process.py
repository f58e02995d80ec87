"""People's questions are answered in a process of its own, which may die without harm."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import EngineFailed, StorageUnavailable
from domain.roles import Role
from services.engine_process import EngineProcess, Opening, Question
from services.registry import Services, open_services
from tests.conftest import KEY, NOW
from tests.knowledge.official_text import WITHOUT_LAWS

QUESTION = "Sở Nội vụ chủ trì nhóm nhiệm vụ nào?"


def opening(var_dir: Path) -> Opening:
    url = f"sqlite:///{var_dir / 'congvu.db'}"
    return Opening(url, (KEY,), WITHOUT_LAWS, var_dir, "Asia/Ho_Chi_Minh", None, None)


def question(text: str = QUESTION) -> Question:
    return Question(text, (), NOW.date(), None, None)


@pytest.fixture
def process(var_dir: Path) -> Iterator[EngineProcess]:
    opened = EngineProcess(opening(var_dir))
    yield opened
    opened.close()


@pytest.fixture
def apart(var_dir: Path) -> Iterator[Services]:
    url = f"sqlite:///{var_dir / 'congvu.db'}"
    opened = open_services(url, [KEY], WITHOUT_LAWS, var_dir, now=NOW, apart=True)
    yield opened
    opened.close()


def children() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid is not None}


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_an_answer_is_the_same_in_either_process(services: Services, apart: Services) -> None:
    here = services.answers.answer(QUESTION, (), NOW.date())
    person = apart.people.arrive("terminal", "dan", NOW, "u:1")
    there = apart.answers.ask(person.id, QUESTION, NOW, "u:2").answer
    assert (there.text, there.citations, there.status) == (here.text, here.citations, here.status)


def test_a_follow_up_keeps_its_topic_across_processes(apart: Services) -> None:
    person = apart.people.arrive("terminal", "dan", NOW, "u:1")
    apart.answers.ask(person.id, "Ai chủ trì nhiệm vụ III.2?", NOW, "u:2")
    follow_up = apart.answers.ask(person.id, "thế ai phối hợp?", NOW, "u:3").answer
    assert {citation.path[:5] for citation in follow_up.citations} == {"III.2"}


def test_what_editors_add_counts_over_there_with_the_next_question(apart: Services) -> None:
    person = apart.people.arrive("terminal", "dan", NOW, "u:1").id
    with apart.database.open_uow() as uow:
        uow.roles.grant(person, Role.EDITOR, None, NOW.date(), None)
        uow.commit()
    asked = "phụ cấp công chức xã bây giờ bao nhiêu"
    before = apart.answers.ask(person, asked, NOW, "u:2")
    document = apart.documents.document_id("ke-hoach-ct18-dak-lak")
    apart.deeds.link(person, before.answer_id, document, "III.7.b", NOW, "u:3")
    after = apart.answers.ask(person, asked, NOW, "u:4").answer
    assert after.text.startswith("Theo Kế hoạch")
    assert before.answer.text != after.text
    (link,) = apart.wordings.added(person, NOW).links
    apart.wordings.take_back_link(person, link.number, NOW, "u:5")
    assert apart.answers.ask(person, asked, NOW, "u:6").answer.text == before.answer.text


def test_a_killed_process_fails_one_question_and_the_next_starts_another(
    process: EngineProcess,
) -> None:
    before = children()
    first = process.answer(question())
    (pid,) = children() - before
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(EngineFailed):
        for _ in range(100):
            process.answer(question())
    assert process.answer(question()).text == first.text


def test_what_goes_wrong_there_is_told_without_anybodys_words(process: EngineProcess) -> None:
    broken = Question(QUESTION, (None,), NOW.date(), None, None)  # type: ignore[arg-type]
    with pytest.raises(EngineFailed) as caught:
        process.answer(broken)
    assert "Sở Nội vụ" not in str(caught.value)
    assert ".py:" in caught.value.place


def test_a_database_that_cannot_be_read_there_is_told_as_here(tmp_path: Path) -> None:
    (tmp_path / "congvu.db").write_bytes(b"no database at all, only words " * 40)
    process = EngineProcess(opening(tmp_path))
    try:
        with pytest.raises(StorageUnavailable):
            process.answer(question())
    finally:
        process.close()


def test_an_opening_shows_no_key(var_dir: Path) -> None:
    assert "kkkk" not in repr(opening(var_dir))


def test_nothing_is_left_running_where_the_parent_was_killed(var_dir: Path) -> None:
    program = (
        "import multiprocessing, time\n"
        "from tests.services.test_engine_process import *\n"
        "if __name__ == '__main__':\n"
        f"    EngineProcess(opening(Path({str(var_dir)!r}))).answer(question())\n"
        "    print(*children(), flush=True)\n"
        "    time.sleep(600)\n"
    )
    script = var_dir / "parent.py"
    script.write_text(program)
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert parent.stdout is not None
    with parent, parent.stdout as out:
        (pid,) = map(int, out.readline().split())
        assert is_running(pid)
        parent.kill()
    for _ in range(300):
        if not is_running(pid):
            break
        time.sleep(0.1)
    assert not is_running(pid)
