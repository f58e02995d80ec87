"""A citizen's feedback from first word to rating: its words, and the one table of its moves.

received → acknowledged → (asked for more) → in work → answered → rated → closed; beside that
transferred, refused with a reason, reopened once, merged as a duplicate.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from domain.errors import AlreadyRated, AlreadyReopened, MoveNotPossible


class CaseKind(StrEnum):
    """What a sender brings: phản ánh, kiến nghị, khen ngợi."""

    REPORT = "report"
    PROPOSAL = "proposal"
    PRAISE = "praise"


class Conduct(StrEnum):
    """What a case is about, in the plan's own list (III.5.b)."""

    AVOIDANCE = "avoidance"  # né tránh, đùn đẩy trách nhiệm
    HARASSMENT = "harassment"  # gây phiền hà, sách nhiễu
    DELAY = "delay"  # chậm trễ
    ARROGANCE = "arrogance"  # quan liêu, hách dịch, cửa quyền
    ETHICS = "ethics"  # vi phạm đạo đức công vụ
    OTHER = "other"


class Identity(StrEnum):
    """How a sender wishes to be known: not at all, to the custodian alone, or by name."""

    ANONYMOUS = "anonymous"
    SEALED = "sealed"
    NAMED = "named"


class SubjectKind(StrEnum):
    """Whom a case is about: a unit as a whole, a position in it, a person, or nobody knows."""

    UNIT = "unit"
    POSITION = "position"
    OFFICIAL = "official"
    UNKNOWN = "unknown"


