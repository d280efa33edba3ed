"""`chidao met`: what directives waited for has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.changing import following
from extractor.cli.options import today
from extractor.cli.vietnamese import Day
from extractor.store import Register, meet_condition

if TYPE_CHECKING:
    from extractor.core.register import TaskRow


@following("met")
@click.option("--on", type=Day(), help="Ngày điều kiện xảy ra. Mặc định: hôm nay.")
@click.option("--due", type=Day(), help="Hạn cuối, nếu không tính theo lời văn của thời hạn.")
@click.option("--note", metavar="LỜI", help="Ghi chú.")
@click.option("--evidence", metavar="VB9", help="Văn bản trong sổ chứng minh.")
def command(
    register: Register, ids: tuple[str, ...], on: str | None, *, by: str, at: str, **said: str | None
) -> tuple[TaskRow, ...]:
    """Ghi ngày điều kiện của thời hạn xảy ra (như “kể từ khi nhận đủ hồ sơ”); hạn cuối được tính từ ngày đó."""
    from extractor.resolve.conditions import day_counted  # the calendar of holidays, which lists do not need

    return meet_condition(register, ids, on=on or today(), by=by, at=at, day_counted=day_counted, **said)
