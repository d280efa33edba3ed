"""`chidao unconfirm`: take a confirmation back."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import bodies, emit, now, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import open_register, unconfirm
from extractor.views.changes import render_changed
from extractor.views.json import render_json


@click.command("unconfirm", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", nargs=-1, required=True, metavar="ID…")
@click.option("--reason", metavar="LỜI", help="Vì sao; ghi vào nhật ký.")
@with_by
@with_db
@with_json
def command(names: tuple[str, ...], reason: str | None, by: str, db: Path, as_json: bool) -> None:
    """Bỏ xác nhận."""
    with open_register(db, linker=bodies) as register:
        changed = [one for name in names for one in unconfirm(register, name, by=by, at=now(), reason=reason)]
    emit(render_json(changed) if as_json else render_changed(changed))
