"""What the people of a drill are about: whole conversations, a reply awaited at every step."""

import random
from collections.abc import Awaitable, Callable

from bot.channels.local.api import Delivery
from bot.channels.local.people import Button
from handlers.callbacks import Action, Explain, Forget, OpenPassage, OpenScreen, Rate, Watch
from handlers.feedback_callbacks import (
    FeedbackConduct,
    FeedbackFiles,
    FeedbackFollow,
    FeedbackIdentity,
    FeedbackKind,
    FeedbackWhen,
    FeedbackWhom,
    WriteFeedback,
)
from handlers.texts import answers, other, start
from tests.drill.person import Person, Sees, answer_of

Script = Callable[[Person, random.Random], Awaitable[None]]

WAITED_FOR = "Số của kế hoạch Tân Phước là bao nhiêu?"
_FOLLOW_UPS = ("thế ai phối hợp?", "vay han den khi nao", "còn cơ quan nào nữa không")
_COMMANDS = {
    "/help": "Tôi giúp được gì",
    "/start": "Xin chào!",
    "/nhiemvu": "",
    "/chitieu": "",
    "/vanban": "",
}


async def ask_and_rate(person: Person, chance: random.Random) -> None:
    """Ask, follow up, open a passage, put the thumb down and choose a reason."""
    answer = await _asks_twice(person, chance)
    passage = person.button(OpenPassage)
    if passage is not None:
        await person.presses(passage, sent_without_thumbs)
    await person.presses(_of(person, Rate, answer=answer, verdict="down"), reads("sent", WRONG))
    reason = _of(person, Explain, answer=answer, reason=chance.choice(list(answers.REASONS)))
    await person.presses(reason, reads("edited", answers.REASON_KEPT))
    code = Explain.read(reason.data)
    assert code is not None
    person.ledger.ratings[answer] = ("down", answers.REASONS[code.reason])


async def ask_and_explain(person: Person, chance: random.Random) -> None:
    """Ask, put the thumb down and write the reason in words of one's own."""
    answer = await _asks_twice(person, chance)
    await person.presses(_of(person, Rate, answer=answer, verdict="down"), reads("sent", WRONG))
    write = _of(person, Explain, answer=answer, reason="write")
    await person.presses(write, reads("edited", answers.PLEASE_WRITE))
    reason = f"Chưa nêu rõ đầu mối, lần {chance.randrange(10**9)}"
    await person.writes(reason, reads("sent", answers.REASON_KEPT))
    person.ledger.ratings[answer] = ("down", reason)


async def ask_and_thank(person: Person, chance: random.Random) -> None:
    """Ask, and press the thumb up five times in a row."""
    answer = answer_of(await person.asks(_question(chance)))
    assert answer is not None
    thumb = _of(person, Rate, answer=answer, verdict="up")
    await person.presses_at_once(thumb, 5, reads("notice", answers.THANKS))
    person.ledger.ratings[answer] = ("up", None)


async def ask_and_forget(person: Person, chance: random.Random) -> None:
    """Ask, then have everything erased, and read how much it was."""
    await person.asks(_question(chance))
    await person.writes("/xoa", reads("sent", "Xoá các câu đã hỏi"))
    told = f"Đã xoá {person.ledger.records} mục."
    await person.presses(_of(person, Forget, choice="yes"), reads("edited", told))
    person.ledger.forget()


async def send_feedback(person: Person, chance: random.Random) -> None:
    """Write feedback, question by question, and get a receipt for it."""
    await person.writes("/phananh", reads("sent", _STEP))
    await person.presses(_of(person, FeedbackKind, kind="report"), reads("edited", _STEP))
    await person.writes("xã Ea Kar", reads("sent", _STEP))
    await person.presses(_of(person, FeedbackWhom, subject="unit"), reads("edited", _STEP))
    await person.presses(_of(person, FeedbackConduct, conduct="delay"), reads("edited", _STEP))
    story = f"Giấy hẹn đã quá hạn, lần thứ {chance.randrange(10**9)}"
    await person.writes(story, reads("sent", _STEP))
    await person.presses(_of(person, FeedbackWhen, when="today"), reads("edited", _STEP))
    await person.presses(_of(person, FeedbackFiles, choice="enough"), reads("edited", _STEP))
    identity = _of(person, FeedbackIdentity, identity="anonymous")
    await person.presses(identity, reads("edited", _STEP))
    await person.presses(_of(person, FeedbackFollow, follow="told"), reads("edited", "Xem lại"))
    await person.presses(_of(person, WriteFeedback, choice="send"), reads("edited", "Đã tiếp nhận"))
    person.ledger.cases += 1


