"""Many people are served at once, each one's messages in order."""

import asyncio

from telegram import Update, User

from bot.ordering import OnePersonAtATime


def update_of(person: int, number: int) -> Update:
    user = User(person, "Dân", is_bot=False).to_dict()
    message = {
        "message_id": number,
        "date": 0,
        "chat": {"id": person, "type": "private"},
        "from": user,
        "text": "x",
    }
    update = Update.de_json({"update_id": number, "message": message}, None)
    assert isinstance(update, Update)
    return update


async def test_one_persons_updates_never_overlap_and_others_do_not_wait() -> None:
    processor = OnePersonAtATime()
    finished: list[tuple[int, int]] = []

    async def handle(person: int, number: int) -> None:
        await asyncio.sleep(0.02 if person == 1 else 0)
        finished.append((person, number))

    async with processor:
        await asyncio.gather(
            *(
                processor.process_update(update_of(person, number), handle(person, number))
                for number in range(5)
                for person in (1, 2)
            )
        )

    assert [number for person, number in finished if person == 1] == [0, 1, 2, 3, 4]
    assert finished[:5] == [(2, number) for number in range(5)]
    assert processor.people_waiting == 0
