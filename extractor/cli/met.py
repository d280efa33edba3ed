"""`chidao met`: what directives waited for has come."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, now, screen, with_by, with_db, with_json
from extractor.cli.options import today as this_day
from extractor.cli.vietnamese import Day, VietnameseCommand
from extractor.store import meet_condition, open_register
from extractor.views.json import render_json
from extractor.views.tasks import render_followed


@click.command("met", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("ids", metavar="CD12…", nargs=-1, required=True)
@click.option("--on", type=Day(), help="Ngày điều kiện xảy ra. Mặc định: hôm nay.")
@click.option("--due", type=Day(), help="Hạn cuối, nếu không tính theo lời văn của thời hạn.")
@click.option("--note", metavar="TEXT", help="Ghi chú.")
@click.option("--evidence", metavar="VB9", help="Văn bản trong sổ chứng minh.")
@with_by
@with_db
@with_json
def command(
    ids: tuple[str, ...],
    on: str | None,
    due: str | None,
    note: str | None,
    evidence: str | None,
    by: str,
    db: Path,
    as_json: bool,
) -> None:
    """Ghi ngày điều kiện của thời hạn xảy ra (như “kể từ khi nhận đủ hồ sơ”); hạn cuối được tính từ ngày đó."""
    from extractor.resolve.conditions import day_counted  # the calendar of holidays, which lists do not need

    with open_register(db) as register:
        tasks = meet_condition(
            register,
            ids,
            on=on or this_day(),
            due=due,
            note=note,
            evidence=evidence,
            by=by,
            at=now(),
            day_counted=day_counted,
        )
    emit(render_json(tasks) if as_json else render_followed(tasks, screen()))
