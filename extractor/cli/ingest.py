"""`chidao ingest`: files and folders into the register."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.options import (
    bodies,
    complain,
    emit,
    ended_by_signal,
    now,
    screen,
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
    from collections.abc import Generator, Sequence

    from extractor.core.register import Outcome
    from extractor.ingest import Done, Limits


@click.command("ingest", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--again", is_flag=True, help="Đọc lại cả những tệp đã có trong sổ.")
@with_limits
@with_models
@with_by
@with_db
@with_json
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    again: bool,
    jobs: int | None,
    seconds: int,
    megabytes: int,
    models: Path | None,
    by: str,
    db: Path,
    as_json: bool,
) -> None:
    """Nạp tệp hoặc cả thư mục vào sổ. Tệp đã nạp rồi thì giữ nguyên; tệp lỗi không để lại gì trong sổ.

    Đang nạp mà dừng, tắt máy thì chạy lại đúng lệnh ấy: tệp nào xong rồi được bỏ qua.
    """
    from extractor.ingest import Wanted, find_files, run_batch
    from extractor.ingest.limits import usual_jobs
    from extractor.store import open_register
    from extractor.views.json import render_json
    from extractor.views.outcomes import render_outcomes, report_of

    limits = limits_of(seconds, megabytes)
    candidates = find_files([Path(path) for path in paths])
    with open_register(db, create=True, linker=bodies) as register, ended_by_signal():
        batch = run_batch(
            register, candidates, at=now, by=by, jobs=jobs or usual_jobs(), wanted=Wanted(again, models), limits=limits
        )
        outcomes, stopped = _see_through(batch, len(candidates))
    emit(render_json(report_of(outcomes)) if as_json else render_outcomes(outcomes, screen()))
    if isinstance(stopped, ChidaoError):
        raise stopped
    if stopped is not None:
        complain(f"đã dừng theo yêu cầu; {len(outcomes)} trong {len(candidates)} tệp đã xem xong vẫn được giữ.")
        ctx.exit(INTERRUPTED)
    ctx.exit(1 if any(outcome.kind in ("failed", "needs_ocr") for outcome in outcomes) else 0)


def limits_of(seconds: int, megabytes: int) -> Limits:
    """The limits of a command line, checked."""
    from extractor.ingest.limits import LEAST_MEGABYTES, Limits

    if megabytes < LEAST_MEGABYTES:
        fail_usage(f"--memory-limit ít nhất là {LEAST_MEGABYTES}: riêng từ điển và mô hình đã cần chừng ấy.")
    return Limits(seconds, megabytes)


def _see_through(batch: Generator[Done, None, None], total: int) -> tuple[Sequence[Outcome], BaseException | None]:
    """The outcomes in the order of the files, and what broke the run off (what is done is kept)."""
    done: dict[int, Sequence[Outcome]] = {}
    stopped: BaseException | None = None
    with contextlib.closing(batch), Progress(total) as progress:
        try:
            for file in batch:
                done[file.number] = file.outcomes
                progress.step()
        except (KeyboardInterrupt, ChidaoError) as error:
            stopped = error
    return [outcome for number in sorted(done) for outcome in done[number]], stopped
