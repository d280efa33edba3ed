"""Automatic numbers of Word lists: printed before a paragraph, but kept in the numbering part, not in the text."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from extractor.core.characters import BULLETS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_BULLETS = "-–—+*o" + BULLETS
_MOST_LETTERED = 780  # as in Word: thirty letters; a damaged start of milliards would fill the memory
_PLACEHOLDER = re.compile(r"%(\d)")


class _Level(msgspec.Struct, frozen=True):
    start: int
    form: str
    text: str
    legal: bool = False


def number_text(value: int, form: str) -> str:
    """`value` in a number format of Word (`upperRoman`, `lowerLetter`, …); decimal for those not known."""
    if form in ("lowerLetter", "upperLetter"):
        if value > _MOST_LETTERED:
            return str(value)
        # Word goes on after z with aa, bb
        letters = chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26) if value > 0 else ""
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        text, rest = "", min(value, 3999)
        for size, sign in _ROMAN:
            text += sign * (rest // size)
            rest %= size
        return text.upper() if form == "upperRoman" else text
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)


class Numbering:
    """The counters of one document. `label` must be called for its paragraphs in order."""

    def __init__(self, opened: Any) -> None:
        part = next((rel.target_part for rel in opened.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        root = part.element if part is not None else None
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._styles = {style.get(W + "styleId"): style for style in opened.styles.element.iter(W + "style")}
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        links: dict[str, str] = {}
        for abstract in root.iter(W + "abstractNum"):
            key = abstract.get(W + "abstractNumId")
            self._abstract[key] = {int(lvl.get(W + "ilvl")): _level(lvl) for lvl in abstract.findall(W + "lvl")}
            link = abstract.find(W + "styleLink")
            if link is not None:
                links[link.get(W + "val")] = key
        for abstract in root.iter(W + "abstractNum"):
            link = abstract.find(W + "numStyleLink")
            if link is not None and link.get(W + "val") in links:
                self._abstract[abstract.get(W + "abstractNumId")] = self._abstract[links[link.get(W + "val")]]
        for num in root.iter(W + "num"):
            overrides: dict[int, _Level] = {}
            starts: dict[int, int] = {}
            for over in num.findall(W + "lvlOverride"):
                depth = int(over.get(W + "ilvl"))
                level = over.find(W + "lvl")
                if level is not None:
                    overrides[depth] = _level(level)
                start = over.find(W + "startOverride")
                if start is not None:
                    starts[depth] = int(start.get(W + "val"))
            self._lists[num.get(W + "numId")] = (num.find(W + "abstractNumId").get(W + "val"), overrides, starts)

    def label(self, paragraph: Any) -> str:
        """What Word prints before `paragraph`; empty where it is no list item."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        number, depth = found
        abstract, overrides, starts = self._lists[number]
        levels = {**self._abstract.get(abstract, {}), **overrides}
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if depth in starts and (number, depth) not in self._started:
            counts[depth] = starts[depth]
            self._started.add((number, depth))
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _print(level, levels, counts)

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(W + "pPr")
        style = None
        if properties is not None:
            style_element = properties.find(W + "pStyle")
            style = style_element.get(W + "val") if style_element is not None else None
        number, depth = _num_pr(properties)
        seen: set[str] = set()
        while (number is None or depth is None) and style is not None and style in self._styles and style not in seen:
            seen.add(style)
            from_style, style_depth = _num_pr(self._styles[style].find(W + "pPr"))
            number = number if number is not None else from_style
            depth = depth if depth is not None else style_depth
            base = self._styles[style].find(W + "basedOn")
            style = base.get(W + "val") if base is not None else None
        if number is None or number == "0" or number not in self._lists:
            return None
        return number, depth or 0


def _num_pr(properties: Any) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    number = properties.find(f"{W}numPr/{W}numId")
    depth = properties.find(f"{W}numPr/{W}ilvl")
    return (
        number.get(W + "val") if number is not None else None,
        int(depth.get(W + "val")) if depth is not None else None,
    )


def _level(element: Any) -> _Level:
    def value(name: str, default: str) -> str:
        found = element.find(W + name)
        return default if found is None else found.get(W + "val", default)

    start = value("start", "1")
    return _Level(
        start=int(start) if start.isdigit() else 1,
        form=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        legal=element.find(W + "isLgl") is not None,
    )


def _print(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if level.form == "bullet":
        sign = level.text.strip()
        return sign if sign and sign in _BULLETS else "-"

    def one(found: re.Match[str]) -> str:
        depth = int(found.group(1)) - 1
        other = levels.get(depth, level)
        form = "decimal" if level.legal and depth != max(counts) else other.form
        return number_text(counts.get(depth, other.start), form)

    return _PLACEHOLDER.sub(one, level.text).strip()
