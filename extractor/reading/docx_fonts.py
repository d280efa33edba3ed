"""Old fonts in Word files: the font of each run, and its text made Unicode in the opened tree before that is read.

A run has the fonts that it names itself, else those of its character style, its paragraph's style, what these are based
on, the defaults of the document, and the fonts of the theme (ECMA-376 part 1, 17.3.2.26 and 17.7.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.core.record import Diagnostic
from extractor.lexicon.old_fonts import old_font
from extractor.reading.docx_numbering import W
from extractor.reading.legacy import Stretch, legacy_diagnostic, repair
from extractor.reading.xml import parse_xml

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = ("hAnsi", "ascii")  # Latin-1 letters take the first, plain ones the second
_DEPTH = 20  # styles based on one another


def repair_fonts(opened: Any, roots: Sequence[Any]) -> tuple[Diagnostic, ...]:
    """Rewrite what is typed in old fonts below `roots`, and say so."""
    fonts = _Fonts(opened)
    paragraphs = [list(_texts(paragraph)) for root in roots for paragraph in root.iter(W + "p")]
    repaired = repair([fonts.stretches(texts) for texts in paragraphs])
    if not repaired.codings:
        return ()
    for texts, new in zip(paragraphs, repaired.texts, strict=True):
        for element, text in zip(texts, new, strict=True):
            if _text_of(element) != text:
                _set_text(element, text)
    return legacy_diagnostic(repaired.codings)


def _texts(paragraph: Any) -> Iterator[Any]:
    """The texts of a paragraph in order, without those of paragraphs inside it (text boxes)."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in (W + "t", W + "softHyphen"):
            yield element
        elif element.tag not in (W + "p", W + "pPr", W + "rPr"):
            stack += reversed(element)


def _text_of(element: Any) -> str:
    """Word writes the ư of TCVN3 as what its code means in Latin-1, a soft hyphen."""
    return "\xad" if element.tag == W + "softHyphen" else element.text or ""


def _set_text(element: Any, text: str) -> None:
    element.tag = W + "t"
    element.text = text


class _Fonts:
    """The fonts of one document's runs."""

    def __init__(self, opened: Any) -> None:
        styles = opened.styles.element
        self._styles = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
        self._standard = next(
            (
                style.get(W + "styleId")
                for style in styles.iter(W + "style")
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true")
            ),
            None,
        )
        self._defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._theme = _theme_fonts(opened)
        self._named: dict[str | None, str | None] = {}

    def stretches(self, texts: Sequence[Any]) -> list[Stretch]:
        """The texts of one paragraph with their fonts: an old one if any slot of a run names one."""
        if not texts:
            return []
        outer = self._of_paragraph(texts[0]) or self._font_in(self._defaults)
        return [Stretch(_text_of(text), self._of_run(text.getparent()) or outer) for text in texts]

    def _of_run(self, run: Any) -> str | None:
        properties = run.find(W + "rPr")
        if properties is None:
            return None
        style = properties.find(W + "rStyle")
        return self._font_in(properties) or (self._of_style(style.get(W + "val")) if style is not None else None)

    def _of_paragraph(self, text: Any) -> str | None:
        paragraph = next(text.iterancestors(W + "p"), None)
        style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
        return self._of_style(style.get(W + "val") if style is not None else self._standard)

    def _of_style(self, name: str | None) -> str | None:
        if name not in self._named:
            self._named[name] = self._search_style(name)
        return self._named[name]

    def _search_style(self, name: str | None) -> str | None:
        for _ in range(_DEPTH):
            style = self._styles.get(name)
            if style is None:
                return None
            found = self._font_in(style.find(W + "rPr"))
            if found:
                return found
            base = style.find(W + "basedOn")
            name = base.get(W + "val") if base is not None else None
        return None

    def _font_in(self, properties: Any) -> str | None:
        fonts = properties.find(W + "rFonts") if properties is not None else None
        if fonts is None:
            return None
        named = [self._slot(fonts, slot) for slot in _SLOTS]
        return next((font for font in named if old_font(font)), None) or next(filter(None, named), None)

    def _slot(self, fonts: Any, slot: str) -> str | None:
        theme = fonts.get(f"{W}{slot}Theme")
        if theme:
            return self._theme.get("major" if theme.startswith("major") else "minor")
        name: str | None = fonts.get(W + slot)
        return name


def _theme_fonts(opened: Any) -> dict[str, str]:
    part = next((rel.target_part for rel in opened.part.rels.values() if rel.reltype.endswith("/theme")), None)
    if part is None:
        return {}
    root = parse_xml(part.blob)
    out: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = root.find(f".//{_A}{kind}Font/{_A}latin")
        if latin is not None and latin.get("typeface"):
            out[kind] = latin.get("typeface")
    return out
