"""Any items, drawn at random: every type, texts with marks and signs of all sorts."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from domain.study import Fact, Item, ItemType, Option, OptionRole, Pair, Skill
from domain.vietnamese import clean

_LETTERS = st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufffd")
_PIECES = st.one_of(
    _LETTERS, st.sampled_from([" ", "=", "~", "#", "{", "}", ":", "\\", "->", "//", "%", "ộ", "Đ"])
)


def _tidied(pieces: list[str]) -> str:
    text = clean(" ".join("".join(pieces).split()))
    return text if text.isprintable() else ""


TEXTS = st.lists(_PIECES, min_size=1, max_size=20).map(_tidied).filter(bool)
_NAMES = st.text("abcdefđơ12 .", min_size=1, max_size=8).map(lambda t: " ".join(t.split()))
NAMES = _NAMES.filter(bool)
_FACTS = st.builds(Fact, st.sampled_from(["lead", "target"]), NAMES, NAMES)
_WHYS = st.one_of(st.just(""), TEXTS)


@st.composite
def options(draw: st.DrawFn, kind: ItemType) -> tuple[Option, ...]:
    """Draw options as their type demands them."""
    texts = draw(st.lists(TEXTS, min_size=4, max_size=5))
    whys = draw(st.lists(_WHYS, min_size=len(texts), max_size=len(texts)))
    if kind is ItemType.SITUATION:
        roles = draw(
            st.permutations(
                [OptionRole.BEST, OptionRole.WORST, *[OptionRole.OTHER] * (len(texts) - 2)]
            )
        )
        return tuple(Option(t, False, w, r) for t, w, r in zip(texts, whys, roles, strict=True))
    most = 1 if kind is ItemType.SINGLE else len(texts) - 1
    least = 1 if kind is ItemType.SINGLE else 2
    right = draw(st.sets(st.integers(0, len(texts) - 1), min_size=least, max_size=most))
    return tuple(
        Option(text, at in right, "" if at in right else why)
        for at, (text, why) in enumerate(zip(texts, whys, strict=True))
    )


@st.composite
def items(draw: st.DrawFn, kinds: tuple[ItemType, ...] = tuple(ItemType)) -> Item:
    """Draw an item of one of these types."""
    kind = draw(st.sampled_from(kinds))
    key: dict[str, object] = {}
    match kind:
        case ItemType.SINGLE | ItemType.SEVERAL | ItemType.SITUATION:
            key["options"] = draw(options(kind))
        case ItemType.TRUE_FALSE:
            key |= {"answer": draw(st.booleans()), "why": draw(_WHYS)}
        case ItemType.MATCH:
            key["pairs"] = tuple(draw(st.lists(st.builds(Pair, TEXTS, TEXTS), min_size=3)))[:5]
        case ItemType.ORDER:
            key["sequence"] = tuple(draw(st.lists(TEXTS, min_size=3, max_size=6)))
        case ItemType.NUMBER:
            number = draw(st.decimals(-10_000, 1_000_000, places=2))
            key |= {"number": Decimal(number), "unit": draw(st.one_of(st.just(""), NAMES))}
        case ItemType.DATE:
            day = draw(st.dates(date(1945, 1, 1), date(2100, 1, 1)))
            key |= {"day": day, "wording": draw(st.one_of(st.just(""), NAMES))}
    return Item(
        code=draw(st.from_regex(r"[a-z]{2,5}-[0-9]{3}", fullmatch=True)),
        version=draw(st.integers(1, 40)),
        type=kind,
        skill=draw(st.sampled_from(list(Skill))),
        difficulty=draw(st.integers(1, 3)),
        document=draw(st.from_regex(r"[a-z]{2,9}-[0-9]{1,3}", fullmatch=True)),
        path=draw(NAMES),
        stem=draw(TEXTS),
        explanation=draw(_WHYS),
        author=draw(NAMES),
        facts=tuple(draw(st.lists(_FACTS, max_size=2))),
        **key,  # type: ignore[arg-type]
    )
