"""Filters found inside a typed line: where each begins, and how many of the words behind it are its value.

`đơn vị:"Sở Tài chính"`, `đơn vị: Sở Tài chính vốn`, `tình trạng:quá hạn`, `hạn: trước 30/6/2026`, `tiền > 5 tỷ`.
Without quotation marks a value goes as far as its words make sense: the longest day, amount, kind or status, the name
of a body, capitals of a person or place; else it is one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from extractor.asking.filters import joined, read_filter
from extractor.asking.reforms import body_at_start
from extractor.core.characters import without_marks
from extractor.core.query import Filters
from extractor.lexicon.admin_units import UNIT_WORDS, communes, name_key, provinces_and_districts
from extractor.lexicon.doc_types import doc_types
from extractor.lexicon.search_words import Field, search_words, word_key

_MARK = re.compile(r"\s?:\s*|\s?(?=[<>]=?\s?\d)")
_KEY = re.compile(r"(?:(?<=\s)|^)[^\W\d_]+(?: [^\W\d_]+){0,2}$")
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]")
_WORD = re.compile(r"\S+")
_QUOTES = '"“”„'
_LONGEST_KEY = 40
_MOST_WORDS = 8
_MEASURED = ("issued", "due", "money")
_READ = (*_MEASURED, "kind", "status")
_LONGEST_PLACE = 4  # words
_STOPS = ("OR", "HOẶC", "|", "||")


class _Head(msgspec.Struct, frozen=True):
    """`hạn:` in a line: [start, end) with its colon."""

    field: Field
    start: int
    end: int


def without_filters(line: str, today: str) -> tuple[str, Filters, list[str]]:
    """The line without its filters, the filters, and what was not understood. `today`: ISO date."""
    filters, notes = Filters(), list[str]()
    rest: list[str] = []
    at = 0
    heads = list(_heads(line))
    for head, limit in zip(heads, [*(following.start for following in heads[1:]), len(line)], strict=False):
        rest.append(line[at : head.start])
        value, at = _value(line, head, limit)
        read = read_filter(head.field, value, today) if value else None
        if read is not None:
            filters = joined(filters, read)
        elif value:
            notes.append(f"Không hiểu “{line[head.start : at].strip()}”, tìm như các từ khác.")
            rest.append(f" {value} ")
        else:
            rest.append(line[head.start : at])
    return " ".join([*rest, line[at:]]), filters, notes


def _heads(line: str) -> Iterator[_Head]:
    quotes = 0
    done = 0
    for mark in _MARK.finditer(line):
        quotes += sum(line.count(sign, done, mark.start()) for sign in _QUOTES)
        start, done = done, mark.start()
        key = _KEY.search(line[max(start, mark.start() - _LONGEST_KEY) : mark.start()])
        if quotes % 2 or key is None:
            continue
        before, field = _field(key.group())
        if field is not None and (":" in mark.group() or field in _MEASURED):
            yield _Head(field, mark.start() - len(key.group()) + before, mark.end())


def _field(key: str) -> tuple[int, Field | None]:
    """How many signs stand before the name of the filter, and the filter: `cầu đơn vị` → 4, unit."""
    words = key.split()
    for start in range(len(words)):
        field = search_words().fields.get(word_key("".join(words[start:])))
        if field is not None:
            return len(" ".join(words[:start])) + (1 if start else 0), field
    return 0, None


def _value(line: str, head: _Head, limit: int) -> tuple[str, int]:
    """The value behind a head, and where it ends."""
    quoted = _QUOTED.match(line, head.end)
    if quoted is not None:
        return quoted[1].strip(), quoted.end()
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(line, head.end, limit):
        text = word.group()
        if words and (text in _STOPS or text[0] in f"-{_QUOTES}"):
            break
        words.append(word)
        if len(words) == _MOST_WORDS:
            break
    if not words:
        return "", head.end
    end = words[_size(head.field, [w.group() for w in words]) - 1].end()
    return line[head.end : end].strip(), end


def _size(field: Field, words: list[str]) -> int:
    """How many of the words are the value, at least one."""
    if field in ("unit", "issuer"):
        line = " ".join(words)
        body = max(1, len(line[: body_at_start(line)].split()))
        return body + _size_of_place(words[body:])
    if field in ("person", "place"):
        return next((n for n, word in enumerate(words[1:], 1) if not word[0].isupper()), len(words))
    for size in range(len(words), 1, -1):
        value = " ".join(words[:size])
        if field == "doc_type" and value.lower() in _types():
            return size
        if field in _READ and read_filter(field, value, "2000-01-01") is not None:
            return size
    return 1


def _size_of_place(words: list[str]) -> int:
    """How many words name the unit of a body that was typed in small letters: `ubnd | xã mường hum`."""
    head = next((size for size in (2, 1) if without_marks(" ".join(words[:size])).lower() in _unit_words()), 0)
    if not head:
        return 0
    sizes = range(min(_LONGEST_PLACE, len(words) - head), 0, -1)
    return next((head + size for size in sizes if _unmarked(" ".join(words[head : head + size])) in _unit_names()), 0)


def _unmarked(name: str) -> str:
    return without_marks(name_key(name))


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(map(without_marks, UNIT_WORDS.values()))


@cache
def _unit_names() -> frozenset[str]:
    """The bare names of all units, without marks."""
    return frozenset(_unmarked(unit.name) for unit in (*provinces_and_districts(), *communes()))


def _types() -> set[str]:
    return {form for name in doc_types() for form in (name, without_marks(name))}
