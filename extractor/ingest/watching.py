"""The files of a watched folder into the register, then to `done` or `failed`; never before the register has them."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import msgspec

from extractor.core.register import Outcome
from extractor.ingest.batch import run_batch
from extractor.ingest.candidates import Candidate, shown_path
from extractor.ingest.examining import Reader
from extractor.ingest.inbox import DONE, FAILED, REASON, CannotMove, Inbox, Waiting, is_still, move
from extractor.ingest.limits import Limits
from extractor.ingest.messages import Wanted
from extractor.store import MACHINE, Register

AGAIN = 60.0
"""Seconds after which a file that could not be moved is tried once more."""


class Settled(msgspec.Struct, frozen=True):
    """A file that was taken: what became of its documents, and where it lies now.

    `moved_to` is None where it stays, with the reason in `stays` (Vietnamese).
    """

    outcomes: tuple[Outcome, ...]
    moved_to: Path | None = None
    stays: str | None = None


def settle_files(
    register: Register,
    inbox: Inbox,
    files: Sequence[Waiting],
    *,
    at: Callable[[], str],
    by: str = MACHINE,
    jobs: int = 1,
    wanted: Wanted | None = None,
    limits: Limits | None = None,
    reader: Reader | None = None,
) -> Generator[Settled, None, None]:
    """Ingest files that have come whole, and move each when the register has it (or it has failed).

    One that changes meanwhile stays and is taken again when it has settled. The arguments are those of `run_batch`,
    and so are the errors: then what is not settled lies where it lay.
    """
    candidates = [Candidate(file.path) for file in files]
    batch = run_batch(register, candidates, at=at, by=by, jobs=jobs, wanted=wanted, limits=limits, reader=reader)
    with contextlib.closing(batch):
        for done in batch:
            yield _settle(inbox, files[done.number], done.outcomes, at())


def _settle(inbox: Inbox, file: Waiting, outcomes: tuple[Outcome, ...], at: str) -> Settled:
    if not is_still(file):
        return Settled(outcomes, stays="tệp thay đổi hoặc mất đi trong lúc đọc: khi nó đứng yên sẽ đọc lại.")
    wrong = [outcome for outcome in outcomes if outcome.kind in ("failed", "needs_ocr")]
    try:
        if wrong or not outcomes:
            return Settled(outcomes, move(inbox.folder, file.path, FAILED, _note(inbox, file.path, wrong, at)))
        return Settled(outcomes, move(inbox.folder, file.path, DONE))
    except CannotMove as error:
        inbox.put_off(file.path, time.monotonic() + AGAIN)
        return Settled(outcomes, stays=str(error))


def _note(inbox: Inbox, path: Path, wrong: Sequence[Outcome], at: str) -> str:
    """What stands beside a failed file."""
    folder = shown_path(inbox.folder)
    name = shown_path(path.relative_to(inbox.folder))
    reasons = [
        outcome.reason or "" if len(wrong) == 1 else f"{outcome.path}: {outcome.reason}" for outcome in wrong
    ] or ["Tệp không chứa văn bản nào: kiểm tra lại tệp gốc."]
    lines = (
        f"Tệp “{name}” chưa vào được sổ (lúc {at[11:16]} ngày {at[8:10]}/{at[5:7]}/{at[:4]}).",
        *(f"Lý do: {reason}" for reason in reasons),
        f"Việc cần làm: sửa theo lý do trên rồi thả lại tệp vào thư mục “{folder}”; tệp “{REASON}” này thì xóa đi.",
    )
    return "".join(f"{line}\n" for line in lines)
