"""`chidao watch`: a folder whose files go into the register as they come."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.options import bodies, complain, emit, ended_by_signal, now
from extractor.cli.reading import Reading, with_reading
from extractor.cli.root import INTERRUPTED
from extractor.cli.vietnamese import Count, VietnameseCommand
from extractor.core.errors import ChidaoError, SourceMissing
from extractor.core.system_errors import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extractor.ingest.inbox import Inbox, Look, Waiting
    from extractor.ingest.watching import Settled

_AFTER_TROUBLE = 30.0  # seconds until a register or a folder that failed is tried again


@click.command("watch", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("folder", metavar="THƯ MỤC")
@click.option("--once", is_flag=True, help="Nạp những tệp đang có rồi thoát, không đợi tệp mới.")
@click.option("--every", type=Count(), default=2, metavar="GIÂY", help="Bao lâu nhìn thư mục một lần; mặc định 2.")
@click.option(
    "--settle",
    type=Count(),
    default=3,
    metavar="GIÂY",
    help="Tệp đứng yên bao lâu thì coi là đã chép xong; mặc định 3.",
)
@with_reading
@click.pass_context
def command(
    ctx: click.Context,
    folder: str,
    once: bool,
    every: int,
    settle: int,
    how: Reading,
) -> None:
    """Theo dõi một thư mục: tệp nào chép xong thì nạp vào sổ rồi chuyển vào “done”, lỗi thì vào “failed” kèm lý do.

    Tệp đang chép, đang tải, đang mở thì đợi. Dừng bằng Ctrl-C; chạy lại thì làm tiếp.
    """
    from extractor.ingest import Wanted
    from extractor.ingest.inbox import Inbox
    from extractor.ingest.watching import settle_files
    from extractor.store import open_register

    root = Path(folder)
    if not root.is_dir():
        raise SourceMissing(f"“{folder}” không phải là thư mục: tạo thư mục hoặc chọn thư mục khác.")
    own = frozenset(how.db.absolute().with_name(how.db.name + tail) for tail in ("", "-wal", "-shm", "-journal"))
    inbox = Inbox(root, settle=settle, own=own)

    def take(files: tuple[Waiting, ...]) -> Iterator[Settled]:
        # anew each time: a share may be gone for a while
        with open_register(how.db, create=True, linker=bodies) as register:
            yield from settle_files(
                register,
                inbox,
                files,
                at=now,
                by=how.by,
                jobs=how.jobs,
                wanted=Wanted(False, how.models),
                limits=how.limits,
            )

    watch = _Watch(inbox, take, how.as_json)
    with ended_by_signal():
        try:
            open_register(how.db, create=True).close()
            if once:
                ctx.exit(0 if watch.pass_once() else 1)
            watch.run(every)
        except KeyboardInterrupt:
            click.echo("Đã dừng theo yêu cầu; tệp chưa nạp xong còn nguyên trong thư mục.", err=True)
            ctx.exit(INTERRUPTED if once else 0)


class _Watch:
    """What is seen and said; a remark is made once."""

    def __init__(self, inbox: Inbox, take: Callable[[tuple[Waiting, ...]], Iterator[Settled]], as_json: bool) -> None:
        self.inbox = inbox
        self.take = take
        self.as_json = as_json
        self.said: frozenset[str] = frozenset()

    def run(self, every: float) -> None:
        """Until an interrupt."""
        while True:
            trouble = None
            try:
                self.settle_all(self.see())
            except ChidaoError as error:
                trouble = f"{error} Tệp còn nguyên trong thư mục; sẽ thử lại."
            if trouble is not None:
                self.say(frozenset([trouble]))
            time.sleep(every if trouble is None else _AFTER_TROUBLE)

    def pass_once(self) -> bool:
        """What stands still now; whether all of it went into the register."""
        self.see()
        time.sleep(self.inbox.settle)
        look = self.see()
        if look.coming:
            complain(f"{look.coming} tệp còn đang chép dở: để lần chạy sau.")
        return self.settle_all(look)

    def see(self) -> Look:
        """Look at the folder, and say what is left alone. Raises SourceMissing where it cannot be opened."""
        try:
            look = self.inbox.look(time.monotonic())
        except OSError as error:
            raise SourceMissing(
                f"không mở được thư mục theo dõi ({reason_of(error)}): kiểm tra ổ mạng, quyền."
            ) from None
        self.say(frozenset(f"“{remark.path}” {remark.reason}" for remark in look.remarks))
        return look

    def say(self, remarks: frozenset[str]) -> None:
        for remark in sorted(remarks - self.said):
            complain(remark)
        self.said = remarks

    def settle_all(self, look: Look) -> bool:
        """Whether all that was ready went into the register and out of the way."""
        from extractor.views.outcomes import render_settled, render_settled_json

        good = True
        for settled in self.take(look.ready) if look.ready else ():
            moved = str(settled.moved_to) if settled.moved_to is not None else None
            render = render_settled_json if self.as_json else render_settled
            emit(render(settled.outcomes, moved, settled.stays))
            good &= settled.stays is None and all(
                outcome.kind not in ("failed", "needs_ocr") for outcome in settled.outcomes
            )
        return good
