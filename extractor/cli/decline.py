"""`chidao decline`: links that were offered and are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.changing import changing
from extractor.store import Register, decline
from extractor.views.links import render_declined

if TYPE_CHECKING:
    from extractor.core.links import LinkRow


@changing("decline", render_declined)
@click.argument("names", metavar="LK7…", nargs=-1, required=True)
@click.option("--reason", metavar="LỜI", help="Lý do, ghi vào nhật ký.")
def command(register: Register, names: tuple[str, ...], reason: str | None, *, by: str, at: str) -> tuple[LinkRow, ...]:
    """Từ chối liên kết được đề nghị; không đề nghị lại nữa."""
    return decline(register, names, reason=reason, by=by, at=at)
