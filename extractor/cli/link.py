"""`chidao link`: a link made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from extractor.cli.changing import show_settled
from extractor.cli.options import emit, now, with_by, with_db, with_json
from extractor.cli.vietnamese import Day, VietnameseCommand, fail_usage
from extractor.core.links import LinkKind
from extractor.store import link, open_register
from extractor.views.json import render_json


@click.command("link", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("source", metavar="CD30|VB9")
@click.option("--same", metavar="VB3|CD12", help="Là cùng một văn bản (cùng một chỉ đạo) với.")
@click.option("--report", metavar="VB3|CD12", help="Là tin về cuộc họp của văn bản này.")
@click.option("--extends", metavar="CD12", help="Gia hạn cho nhiệm vụ này.")
@click.option("--repeats", metavar="CD12", help="Nhắc lại nhiệm vụ này.")
@click.option("--replaces", metavar="CD12", help="Thay thế nhiệm vụ này.")
@click.option("--reports-on", metavar="CD12", help="Báo cáo kết quả nhiệm vụ này.")
@click.option("--main", is_flag=True, help="Lấy văn bản nêu đầu làm văn bản chính (đi cùng --same, --report).")
@click.option("--to", type=Day(), help="Gia hạn: hạn mới.")
@click.option("--done", type=Day(), help="Báo cáo kết quả, thay thế: ngày nhiệm vụ kết thúc.")
@click.option("--reason", metavar="LỜI", help="Lý do, ghi vào nhật ký.")
@with_by
@with_db
@with_json
def command(
    source: str,
    main: bool,
    to: str | None,
    done: str | None,
    reason: str | None,
    by: str,
    db: Path,
    as_json: bool,
    **targets: str | None,
) -> None:
    """Liên kết bằng tay: mã nêu đầu là văn bản, chỉ đạo có sau; mã đi cùng tùy chọn là cái có trước."""
    chosen = [(kind, target) for kind, target in targets.items() if target is not None]
    if len(chosen) != 1:
        fail_usage("nêu đúng một loại liên kết, ví dụ: chidao link CD30 --extends CD12.")
    kind, target = chosen[0]
    with open_register(db) as register:
        settled = link(
            register,
            source,
            cast(LinkKind, kind),
            target,
            to=to,
            done=done,
            main=main,
            reason=reason,
            by=by,
            at=now(),
        )
    emit(render_json(settled) if as_json else show_settled([settled]))
