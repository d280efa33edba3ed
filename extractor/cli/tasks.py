"""`chidao tasks`: the deadline list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.options import emit, screen, with_db, with_json
from extractor.cli.task_filters import filter_of, order_of, with_filters, with_order
from extractor.cli.vietnamese import VietnameseCommand, fail_usage
from extractor.store import open_register, stream_tasks
from extractor.views.tasks import render_task_lines, render_tasks_json


@click.command("tasks", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@with_filters
@with_order
@click.option("--out", metavar="TỆP", help="Ghi danh sách ra tệp: .xlsx, .docx, .csv, .jsonl, .ics hoặc .md.")
@click.option("--force", is_flag=True, help="Cho phép --out ghi đè tệp đã có.")
@with_db
@with_json
def command(db: Path, as_json: bool, out: str | None, force: bool, **asked: Any) -> None:
    """Danh sách nhiệm vụ còn mở theo tình trạng và thời hạn, theo cột của sổ giấy."""
    order = order_of(asked)
    wanted = filter_of(asked)
    if out is not None:
        from extractor.cli.exporting import Wish, format_of, write_list

        if as_json:
            fail_usage("--json không đi cùng --out: ghi ra tệp .jsonl.")
        write_list(db, wanted, order, Wish(Path(out), format_of(out), force))
        return
    with open_register(db) as register, stream_tasks(register, wanted, order) as found:
        about = (found.tasks, found.groups, found.total, found.left_out)
        if as_json:
            for piece in render_tasks_json(*about, order):
                emit(piece)
        else:
            for line in render_task_lines(*about, wanted, screen(), order):
                emit(line)
