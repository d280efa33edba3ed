"""Whose words a quote gives where no verb of the lists tells it: `ông A ngắt lời`, `ông A gọi từng người lại: "…"`."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.entries import find_entries, skip_discourse
from extractor.lexicon.clauses import clause_words
from extractor.lexicon.orders import one_of, order_words

Span = tuple[int, int]

_OPENS_QUOTE = re.compile(r":\s*\"\s*(?=\S)")
_HE = re.compile(r"(?:ông|bà|anh|chị|đồng chí|vị \w+ \w+|người đứng đầu [^,.;:\"]{3,40}?)(?=\s)")
_CLOSES = re.compile(r"\"\s*(?:[-–,.]\s*)*(?=\w)")
_MORE = re.compile(r"[,;:\"]|(?:\S+\s+){7}")  # he says or does something else besides
_OPENING = 900  # characters in which a page says who chairs or visits
_LONGEST_WORDS = 14  # between who speaks and the colon
_HIGHEST = re.compile(
    r"thủ tướng|(?:bộ|thứ) trưởng|tổng bí thư|chủ tịch nước|chủ tịch quốc hội"
    r"|chủ tịch (?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân) (?:tỉnh|thành phố|tp)|bí thư[^,]* (?:tỉnh|thành) ủy"
)
_HIGH = re.compile(
    r"chủ tịch(?! hội đồng (?:quản trị|thành viên))|bí thư|trưởng đoàn|trưởng ban|cục trưởng|tổng cục trưởng"
    r"|giám đốc (?:sở|công an|bệnh viện)|hiệu trưởng|chánh thanh tra"
)


class Quoted(msgspec.Struct, frozen=True):
    """Who says what a quote holds: by name, or by a pronoun (`by` is None); the words that tell so; where it opens."""

    by: Span | None
    told: Span
    words: int


def quoted_behind_colon(index: ActorIndex, start: int, end: int) -> Quoted | None:
    """`Đứng ngay Km14, ông Trực gọi từng người lại giao việc: "…`: who speaks behind the colon."""
    colon = _OPENS_QUOTE.search(index.view, start, end)
    if colon is None or index.view.find('"', start, colon.start()) >= 0:
        return None
    for at in _where_said(index, start, colon.start()):
        if doers := read_actors(index, at, colon.start()):
            last = doers.actors[-1]
            said = _is_one(index, at, last.start)
            return Quoted((last.start, last.end), (doers.end, colon.start()), colon.end()) if said else None
        if he := _HE.match(index.lower, at, colon.start()):
            return Quoted(None, (he.end(), colon.start()), colon.end())
    return None


def _where_said(index: ActorIndex, start: int, stop: int) -> list[int]:
    """Where the clause of who speaks can begin: behind each comma too (`Đứng ngay Km14, | ông Trực …`)."""
    commas = [comma.end() for comma in re.finditer(r",\s+", index.view[start:stop])]
    entries = find_entries(index, skip_discourse(index, start, stop), stop)
    return [at for at in sorted({*entries, *(start + comma for comma in commas)}) if at < stop]


def _is_one(index: ActorIndex, at: int, last: int) -> bool:
    office = index.offices.get(at) or index.offices.get(last)
    return last in index.persons or (office is not None and not office.plural)


def he_says(index: ActorIndex, at: int, end: int) -> Span | None:
    """The pronoun that stands at `at` for whoever spoke before: `", ông nói thêm."`"""
    he = _HE.match(index.lower, at, end)
    return he.span() if he else None


def said_behind_quote(index: ActorIndex, start: int, end: int) -> re.Match[str] | None:
    """The mark that closes a quote behind which only who said it is told: `…", ông Định ngắt lời.`"""
    for closes in _CLOSES.finditer(index.view, start, end):
        doers = read_actors(index, closes.end(), end)
        if doers:
            behind = doers.end if _is_one(index, closes.end(), doers.actors[-1].start) else end
        elif he := he_says(index, closes.end(), end):
            behind = he[1]
        else:
            continue
        if behind < end and not _MORE.search(index.view, behind, end):
            return closes
    return None


def is_all_quoted(index: ActorIndex, start: int, end: int) -> bool:
    """Whether [start, end) is a quote and who said it, and nothing else: no `…", bà nói, rồi đề nghị …`."""
    if not index.view.startswith('"', start):
        return False
    closes = index.view.find('"', start + 1, end)
    if closes < 0 or not index.view[closes:end].strip('" .,;'):
        return True
    said = said_behind_quote(index, start + 1, end)
    return said is not None and said.start() == closes


def may_order(index: ActorIndex, told: Span) -> bool:
    """Whether the words between who speaks and what he says tell of no account, request or promise of his."""
    words = index.lower[slice(*told)]
    return len(words.split()) <= _LONGEST_WORDS and _only_tells().search(words) is None


@cache
def _only_tells() -> re.Pattern[str]:
    words = clause_words()
    neutral = ("nói thẳng", "trao đổi", "bày tỏ", "ý kiến", "nêu")
    tells = tuple(
        verb for verb in (*words.voice_reports, *words.voice_asks, *words.voice_promises) if verb not in neutral
    )
    return re.compile(rf"(?<!\w){one_of((*tells, *order_words().thanking, 'đề nghị', 'xin', 'mong', 'kiến nghị'))}")


def presides(index: ActorIndex, by: Span, start: int) -> bool:
    """Whether who speaks at `start` may give orders there: in a high office, or named with one where the page opens."""
    name = index.view[slice(*by)]
    held = index.offices.get(by[0])
    if held and not held.plural and by[0] not in index.persons:
        return _HIGHEST.search(index.lower, *by) is not None
    for at, person in index.persons.items():
        if at > start + (by[1] - start) or not _same(index.view[person.start : person.end], name):
            continue
        posts = ", ".join(person.positions).lower()
        if _HIGHEST.search(posts) or (at < _OPENING and _HIGH.search(posts)):
            return True
    return False


def _same(full: str, name: str) -> bool:
    return full == name or full.endswith(f" {name}") or name.endswith(f" {full}")
