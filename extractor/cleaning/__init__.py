"""Floor 2: Document → SourceText, in named steps that each know where every character came from."""

from __future__ import annotations

from extractor.cleaning.steps import STEPS, clean

__all__ = ["STEPS", "clean"]
