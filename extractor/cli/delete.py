"""`chidao delete`: out of the lists, and still kept."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import bodies, emit, now, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import delete, open_register
from extractor.views.changes import render_changed
from extractor.views.json import render_json


@click.command("delete", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", nargs=-1, required=True, metavar="ID…")
@click.option("--reason", metavar="LỜI", help="Vì sao; ghi vào nhật ký.")
@with_by
@with_db
@with_json
def command(names: tuple[str, ...], reason: str | None, by: str, db: Path, as_json: bool) -> None:
    """Xóa văn bản (VB3) hoặc chỉ đạo (CD12) khỏi các danh sách.

    Mọi thứ vẫn được giữ; khôi phục bằng “chidao undelete”.
    """
    with open_register(db, linker=bodies) as register:
        changed = [delete(register, name, by=by, at=now(), reason=reason) for name in names]
    emit(render_json(changed) if as_json else render_changed(changed))
