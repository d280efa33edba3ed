"""National title, Party title and motto of a page: on every paper, so no words by which one is found."""

from __future__ import annotations

import re

from extractor.core.characters import without_marks

_SEED = re.compile(r"(?:NAM|Nam|nam|ÚC|úc|UC|uc)\b")
_TITLE = re.compile(
    r"cong hoa\s+xa hoi\s+chu nghia\s+viet nam\Z|(?P<party>dang cong san\s+viet nam)\Z"
    r"|(?P<motto>doc lap\s*[-\u2010-\u2015]\s*tu do\s*[-\u2010-\u2015]\s*hanh phuc)\Z"
)
_LONGEST = 60
_HEAD = 600  # characters within which a title may stand behind the name of the issuer
_SIGNS = " \t\r\xa0-–—_*=.:"


def without_page_titles(text: str) -> str:
    """The text with blanks in place of them. Same length; what sentences say (`Hiến pháp nước Cộng hòa …`) stays."""
    parts: list[str] = []
    at = 0
    for seed in _SEED.finditer(text):
        opening = max(at, seed.start() - _LONGEST)
        title = _TITLE.search(without_marks(text[opening : seed.end()]))
        if title is None:
            continue
        start, end = opening + title.start(), seed.end()
        if _stands_apart(text, start, end, title.lastgroup):
            parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
            at = end
    return "".join([*parts, text[at:]]) if parts else text


def _stands_apart(text: str, start: int, end: int, kind: str | None) -> bool:
    last = text.find("\n", end)
    ends = not text[end : last if last >= 0 else None].strip(_SIGNS)
    opens = not text[text.rfind("\n", 0, start) + 1 : start].strip(_SIGNS)
    if kind == "motto" or (opens and ends):
        return ends
    return text[start:end].isupper() and (kind is None or (ends and start < _HEAD))