async def look_around(person: Person, chance: random.Random) -> None:
    """Look at screens, mistype a command, send a sticker, press a button of long ago."""
    first, second = chance.sample(sorted(_COMMANDS), 2)
    await person.writes(first, reads("sent", _COMMANDS[first]))
    await person.writes("/khongco", reads("sent", other.UNKNOWN_COMMAND))
    await person.writes(second, reads("sent", _COMMANDS[second]))
    await person.sends({"sticker": _STICKER}, is_kind("sent"))
    await person.forges("zz:1", reads("notice", other.STALE_BUTTON))
    await person.writes("/start", reads("sent", _COMMANDS["/start"]))
    await person.presses(_of(person, OpenScreen, name="hoi"), reads("sent", start.HOW_TO_ASK[:40]))


async def change_ones_mind(person: Person, chance: random.Random) -> None:
    """Wish to hear of a later answer, and take the wish back."""
    answer = await wait_for_news(person, chance)
    if answer is not None:
        wish = _of(person, Watch, answer=answer, state="off")
        await person.presses(wish, reads("notice", answers.WATCH_ERASED))
        person.ledger.watching.discard(answer)


async def wait_for_news(person: Person, chance: random.Random) -> int | None:
    """Ask what no document answers yet, and wish to hear when one does; None: one does by now."""
    answer = answer_of(await person.asks(WAITED_FOR))
    wish = person.button(Watch, answer=answer, state="on")
    if answer is None or wish is None:
        return None
    person.ledger.watching.add(answer)
    # Not the notice: only the edit that follows it turns the button round.
    await person.presses(wish, is_kind("edited"))
    return answer


SCRIPTS: tuple[Script, ...] = (
    ask_and_rate,
    ask_and_explain,
    ask_and_thank,
    ask_and_forget,
    send_feedback,
    look_around,
)

_STEP = "Phản ánh · bước"
WRONG = answers.WHAT_WAS_WRONG
_STICKER = {
    "file_id": "sticker",
    "file_unique_id": "sticker",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "type": "regular",
}


def reads(kind: str, beginning: str) -> Sees:
    """Return what tells a reply of this kind whose text begins like this."""
    return lambda delivery: (
        delivery.kind == kind and str(delivery.payload.get("text", "")).startswith(beginning)
    )


def is_kind(kind: str) -> Sees:
    """Return what tells any reply of this kind."""
    return lambda delivery: delivery.kind == kind


def sent_without_thumbs(delivery: Delivery) -> bool:
    """Tell a message that is no answer."""
    return delivery.kind == "sent" and answer_of(delivery) is None


async def _asks_twice(person: Person, chance: random.Random) -> int:
    """Ask, then ask what only the first question makes clear; return the second answer."""
    await person.asks(_question(chance))
    answer = answer_of(await person.asks(chance.choice(_FOLLOW_UPS)))
    assert answer is not None
    return answer


def _question(chance: random.Random) -> str:
    return chance.choice(
        [
            f"Nhiệm vụ {chance.randint(1, 8)} do cơ quan nào thực hiện?",
            f"nhiem vu {chance.randint(1, 8)} han den khi nao",
            f"Chỉ tiêu về mức độ hài lòng là bao nhiêu phần trăm, điểm {chance.choice('abcd')}?",
            "Sở Nội vụ chủ trì những nhiệm vụ nào?",
        ]
    )


def _of(person: Person, action: type[Action], **wanted: object) -> Button:
    button = person.button(action, **wanted)
    if button is None:
        raise LookupError(action.__name__)
    return button
