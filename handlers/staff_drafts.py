"""What the next message means while somebody joins: a code, a unit's name, their own name."""

from functools import partial

from handlers import awaiting

CODE, UNIT, NAME = "staff.code", "staff.unit", "staff.name"
APP, SIGN_IN = "staff.app", "staff.sign_in"
KINDS = (CODE, UNIT, NAME, APP, SIGN_IN)

wait_for = partial(awaiting.wait_for, among=KINDS)
