"""`python -m knowledge.check [ROOT]`: every fault of the knowledge files, with file and place.

Beyond what loading demands, facts must agree with the words beside them: a due date with its
wording, a figure with the paragraph that gives it, the key of a quiz item with its source (the
bank lies in `quizzes` beside ROOT). Exit status 1 when there is any fault.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from domain.deadlines import read_deadline
from domain.errors import BrokenKnowledge
from domain.register import Document, Measure, Milestone
from domain.vietnamese import clean, fold
from knowledge.files import document_folders, read_provisions
from knowledge.loader import load_document
from knowledge.quiz_check import find_quiz_faults
from knowledge.references import keyed
from knowledge.schema import ProvisionEntry
from knowledge.units import make_unit

DEFAULT_ROOT = Path(__file__).parent / "documents"
_FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?")
_YEAR = re.compile(r"\b20\d\d\b")
_BLANKS = {"number", "day"}

Place = str
Rule = Callable[[Document], Iterator[tuple[Place, str]]]


def find_faults(root: Path) -> tuple[str, ...]:
    """Return every fault of the knowledge files under `root`."""
    folders = document_folders(root)
    if not folders:
        return (f"{root}: không có thư mục văn bản nào",)
    faults: list[str] = []
    documents: list[Document] = []
    for folder in folders:
        try:
            documents.append(load_document(folder))
        except BrokenKnowledge as error:
            faults.extend(error.faults)
        else:
            faults.extend(_faults_of(folder, documents[-1]))
    return (*faults, *find_quiz_faults(root, documents))


def _faults_of(folder: Path, document: Document) -> Sequence[str]:
    found = [fault for rule in _RULES for fault in rule(document)]
    found.extend(_commune_faults(read_provisions(folder, [])))
    return [f"{folder.name}/{place}: {words}" for place, words in found]


def _commune_faults(entries: Sequence[ProvisionEntry]) -> Iterator[tuple[Place, str]]:
    codes: set[str] = set()
    for entry in entries:
        for key, item in keyed(entry):
            fact = item.commune
            if fact is None:
                continue
            if f"{fact.kind} {fact.name}".lower() not in item.text.lower():
                yield _place(key), f"commune: “{fact.kind} {fact.name}” không có trong đoạn"
            if fact.code not in item.text:
                yield _place(key), f"commune: mã {fact.code} không có trong đoạn"
            if fact.code in codes:
                yield _place(key), f"commune: mã {fact.code} bị trùng"
            codes.add(fact.code)


def _info_faults(document: Document) -> Iterator[tuple[Place, str]]:
    info = document.info
    place = "document.yaml"
    for name in info.blank:
        if name not in _BLANKS:
            yield place, f"blank: “{name}” không phải ô có thể để trống (number, day)"
    if "number" in info.blank and info.number:
        yield place, "blank: ghi số để trống nhưng lại có number"
    if "day" in info.blank and info.issued:
        yield place, "blank: ghi ngày để trống nhưng lại có issued"
    if info.issued and info.checked_on and info.checked_on < info.issued:
        yield place, "checked_on: sớm hơn ngày ban hành"
    if info.in_force_from and info.in_force_to and info.in_force_to < info.in_force_from:
        yield place, "in_force_to: sớm hơn in_force_from"


def _unit_faults(document: Document) -> Iterator[tuple[Place, str]]:
    for unit in document.units:
        expected = make_unit(unit.name).id
        if unit.id != expected:
            words = f"units: “{unit.name}” phải có id {expected}, không phải {unit.id}"
            yield "document.yaml", words


def _cited_faults(document: Document) -> Iterator[tuple[Place, str]]:
    for one in document.cited:
        name = one.number or one.title
        if not one.keys:
            yield "document.yaml", f"cited: không đoạn nào viện dẫn “{name}”"
        if one.issued and document.info.checked_on and one.issued > document.info.checked_on:
            yield "document.yaml", f"cited: ngày của “{name}” muộn hơn checked_on"


def _heading_faults(document: Document) -> Iterator[tuple[Place, str]]:
    needed = [task.path for task in document.tasks] + [block.path for block in document.blocks]
    for path in needed:
        provision = document.by_path[path]
        if not (provision.heading or provision.paragraphs):
            yield _place(path), "nhiệm vụ hoặc khối đơn vị phải có tiêu đề"
    for block in document.blocks:
        if not document.by_path[block.path].heading:
            yield _place(block.path), "khối đơn vị phải có tiêu đề"


def _text_faults(document: Document) -> Iterator[tuple[Place, str]]:
    for key, paragraph in document.by_key.items():
        if paragraph.text != clean(paragraph.text):
            yield _place(key), "chữ chưa ở dạng NFC, có ký tự ẩn hoặc thừa khoảng trắng"


def _milestone_faults(document: Document) -> Iterator[tuple[Place, str]]:
    year = _year_of(document)
    for milestone in document.milestones:
        text = document.by_key[milestone.key].text
        for words in (milestone.what, milestone.wording):
            if words not in text:
                yield _place(milestone.key), f"“{words}” không có trong đoạn"
        yield from _deadline_faults(milestone, year)


def _deadline_faults(milestone: Milestone, year: int | None) -> Iterator[tuple[Place, str]]:
    kind, due = read_deadline(milestone.wording, year=year)
    place, wording = _place(milestone.key), milestone.wording
    if kind is not milestone.kind:
        yield place, f"kind: “{wording}” là {kind}, không phải {milestone.kind}"
    if due != milestone.due:
        yield place, f"due: “{wording}” là {due}, không phải {milestone.due}"


def _target_faults(document: Document) -> Iterator[tuple[Place, str]]:
    for target in document.targets:
        text = document.by_path[target.path].text
        figures = set(map(_value, _FIGURE.findall(text)))
        for measure in target.measures:
            if measure.value not in figures or fold(measure.unit) not in fold(text):
                yield _place(target.path), f"target: “{_shown(measure)}” không có trong đoạn"
            if measure.population not in text:
                yield _place(target.path), f"population: “{measure.population}” không có trong đoạn"


def _year_of(document: Document) -> int | None:
    """Return the year of issue, which a wording without a year means."""
    if document.info.issued:
        return document.info.issued.year
    found = _YEAR.search(document.info.issued_text)
    return int(found.group()) if found else None


def _value(figure: str) -> Decimal:
    """Read a figure the Vietnamese way: 56.000 is fifty-six thousand, 2,5 two and a half."""
    return Decimal(figure.strip(".").replace(".", "").replace(",", "."))


def _shown(measure: Measure) -> str:
    return f"{measure.value} {measure.unit}"


def _place(path_or_key: str) -> Place:
    return f"provisions.yaml: {path_or_key}"


_RULES: tuple[Rule, ...] = (
    _info_faults,
    _unit_faults,
    _cited_faults,
    _heading_faults,
    _text_faults,
    _milestone_faults,
    _target_faults,
)


def main(arguments: Sequence[str]) -> int:
    """Print every fault, one a line, and return the exit status."""
    if len(arguments) > 1:
        print("Cách dùng: python -m knowledge.check [THƯ_MỤC]", file=sys.stderr)
        return 2
    root = Path(arguments[0]) if arguments else DEFAULT_ROOT
    faults = find_faults(root)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
