"""/nhiemvu: a plan's tasks, who does them and when."""

from telegram import Update

from handlers import reply
from handlers.callbacks import ListTasks, OpenPassage, ShowTask
from handlers.choosing import the_plan
from handlers.context import Context
from handlers.paging import page_count, slice_of, turning
from handlers.presses import pressed
from handlers.render.markup import bold
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.texts import plans as texts
from handlers.texts.names import listed
from services.plan import TaskSummary, TaskView

_SIZE = 10
_TITLE = 300
_OBJECTIVE = 600
_MILESTONES = 8


async def open_tasks(update: Update, context: Context) -> None:
    """Send the list of tasks, after a choice where there are several plans."""
    plan = await the_plan(update, context, lambda number: ListTasks(number, 0))
    if plan is not None:
        tasks = await context.run(context.services.plan.tasks, plan)
        await reply.send(update, _list_screen(plan, tasks, 0))


async def list_tasks(update: Update, context: Context) -> None:
    """Show a page of the list in the same message."""
    action = pressed(update, ListTasks)
    tasks = await context.run(context.services.plan.tasks, action.document)
    await reply.acknowledge(update)
    await reply.show(update, _list_screen(action.document, tasks, action.page))


async def show_task(update: Update, context: Context) -> None:
    """Show one task in the same message."""
    action = pressed(update, ShowTask)
    task = await context.run(context.services.plan.task, action.document, action.path)
    await reply.acknowledge(update)
    await reply.show(update, _task_screen(task))


def _list_screen(plan: int, tasks: tuple[TaskSummary, ...], page: int) -> Screen:
    if not tasks:
        return Screen(texts.NO_TASKS)
    pages = page_count(len(tasks), _SIZE)
    page = min(page, pages - 1)
    shown = slice_of(tasks, page, _SIZE)
    lines = [texts.task_line(task.path, shortened(task.title, 160)) for task in shown]
    buttons = [Button(task.path, ShowTask(plan, task.path)) for task in shown]
    rows = (
        *in_rows(buttons, 4),
        *turning(page, pages, lambda number: ListTasks(plan, number)),
    )
    head = bold(f"{texts.TASKS} ({len(tasks)})")
    return Screen("\n".join([head, *lines]), rows)


def _task_screen(task: TaskView) -> Screen:
    lines = [bold(f"{task.path} – {shortened(task.title, _TITLE)}"), *_facts(task)]
    return Screen("\n".join(lines), (*_places(task), *_neighbours(task)))


def _facts(task: TaskView) -> list[str]:
    facts = []
    if task.objective:
        told = shortened(" ".join(task.objective), _OBJECTIVE)
        facts.append(texts.fact(texts.OBJECTIVE, told, task.objective_path))
    if task.leads:
        facts.append(texts.fact(texts.LEADS, listed(task.leads), task.leads_path))
    if task.coordinators:
        joined = listed(task.coordinators)
        facts.append(texts.fact(texts.COORDINATES, joined, task.coordinators_path))
    facts += [
        texts.fact(texts.TIME, texts.milestone(m.what, m.wording, m.due), m.path)
        for m in task.milestones[:_MILESTONES]
    ]
    if len(task.milestones) > _MILESTONES:
        facts.append(texts.more_times(len(task.milestones) - _MILESTONES))
    if task.output:
        facts.append(texts.fact(texts.OUTPUT, shortened(task.output, _TITLE), None))
    if task.content and task.content_path != task.path:
        facts.append(texts.content_count(len(task.content), task.content_path))
    return facts


def _places(task: TaskView) -> tuple[Row, ...]:
    """Return the buttons that open the places on which the facts stand."""
    named = (
        (texts.OBJECTIVE, task.objective_path),
        (texts.CONTENT, task.content_path),
        (texts.TIME, task.time_path),
    )
    parts = [(name, path) for name, path in named if path and path != task.path]
    buttons = [
        Button(name, OpenPassage(task.document_id, 0, path))
        for name, path in parts or [(texts.whole(task.path), task.path)]
    ]
    return in_rows(buttons, 3)


def _neighbours(task: TaskView) -> tuple[Row, ...]:
    number = task.document_id
    around = []
    if task.previous:
        around.append(Button(f"◀ {task.previous}", ShowTask(number, task.previous)))
    around.append(Button(texts.ALL_TASKS, ListTasks(number, 0)))
    if task.next:
        around.append(Button(f"{task.next} ▶", ShowTask(number, task.next)))
    return in_rows(around, 3)
