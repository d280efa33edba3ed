"""`chidao schema`: the contract as JSON Schema."""

from __future__ import annotations

import click

from extractor.cli.options import emit
from extractor.cli.vietnamese import VietnameseCommand
from extractor.views.json import record_schema


@click.command("schema", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
def command() -> None:
    """In JSON Schema của bản ghi, sinh từ chính các kiểu dữ liệu của chương trình."""
    emit(record_schema())
