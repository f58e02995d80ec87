"""Certificates: the name that is printed, the picture and the file, and /kiemtra for anybody."""

from telegram import Update

from domain.errors import CodeUnusable, NotAName
from handlers import reply
from handlers.context import Context
from handlers.exam_callbacks import Certify, ShowCertificate
from handlers.presses import pressed
from handlers.render.certificate import certificate_files
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.study import stop_row
from handlers.study_drafts import NAME, wait_for, waits_for_nothing
from handlers.texts import exams as texts
from handlers.texts.people import certificate_link
from services.study_views import Certificate

_SHOWN = 10


async def certify(update: Update, context: Context) -> None:
    """Ask which name is printed, or issue the certificate with the name that is known."""
    action = pressed(update, Certify)
    myself = await context.run(context.services.staff.me, context.person.id, context.now())
    await reply.acknowledge(update)
    if action.choice == "known" and myself.name is not None:
        await issue(update, context, action.attempt, myself.name)
        return
    await wait_for(context, NAME, {"attempt": action.attempt})
    label = shortened(f"{texts.NAME_KNOWN}{myself.name}", 60)
    known: tuple[Row, ...] = (
        ((Button(label, Certify(action.attempt, "known")),),) if myself.name else ()
    )
    await reply.send(update, Screen(texts.WHAT_NAME, (*known, stop_row())))


async def issue(update: Update, context: Context, attempt: int, name: str) -> None:
    """Issue the certificate of an attempt and send it; one that was issued is sent again."""
    try:
        issued = await context.run(
            context.services.certificates.issue,
            context.person.id,
            attempt,
            name,
            context.now(),
            context.update_key,
        )
    except NotAName:
        await reply.send(update, Screen(texts.NOT_A_NAME, (stop_row(),)))
        return
    await waits_for_nothing(context, NAME)
    await _send(update, context, issued)


async def list_own(update: Update, context: Context) -> None:
    """Show one's certificates."""
    own = await context.run(context.services.certificates.own, context.person.id)
    await reply.acknowledge(update)
    if not own:
        await reply.send(update, Screen(texts.NO_CERTIFICATES))
        return
    buttons = [
        Button(shortened(one.exam, 48), ShowCertificate(place))
        for place, one in enumerate(own[:_SHOWN])
    ]
    await reply.send(update, Screen(texts.certificates(own[:_SHOWN]), in_rows(buttons, 1)))


async def show_own(update: Update, context: Context) -> None:
    """Send one of one's certificates again."""
    own = await context.run(context.services.certificates.own, context.person.id)
    place = pressed(update, ShowCertificate).place
    await reply.acknowledge(update)
    if place < len(own):
        await _send(update, context, own[place])
    else:
        await reply.send(update, Screen(texts.NO_CERTIFICATES))


async def check(update: Update, context: Context) -> None:
    """Tell anybody who has the code what is printed on the certificate."""
    typed = " ".join(context.args or [])
    if not typed:
        await reply.send(update, Screen(texts.HOW_TO_CHECK))
        return
    await _check(update, context, typed)


async def follow_link(update: Update, context: Context) -> None:
    """Check the certificate whose picture led here."""
    await _check(update, context, (context.args or [""])[0].removeprefix("kt-"))


async def _check(update: Update, context: Context, typed: str) -> None:
    try:
        found = await context.run(
            context.services.certificates.check,
            context.person.account_id,
            typed,
            context.now(),
            context.update_key,
        )
    except CodeUnusable:
        await reply.send(update, Screen(texts.NO_SUCH_CODE))
        return
    await reply.send(update, Screen(texts.checked(found)))


async def _send(update: Update, context: Context, issued: Certificate) -> None:
    bot = await context.run(context.services.installation.bot_name)
    link = certificate_link(bot, issued.code) if bot else None
    picture, file = await context.run(certificate_files, issued, link)
    await reply.send_picture(update, picture, texts.certificate(issued))
    await reply.send_file(update, file, texts.CERTIFICATE_NAME, "")
