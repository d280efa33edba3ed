"""`chidao tasks`: the deadline list."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from extractor.cli.options import emit, screen, with_db, with_json
from extractor.cli.options import today as this_day
from extractor.cli.vietnamese import Day, OneOf, VietnameseCommand, fail_usage
from extractor.core.record import DirectiveKind
from extractor.core.register import TaskFilter
from extractor.store import list_tasks, open_register
from extractor.views.json import render_json
from extractor.views.tasks import render_tasks

KINDS: tuple[DirectiveKind, ...] = get_args(DirectiveKind)


@click.command("tasks", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.option("--due-before", type=Day(), help="Hạn cuối vào ngày này hoặc trước đó.")
@click.option("--due-after", type=Day(), help="Hạn cuối vào ngày này hoặc sau đó.")
@click.option("--overdue", is_flag=True, help="Chỉ những việc đã quá hạn.")
@click.option("--assignee", metavar="TEXT", help="Đơn vị chủ trì hoặc phối hợp; không cần gõ dấu.")
@click.option("--document", metavar="TEXT", help="Mã (VB3), số ký hiệu, trích yếu hoặc tên tệp của văn bản giao.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=OneOf(KINDS),
    help="Loại chỉ đạo, nêu được nhiều lần. Mặc định: task (nhiệm vụ) và commitment (cam kết).",
)
@click.option("--all", "every", is_flag=True, help="Mọi loại, kể cả quyết định, chỉ tiêu, kiến nghị.")
@click.option("--today", type=Day(), help="Tính đến ngày này. Mặc định: hôm nay theo giờ Việt Nam.")
@with_db
@with_json
def command(
    due_before: str | None,
    due_after: str | None,
    overdue: bool,
    assignee: str | None,
    document: str | None,
    kinds: tuple[DirectiveKind, ...],
    every: bool,
    today: str | None,
    db: Path,
    as_json: bool,
) -> None:
    """Danh sách nhiệm vụ theo thời hạn; việc định kỳ và việc không nêu thời hạn xếp riêng ở cuối."""
    if every and kinds:
        fail_usage("--all không đi cùng --kind.")
    wanted = TaskFilter(
        today=today or this_day(),
        due_after=due_after,
        due_before=due_before,
        overdue=overdue,
        assignee=assignee,
        document=document,
        kinds=KINDS if every else kinds or ("task", "commitment"),
    )
    with open_register(db) as register:
        found = list_tasks(register, wanted)
    emit(render_json(found) if as_json else render_tasks(found, wanted, screen()))
