"""`chidao export`: lists of tasks as files that offices hand in, and records as annotated documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extractor.cli.exporting import FORMATS, ListFormat, Wish, format_of, write_list
from extractor.cli.options import emit, with_db
from extractor.cli.task_filters import filter_of, order_of, with_filters, with_order
from extractor.cli.vietnamese import OneOf, VietnameseCommand, fail_usage
from extractor.core.errors import SourceError
from extractor.core.system_errors import reason_of
from extractor.store import get, list_documents, open_register

_DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t"}


@click.command("export", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", nargs=-1, metavar="[MÃ]…")
@click.option("--format", "form", type=OneOf(FORMATS), help="Dạng tệp. Không nêu thì theo đuôi của --out.")
@click.option("--out", metavar="TỆP", help="Tệp nhận danh sách nhiệm vụ.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@click.option("--by-unit", is_flag=True, help="DOCX: mỗi đơn vị chủ trì một bảng.")
@click.option(
    "--delimiter",
    type=OneOf(tuple(_DELIMITERS), {"semicolon": "chấm phẩy", "comma": "phẩy", "tab": "tab"}),
    default="semicolon",
    help="CSV: dấu ngăn cột; mặc định: chấm phẩy.",
)
@click.option("--events", is_flag=True, help="ICS: ghi thành sự kiện cả ngày (VEVENT) thay cho việc cần làm (VTODO).")
@click.option("--gold", "folder", metavar="THƯ MỤC", help="Thư mục nhận các văn bản đã gán nhãn (dữ liệu huấn luyện).")
@with_filters
@with_order
@with_db
def command(
    names: tuple[str, ...],
    form: ListFormat | None,
    out: str | None,
    force: bool,
    by_unit: bool,
    delimiter: str,
    events: bool,
    folder: str | None,
    db: Path,
    **asked: Any,
) -> None:
    """Xuất danh sách nhiệm vụ ra tệp Excel, Word, CSV, JSON Lines, lịch (ICS) hoặc Markdown.

    Chọn việc bằng các tùy chọn như của “chidao tasks”. Tệp Excel sửa xong đưa lại vào sổ bằng “chidao import”.

    Với --gold thì xuất văn bản (mọi văn bản, hoặc các MÃ nêu ra) thành dữ liệu huấn luyện: TÊN.txt, TÊN.gold.json và
    TÊN.marked để sửa; sửa xong chạy “chidao annotate” rồi “chidao train --extra THƯ MỤC”.
    """
    if (out is None) == (folder is None):
        fail_usage("cần nêu --out TỆP (danh sách nhiệm vụ) hoặc --gold THƯ MỤC (dữ liệu huấn luyện).")
    if folder is not None:
        _export_gold(names, folder, db)
        return
    if names:
        fail_usage("MÃ chỉ đi cùng --gold: chọn nhiệm vụ của một văn bản bằng --document VB3.")
    assert out is not None
    wish = Wish(Path(out), form or format_of(out), force, by_unit, _DELIMITERS[delimiter], events)
    order = order_of(asked)
    write_list(db, filter_of(asked), order, wish)


def _export_gold(names: tuple[str, ...], folder: str, db: Path) -> None:
    from extractor.training.gold import gold_of, record_to_learn_from, write_gold
    from extractor.training.marked import write

    with open_register(db) as register:
        shown = [get(register, name) for name in names or [row.id for row in list_documents(register)]]
    target = Path(folder)
    try:
        for one in shown:
            name = one.document.id
            gold = gold_of(record_to_learn_from(one), name)
            write_gold(target, name, one.record.text, gold)
            (target / f"{name}.marked").write_text(write(one.record.text, gold), encoding="utf-8")
    except OSError as error:
        raise SourceError(f"không ghi được vào “{folder}” ({reason_of(error)}): chọn thư mục khác.") from None
    emit(f"Đã xuất {len(shown)} văn bản vào {folder}\n")
