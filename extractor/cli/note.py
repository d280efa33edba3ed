"""`chidao note`: something to remember about directives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.changing import following
from extractor.store import Register, add_note

if TYPE_CHECKING:
    from extractor.core.register import TaskRow


@following("note")
@click.argument("text", metavar="GHI_CHÚ")
@click.option("--evidence", metavar="VB9", help="Văn bản trong sổ kèm theo.")
def command(
    register: Register, ids: tuple[str, ...], text: str, evidence: str | None, *, by: str, at: str
) -> tuple[TaskRow, ...]:
    """Ghi chú vào nhiệm vụ; ghi chú mới nhất hiện ở cột “Ghi chú”, các ghi chú cũ vẫn còn."""
    return add_note(register, ids, note=text, evidence=evidence, by=by, at=at)
