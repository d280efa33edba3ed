"""`chidao unlink`: links that were taken for right and are not."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, now, screen, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import open_register, unlink
from extractor.views.json import render_json
from extractor.views.links import render_settled


@click.command("unlink", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", metavar="LK7… | VB3 VB9", nargs=-1, required=True)
@click.option("--reason", metavar="TEXT", help="Lý do, ghi vào nhật ký.")
@with_by
@with_db
@with_json
def command(names: tuple[str, ...], reason: str | None, by: str, db: Path, as_json: bool) -> None:
    """Bỏ liên kết đã nhận: theo mã, hoặc mọi liên kết giữa hai văn bản, hai nhiệm vụ; máy không nối lại nữa.

    Việc đã gia hạn, đã kết thúc theo liên kết thì vẫn giữ: mở lại bằng “chidao reopen” nếu cần.
    """
    with open_register(db) as register:
        settled = unlink(register, names, reason=reason, by=by, at=now())
    emit(render_json(settled) if as_json else render_settled(settled, screen()))
