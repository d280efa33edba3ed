"""`chidao import`: what was filled in into an exported list comes back into the register."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import bodies, emit, now, screen, with_by, with_db, with_json
from extractor.cli.vietnamese import VietnameseCommand, fail_usage
from extractor.core.errors import SourceError, SourceMissing, SourceTooLarge
from extractor.core.system_errors import reason_of

_MOST_BYTES = 200 * 1024 * 1024


@click.command("import", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("file", metavar="TỆP")
@click.option("--apply", is_flag=True, help="Ghi vào sổ. Không nêu thì chỉ cho xem sẽ đổi gì.")
@with_by
@with_db
@with_json
@click.pass_context
def command(ctx: click.Context, /, file: str, apply: bool, by: str, db: Path, as_json: bool) -> None:
    """Đưa tệp .xlsx hoặc .jsonl đã xuất và sửa trở lại sổ: tình trạng, ngày hoàn thành, gia hạn, ghi chú.

    Mỗi dòng được nhận ra theo mã, nên sắp xếp, lọc, bớt dòng, bớt cột đều được. Việc đã đổi trong sổ từ khi xuất thì
    không bị ghi đè mà được nêu ra.
    """
    from extractor.exchange.importing import import_returned
    from extractor.exchange.returned import read_returned
    from extractor.store import open_register
    from extractor.views.imports import render_imported
    from extractor.views.json import render_json

    path = Path(file).expanduser()
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".jsonl"):
        fail_usage(f"không nhận được “{file}”: đưa lại tệp .xlsx hoặc .jsonl do “chidao export” xuất ra.")
    returned = read_returned(_content(path), suffix)
    with open_register(db, linker=bodies) as register:
        imported = import_returned(register, returned, source=path.name, by=by, at=now(), apply=apply)
    emit(render_json(imported) if as_json else render_imported(imported, screen()))
    ctx.exit(1 if imported.conflicts or imported.refused else 0)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SourceTooLarge(f"Tệp “{path}” quá lớn: xuất từng phần rồi đưa lại từng tệp.")
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceMissing(f"Không có tệp “{path}”: kiểm tra đường dẫn.") from None
    except OSError as error:
        raise SourceError(f"Không đọc được tệp “{path}” ({reason_of(error)}): kiểm tra quyền đọc.") from None
