"""Fonts and list numbers of an ODT file, which stand in its styles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from extractor.reading.docx_numbering import number_text

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NS = {
    "office": f"{{{_OASIS}office:1.0}}",
    "text": f"{{{_OASIS}text:1.0}}",
    "table": f"{{{_OASIS}table:1.0}}",
    "draw": f"{{{_OASIS}drawing:1.0}}",
    "style": f"{{{_OASIS}style:1.0}}",
    "fo": f"{{{_OASIS}xsl-fo-compatible:1.0}}",
    "svg": f"{{{_OASIS}svg-compatible:1.0}}",
}
_TEXT, _STYLE, _FO, _SVG = NS["text"], NS["style"], NS["fo"], NS["svg"]
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEPTH = 20  # styles based on one another


class Styles:
    """The text styles of one document: name → font, and whether bold (None where the style says nothing)."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self._faces: dict[str, str] = {}
        self._styles: dict[str, Any] = {}
        self._default: Any = None
        self._known: dict[str, tuple[str | None, bool | None]] = {}
        for root in roots:
            for face in root.iter(_STYLE + "font-face"):
                self._faces[face.get(_STYLE + "name", "")] = face.get(_SVG + "font-family", "").strip("'\"")
            for style in root.iter(_STYLE + "style"):
                if style.get(_STYLE + "family") in ("text", "paragraph"):
                    self._styles[style.get(_STYLE + "name", "")] = style
            for style in root.iter(_STYLE + "default-style"):
                if style.get(_STYLE + "family") == "paragraph":
                    self._default = style

    def standard(self) -> tuple[str | None, bool]:
        """The font of the document, and that it is not bold."""
        return (self._own(self._default)[0] if self._default is not None else None), False

    def of(self, name: str) -> tuple[str | None, bool | None]:
        if name not in self._known:
            self._known[name] = self._search(name)
        return self._known[name]

    def _search(self, name: str) -> tuple[str | None, bool | None]:
        font: str | None = None
        bold: bool | None = None
        for _ in range(_DEPTH):
            style = self._styles.get(name)
            if style is None:
                break
            own_font, own_bold = self._own(style)
            font, bold = font or own_font, own_bold if bold is None else bold
            name = style.get(_STYLE + "parent-style-name", "")
        return font, bold

    def _own(self, style: Any) -> tuple[str | None, bool | None]:
        properties = style.find(_STYLE + "text-properties")
        if properties is None:
            return None, None
        face = properties.get(_STYLE + "font-name")
        font = self._faces.get(face, face) if face else properties.get(_FO + "font-family", "").strip("'\"")
        weight = properties.get(_FO + "font-weight")
        return font or None, None if weight is None else weight == "bold" or (weight.isdecimal() and int(weight) >= 600)


class _Level(msgspec.Struct, frozen=True):
    form: str | None  # None: a bullet
    before: str = ""
    behind: str = ""
    start: int = 1
    shown: int = 1


class Counter(msgspec.Struct):
    """The numbers of one list that is being read; those of the levels above are behind `counts`."""

    levels: dict[int, _Level]
    depth: int
    counts: dict[int, int]

    def next(self, item: Any) -> str:
        """What is printed before the next item."""
        level = self.levels.get(self.depth)
        start = item.get(_TEXT + "start-value", "")
        first = level.start if level else 1
        self.counts[self.depth] = int(start) if start.isdecimal() else self.counts.get(self.depth, first - 1) + 1
        if level is None or level.form is None:
            return "-" if level is not None else ""
        shown = range(max(0, self.depth - level.shown + 1), self.depth + 1)
        numbers = [self._number(depth) for depth in shown]
        return f"{level.before}{'.'.join(filter(None, numbers))}{level.behind}".strip() if level.form else ""

    def _number(self, depth: int) -> str:
        level = self.levels.get(depth)
        form = level.form if level and level.form else "decimal"
        return number_text(self.counts.get(depth, level.start if level else 1), form)


class Lists:
    """The list styles of one document, and how far each list has counted."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._last: dict[str, dict[int, int]] = {}
        for root in roots:
            for style in root.iter(_TEXT + "list-style"):
                self._styles[style.get(_STYLE + "name", "")] = dict(map(_level, style))

    def open(self, element: Any, style: str | None, depth: int) -> Counter:
        """The counter of a list that begins at `element`; one that continues another goes on from its numbers."""
        name = style or ""
        continued = element.get(_TEXT + "continue-list")
        if depth or element.get(_TEXT + "continue-numbering") == "true":
            counts = self._last.get(name, {})
        else:
            counts = self._counts.get(continued or "", {})
        counts = dict(counts) if not depth else counts
        for deeper in [level for level in counts if depth and level >= depth]:
            del counts[deeper]
        self._last[name] = counts
        own = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if own:
            self._counts[own] = counts
        return Counter(self._styles.get(name, {}), depth, counts)


def _level(element: Any) -> tuple[int, _Level]:
    depth = int(element.get(_TEXT + "level", "1")) - 1
    if element.tag != _TEXT + "list-level-style-number":
        return depth, _Level(None)
    start, shown = element.get(_TEXT + "start-value", "1"), element.get(_TEXT + "display-levels", "1")
    return depth, _Level(
        form=_FORMS.get(element.get(_STYLE + "num-format", ""), ""),
        before=element.get(_STYLE + "num-prefix", ""),
        behind=element.get(_STYLE + "num-suffix", ""),
        start=int(start) if start.isdecimal() else 1,
        shown=int(shown) if shown.isdecimal() else 1,
    )
