"""`chidao add`: a directive that the machine missed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.correct import values_of, with_directive_values
from extractor.cli.options import bodies, emit, now, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand, fail_usage
from extractor.store import add, open_register
from extractor.views.json import render_json


@click.command("add", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("name", metavar="VB")
@click.option("--quote", metavar="LỜI", help="Lời của văn bản, chép đúng nguyên văn.")
@click.option("--text", metavar="LỜI", help="Nội dung không có nguyên văn trong văn bản.")
@with_directive_values
@click.option("--reason", metavar="LỜI", help="Vì sao thêm; ghi vào nhật ký.")
@with_by
@with_db
@with_json
def command(
    name: str, quote: str | None, text: str | None, reason: str | None, by: str, db: Path, as_json: bool, **said: Any
) -> None:
    """Thêm một chỉ đạo mà máy bỏ sót vào văn bản VB3."""
    words = quote if quote is not None else text
    if words is None or (quote is not None and text is not None):
        fail_usage("nêu một trong hai: --quote (nguyên văn) hoặc --text.")
    with open_register(db, linker=bodies) as register:
        made = add(register, name, words, quoted=quote is not None, by=by, at=now(), reason=reason, **values_of(said))
    emit(render_json({"id": made}) if as_json else f"Đã thêm {made}.\n")
