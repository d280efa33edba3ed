"""`chidao datasette`: titles, facets and questions for looking at the register in Datasette."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, with_db
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import datasette_metadata, open_register
from extractor.views.json import render_json


@click.command("datasette", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@with_db
def command(db: Path) -> None:
    """In tệp mô tả (JSON) để xem sổ bằng Datasette: tên bảng, tên cột, bộ lọc và câu hỏi soạn sẵn bằng tiếng Việt.

    Ghi ra tệp rồi chạy: datasette serve SỔ.db -m TỆP.json
    """
    with open_register(db) as register:
        described = datasette_metadata(register)
    emit(render_json(described))
