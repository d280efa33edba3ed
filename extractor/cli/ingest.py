"""`chidao ingest`: files and folders into the register."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.options import complain, emit, now, screen, with_db, with_json, with_models
from extractor.cli.root import INTERRUPTED
from extractor.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from extractor.core.register import Outcome
    from extractor.ingest import Candidate
    from extractor.store import Register


@click.command("ingest", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--again", is_flag=True, help="Đọc lại cả những tệp đã có trong sổ.")
@with_models
@with_db
@with_json
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], again: bool, models: Path | None, db: Path, as_json: bool
) -> None:
    """Nạp tệp hoặc cả thư mục vào sổ. Tệp đã nạp rồi thì giữ nguyên; tệp lỗi không để lại gì trong sổ."""
    from extractor.ingest import find_files
    from extractor.store import open_register
    from extractor.views.json import render_json
    from extractor.views.outcomes import render_outcomes, report_of

    candidates = find_files([Path(path) for path in paths])
    with open_register(db, create=True) as register:
        outcomes, whole = _ingest_all(register, candidates, again, models)
    emit(render_json(report_of(outcomes)) if as_json else render_outcomes(outcomes, screen()))
    if not whole:
        complain(f"đã dừng theo yêu cầu; {len(outcomes)} trong {len(candidates)} tệp đã xem xong vẫn được giữ.")
        ctx.exit(INTERRUPTED)
    ctx.exit(1 if any(outcome.kind in ("failed", "needs_ocr") for outcome in outcomes) else 0)


def _ingest_all(
    register: Register, candidates: Sequence[Candidate], again: bool, models: Path | None
) -> tuple[list[Outcome], bool]:
    """The outcomes, and whether all files were seen (an interrupt keeps what is done)."""
    from extractor.ingest import ingest

    outcomes: list[Outcome] = []
    with click.progressbar(
        candidates, label="Đang nạp", file=sys.stderr, show_pos=True, hidden=not sys.stderr.isatty()
    ) as progress:
        try:
            outcomes.extend(ingest(register, candidate, at=now(), again=again, models=models) for candidate in progress)
        except KeyboardInterrupt:
            return outcomes, False
    return outcomes, True
