"""Types of documents and their codes (Nghị định 30/2020/NĐ-CP; Quy định 66-QĐ/TW), and names of laws.

`data/doc_types.json` holds the table. A code may mean different things in the two systems (QĐ, TT, QH): always say
which system a code was read in, and take the type from the word where there is one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.loading import load_json

System = Literal["state", "party"]
Group = Literal["administrative", "party", "copy", "normative", "generic", "compound"]


class DocType(msgspec.Struct, frozen=True):
    """One type: name in lower case, its codes in numbers, abbreviations in running text.

    `heads_notice`: its name can stand as the heading of a document we read. `short`: a bare number behind the name
    is enough to refer to one (`Nghị quyết 19`).
    """

    name: str
    state_codes: tuple[str, ...]
    party_codes: tuple[str, ...]
    abbreviations: tuple[str, ...]
    group: Group
    heads_notice: bool
    short: bool


class DocTypeTable(msgspec.Struct, frozen=True):
    """All of `doc_types.json`. `modifiers` may stand between the type word and the number."""

    source: str
    types: tuple[DocType, ...]
    party_bodies: frozenset[str]
    state_bodies: frozenset[str]
    modifiers: tuple[str, ...]
    law_names: tuple[str, ...]


@cache
def doc_type_table() -> DocTypeTable:
    """The checked table."""
    return load_json("doc_types.json", DocTypeTable)


@cache
def doc_types() -> dict[str, DocType]:
    """Name (lower case) → type."""
    return {kind.name: kind for kind in doc_type_table().types}


@cache
def _by_code(system: System) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind in doc_type_table().types:
        for code in kind.state_codes if system == "state" else kind.party_codes:
            found.setdefault(code.upper(), set()).add(kind.name)
    plain = {kind.name for kind in doc_type_table().types if kind.group not in ("compound",)}
    return {code: frozenset(names & plain or names) for code, names in found.items()}


def is_type_code(code: str) -> bool:
    """Whether `code` stands for a type in either system."""
    return code.upper() in _by_code("state") or code.upper() in _by_code("party")


def doc_type_of_code(code: str, system: System = "state") -> str | None:
    """The type a code stands for in a system: `TB` → `thông báo`; None where it is unknown or means several."""
    names = _by_code(system).get(matching_view(code).strip().upper(), frozenset())
    return next(iter(names)) if len(names) == 1 else None


@cache
def _heading_names() -> tuple[str, ...]:
    names = (kind.name for kind in doc_type_table().types if kind.heads_notice)
    return tuple(sorted(names, key=len, reverse=True))


_TAIL = re.compile(r"\s*(?:của|số|về|kết luận|liên tịch|hỏa tốc|khẩn|\(|:|\.|$|v/v|hội nghị|nghị sự|trả lời|chỉ đạo)")


def doc_type_of_heading(line: str) -> str | None:
    """The type a heading line names (`THÔNG BÁO`, `KẾT LUẬN CỦA …`, `**CÔNG ĐIỆN**`), lower case; else None.

    The type word must stand in capitals, or be the whole line. `THÔNG BÁO KẾT LUẬN` is a `thông báo`.
    """
    text = re.sub(r"\s+", " ", matching_view(line)).strip(" *#_|-.:;\"'")
    if _is_spaced(text):  # `T H Ô N G  B Á O`
        text = _unspaced(matching_view(line).strip(" *#_|-.:"))
    for name in _heading_names():
        word, rest = text[: len(name)], text[len(name) :]
        if word.lower() == name and not rest[:1].isalnum() and _heads(word, rest):
            return _plain_type(name)
    return None


def _heads(word: str, rest: str) -> bool:
    """Whether the type word heads the line: alone, or in capitals before what a title goes on with."""
    if not rest.strip(" *:.-"):
        return word[:1].isupper()
    return word == word.upper() and (rest == rest.upper() or _TAIL.match(rest.lower()) is not None)


def _plain_type(name: str) -> str:
    return {"thông báo kết luận": "thông báo", "chương trình hành động": "chương trình"}.get(name, name)


def _is_spaced(text: str) -> bool:
    letters = text.split()
    return len(letters) >= 5 and all(len(letter) == 1 for letter in letters)


def _unspaced(text: str) -> str:
    return " ".join(part.replace(" ", "") for part in re.split(r"\s{2,}", text.strip()))
