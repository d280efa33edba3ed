"""What the caller knows beforehand. Nothing below the skins reads the clock or the environment."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Context(msgspec.Struct, frozen=True):
    """`doc_date`: ISO date of the document if the caller knows it; `file_name`: where the text came from.

    `models`: folder of trained models in place of the shipped ones; `learned`: whether models are asked at all.
    """

    doc_date: str | None = None
    file_name: str | None = None
    models: Path | None = None
    learned: bool = True
