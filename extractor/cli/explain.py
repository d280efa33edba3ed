"""`chidao explain`: why each item is in the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.options import emit, screen, with_db, with_json, with_models
from extractor.cli.vietnamese import Day, VietnameseCommand
from extractor.core.context import Context
from extractor.core.errors import SourceMissing
from extractor.views.explain import explain_record, render_explanation
from extractor.views.json import render_json

if TYPE_CHECKING:
    from extractor.core.record import Record


@click.command("explain", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("name", metavar="TỆP|MÃ")
@click.option("--date", "doc_date", type=Day(), help="Ngày của văn bản, nếu biết trước; chỉ dùng với TỆP.")
@with_models
@with_db
@with_json
def command(name: str, doc_date: str | None, models: Path | None, db: Path, as_json: bool) -> None:
    """Với mỗi mục trích được: quy tắc nào tạo ra, dựa vào chỗ nào trong văn bản."""
    record = _record(name, Context(doc_date=doc_date, models=models), db)
    emit(render_json(explain_record(record)) if as_json else render_explanation(record, screen()))


def _record(name: str, context: Context, db: Path) -> Record:
    """A file where there is one of that name, else a record of the register."""
    path = Path(name)
    if path.exists():
        from extractor.pipeline import extract

        return extract(path, context=context)
    if not db.exists():
        raise SourceMissing(f"Không có tệp “{name}”, cũng chưa có sổ ở “{db}”: kiểm tra lại đường dẫn hoặc --db.")
    from extractor.store import get, open_register

    with open_register(db) as register:
        return get(register, name).record
