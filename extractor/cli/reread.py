"""`chidao reread`: kept originals read anew, what changes shown before it is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.options import bodies, emit, ended_by_signal, now
from extractor.cli.reading import Reading, end, see_through, with_reading
from extractor.cli.vietnamese import VietnameseCommand, fail_usage

if TYPE_CHECKING:
    from extractor.core.register import DocumentRow
    from extractor.store import Register


@click.command("reread", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", nargs=-1, metavar="[MÃ]…")
@click.option("--all", "all_", is_flag=True, help="Đọc lại mọi văn bản trong sổ, cả những văn bản bản này đã đọc.")
@click.option("--apply", "apply", is_flag=True, help="Áp dụng. Không nêu thì chỉ cho xem, không ghi gì vào sổ.")
@click.option("--drop", is_flag=True, help="Bỏ bản đọc đang chờ duyệt của các MÃ, giữ bản đang dùng.")
@with_reading
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    all_: bool,
    apply: bool,
    drop: bool,
    how: Reading,
) -> None:
    """Đọc lại bản gốc đang giữ trong sổ: cho xem chỗ mới, mất, đổi của từng văn bản; áp dụng khi có --apply.

    Không nêu MÃ thì đọc những văn bản do bản chương trình cũ đọc, hoặc có bản đọc chờ duyệt. Điều người đã sửa, xác
    nhận, loại, thêm thì giữ nguyên.
    """
    from extractor.ingest.rereading import reread
    from extractor.store import open_register
    from extractor.views.json import render_json
    from extractor.views.rereading import render_rereads

    if all_ and names:
        fail_usage("nêu MÃ hoặc --all, không nêu cả hai.")
    if drop and (apply or all_ or not names):
        fail_usage("--drop đi cùng MÃ của văn bản, không đi cùng --apply hay --all.")
    with open_register(how.db, linker=bodies) as register, ended_by_signal():
        if drop:
            _drop(register, names, how.by)
            return
        documents = _chosen(register, names, all_)
        rereads = reread(
            register, documents, at=now, by=how.by, apply=apply, jobs=how.jobs, models=how.models, limits=how.limits
        )
        found, stopped = see_through(rereads, len(documents))
    order = {document.id: place for place, document in enumerate(documents)}
    found.sort(key=lambda one: order[one.document])
    emit(render_json(found) if how.as_json else render_rereads(found, applied=apply))
    so_far = f"{len(found)} trong {len(documents)} văn bản đã đọc lại xong."
    end(ctx, stopped, so_far, good=all(one.reason is None for one in found))


def _chosen(register: Register, names: tuple[str, ...], all_: bool) -> list[DocumentRow]:
    from extractor.ingest.rereading import outdated
    from extractor.store import get, list_documents

    if names:
        rows = [get(register, name).document for name in names]
        return list({row.id: row for row in rows}.values())
    return list(list_documents(register)) if all_ else outdated(register)


def _drop(register: Register, names: tuple[str, ...], by: str) -> None:
    from extractor.store import drop_offered

    for name in names:
        dropped = drop_offered(register, name, by=by, at=now())
        emit(f"{name}: {'đã bỏ bản đọc chờ duyệt' if dropped else 'không có bản đọc nào chờ duyệt'}.\n")
