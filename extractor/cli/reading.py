"""What the commands that read files for the register share: their options, and a run seen through to its end."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

import click

from extractor.cli.options import Command, complain, with_by, with_db, with_json, with_models
from extractor.cli.progress import Progress
from extractor.cli.root import INTERRUPTED
from extractor.cli.vietnamese import Count, fail_usage
from extractor.core.errors import ChidaoError

if TYPE_CHECKING:
    from extractor.ingest import Limits

Read = TypeVar("Read")


class Reading(NamedTuple):
    """How files are read, and for which register."""

    jobs: int
    limits: Limits
    models: Path | None
    by: str
    db: Path
    as_json: bool


def with_reading(command: Command) -> Command:
    """Adds `--jobs`, `--time-limit`, `--memory-limit`, `--models`, `--by`, `--db`, `--json`; the command gets `how`."""

    @functools.wraps(command)
    def run(
        *context: click.Context, jobs: int | None, seconds: int, megabytes: int, models: Path | None, by: str, db: Path,
        as_json: bool, **typed: Any,
    ) -> Any:  # fmt: skip
        from extractor.ingest.limits import usual_jobs

        how = Reading(jobs or usual_jobs(), _limits(seconds, megabytes), models, by, db, as_json)
        return command(*context, how=how, **typed)

    options = (
        click.option("--jobs", type=Count(), help="Số tiến trình đọc cùng lúc. Mặc định theo máy, nhiều nhất 2."),
        click.option(
            "--time-limit", "seconds", type=Count(), default=600, metavar="GIÂY",
            help="Thời gian đọc tối đa cho một tệp; mặc định 600.",
        ),
        click.option(
            "--memory-limit", "megabytes", type=Count(), default=3072, metavar="MB",
            help="Bộ nhớ tối đa cho một tiến trình đọc, ít nhất 768; mặc định 3072.",
        ),
        with_models,
        with_by,
        with_db,
        with_json,
    )  # fmt: skip
    made: Command = run
    for option in reversed(options):
        made = option(made)
    return made


def _limits(seconds: int, megabytes: int) -> Limits:
    from extractor.ingest.limits import LEAST_MEGABYTES, Limits

    if megabytes < LEAST_MEGABYTES:
        fail_usage(f"--memory-limit ít nhất là {LEAST_MEGABYTES}: riêng từ điển và mô hình đã cần chừng ấy.")
    return Limits(seconds, megabytes)


def see_through(run: Generator[Read, None, None], total: int) -> tuple[list[Read], BaseException | None]:
    """What a run over `total` files gave, as it came, and what broke the run off (what is done is kept)."""
    found: list[Read] = []
    stopped: BaseException | None = None
    with contextlib.closing(run), Progress(total) as progress:
        try:
            for one in run:
                found.append(one)
                progress.step()
        except (KeyboardInterrupt, ChidaoError) as error:
            stopped = error
    return found, stopped


def end(ctx: click.Context, stopped: BaseException | None, so_far: str, *, good: bool) -> NoReturn:
    """Ends the command with its exit code; `so_far` is said where it was broken off by whoever runs it."""
    if isinstance(stopped, ChidaoError):
        raise stopped
    if stopped is not None:
        complain(f"đã dừng theo yêu cầu; {so_far}")
        ctx.exit(INTERRUPTED)
    ctx.exit(0 if good else 1)
