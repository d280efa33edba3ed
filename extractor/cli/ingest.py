"""`chidao ingest`: files and folders into the register."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.options import bodies, emit, ended_by_signal, now, screen
from extractor.cli.reading import Reading, end, see_through, with_reading
from extractor.cli.vietnamese import VietnameseCommand


@click.command("ingest", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("paths", nargs=-1, required=True, metavar="TỆP…")
@click.option("--again", is_flag=True, help="Đọc lại cả những tệp đã có trong sổ.")
@with_reading
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    again: bool,
    how: Reading,
) -> None:
    """Nạp tệp hoặc cả thư mục vào sổ. Tệp đã nạp rồi thì giữ nguyên; tệp lỗi không để lại gì trong sổ.

    Đang nạp mà dừng, tắt máy thì chạy lại đúng lệnh ấy: tệp nào xong rồi được bỏ qua.
    """
    from extractor.ingest import Wanted, find_files, passed_over, run_batch
    from extractor.store import open_register
    from extractor.views.json import render_json
    from extractor.views.outcomes import render_outcomes, report_of

    named = [Path(path) for path in paths]
    candidates = find_files(named)
    wanted = Wanted(again, how.models)
    with open_register(how.db, create=True, linker=bodies) as register, ended_by_signal():
        batch = run_batch(register, candidates, at=now, by=how.by, jobs=how.jobs, wanted=wanted, limits=how.limits)
        files, stopped = see_through(batch, len(candidates))
    outcomes = [outcome for file in sorted(files, key=lambda file: file.number) for outcome in file.outcomes]
    emit(render_json(report_of(outcomes)) if how.as_json else render_outcomes(outcomes, screen(), passed_over(named)))
    so_far = f"{len(outcomes)} trong {len(candidates)} tệp đã xem xong vẫn được giữ."
    end(ctx, stopped, so_far, good=all(outcome.kind not in ("failed", "needs_ocr") for outcome in outcomes))
