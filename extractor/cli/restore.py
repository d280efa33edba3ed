"""`chidao restore`: the register from a copy."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, now, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import restore
from extractor.views.changes import render_copied
from extractor.views.json import render_json


@click.command("restore", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("file", metavar="TỆP")
@with_db
@with_json
def command(file: str, db: Path, as_json: bool) -> None:
    """Lấy sổ lại từ bản sao lưu TỆP, sau khi kiểm tra bản ấy. Sổ đang có được giữ sang bên với tên có ngày giờ.

    Dừng các chương trình đang mở sổ (chidao watch, ingest…) trước khi chạy.
    """
    copied = restore(db, Path(file).expanduser(), at=now())
    emit(render_json(copied) if as_json else render_copied(copied, restored=True))
