"""`chidao done`: directives that were carried out, or need not be any more."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from extractor.cli.changing import show_tasks
from extractor.cli.options import emit, now, with_by, with_db, with_json
from extractor.cli.options import today as this_day
from extractor.cli.vietnamese import Day, OneOf, VietnameseCommand, fail_usage
from extractor.core.status import ClosedAs
from extractor.store import close, open_register, report_occurrence
from extractor.views.json import render_json


@click.command("done", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("ids", metavar="CD12…", nargs=-1, required=True)
@click.option("--on", type=Day(), help="Ngày hoàn thành. Mặc định: hôm nay.")
@click.option("--note", metavar="LỜI", help="Ghi chú, lý do.")
@click.option("--evidence", metavar="VB9", help="Văn bản trong sổ chứng minh kết quả.")
@click.option(
    "--as",
    "closed_as",
    type=OneOf(get_args(ClosedAs), {"done": "xong", "cancelled": "hủy", "replaced": "thay thế"}),
    default="done",
    help="Kết thúc vì xong (mặc định), vì hủy hay vì được thay thế.",
)
@click.option("--occurrence", is_flag=True, help="Việc định kỳ: chỉ ghi đã làm kỳ này.")
@click.option("--of", type=Day(), help="Ngày của kỳ đã làm, đi cùng --occurrence. Mặc định: kỳ gần nhất.")
@click.option("--for-good", is_flag=True, help="Việc định kỳ: kết thúc hẳn.")
@with_by
@with_db
@with_json
def command(
    ids: tuple[str, ...],
    on: str | None,
    note: str | None,
    evidence: str | None,
    closed_as: ClosedAs,
    occurrence: bool,
    of: str | None,
    for_good: bool,
    by: str,
    db: Path,
    as_json: bool,
) -> None:
    """Ghi nhiệm vụ đã hoàn thành, bị hủy hoặc được thay thế; nhiều mã cùng lúc thì ghi hết hoặc không ghi gì."""
    if occurrence and (for_good or closed_as != "done"):
        fail_usage("--occurrence không đi cùng --for-good, --as.")
    if of is not None and not occurrence:
        fail_usage("--of đi cùng --occurrence.")
    day, at = on or this_day(), now()
    with open_register(db) as register:
        if occurrence:
            tasks = report_occurrence(register, ids, on=day, of=of, note=note, evidence=evidence, by=by, at=at)
        else:
            tasks = close(
                register,
                ids,
                on=day,
                closed_as=closed_as,
                note=note,
                evidence=evidence,
                recurring=for_good,
                by=by,
                at=at,
            )
    emit(render_json(tasks) if as_json else show_tasks(tasks))
