"""One document's register made ready for questions: who, when, how many, by path and by unit."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile

from domain.citations import is_within
from domain.register import (
    Document,
    Duty,
    Milestone,
    Paragraph,
    Provision,
    Target,
    Task,
    TextState,
    Unit,
    UnitBlock,
    path_of,
)
from domain.vietnamese import canonical, fold, syllables, without_slashes
from knowledge.communes import Commune
from knowledge.wordings import NO_WORDINGS, Wordings, fitting_phrases
from retrieval.lexical import LexicalIndex
from retrieval.passages import passages_of
from retrieval.terms import Term

_UNKNOWN_WORD = 0.45
_MOST_WEIGHTS = 20_000
_HOME = re.compile(r"\b(?:tỉnh|thành phố|huyện|xã|phường|đặc khu)\s+([A-ZĐÂĂÔƠƯÊ].*)$")
_KINDS_OF_BODIES = {"so", "ban", "nganh", "phong", "va", "don", "vi", "co", "quan"}
_FRONT = "Mặt trận Tổ quốc"


@dataclass(frozen=True, slots=True)
class Cover:
    """How well a text and a question agree: share of the question, share of the text (0–1)."""

    question: float
    text: float

    @property
    def both(self) -> float:
        """Return the harmonic mean."""
        total = self.question + self.text
        return 2 * self.question * self.text / total if total else 0.0


class Facts:
    """Look-ups over one document; built once a document version."""

    def __init__(self, document: Document, wordings: Wordings = NO_WORDINGS) -> None:
        self.document = document
        self.phrases = fitting_phrases(wordings, document)
        self._weights: dict[str, float] = {}

    @cached_property
    def index(self) -> LexicalIndex:
        """Return the document's passages by their words."""
        return LexicalIndex(tuple(passages_of(self.document)), self.phrases)

    @property
    def slug(self) -> str:
        """Return the document's slug."""
        return self.document.info.slug

    @property
    def is_verbatim(self) -> bool:
        """Tell whether the official wording is loaded."""
        return self.document.state is TextState.LOADED

    @cached_property
    def name(self) -> str:
        """Return how an answer calls the document: "Kế hoạch", "Luật Cán bộ, công chức"."""
        kind = self.document.info.kind
        return kind[:1].upper() + kind[1:] if kind else "Văn bản"

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Return the tasks that carry leads, coordinators or a time of their own."""
        return self.document.tasks

    @cached_property
    def paths(self) -> frozenset[str]:
        """Return every path of the document."""
        return frozenset(self.document.by_path)

    @cached_property
    def spoken_headings(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return path and words of the headings that can name a place: unique, no unit's name."""
        counts = Counter(fold(p.heading) for p in self.document.provisions if p.heading)
        names = {fold(unit.name) for unit in self.document.units}
        found: list[tuple[str, tuple[str, ...]]] = []
        for provision in self.document.provisions:
            heading = fold(provision.heading)
            words = tuple(syllables(canonical(provision.heading)))
            if len(words) >= 2 and counts[heading] == 1 and heading not in names:
                found.append((provision.path, words))
        return tuple(found)

    @cached_property
    def task_part(self) -> str | None:
        """Return the path of the innermost place that holds every numbered task (`III`)."""
        chains = [
            [p.path for p in self.document.ancestors(task.path)]
            for task in self.tasks
            if task.path in self.document.by_path and not task.path.startswith("phụ lục")
        ]
        if not chains or not all(chains):
            return None
        shared = [path for path in chains[0] if all(path in chain for chain in chains)]
        return shared[-1] if shared else None

    @cached_property
    def groups(self) -> tuple[Provision, ...]:
        """Return the numbered places of the part of tasks that only hold tasks, if it has such."""
        if self.task_part is None:
            return ()
        own = {task.path for task in self.tasks}
        return tuple(
            place
            for place in self.document.children(self.task_part)
            if place.path not in own and any(is_within(path, place.path) for path in own)
        )

    @cached_property
    def task_noun(self) -> str:
        """Return what the document's tasks are called: groups, unless they stand in groups."""
        return "nhiệm vụ" if self.groups else "nhóm nhiệm vụ"

    @cached_property
    def target_part(self) -> str | None:
        """Return the path that holds the targets (`II.2`), if there is one."""
        parents = Counter(self._above(target.path) for target in self.document.targets)
        return parents.most_common(1)[0][0] if parents else None

    @cached_property
    def block_part(self) -> str | None:
        """Return the path that holds the units' blocks (`V`), if there is one."""
        parents = Counter(self._above(block.path) for block in self.document.blocks)
        return parents.most_common(1)[0][0] if parents else None

    def _above(self, path: str) -> str:
        provision = self.document.by_path.get(path)
        return (provision.parent if provision else None) or path

    @cached_property
    def home(self) -> str:
        """Return the name of the place that the issuer governs ("Đắk Lắk"), or an empty string."""
        named = _HOME.search(self.document.info.issuer)
        return named.group(1) if named else ""

    def unit_name(self, unit_id: str) -> str:
        """Return the unit's name as the document writes it."""
        unit = self.document.unit_by_id.get(unit_id)
        name = unit.name if unit else unit_id
        return name.replace("MTTQ", _FRONT) if self._writes_front_in_full else name

    @cached_property
    def _writes_front_in_full(self) -> bool:
        texts = (paragraph.text for paragraph in self.document.by_key.values())
        return any(_FRONT in text for text in texts)

    def names(self, unit_ids: Iterable[str], separator: str = "; ") -> str:
        """Return the names of units in one line."""
        return separator.join(self.unit_name(unit_id) for unit_id in unit_ids)

    def units(self, unit_ids: Iterable[str]) -> tuple[Unit, ...]:
        """Return the units with these ids."""
        return tuple(
            self.document.unit_by_id[unit_id]
            for unit_id in unit_ids
            if unit_id in self.document.unit_by_id
        )

    def is_group(self, unit_id: str) -> bool:
        """Tell whether the unit is a collective name."""
        unit = self.document.unit_by_id.get(unit_id)
        return unit is not None and unit.is_group

    def groups_of(self, unit_id: str) -> tuple[str, ...]:
        """Return the collective names that the unit falls under ("các sở, ban, ngành")."""
        folded = fold(self.unit_name(unit_id))
        kinds = {"so": "so", "ban": "ban", "thanh": "ban"}
        kind = kinds.get(folded.split()[0] if folded else "")
        return tuple(
            unit.id
            for unit in self.document.units
            if unit.is_group
            and kind is not None
            and kind in _kinds_of_group(unit.name)
            and unit.id != unit_id
        )

    def is_only_named(self, unit_id: str) -> bool:
        """Tell whether the document names the unit in passing: without task or block for it."""
        return not (self.blocks_of(unit_id) or self.led_by(unit_id) or self.coordinated_by(unit_id))

    def led_by(self, unit_id: str) -> tuple[Task, ...]:
        """Return the tasks that name the unit as lead."""
        return tuple(task for task in self.tasks if unit_id in task.leads)

    def coordinated_by(self, unit_id: str) -> tuple[Task, ...]:
        """Return the tasks that name the unit as coordinating."""
        return tuple(task for task in self.tasks if unit_id in task.coordinators)

    def blocks_of(self, unit_id: str) -> tuple[UnitBlock, ...]:
        """Return the blocks of duties headed by the unit."""
        return tuple(block for block in self.document.blocks if unit_id in block.units)

    def duties_in(self, path: str) -> tuple[Duty, ...]:
        """Return the duties that stand in `path` or below it."""
        return tuple(d for d in self.document.duties if is_within(path_of(d.key), path))

    def milestones_of(self, task: Task) -> tuple[Milestone, ...]:
        """Return the milestones of a task, in order."""
        return tuple(m for m in self.document.milestones if m.task == task.path)

    def task_of(self, path: str) -> Task | None:
        """Return the innermost task that holds `path`."""
        held = [task for task in self.tasks if is_within(path, task.path)]
        return max(held, key=lambda task: len(task.path)) if held else None

    def twin_of(self, task: Task) -> Task | None:
        """Return the task of the body that a row of an appendix repeats: same leads, same day."""
        if not task.path.startswith("phụ lục"):
            return None
        days = {m.due for m in self.milestones_of(task) if m.due}
        alike = [
            (len(_words_of(other.title)[1] & _words_of(task.title)[1]), -n, other)
            for n, other in enumerate(self.tasks)
            if not other.path.startswith("phụ lục")
            and set(other.leads) == set(task.leads)
            and days & {m.due for m in self.milestones_of(other)}
        ]
        best = max(alike, default=None)
        return best[2] if best and best[0] else None

    def target_at(self, path: str) -> Target | None:
        """Return the target at `path`."""
        return next((t for t in self.document.targets if t.path == path), None)

    def target_text(self, target: Target) -> str:
        """Return the wording of a target."""
        provision = self.document.by_path.get(target.path)
        if provision is None:
            return target.subject
        if len([t for t in self.document.targets if t.path == target.path]) > 1:
            matching = [p.text for p in provision.paragraphs if p.key.endswith(f"#{target.label}")]
            return matching[0] if matching else target.subject
        return provision.text

    def holds_communes(self, communes: Sequence[Commune]) -> bool:
        """Tell whether this document is the list that `communes` were read from."""
        if not communes:
            return False
        first = communes[0]
        return any(
            first.code in p.text and first.name in p.text for p in self.document.by_key.values()
        )

    def paragraph(self, key: str) -> Paragraph | None:
        """Return the paragraph at `key`, or the first one there when the key is a path."""
        if key in self.document.by_key:
            return self.document.by_key[key]
        provision = self.document.by_path.get(path_of(key))
        return provision.paragraphs[0] if provision and provision.paragraphs else None

    def title_of(self, path: str) -> str:
        """Return what the task or place at `path` is called."""
        task = self.document.task_by_path.get(path)
        return task.title if task else self.heading(path)

    def heading(self, path: str) -> str:
        """Return the heading of `path`, or an empty string."""
        provision = self.document.by_path.get(path)
        return provision.heading if provision else ""

    def whole_text(self, path: str) -> str:
        """Return the text of `path` with everything under it."""
        lines: list[str] = []
        for provision in self.document.subtree(path):
            if provision.heading:
                lines.append(provision.heading)
            lines.extend(p.text for p in provision.paragraphs)
        return "\n".join(lines)

    def top(self) -> tuple[Provision, ...]:
        """Return the parts of the document (numbered places without a parent)."""
        return tuple(p for p in self.document.children(None) if p.label)

    def unknown_share(self, terms: Sequence[Term]) -> float:
        """Return the share of the words of `terms` that the document does not know at all."""
        words = {t.concept: t for t in terms if " " not in t.folded and t.weight == 1.0}
        explained = {
            t.concept
            for t in terms
            if t.weight != 1.0 and " " in t.folded and self.index.knows(t.folded)
        }
        unknown = [t for c, t in words.items() if c not in explained and not self.index.holds(t)]
        return len(unknown) / len(words) if words else 0.0

    def cover(self, terms: Sequence[Term], text: str) -> Cover:
        """Return how well the single words of `terms` and `text` cover each other."""
        accented, folded = _words_of(text)
        gained: dict[int, float] = {}
        wanted: dict[int, float] = {}
        hit: set[str] = set()
        for term in terms:
            if " " in term.folded:
                continue
            idf = self.index.idf(term.folded) * term.weight
            if not self.index.knows(term.folded):
                idf *= _UNKNOWN_WORD
            if term.weight == 1.0:
                wanted[term.concept] = idf
            if term.folded in folded:
                agree = term.accented is None or term.accented in accented
                gained[term.concept] = max(
                    gained.get(term.concept, 0), idf * (1 if agree else 0.25)
                )
                if agree:
                    hit.add(term.folded)
        total = sum(wanted.values())
        share = sum(min(v, wanted.get(c, 0.0)) for c, v in gained.items()) / total if total else 0.0
        weight = self._weight_of(text, folded)
        mine = sum(self.index.idf(word) for word in hit)
        return Cover(min(share, 1.0), mine / weight if weight else 0.0)

    def _weight_of(self, text: str, folded: frozenset[str]) -> float:
        """Return what all the words of a text weigh; texts are asked about again and again."""
        known = self._weights.get(text)
        if known is None:
            if len(self._weights) >= _MOST_WEIGHTS:
                self._weights.clear()
            known = self._weights[text] = sum(self.index.idf(word) for word in folded)
        return known


def _kinds_of_group(name: str) -> list[str]:
    """Return the kinds of bodies that "Các sở, ban, ngành" begins with, accents aside."""
    first, *words = fold(name).replace(",", " ").split()
    return list(takewhile(_KINDS_OF_BODIES.__contains__, words)) if first == "cac" else []


@lru_cache(maxsize=20_000)
def _words_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of `text`, accented and folded."""
    words = syllables(without_slashes(canonical(text)))
    return frozenset(words), frozenset(fold(word) for word in words)
