"""What persons are read from: tokens, offices, runs of capitalised syllables, lines, and honorifics before a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extractor.core.mentions import OfficeMention
from extractor.lexicon.admin_units import upper_units
from extractor.lexicon.names import name_words
from extractor.recognise.tokens import Phrases, Tokens, tokenise

_SIGNATURE_TOKENS = 60


_SIGNATURE_LINES = 4  # lines between an office and the name that signs it


class _Grammar(NamedTuple):
    honorifics: Phrases  # written backwards, to be matched leftwards
    weak: frozenset[str]
    of_many: Phrases  # backwards too
    bylines: Phrases
    not_names: Phrases
    speech: Phrases


@cache
def name_grammar() -> _Grammar:
    words = name_words()
    return _Grammar(
        honorifics=Phrases([" ".join(reversed(phrase.split())) for phrase in words.honorifics]),
        weak=frozenset(words.weak_honorifics),
        of_many=Phrases([" ".join(reversed(phrase.split())) for phrase in words.of_many]),
        bylines=Phrases(words.bylines),
        not_names=Phrases(words.not_names),
        speech=Phrases(words.speech),
    )


class _Part(NamedTuple):
    """One office as token indices, and the phrase it stands in."""

    start: int
    end: int
    phrase: int
    plural: bool


class PersonPage(NamedTuple):
    text: str
    tokens: Tokens
    offices: Sequence[OfficeMention]
    parts: Sequence[_Part]
    part_ending: dict[int, int]  # token index after a part → index of the part
    part_starting: dict[int, int]
    in_office: set[int]
    breaks: list[int]  # token indices of the line ends


class Name(NamedTuple):
    """A vouched name as token indices [start, end)."""

    start: int
    end: int
    rule: str
    priority: int


def read_page(view: str, text: str, offices: Sequence[OfficeMention]) -> PersonPage:
    tokens = tokenise(view)
    parts: list[_Part] = []
    inside: set[int] = set()
    for number, office in enumerate(offices):
        for start, end in office.parts or ((office.start, office.end),):
            first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
            many = tokens.lows[first - 1] in _MANY if first else False
            parts.append(_Part(first, last, number, many or office.plural))
            inside.update(range(first, last))
    return PersonPage(
        text,
        tokens,
        offices,
        parts,
        {part.end: i for i, part in enumerate(parts)},
        {part.start: i for i, part in enumerate(parts)},
        inside,
        [i for i, low in enumerate(tokens.lows) if low == "\n"],
    )


_MANY = frozenset(("các", "những"))


class Run(NamedTuple):
    start: int
    end: int
    capitals: bool  # set in capitals throughout


@lru_cache(maxsize=8192)
def capital_kind(word: str) -> str:
    """`t` title case, `s` single capital, `u` capitals, `` anything else."""
    if not word[0].isupper() or not all(c.isalpha() or c == "'" for c in word):
        return ""
    if len(word) == 1:
        return "s"
    return "u" if word.isupper() else "t"


def capital_runs(page: PersonPage) -> Iterator[Run]:
    words, count = page.tokens.words, len(page.tokens.words)
    index = 0
    for start in [at for at, word in enumerate(words) if word[0].isupper() and at not in page.in_office]:
        if start < index or not capital_kind(words[start]):
            continue
        index, main = start, ""
        while index < count and index not in page.in_office:
            kind = capital_kind(words[index])
            if not kind or (kind != "s" and main and kind != main):
                break
            main = kind if kind != "s" else main
            index += 1
            if kind == "s" and index + 1 < count and _after_initial(words, index):
                index += 1  # L. Nam, V.V. Thành, K' Brêl
        yield from _without_leading_words(page, Run(start, index, main == "u"))


def _after_initial(words: Sequence[str], mark: int) -> bool:
    """Whether the mark behind a single capital goes on the name: a dot before a word or initial, `'` before a word."""
    following = capital_kind(words[mark + 1])
    if words[mark] == ".":
        return following in ("t", "u") or (following == "s" and words[mark + 2 : mark + 3] == ["."])
    return words[mark] == "'" and following == "t"


def _without_leading_words(page: PersonPage, run: Run) -> Iterator[Run]:
    """The run without honorifics and other sentence openers that are capitalised with it (`Ông Nguyễn Văn A`)."""
    lows = page.tokens.lows
    start = run.start
    if start and lows[start] in _IN_PLACES and lows[start - 1] in name_words().places_before:  # rạch Ông Dầu
        return
    surname = lows[start] in name_words().surnames or lows[start + 1 : start + 2] in (["văn"], ["thị"])
    if surname and start + 1 < run.end and honorific_before(page, start) > 0:  # đồng chí Nay H'Ban, Ông Văn Huyên
        yield run
        return
    if lows[start] in _OPENERS and start + 1 < run.end:
        start += 1
    whole_place = start + 2 == run.end and (is_place(page, start, run.end) or _in_byline(page, start, run.end))  # Cô Tô
    while (
        start + 1 < run.end
        and not whole_place
        and honorific_before(page, start + 1) > 0
        and lows[start] not in name_words().common_surnames
    ):
        start += 1
    yield Run(start, run.end, run.capitals)


def _in_byline(page: PersonPage, start: int, end: int) -> bool:
    """Whether a name of two words stands behind `Ảnh:` or the like, or behind another name, and ends its line: there
    `Anh Tấn` is a pen name."""
    lows = page.tokens.lows
    ends = end >= len(lows) or lows[end] == "\n"
    return (
        ends
        and start > 1
        and (lows[start - 1] == ":" or (lows[start - 1] == "-" and bool(capital_kind(page.tokens.words[start - 2]))))
    )


_IN_PLACES = frozenset(("ông", "bà", "cô", "cụ", "thầy", "mẹ", "chị", "bác", "cậu"))
_OPENERS = frozenset(("theo", "ảnh", "tin", "nguồn", "gặp", "khi", "nay", "do", "tại", "vì", "với", "nhà", "từ"))


def honorific_before(page: PersonPage, at: int) -> int:
    """How many tokens before `at` are an honorific, a degree or a rank; 0 where none stands."""
    lows, grammar = page.tokens.lows, name_grammar()
    if at and grammar.honorifics.opens(lows[at - 1]):
        found = grammar.honorifics.match(lows[max(0, at - 10) : at][::-1], 0)
        if found:
            return found
    return 1 if at and lows[at - 1] in grammar.weak else 0


def opens_apposition(page: PersonPage, end: int) -> int:
    """The index after `,`, `-`, `(`, `, là`, `, nguyên` and the like that may lead to an office; `end` where none."""
    lows = page.tokens.lows
    at = end
    if at < len(lows) and lows[at] in (",", "-", "(", ":", "/"):
        at += 1
        while at < len(lows) and lows[at] in ("là", "hiện", "kiêm", "-", "đang"):
            at += 1
    elif lows[at : at + 1] in (["là"], ["kiêm"]):
        at += 1
    return at


def is_place(page: PersonPage, start: int, end: int) -> bool:
    return bool(upper_units(" ".join(page.tokens.words[start:end])))


def line_of(page: PersonPage, at: int) -> tuple[int, int]:
    """Token indices of the line that holds token `at`, without stars and pipes at its ends."""
    lows = page.tokens.lows
    number = bisect_left(page.breaks, at)
    start = page.breaks[number - 1] + 1 if number else 0
    end = page.breaks[number] if number < len(page.breaks) else len(lows)
    while start < at and lows[start] in ("*", "_", "|"):
        start += 1
    while end > at + 1 and lows[end - 1] in ("*", "_", "|"):
        end -= 1
    return start, end


def is_alone_in_line(page: PersonPage, run: Run, line: tuple[int, int]) -> bool:
    """Whether the run is its whole line; a degree or rank may stand before it."""
    start, end = line
    return end == run.end and (start == run.start or start == run.start - honorific_before(page, run.start))


def signing_office(page: PersonPage, at: int) -> int | None:
    """The index of the office in the lines above that the name at `at` signs with."""
    lows = page.tokens.lows
    breaks = 0
    index, last = at, max(0, at - _SIGNATURE_TOKENS)
    while index > last and breaks <= _SIGNATURE_LINES:
        index -= 1
        if lows[index] == "\n":
            breaks += 1
        elif index + 1 in page.part_ending and breaks >= 1:
            number = page.part_ending[index + 1]
            start = page.parts[number].start
            first = page.tokens.words[start]
            line = line_of(page, start)
            if first.isupper() or line == (start, index + 1):
                return number
        elif breaks >= 1 and lows[index] not in _SIGNED:
            return None
    return None


_SIGNED = frozenset(("(", ")", "đã", "ký", "*", "_", "tên", ",", "đóng", "dấu", "[", "]", "daky", ".", "|", "đ"))
