"""`chidao search`: full text over directives and documents."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, screen, with_db, with_json
from extractor.cli.vietnamese import Count, VietnameseCommand
from extractor.store import open_register, search
from extractor.views.hits import render_hits
from extractor.views.json import render_json


@click.command(
    "search", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]", context_settings={"ignore_unknown_options": True}
)
@click.argument("query", nargs=-1, required=True, metavar="QUERY")
@click.option("--limit", type=Count(), default=20, help="Số kết quả nhiều nhất mỗi phần. Mặc định: 20.")
@with_db
@with_json
def command(query: tuple[str, ...], limit: int, db: Path, as_json: bool) -> None:
    """Tìm các chỉ đạo và văn bản có đủ mọi từ; từ khớp cả dấu xếp trước.

    Đặt trong ngoặc kép để tìm nguyên cụm từ.
    """
    typed = " ".join(query)
    with open_register(db) as register:
        hits = search(register, typed, limit=limit)
    emit(render_json(hits) if as_json else render_hits(hits, typed, screen()))
