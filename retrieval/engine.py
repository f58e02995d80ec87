"""The answering engine: one question in, one answer out, from whatever documents are loaded."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from domain.answers import Answer, AnswerStatus, SearchHit
from domain.editing import NOTHING_ADDED, Editing, Synonym
from domain.register import Document
from domain.vietnamese import clean, fold
from knowledge.communes import Commune, find_communes
from knowledge.wordings import NO_WORDINGS, Wordings
from retrieval.analyzer import Analyzer
from retrieval.answers.communes import commune_answer
from retrieval.answers.declines import (
    declined,
    errand,
    foreign_text,
    is_secret,
    office_holder,
    other_province,
    outside,
    small_talk,
    strip_orders,
    unreadable,
)
from retrieval.asks import Ask
from retrieval.choosing import choose, full_name
from retrieval.composers import compose
from retrieval.draft import Draft, Evidence, evidence_at
from retrieval.facts import Facts
from retrieval.frame import Focus, Frame
from retrieval.hits import find_everywhere
from retrieval.laws.answers import answer_on_law
from retrieval.laws.choosing import better_by_law, goes_to_law, on_laws, told_apart
from retrieval.laws.names import NamedLaw
from retrieval.laws.questions import LawQuestion, read_law_question, without_plan
from retrieval.laws.replaced import replaced_law
from retrieval.laws.shelf import ArticleSearch, LawShelf
from retrieval.lexicon import Lexicon
from retrieval.likeness import Alike
from retrieval.links import KnownLink, known_links, linked_answer, near_answer, without_people
from retrieval.parts import are_questions, without_introduction
from retrieval.passages import DocumentSource
from retrieval.related import related_questions
from retrieval.terms import terms_of
from retrieval.understanding import understand

if TYPE_CHECKING:
    from retrieval.model.teller import OnText, Teller

_MOST_HISTORY = 6
# What the plan and what laws are asked for; the answers are thrown away.
_OF_EACH_KIND = ("Cơ quan nào chủ trì, khi nào xong?", "Thời hạn giải quyết khiếu nại lần đầu?")
_SOME_DAY = date(2026, 1, 1)
_MOST_LIBRARIES, _MOST_DAYS = 3, 60
_LONGEST_QUESTION = 2_000
_SENTENCE_END = re.compile(
    r"(?<=[?!])\s+|(?<=[a-zà-ỹ]{2}[.;])\s+|\n+|,?\s+(?:xong rồi|xong roi|sau đó|sau do|rồi thì"
    r"|roi thi)\s+"
)
_JOINTS = re.compile(
    r"\s*[,;:]\s*(?:còn |con |thế |the |và |va |rồi |rôi |roi )?"
    r"|\s+(?:và|còn)\s+(?!mấy|may|bao|lại|lai)"
)
_NEAR, _MOST_NEAR = 0.6, 6
# "phần III và IV đã quá hạn": what follows is one more place, no question.
_LABEL = re.compile(r"(?:[IVX]+|\d+|[a-zđ])(?:\.\d+)*(?:\)|\s|$)")
_COMMUNES = "ubnd-cac-xa-phuong"
_WORKS = re.compile(
    r"\b(?:phai|can|duoc|co) (?:lam|trien khai|thuc hien|bao cao|nop)\b|\blam gi\b|\bchu tri\b"
    r"|\bphoi hop\b|\bnhiem vu\b|\btrach nhiem\b|\bviec gi\b"
)
_BOTH = re.compile(r"\b(?:cùng|đều|cả hai|khác|giống|so sánh|cung|deu|ca hai|khac|giong)\b")


@dataclass(frozen=True)
class _Library:
    """The documents of one version of the source; `lists` are those that list communes."""

    version: str
    facts: tuple[Facts, ...]
    analyzer: Analyzer
    lists: frozenset[str]
    laws: LawShelf


class AnswerEngine:
    """Answers from the documents of a source; rebuilds itself when they change.

    With a `teller`, a language model may tell the passages that an answer quotes.
    """

    def __init__(
        self,
        source: DocumentSource,
        communes: Sequence[Commune] = (),
        wordings: Mapping[str, Wordings] = MappingProxyType({}),
        teller: "Teller | None" = None,
        search_articles: ArticleSearch | None = None,
        read_editing: Callable[[], Editing] = lambda: NOTHING_ADDED,
    ) -> None:
        """Answer from `source`; without `search_articles` the laws are indexed here, by words.

        `read_editing` tells what editors added to the documents.
        """
        self._search_articles = search_articles
        self._read_editing = read_editing
        self._editing = NOTHING_ADDED
        self._links: tuple[Editing, _Library, tuple[KnownLink, ...]] | None = None
        self._source = source
        self._communes = tuple(communes)
        self._wordings = wordings
        self._teller = teller
        self._libraries: dict[tuple[str, ...], _Library] = {}
        self._by_day: dict[tuple[str, date | None], _Library] = {}

    def answer(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        as_of: date,
        document: str | None = None,
        version: str | None = None,
        edited: str | None = None,
        on_text: "OnText | None" = None,
    ) -> Answer:
        """Return the answer to `question`, asked on `as_of` after the questions in `history`.

        `version` is that of the documents and `edited` that of what editors added, where they
        were looked up just now. The language model, if there is one, is asked only with
        `on_text`, which hears its checked sentences.
        """
        editing = self._edited(edited)
        library = self._ready(as_of, version, editing.synonyms)
        links = self._links_in(library, editing, document)
        bare = without_people(_without_orders(question)) if links else ""
        linked = linked_answer(bare, links, library.analyzer)
        if linked is not None:
            return linked.finish(question)
        focus = self._focus(history, as_of, document, library)
        draft, frame = self._draft(question, focus, as_of, document, library)
        if frame is not None:
            draft = replace(draft, related=related_questions(draft, frame))
        if draft.status is AnswerStatus.REFUSED and draft.is_missing:
            draft = near_answer(bare, links, library.analyzer) or draft
        if self._teller is not None and on_text is not None and draft.passages:
            asked = _without_orders(question)
            near = self._near(draft, library)
            whole = frame is not None and frame.asks_any(Ask.LIST, Ask.COUNT)
            draft = self._teller.retell(draft, asked, near, on_text, keep_lists=whole)
        return draft.finish(question)

    def search(self, query: str, top: int) -> tuple[SearchHit, ...]:
        """Return the passages nearest to `query` over all documents, best first."""
        library = self._ready(synonyms=self._edited(None).synonyms)
        plans = [f for f in library.facts if not f.document.is_statute]
        return find_everywhere(query, plans, library.analyzer, library.laws, top)

    def alike(self) -> Alike:
        """Return what tells which questions are alike, in the words of the documents."""
        return Alike(self._ready(synonyms=self._edited(None).synonyms).analyzer)

    def knows(self, text: str) -> bool:
        """Tell whether the documents hold every word of a text."""
        library = self._ready(synonyms=self._edited(None).synonyms)
        return library.analyzer.knows(text) or (
            bool(library.laws) and library.laws.analyzer.knows(text)
        )

    def with_synonym(self, synonym: Synonym) -> "AnswerEngine":
        """Return an engine that knows one more wording, to try it; this one stays as it is."""
        added = self._edited(None)
        added = replace(added, version="trial", synonyms=(*added.synonyms, synonym))
        trial = AnswerEngine(
            self._source,
            self._communes,
            self._wordings,
            search_articles=self._search_articles,
            read_editing=lambda: added,
        )
        # What was read of the documents is read once.
        trial._libraries = dict(self._libraries)
        return trial

    def _edited(self, version: str | None) -> Editing:
        """Return what editors added, read anew where it changed or might have."""
        if version is None or version != self._editing.version:
            found = self._read_editing()
            # The same object while nothing changed: what was read of it is kept with it.
            self._editing = self._editing if found == self._editing else found
        return self._editing

    def _links_in(
        self, library: _Library, editing: Editing, document: str | None
    ) -> Sequence[KnownLink]:
        """Return the links into the documents that are asked, each read once."""
        held = self._links
        if held is None or held[0] is not editing or held[1] is not library:
            found = known_links(editing.links, library.facts, library.analyzer)
            held = self._links = (editing, library, found)
        return [one for one in held[2] if document is None or one.facts.slug == document]

    def _near(self, draft: Draft, library: _Library) -> Callable[[str], Sequence[Evidence]]:
        """Return a search over the document that a draft quotes, for passages beside its own."""
        facts = draft.passages[0][1].facts

        def near(query: str) -> Sequence[Evidence]:
            ranked = facts.index.rank(terms_of(library.analyzer.read(query)), _MOST_NEAR)
            return [evidence_at(facts, r.passage.key) for r in ranked if r.coverage >= _NEAR]

        return near

    def warm(self) -> None:
        """Build what the first question needs, by asking one of each kind."""
        library = self._ready(synonyms=self._edited(None).synonyms)
        library.laws.warm()
        for question in _OF_EACH_KIND:
            draft, frame = self._draft(question, None, _SOME_DAY, None, library)
            if frame is not None:
                related_questions(draft, frame)

    def _ready(
        self,
        as_of: date | None = None,
        version: str | None = None,
        synonyms: tuple[Synonym, ...] = (),
    ) -> _Library:
        """Return the documents as they are worded on a day; equal ones are made ready once."""
        version = version or self._source.version()
        version = f"{version}+{hash(synonyms)}" if synonyms else version
        library = self._by_day.get((version, as_of))
        if library is None:
            documents = self._source.documents(as_of)
            held = (version, *(document.wording for document in documents))
            library = self._libraries.get(held) or self._made_ready(version, documents, synonyms)
            self._libraries = _newest(self._libraries, version, _MOST_LIBRARIES) | {held: library}
            known = _newest(self._by_day, version, _MOST_DAYS)
            self._by_day = known | {(version, as_of): library}
        return library

    def _made_ready(
        self, version: str, documents: Sequence[Document], synonyms: Sequence[Synonym]
    ) -> _Library:
        # Most documents are worded alike on any two days: what was read of them stays.
        known = {id(f.document): f for held in self._libraries.values() for f in held.facts}
        facts = tuple(
            known.get(id(d)) or Facts(d, self._wordings.get(d.info.slug, NO_WORDINGS))
            for d in documents
        )
        plans = [f for f in facts if not f.document.is_statute] or list(facts)
        lists = frozenset(f.slug for f in facts if f.holds_communes(self._communes))
        laws = LawShelf(
            [f for f in facts if f.document.is_statute], self._search_articles, synonyms
        )
        said = [side for one in synonyms for side in (one.said, one.meant)]
        analyzer = Analyzer(Lexicon([*_texts(plans), *said]), synonyms)
        return _Library(version, facts, analyzer, lists, laws)

    def _focus(
        self, history: Sequence[str], as_of: date, document: str | None, library: _Library
    ) -> Focus | None:
        focus: Focus | None = None
        for earlier in history[-_MOST_HISTORY:]:
            draft, frame = self._draft(earlier, focus, as_of, document, library)
            if frame is not None and draft.status is not AnswerStatus.REFUSED:
                focus = _focus_after(frame, draft)
        return focus

    def _draft(
        self,
        question: str,
        focus: Focus | None,
        as_of: date,
        document: str | None,
        library: _Library,
    ) -> tuple[Draft, Frame | None]:
        raw = clean(question)[:_LONGEST_QUESTION]
        stripped = strip_orders(raw, fold(raw))
        text = stripped.text
        if not any(ch.isalpha() for ch in text):
            return unreadable(), None
        pool = [f for f in library.facts if document is None or f.slug == document]
        if not pool:
            return unreadable(), None
        answered: list[tuple[Draft, Frame]] = []
        pieces = _questions(text)
        if len(pieces) == 1:
            pieces = self._parts(pieces[0], as_of, pool, library) or pieces
        for piece in pieces:
            draft, frame = self._asked(piece, focus, as_of, pool, library, bool(answered))
            answered.append((draft, frame))
            as_of = frame.today
            if draft.status is not AnswerStatus.REFUSED:
                focus = _focus_after(frame, draft)
        return _together(answered)

    def _asked(
        self,
        question: str,
        focus: Focus | None,
        as_of: date,
        pool: Sequence[Facts],
        library: _Library,
        goes_on: bool,
    ) -> tuple[Draft, Frame]:
        """Return the answer; one that failed is tried without the words on who is asking."""
        draft, frame = self._one(question, focus, as_of, pool, library, goes_on)
        bare = without_introduction(question)
        if bare == question or not draft.is_missing:
            return draft, frame
        again = self._one(bare, focus, as_of, pool, library, goes_on)
        return again if again[0].status is AnswerStatus.ANSWERED else (draft, frame)

    def _parts(
        self, question: str, as_of: date, pool: Sequence[Facts], library: _Library
    ) -> list[str] | None:
        """Split "A bao nhiêu, còn B thì ai lo" when either part asks something of its own."""
        facts = choose(question, None, _answering(pool, library), library.analyzer)
        if _BOTH.search(question):
            return None
        pieces = [p.strip() for p in _JOINTS.split(question) if p.strip()]
        if not 2 <= len(pieces) <= 3 or any(_LABEL.match(piece) for piece in pieces[1:]):
            return None
        frames = [understand(piece, facts, library.analyzer, as_of) for piece in pieces]
        return pieces if are_questions(frames, facts) else None

    def _one(
        self,
        question: str,
        focus: Focus | None,
        as_of: date,
        pool: Sequence[Facts],
        library: _Library,
        goes_on: bool = False,
    ) -> tuple[Draft, Frame]:
        asked = self._asked_of_laws(question, focus, as_of, pool, library)
        facts = choose(question, focus, _answering(pool, library), library.analyzer)
        question = self._as_any_commune(question, facts)
        frame = understand(question, facts, library.analyzer, as_of, focus)
        if goes_on and focus is not None:
            frame = _in_one_message(frame, focus)
        refusal = (
            declined(frame)
            or small_talk(frame)
            or other_province(frame, facts)
            or office_holder(frame, facts)
        )
        if refusal is not None:
            return refusal, frame
        if asked is not None and asked.sets_side_by_side and not facts.document.is_statute:
            return self._side_by_side(asked, facts, as_of, library)
        if asked is not None and not asked.slugs and _goes_on_with_plan(frame, library, goes_on):
            asked = None
        if asked is not None and goes_to_law(asked, has_plans=not facts.document.is_statute):
            draft = answer_on_law(asked, library.laws)
            if draft is not None:
                return draft, on_laws(frame, asked)
        gone = replaced_law(asked, library.laws) if asked is not None else None
        if gone is not None:
            return gone, frame
        foreign = None if asked and asked.slugs else foreign_text(frame, facts)
        if foreign is not None and asked is not None and not asked.names_other_text:
            # "luật cho phép phải không", "công văn đã gửi đi": a loaded law may well tell.
            by_law = better_by_law(asked, library.laws, None, frame, facts)
            if by_law is not None:
                return by_law, on_laws(frame, asked)
        draft = foreign or self._about_communes(frame, pool, library)
        if draft is not None:
            return draft, frame
        if errand(frame, facts):
            asked, found = None, None
        else:
            found = None if facts.document.is_statute else compose(frame, facts)
        if asked is not None:
            by_law = better_by_law(asked, library.laws, found, frame, facts)
            if by_law is not None:
                return by_law, on_laws(frame, asked)
        if found is not None:
            return _named(found[1], facts, _answering(pool, library)), frame
        names = ", ".join(dict.fromkeys(f.name for f in pool))
        return outside(frame, names, facts.document.info.issuer), frame

    def _side_by_side(
        self, asked: LawQuestion, facts: Facts, as_of: date, library: _Library
    ) -> tuple[Draft, Frame]:
        """Answer one question from a plan and from a law, as far as each has an answer."""
        asked = without_plan(asked, library.laws)
        frame = understand(asked.subject, facts, library.analyzer, as_of)
        by_law = answer_on_law(asked, library.laws)
        by_plan = compose(frame, facts)
        if by_plan is not None and by_law is not None:
            return told_apart(by_plan[1], by_law, facts), frame
        if by_plan is not None:
            return by_plan[1], frame
        return by_law or outside(frame, full_name(facts), facts.document.info.issuer), frame

    def _asked_of_laws(
        self,
        question: str,
        focus: Focus | None,
        as_of: date,
        pool: Sequence[Facts],
        library: _Library,
    ) -> LawQuestion | None:
        """Return what a question asks of the laws, where there are any among the documents."""
        slugs = [facts.slug for facts in pool if facts.document.is_statute]
        if not slugs:
            return None
        asked = read_law_question(question, library.laws, as_of, focus)
        if len(pool) == 1 and not asked.named:
            return replace(asked, named=(NamedLaw(slugs[0], "", 0, 0),))
        return asked

    def _as_any_commune(self, question: str, facts: Facts) -> str:
        """Ask for "UBND các xã, phường" where one commune is named and its duties are meant."""
        group = next((u for u in facts.document.units if u.id == _COMMUNES), None)
        if group is None or not _WORKS.search(fold(question)):
            return question
        mentions = find_communes(question, self._communes)
        for mention in sorted(mentions, key=lambda m: -m.start):
            question = f"{question[: mention.start]}{group.name}{question[mention.end :]}"
        return question

    def _about_communes(
        self, frame: Frame, pool: Sequence[Facts], library: _Library
    ) -> Draft | None:
        if frame.units and frame.asks_any(Ask.DUTIES, Ask.LEADS, Ask.COORDINATES):
            return None
        lists = [f for f in pool if not f.tasks and f.slug in library.lists]
        return commune_answer(frame, lists[0], self._communes) if lists else None


def _without_orders(question: str) -> str:
    """Return a question without what it orders the bot to do."""
    return strip_orders(clean(question), fold(clean(question))).text[:_LONGEST_QUESTION]


_Key = TypeVar("_Key", bound=tuple[object, ...])


def _newest(held: dict[_Key, _Library], version: str, most: int) -> dict[_Key, _Library]:
    """Return what is held of this version of the source, the last few."""
    kept = [(key, library) for key, library in held.items() if key[0] == version]
    return dict(kept[-most:])


def _goes_on_with_plan(frame: Frame, library: _Library, goes_on: bool) -> bool:
    """Tell whether a question, or a later part of one, leans on what a plan was just asked."""
    before = frame.focus.document
    return bool(before) and library.laws.law(before) is None and (goes_on or frame.is_follow_up)


def _answering(pool: Sequence[Facts], library: _Library) -> list[Facts]:
    """Return the documents that questions are put to first: plans and the like, if there are any.

    Laws are searched by themselves; the list of communes answers only about communes.
    """
    others = [f for f in pool if f.slug not in library.lists]
    return [f for f in others if not f.document.is_statute] or others or list(pool)


def _named(draft: Draft, facts: Facts, answering: Sequence[Facts]) -> Draft:
    """Say which document answers when several could."""
    if len(answering) == 1 or not draft.evidence:
        return draft
    return replace(draft, lines=(f"Theo {full_name(facts)}:", *draft.lines))


def _in_one_message(frame: Frame, focus: Focus) -> Frame:
    """Return the frame of a later part of a message: bodies and places named before still hold."""
    frame = replace(frame, is_follow_up=True)
    if frame.topic or frame.units or frame.paths:
        return frame
    units = focus.named if frame.asks_any(Ask.LEADS, Ask.COORDINATES, Ask.DUTIES) else ()
    paths = () if units and Ask.DUTIES in frame.asks else focus.asked
    return replace(frame, units=units, paths=paths)


def _texts(every: Sequence[Facts]) -> list[str]:
    texts: list[str] = []
    for facts in every:
        document = facts.document
        texts.extend(said for phrases in facts.phrases.values() for said in phrases)
        texts.append(document.info.title)
        texts.extend(unit.name for unit in document.units)
        for provision in document.provisions:
            texts.append(provision.heading)
            texts.extend(paragraph.text for paragraph in provision.paragraphs)
    return texts


def _questions(text: str) -> list[str]:
    """Split a message into its questions; a sentence that asks nothing goes with the next."""
    pieces = [p.strip(" ,") for p in _SENTENCE_END.split(text)]
    pieces = [piece for piece in pieces if any(ch.isalnum() for ch in piece)]
    if len(pieces) <= 1:
        return pieces or [text]
    joined: list[str] = []
    carried = ""
    for piece in pieces:
        whole = f"{carried} {piece}".strip()
        if piece.endswith("?") or piece is pieces[-1] or is_secret(piece):
            joined.append(whole)
            carried = ""
        else:
            carried = whole
    return joined[:4]


def _is_private(draft: Draft) -> bool:
    """Tell whether an answer was declined on purpose, not for want of a document."""
    return draft.status is AnswerStatus.REFUSED and not draft.is_missing


def _together(answered: Sequence[tuple[Draft, Frame]]) -> tuple[Draft, Frame]:
    """Join the answers to the questions of one message; what has no answer is said to have none."""
    good = [entry for entry in answered if entry[0].status is not AnswerStatus.REFUSED]
    if not good:
        return answered[0]
    private = [entry for entry in answered if _is_private(entry[0])]
    if private and all(draft.status is AnswerStatus.PARTIAL for draft, _ in good):
        # What is left of a message that asks for others' data is no question of its own.
        return private[0]
    if len(answered) == 1:
        return good[0]
    good_drafts = [draft for draft, _ in good]
    said = [line for draft, _ in good for line in draft.lines]
    said.extend(_left_out(draft, frame) for draft, frame in answered if draft not in good_drafts)
    statuses = {draft.status for draft, _ in good}
    if len(good) < len(answered):
        statuses.add(AnswerStatus.PARTIAL)
    order = (AnswerStatus.CORRECTED, AnswerStatus.PARTIAL, AnswerStatus.ANSWERED)
    status = next(s for s in order if s in statuses)
    evidence = tuple(entry for draft, _ in good for entry in draft.evidence)
    lines = tuple(dict.fromkeys(said))
    passages = tuple(entry for draft, _ in good for entry in draft.passages)
    last, frame = good[-1]
    draft = replace(last, lines=lines, evidence=evidence, status=status, passages=passages)
    return draft, frame


def _left_out(draft: Draft, frame: Frame) -> str:
    """Return what is said of a question of the message that was not answered."""
    if draft.is_missing:
        return f"Về “{frame.reading.raw}”: các văn bản đã nạp không nêu."
    return draft.lines[0]


def _focus_after(frame: Frame, draft: Draft) -> Focus:
    paths = tuple(dict.fromkeys(entry.path for entry in draft.evidence))
    units = frame.units
    if not units and draft.evidence:
        facts = draft.evidence[0].facts
        task = facts.task_of(paths[0])
        units = (
            task.leads
            if task
            else next((b.units for b in facts.document.blocks if b.path == paths[0]), ())
        )
    asks = frame.asks
    terms = frame.topic
    if frame.is_follow_up:
        asks = asks or frame.focus.asks
        terms = terms or frame.focus.terms
    document = draft.evidence[0].facts.slug if draft.evidence else ""
    return Focus(paths, units, frame.units, frame.paths, asks, frame.elements, terms, document)
