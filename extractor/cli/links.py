"""`chidao links`: what documents and tasks have to do with each other."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, screen, with_db, with_json
from extractor.cli.vietnamese import Count, VietnameseCommand
from extractor.store import list_links, open_register
from extractor.views.json import render_json
from extractor.views.links import render_links


@click.command("links", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("name", required=False, metavar="[CD12|VB3]")
@click.option("--offered", is_flag=True, help="Chỉ những liên kết chờ duyệt.")
@click.option("--limit", type=Count(), default=100, help="Số liên kết mỗi trang. Mặc định: 100.")
@click.option("--page", type=Count(), default=1, help="Trang. Mặc định: 1.")
@with_db
@with_json
def command(name: str | None, offered: bool, limit: int, page: int, db: Path, as_json: bool) -> None:
    """Liên kết giữa văn bản, nhiệm vụ: cùng một văn bản, tin về cuộc họp, gia hạn, nhắc lại, thay thế, báo cáo.

    Không nêu mã thì của cả sổ, mới nhất trước; liên kết đã từ chối không hiện.
    """
    with open_register(db) as register:
        links = list_links(register, name, offered=offered, limit=limit, page=page)
    emit(render_json(links) if as_json else render_links(links, screen()))
