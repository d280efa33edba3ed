"""Where the trained models lie: in the installed package, or in the checkout they were trained in."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def models_folder(named: Path | None = None) -> Path:
    """`named` if it is given, else the models of the wheel, else those of the checkout."""
    if named is not None:
        return named
    bundled = _PACKAGE / "bundled" / "models"
    return bundled if bundled.exists() else _PACKAGE.parent / "models"
