"""`chidao check`: is the register whole?"""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand
from extractor.store import check, open_register
from extractor.views.changes import render_findings
from extractor.views.json import render_json


@click.command("check", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@with_db
@with_json
@click.pass_context
def command(ctx: click.Context, db: Path, as_json: bool) -> None:
    """Kiểm tra sổ: bản gốc, trích dẫn, các bảng, chỉ mục tìm kiếm. Mã thoát khác 0 nếu có chỗ sai."""
    with open_register(db) as register:
        findings = check(register)
    emit(render_json(findings) if as_json else render_findings(findings))
    ctx.exit(1 if findings else 0)
