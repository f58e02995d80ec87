"""An exam that is being composed: a row of its own, changed part by part, until it is made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from domain.exams import Blueprint
from domain.study import Skill
from handlers.context import Context

FORM = "exam.form"
MINUTES, ATTEMPTS, PASS_MARKS = (10, 15, 20, 30, 45, 60), (1, 2, 3), (50, 60, 70, 80)
_DAYS = 3


@dataclass(frozen=True, slots=True)
class ExamForm:
    """What an exam is so far; `people` None: all of its unit."""

    title: str
    unit: str
    opens_at: datetime
    closes_at: datetime
    items: Mapping[Skill, int]
    minutes: int = 20
    attempts: int = 1
    pass_mark: int = 60
    people: tuple[int, ...] | None = None

    @property
    def blueprint(self) -> Blueprint:
        """Return what the exam is made of, skills without items left out."""
        asked = {skill: count for skill, count in self.items.items() if count}
        return Blueprint(asked or {Skill.PLAN: 0}, self.minutes, self.attempts, self.pass_mark)

    def as_payload(self) -> dict[str, Any]:
        """Return the form as its draft keeps it."""
        return {
            "title": self.title,
            "unit": self.unit,
            "opens": self.opens_at.isoformat(),
            "closes": self.closes_at.isoformat(),
            "items": {skill.value: count for skill, count in self.items.items()},
            "rules": [self.minutes, self.attempts, self.pass_mark],
            "people": None if self.people is None else list(self.people),
        }

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Self:
        """Return the form that a draft keeps."""
        people = payload["people"]
        minutes, attempts, pass_mark = payload["rules"]
        return cls(
            payload["title"],
            payload["unit"],
            datetime.fromisoformat(payload["opens"]),
            datetime.fromisoformat(payload["closes"]),
            {Skill(name): count for name, count in payload["items"].items()},
            minutes,
            attempts,
            pass_mark,
            None if people is None else tuple(people),
        )

    def with_rule(self, rule: str, value: int) -> Self:
        """Return the form with other minutes, attempts or another mark."""
        match rule:
            case "minutes":
                return replace(self, minutes=value)
            case "attempts":
                return replace(self, attempts=value)
            case _:
                return replace(self, pass_mark=value)

    def with_person(self, person: int) -> Self:
        """Return the form with a person put on the roster or taken off it; 0: everybody."""
        if person == 0:
            return replace(self, people=None)
        chosen = set(self.people or ())
        chosen ^= {person}
        return replace(self, people=tuple(sorted(chosen)) or None)


def fresh_form(unit: str, title: str, items: Mapping[Skill, int], now: datetime) -> ExamForm:
    """Return a form with what most exams are: open at once, for three days, until 17:00."""
    closes = (now + timedelta(days=_DAYS)).replace(hour=17, minute=0, second=0, microsecond=0)
    return ExamForm(title, unit, now.replace(second=0, microsecond=0), closes, items)


async def held_form(context: Context) -> ExamForm | None:
    """Return the exam that whoever asks is composing."""
    if FORM not in context.person.drafts:
        return None
    kept = await context.run(context.services.drafts.peek, context.person.id, FORM)
    return None if kept is None else ExamForm.read(kept.payload)


async def keep_form(context: Context, form: ExamForm) -> None:
    """Keep the exam that is being composed."""
    put, payload = context.services.drafts.put, form.as_payload()
    await context.run(put, context.person.id, FORM, payload, context.now(), context.update_key)


async def drop_form(context: Context) -> None:
    """Keep it no more."""
    take = context.services.drafts.take
    await context.run(take, context.person.id, FORM, context.update_key)
