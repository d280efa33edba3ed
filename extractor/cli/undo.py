"""`chidao undo`: take back the last change."""

from __future__ import annotations

from collections.abc import Sequence

import click

from extractor.cli.changing import changing
from extractor.store import Changed, Register, undo
from extractor.views.changes import render_changed


def _undone(changed: Sequence[Changed]) -> str:
    return render_changed(changed, undone=True)


@changing("undo", _undone)
@click.argument("name", required=False, metavar="[MÃ]")
def command(register: Register, name: str | None, *, by: str, at: str) -> tuple[Changed, ...]:
    """Hoàn tác lần sửa, xác nhận, thêm, loại hoặc xóa cuối cùng: của MÃ, hoặc (không nêu MÃ) do chính người gõ lệnh."""
    return undo(register, name, by=by, at=at)
