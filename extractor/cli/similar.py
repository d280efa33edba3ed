"""`chidao similar`: more directives like one."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, screen, today, with_db, with_json
from extractor.cli.vietnamese import Count, VietnameseCommand, fail_usage
from extractor.core.errors import StoreError
from extractor.store import find_similar, open_register
from extractor.store.rows import parse_id
from extractor.views.hits import render_hits
from extractor.views.json import render_json


@click.command("similar", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("directive", metavar="CD…")
@click.option("--limit", type=Count(), default=10, help="Số kết quả nhiều nhất. Mặc định: 10.")
@with_db
@with_json
def command(directive: str, limit: int, db: Path, as_json: bool) -> None:
    """Những chỉ đạo giống một chỉ đạo (CD12), giống nhất xếp trước."""
    known = parse_id(directive)
    if known is None or known[0] != "CD":
        fail_usage(f"“{directive}” không phải mã chỉ đạo: viết như CD12.")
    with open_register(db) as register:
        hits = find_similar(register, known[1], limit=limit, today=today())
    if hits is None:
        raise StoreError(f"Trong sổ không có {directive.upper()}: xem mã bằng “chidao search”.")
    emit(render_json(hits) if as_json else render_hits(hits, directive, screen()))
