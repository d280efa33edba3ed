"""`chidao retract`: what was reported last of a directive was a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.changing import changing, show_tasks
from extractor.store import Register, take_back

if TYPE_CHECKING:
    from extractor.core.links import TakenBack


def _standing(back: TakenBack) -> str:
    shown = show_tasks([back.task])
    if back.link is None:
        return shown
    return f"{shown}Liên kết {back.link} (nguồn của điều vừa rút) vẫn giữ; nếu cũng sai: chidao unlink {back.link}.\n"


@changing("retract", _standing)
@click.argument("name", metavar="CD12")
@click.option("--reason", metavar="LỜI", help="Vì sao rút lại.")
def command(register: Register, name: str, reason: str | None, *, by: str, at: str) -> TakenBack:
    """Rút lại điều ghi cuối cùng (hoàn thành, mở lại, gia hạn, điều kiện, kỳ, ghi chú); thông tin trở lại như trước."""
    return take_back(register, name, by=by, at=at, reason=reason)
