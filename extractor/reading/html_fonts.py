"""Old fonts in web pages: the font of each text by `<font face>`, `style` and style sheet, made Unicode in the tree.

Word saves a document as a page whose style sheet names the fonts; older pages of offices name them in font tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from extractor.core.record import Diagnostic
from extractor.lexicon.old_fonts import old_font
from extractor.reading.legacy import Stretch, legacy_diagnostic, repair
from extractor.reading.xml import allowed_text

_FAMILY = re.compile(r"font(?:-family)?\s*:\s*([^;}]{1,300})", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_COMMENT = re.compile(r"<!--|-->|/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?\.[\w-]+", re.IGNORECASE)
_SILENT = frozenset(("script", "style", "noscript", "template", "textarea"))
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "big",
        "em",
        "font",
        "i",
        "ins",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
    )
)


class _Text(msgspec.Struct):
    """One text of the tree: the element and whether it stands in it or behind it."""

    element: Any
    behind: bool
    font: str | None

    @property
    def text(self) -> str:
        return (self.element.tail if self.behind else self.element.text) or ""

    def put(self, text: str) -> None:
        text = allowed_text(text)
        if self.behind:
            self.element.tail = text
        else:
            self.element.text = text


def repair_fonts(tree: Any) -> tuple[Diagnostic, ...]:
    """Rewrite what is typed in old fonts in `tree`, and say so."""
    paragraphs = list(_paragraphs(tree, _style_sheet(tree)))
    repaired = repair([[Stretch(text.text, text.font) for text in texts] for texts in paragraphs])
    if not repaired.codings:
        return ()
    for texts, new in zip(paragraphs, repaired.texts, strict=True):
        for text, made in zip(texts, new, strict=True):
            if made != text.text:
                text.put(made)
    return legacy_diagnostic(repaired.codings)


def _paragraphs(tree: Any, sheet: dict[str, str]) -> Iterator[list[_Text]]:
    """The texts of the page in reading order, those of one block together."""
    current: list[_Text] = []
    stack: list[tuple[Any, str | None, bool]] = [(tree, None, False)]
    while stack:
        element, outer, closing = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        font = outer if closing or tag is None else _font_of(element, sheet) or outer
        if not closing and tag is not None and tag not in _SILENT:
            if tag not in _INLINE and current:
                yield current
                current = []
            if element.text:
                current.append(_Text(element, False, font))
            stack.append((element, outer, True))
            stack += [(child, font, False) for child in reversed(element)]
            continue
        if tag is not None and tag not in _INLINE and current:
            yield current
            current = []
        if element.tail and element is not tree:
            current.append(_Text(element, True, outer))
    if current:
        yield current


def _font_of(element: Any, sheet: dict[str, str]) -> str | None:
    """The font that an element names for what is in it; of several, an old one."""
    named = [element.get("face")]
    style = element.get("style")
    if style and (found := _FAMILY.search(style)):
        named.insert(0, found.group(1))
    for name in (element.get("class") or "").split():
        named += [sheet.get(f"{element.tag}.{name}".lower()), sheet.get(f".{name}".lower())]
    named.append(sheet.get(element.tag))
    return next((font for name in named if (font := _first_family(name))), None)


def _first_family(families: str | None) -> str | None:
    if not families:
        return None
    # `font: 12.0pt ".VnTime"` has its size before the family
    names = [name.strip(" \"'") for name in re.split(r",|(?<=pt)\s|(?<=px)\s", families.replace("&quot;", '"'))]
    return next((name for name in names if old_font(name)), None) or (names[0] if names else None)


def _style_sheet(tree: Any) -> dict[str, str]:
    """Tag, class or tag with class → its fonts, for rules that name an old font."""
    out: dict[str, str] = {}
    for element in tree.iter("style"):
        for selectors, body in _RULE.findall(_COMMENT.sub(" ", element.text or "")):
            family = _FAMILY.search(body)
            if family and (font := _first_family(family.group(1))) and old_font(font):
                out |= {
                    name: font for name in map(str.strip, selectors.lower().split(",")) if _SELECTOR.fullmatch(name)
                }
    return out
