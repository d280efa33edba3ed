"""`chidao export --gold`: records of the register as annotated documents, to correct and to train from."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import emit, with_db
from extractor.cli.vietnamese import VietnameseCommand
from extractor.core.errors import SourceError
from extractor.store import get, list_documents, open_register


@click.command("export", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", nargs=-1, metavar="[ID]…")
@click.option("--gold", "folder", required=True, metavar="DIR", help="Thư mục nhận các văn bản đã gán nhãn.")
@with_db
def command(names: tuple[str, ...], folder: str, db: Path) -> None:
    """Xuất văn bản trong sổ thành dữ liệu huấn luyện: NAME.txt, NAME.gold.json và NAME.marked để sửa.

    Không nêu ID thì xuất tất cả. Sửa NAME.marked, chạy “chidao annotate” rồi “chidao train --extra DIR”.
    """
    from extractor.training.gold import gold_of, write_gold
    from extractor.training.marked import write

    with open_register(db) as register:
        shown = [get(register, name) for name in names or [row.id for row in list_documents(register)]]
    target = Path(folder)
    try:
        for one in shown:
            name = one.document.id
            gold = gold_of(one.record, name)
            write_gold(target, name, one.record.text, gold)
            (target / f"{name}.marked").write_text(write(one.record.text, gold), encoding="utf-8")
    except OSError as error:
        raise SourceError(f"không ghi được vào “{folder}” ({error.strerror}): chọn thư mục khác.") from None
    emit(f"Đã xuất {len(shown)} văn bản vào {folder}\n")
