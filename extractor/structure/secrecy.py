"""The stamp of a state secret."""

from __future__ import annotations

import re

from extractor.core.document import SourceText

SECRET = re.compile(r"^\s*\W*(?:ĐỘ MẬT\s*:\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)\W*\s*$")
_REACH = 30  # paragraphs from the top


def is_secret(source: SourceText, view: str) -> bool:
    """Whether a line near the top is the stamp MẬT, TỐI MẬT or TUYỆT MẬT."""
    return any(SECRET.match(view[p.start : p.end]) for p in source.paragraphs[:_REACH])
