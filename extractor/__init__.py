"""chidao: Vietnamese meeting notices into a register of directives.

What is named here is loaded when it is first asked for: the register alone needs no language processing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.core.context import Context
    from extractor.core.errors import ChidaoError, SecretDocument, SourceError
    from extractor.core.record import Record
    from extractor.pipeline import extract

__all__ = ["ChidaoError", "Context", "Record", "SecretDocument", "SourceError", "extract"]

_HOMES = {
    "ChidaoError": "extractor.core.errors",
    "Context": "extractor.core.context",
    "Record": "extractor.core.record",
    "SecretDocument": "extractor.core.errors",
    "SourceError": "extractor.core.errors",
    "extract": "extractor.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
