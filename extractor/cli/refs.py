"""`chidao refs`: who cites or carries out a document."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, screen, today, with_db, with_json
from extractor.cli.vietnamese import Count, VietnameseCommand
from extractor.store import list_references, open_register
from extractor.views.json import render_json
from extractor.views.links import render_references


@click.command("refs", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("query", metavar="SỐ", nargs=-1, required=True)
@click.option("--limit", type=Count(), default=100, help="Số chỗ viện dẫn nhiều nhất. Mặc định: 100.")
@with_db
@with_json
def command(query: tuple[str, ...], limit: int, db: Path, as_json: bool) -> None:
    """Chỉ đạo nào thực hiện, văn bản nào viện dẫn một văn bản: gõ số, ký hiệu (06-NQ/TU) hoặc tên (Luật Đất đai)."""
    with open_register(db) as register:
        found = list_references(register, " ".join(query), limit=limit, today=today())
    emit(render_json(found) if as_json else render_references(found, screen()))
