"""Numbers of documents as keys: `Nghị quyết số 06-NQ/TU` and `6-nq/tu` are `06-nq/tu`."""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import NamedTuple

from extractor.core.characters import matching_view, without_marks

_NUMBER = re.compile(r"(?<![^\W_])(\d{1,6}[a-z]?)((?:\s{0,2}[/-]\s{0,2}[a-z\d.&]{1,12}){1,6})(?![^\W_])")
_BARE = re.compile(r"(?<![^\W_])\d{1,6}[a-z]?(?:[\s.,]+[a-z&\d]{2,8}){1,4}$")
_CITED = re.compile(
    r"(?<![^\W_])\d{1,6}[a-z]?(?P<rest>(?:\s{0,2}[/-]\s{0,2}[a-z\d.&]{1,12}){1,6})(?![^\W_])"
    r"(?:\s{1,3}ngay (?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2} thang \d{1,2} nam \d{4}))?"
)
_PART = re.compile(r"(?P<kind>[a-z ]{0,40}?)\s*(?:so\s)?\s*(?P<ordinal>\d{1,6}[a-z]?)(?:\s*/\s*(?P<year>\d{4}))?")
_SEPARATED = re.compile(r"\s*([/-])\s*")
_DETAIL = re.compile(r"^(?:(?:khoan|diem|dieu|muc|chuong|phan|phu luc)\s+(?:\d+[a-z]?|[a-z]|[ivx]+)[\s,]*(?:cua\s+)?)+")
_WORD = re.compile(r"[^\W_]+")
_SAID = frozenset({"so", "nam", "ngay", "thang", "cua"})


def reference_key(text: str) -> str | None:
    """The key of the first whole number in `text`, whatever stands around it; None where there is none.

    Without marks, in lower case, an ordinal below 10 with its zero as the rules of official papers ask for.
    """
    found = _NUMBER.search(_folded(text))
    if found is None or not any(char.isalpha() for char in found.group(2)):
        return None
    ordinal = found.group(1)
    letter = ordinal[-1] if ordinal[-1].isalpha() else ""
    digits = ordinal.rstrip(letter).lstrip("0") or "0"
    return f"{digits:0>2}{letter}{_SEPARATED.sub(chr(92) + '1', found.group(2))}".strip()


def without_citations(text: str) -> str:
    """The folded text without numbers of documents and their days: what is left has the figures of what is ordered."""
    return _CITED.sub(lambda m: " " if any(char.isalpha() for char in m["rest"]) else m.group(), _folded(text))


def name_key(text: str) -> str:
    """The key of a document that has no number: its folded words without the article in front (`luat dat dai 2024`)."""
    words = _WORD.findall(_DETAIL.sub("", _folded(text)))
    return " ".join(word for word in words if word not in _SAID)


def key_variants(key: str) -> tuple[str, ...]:
    """Keys that a number may have been meant for: each separator may be `/` or `-`."""
    parts = re.split(r"([/-])", key)
    marks = len(parts) // 2
    if not 1 <= marks <= 4:
        return (key,)
    chosen = (
        "".join(p + m for p, m in zip(parts[::2], (*signs, ""), strict=True)) for signs in product("/-", repeat=marks)
    )
    return tuple(dict.fromkeys((key, *chosen)))


def asked_keys(query: str) -> tuple[str, ...]:
    """The keys that a typed number or name may have: with any separators or none, with or without `Nghị quyết số`."""
    key = reference_key(query)
    if key is None and (bare := _BARE.search(_folded(query))) is not None:
        key = reference_key("/".join(_WORD.findall(bare.group())))
    return key_variants(key) if key is not None else (name_key(query),)


class Part(NamedTuple):
    """What is typed of a number: `nghị định 175/2024` → type as typed (folded), how its key opens."""

    kind: str
    opening: str

    def fits(self, doc_type: str | None) -> bool:
        """Whether it may be of this type: named whole, or by its first letters (`NQ`)."""
        words = _WORD.findall(_folded(doc_type or ""))
        return self.kind in ("", " ".join(words), "".join(word[0] for word in words))


def asked_part(query: str) -> Part | None:
    """Type and ordinal, where no more of a number is typed: `NQ 06`, `nghị định 175`, `175/2024`."""
    match = _PART.fullmatch(" ".join(_folded(query).split()))
    if match is None:
        return None
    ordinal = match["ordinal"]
    letter = ordinal[-1] if ordinal[-1].isalpha() else ""
    digits = ordinal.rstrip(letter).lstrip("0") or "0"
    return Part(match["kind"].strip(), f"{digits:0>2}{letter}" + (f"/{match['year']}" if match["year"] else ""))


def number_forms(key: str) -> tuple[str, ...]:
    """The folded words of a number with and without the zero in front, as the register finds documents by them."""
    words = " ".join(_WORD.findall(key))
    return tuple(dict.fromkeys((f" {words} ", f" {words.lstrip('0') or '0'} ")))


def _folded(text: str) -> str:
    return without_marks(matching_view(unicodedata.normalize("NFC", text)))
