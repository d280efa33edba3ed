"""`chidao changes`: what changed since a day."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, screen, unit_keys, with_db, with_json
from extractor.cli.options import today as this_day
from extractor.cli.periods import Since, days_before
from extractor.cli.vietnamese import Count, Day, VietnameseCommand
from extractor.core.history import ChangeFilter
from extractor.store import list_changes, open_register
from extractor.views.json import render_json
from extractor.views.what_changed import render_changes_since


@click.command("changes", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.option("--since", type=Since(), default="7d", help="Từ ngày này, hoặc bao lâu nay: 7d, 2 tuần. Mặc định: 7d.")
@click.option("--document", metavar="MÃ", help="Chỉ của văn bản (VB3, số ký hiệu) hay chỉ đạo (CD12) này.")
@click.option("--unit", metavar="LỜI", help="Chỉ của các chỉ đạo giao đơn vị này.")
@click.option("--limit", type=Count(), default=50, help="Số mục một trang. Mặc định: 50.")
@click.option("--page", type=Count(), default=1, help="Trang thứ mấy.")
@click.option("--today", type=Day(), help="Hôm nay là ngày này, để tính “bao lâu nay”.")
@with_db
@with_json
def command(
    db: Path,
    as_json: bool,
    since: str | int,
    document: str | None,
    unit: str | None,
    limit: int,
    page: int,
    today: str | None,
) -> None:
    """Có gì mới: văn bản, chỉ đạo thêm và mất, điều đã sửa, việc hoàn thành, gia hạn, mở lại; mới nhất trước."""
    first = since if isinstance(since, str) else days_before(today or this_day(), since)
    wanted = ChangeFilter(since=first, document=document, unit=unit, unit_keys=unit_keys(unit), limit=limit, page=page)
    with open_register(db) as register:
        found = list_changes(register, wanted)
    emit(render_json(found) if as_json else render_changes_since(found, wanted, screen()))
