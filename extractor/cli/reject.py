"""`chidao reject`: what the machine took for a directive and is none."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import bodies, emit, now, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import open_register, reject
from extractor.views.changes import render_changed
from extractor.views.json import render_json


@click.command("reject", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", nargs=-1, required=True, metavar="ID…")
@click.option("--reason", metavar="LỜI", help="Vì sao; ghi vào nhật ký.")
@with_by
@with_db
@with_json
def command(names: tuple[str, ...], reason: str | None, by: str, db: Path, as_json: bool) -> None:
    """Loại mục máy ghi nhầm, không phải là chỉ đạo: không hiện nữa, đọc lại cũng không trở lại.

    Lấy lại bằng “chidao undo CD12”.
    """
    with open_register(db, linker=bodies) as register:
        changed = [reject(register, name, by=by, at=now(), reason=reason) for name in names]
    emit(render_json(changed) if as_json else render_changed(changed))
