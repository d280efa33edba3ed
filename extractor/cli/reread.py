"""`chidao reread`: kept originals read anew, what changes shown before it is applied."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.ingest import limits_of
from extractor.cli.options import (
    bodies,
    complain,
    emit,
    ended_by_signal,
    now,
    with_by,
    with_db,
    with_json,
    with_limits,
    with_models,
)
from extractor.cli.progress import Progress
from extractor.cli.root import INTERRUPTED
from extractor.cli.vietnamese import VietnameseCommand, fail_usage
from extractor.core.errors import ChidaoError

if TYPE_CHECKING:
    from collections.abc import Generator

    from extractor.core.register import DocumentRow, Reread
    from extractor.store import Register


@click.command("reread", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("names", nargs=-1, metavar="[ID]…")
@click.option("--all", "all_", is_flag=True, help="Đọc lại mọi văn bản trong sổ, cả những văn bản bản này đã đọc.")
@click.option("--apply", "apply", is_flag=True, help="Áp dụng. Không nêu thì chỉ cho xem, không ghi gì vào sổ.")
@click.option("--drop", is_flag=True, help="Bỏ bản đọc đang chờ duyệt của các ID, giữ bản đang dùng.")
@with_limits
@with_models
@with_by
@with_db
@with_json
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    all_: bool,
    apply: bool,
    drop: bool,
    jobs: int | None,
    seconds: int,
    megabytes: int,
    models: Path | None,
    by: str,
    db: Path,
    as_json: bool,
) -> None:
    """Đọc lại bản gốc đang giữ trong sổ: cho xem chỗ mới, mất, đổi của từng văn bản; áp dụng khi có --apply.

    Không nêu ID thì đọc những văn bản do bản chương trình cũ đọc, hoặc có bản đọc chờ duyệt. Điều người đã sửa, xác
    nhận, loại, thêm thì giữ nguyên.
    """
    from extractor.ingest.limits import usual_jobs
    from extractor.ingest.rereading import reread
    from extractor.store import open_register
    from extractor.views.json import render_json
    from extractor.views.rereading import render_rereads

    if all_ and names:
        fail_usage("nêu ID hoặc --all, không nêu cả hai.")
    if drop and (apply or all_ or not names):
        fail_usage("--drop đi cùng ID của văn bản, không đi cùng --apply hay --all.")
    limits = limits_of(seconds, megabytes)
    with open_register(db, linker=bodies) as register, ended_by_signal():
        if drop:
            _drop(register, names, by)
            return
        documents = _chosen(register, names, all_)
        rereads = reread(
            register, documents, at=now, by=by, apply=apply, jobs=jobs or usual_jobs(), models=models, limits=limits
        )
        found, stopped = _see_through(rereads, documents)
    emit(render_json(found) if as_json else render_rereads(found, applied=apply))
    if isinstance(stopped, ChidaoError):
        raise stopped
    if stopped is not None:
        complain(f"đã dừng theo yêu cầu; {len(found)} trong {len(documents)} văn bản đã đọc lại xong.")
        ctx.exit(INTERRUPTED)
    ctx.exit(1 if any(one.reason is not None for one in found) else 0)


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


def _see_through(
    rereads: Generator[Reread, None, None], documents: list[DocumentRow]
) -> tuple[list[Reread], BaseException | None]:
    """What was found, in the order of the documents, and what broke the run off (what is done is kept)."""
    order = {document.id: place for place, document in enumerate(documents)}
    found: list[Reread] = []
    stopped: BaseException | None = None
    with contextlib.closing(rereads), Progress(len(documents)) as progress:
        try:
            for one in rereads:
                found.append(one)
                progress.step()
        except (KeyboardInterrupt, ChidaoError) as error:
            stopped = error
    return sorted(found, key=lambda one: order[one.document]), stopped