class CaseState(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    TRANSFERRED = "transferred"
    ACKNOWLEDGED = "acknowledged"
    ASKED = "asked"
    IN_WORK = "in work"
    ANSWERED = "answered"
    RATED = "rated"
    REOPENED = "reopened"
    REFUSED = "refused"
    MERGED = "merged"
    CLOSED = "closed"


class Actor(StrEnum):
    """In which part somebody acts on a case.

    HANDLER: whoever resolves cases of the office that has it. HEAD: that office's head, and the
    province. SUBJECT: the official it is about, who may be heard and sees nothing else.
    """

    SENDER = "sender"
    HANDLER = "handler"
    HEAD = "head"
    CUSTODIAN = "custodian"
    SUBJECT = "subject"
    CLOCK = "clock"


class Step(StrEnum):
    """What a case waits for in its office; each has its own limit."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    REVIEW = "review"


class LineKind(StrEnum):
    """What stands in the dialogue of a case.

    NOTE, EXPLANATION and REVIEW stay within the office; everything else is the sender's to read.
    """

    ADDITION = "addition"
    QUESTION = "question"
    REPLY = "reply"
    SUMMARY = "summary"
    APOLOGY = "apology"
    ANSWER = "answer"
    REFUSAL = "refusal"
    TRANSFER = "transfer"
    RATING = "rating"
    REOPENING = "reopening"
    NOTE = "note"
    EXPLANATION = "explanation"
    REVIEW = "review"


INTERNAL = frozenset({LineKind.NOTE, LineKind.EXPLANATION, LineKind.REVIEW})


class Move(StrEnum):
    """What is done to a case; each is a row of its history."""

    SUBMIT = "submit"
    ACKNOWLEDGE = "acknowledge"
    TAKE = "take"
    ASSIGN = "assign"
    ASK = "ask"
    REPLY = "reply"
    ADD = "add"
    NOTE = "note"
    CLASSIFY = "classify"
    REQUEST_EXPLANATION = "request explanation"
    AGREE = "agree"
    DECLINE = "decline"
    EXPLAIN = "explain"
    EXTEND = "extend"
    WARN = "warn"
    MARK_LATE = "mark late"
    ESCALATE = "escalate"
    APOLOGISE = "apologise"
    ANSWER = "answer"
    REFUSE = "refuse"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    RATE = "rate"
    REOPEN = "reopen"
    REVIEW = "review"
    UNSEAL = "unseal"
    HOLD = "hold"
    RELEASE = "release"
    CLOSE = "close"


# Nobody has dealt with these yet, at least not where they lie now.
NEW = frozenset({CaseState.RECEIVED, CaseState.TRANSFERRED, CaseState.REOPENED})
# Somebody owes the sender an answer.
OPEN = NEW | {CaseState.ACKNOWLEDGED, CaseState.ASKED, CaseState.IN_WORK}
# The sender has an answer and may say what they think of it.
DONE = frozenset({CaseState.ANSWERED, CaseState.RATED, CaseState.REFUSED})
# Nothing more happens.
ENDED = frozenset({CaseState.MERGED, CaseState.CLOSED})

DESK = frozenset({Actor.HANDLER, Actor.HEAD})
WORST, BEST = 1, 5
# A rating up to this makes somebody other than the handler look at the case again.
DISSATISFIED = 2

_S, _M, _A = CaseState, Move, Actor
Key = tuple[CaseState, Move, Actor]


def _rows(
    states: Iterable[CaseState],
    move: Move,
    actors: Iterable[Actor],
    to: CaseState | None = None,
) -> Iterator[tuple[Key, CaseState]]:
    """Yield one entry for each state and actor; without `to` the case stays where it is."""
    whoever = tuple(actors)
    for state in states:
        for actor in whoever:
            yield (state, move, actor), to or state


MOVES: Mapping[Key, CaseState] = dict(
    (
        *_rows(NEW, _M.ACKNOWLEDGE, DESK, _S.ACKNOWLEDGED),
        *_rows(OPEN - {_S.ASKED}, _M.TAKE, DESK, _S.IN_WORK),
        *_rows((_S.ASKED,), _M.TAKE, DESK),
        *_rows(OPEN - {_S.ASKED}, _M.ASSIGN, DESK, _S.IN_WORK),
        *_rows((_S.ASKED,), _M.ASSIGN, DESK),
        *_rows(OPEN - {_S.ASKED}, _M.ASK, DESK, _S.ASKED),
        *_rows((_S.ASKED,), _M.REPLY, (_A.SENDER,), _S.IN_WORK),
        *_rows(OPEN | {_S.ANSWERED, _S.REFUSED}, _M.ADD, (_A.SENDER,)),
        *_rows(OPEN | DONE, _M.NOTE, DESK),
        *_rows(OPEN, _M.CLASSIFY, DESK),
        *_rows(OPEN, _M.REQUEST_EXPLANATION, DESK),
        *_rows(OPEN, _M.AGREE, (_A.SENDER,)),
        *_rows(OPEN, _M.DECLINE, (_A.SENDER,)),
        *_rows(OPEN, _M.EXPLAIN, (_A.SUBJECT,)),
        *_rows(OPEN, _M.EXTEND, DESK),
        *_rows(OPEN, _M.WARN, (_A.CLOCK,)),
        *_rows(OPEN, _M.MARK_LATE, (_A.CLOCK,)),
        *_rows(OPEN, _M.ESCALATE, (_A.CLOCK,)),
        *_rows(OPEN, _M.APOLOGISE, DESK),
        *_rows(OPEN, _M.ANSWER, DESK, _S.ANSWERED),
        *_rows(OPEN, _M.REFUSE, DESK, _S.REFUSED),
        *_rows(OPEN, _M.TRANSFER, DESK, _S.TRANSFERRED),
        *_rows(OPEN - {_S.ASKED}, _M.TRANSFER, (_A.CLOCK,), _S.TRANSFERRED),
        *_rows((_S.ASKED,), _M.TRANSFER, (_A.CLOCK,)),
        *_rows(OPEN - NEW - {_S.ASKED}, _M.WITHDRAW, DESK, _S.ACKNOWLEDGED),
        *_rows(NEW | {_S.ASKED}, _M.WITHDRAW, DESK),
        *_rows(OPEN, _M.MERGE, DESK, _S.MERGED),
        *_rows((_S.ANSWERED,), _M.RATE, (_A.SENDER,), _S.RATED),
        *_rows(DONE, _M.REOPEN, (_A.SENDER,), _S.REOPENED),
        *_rows((_S.RATED,), _M.REVIEW, DESK),
        *_rows((_S.RATED,), _M.REOPEN, DESK, _S.REOPENED),
        *_rows(OPEN | DONE | ENDED, _M.UNSEAL, (*DESK, _A.CUSTODIAN)),
        *_rows(OPEN | DONE | ENDED, _M.HOLD, DESK),
        *_rows(OPEN | DONE | ENDED, _M.RELEASE, DESK),
        *_rows(NEW, _M.MERGE, (_A.CLOCK,), _S.MERGED),
        *_rows(DONE | {_S.ACKNOWLEDGED}, _M.CLOSE, (_A.CLOCK,), _S.CLOSED),
    )
)


def after(state: CaseState, move: Move, actor: Actor, *, was_reopened: bool = False) -> CaseState:
    """Return where a case stands after a move.

    Raises:
        AlreadyRated: the sender has rated it.
        AlreadyReopened: it was opened again once.
        MoveNotPossible: not from this state, or not by this actor.
    """
    if move is Move.RATE and state is CaseState.RATED:
        raise AlreadyRated
    if move is Move.REOPEN and was_reopened and (state, move, actor) in MOVES:
        raise AlreadyReopened
    found = MOVES.get((state, move, actor))
    if found is None:
        raise MoveNotPossible(move, state)
    return found


def possible(state: CaseState, actor: Actor, *, was_reopened: bool = False) -> frozenset[Move]:
    """Return the moves that an actor may make now."""
    return frozenset(
        move
        for (at, move, who) in MOVES
        if at is state and who is actor and not (move is Move.REOPEN and was_reopened)
    )


def is_dissatisfied(rating: int) -> bool:
    """Tell whether a rating asks for somebody else to look at the case again."""
    return rating <= DISSATISFIED
