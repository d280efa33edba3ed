"""Persons: names of all peoples of Viet Nam with the offices that stand beside them.

A name is a run of capitalised syllables that something vouches for: an office or an honorific before it, an office
after it, a place in a list of comrades, a signature or byline, its own shape (`Nguyễn Văn A`), or its having been
vouched for elsewhere in the document. Places, schools and bodies named after persons are recognised by the word before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractor.core.mentions import EntityMention, OfficeMention
from extractor.lexicon.admin_units import find_units, upper_units
from extractor.lexicon.names import name_words
from extractor.lexicon.offices import written_office
from extractor.recognise.tokens import Phrases, Tokens, tokenise

_MOST_SYLLABLES = 5
_VOUCHED, _SHAPED = 10, 2  # priorities: a cue vouches for it; only its shape or a repetition does
_SIGNATURE_LINES = 4  # lines between an office and the name that signs it


class _Grammar(NamedTuple):
    honorifics: Phrases  # written backwards, to be matched leftwards
    weak: frozenset[str]
    bylines: Phrases
    not_names: Phrases
    speech: Phrases


@cache
def _grammar() -> _Grammar:
    words = name_words()
    return _Grammar(
        honorifics=Phrases([" ".join(reversed(phrase.split())) for phrase in words.honorifics]),
        weak=frozenset(words.weak_honorifics),
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


class _Page(NamedTuple):
    text: str
    tokens: Tokens
    offices: Sequence[OfficeMention]
    parts: Sequence[_Part]
    part_ending: dict[int, int]  # token index after a part → index of the part
    part_starting: dict[int, int]
    in_office: set[int]


class _Name(NamedTuple):
    """A vouched name as token indices [start, end)."""

    start: int
    end: int
    rule: str
    priority: int


def find_persons(view: str, offices: Sequence[OfficeMention], text: str | None = None) -> list[EntityMention]:
    """All named persons of a matching view in text order; `positions` are the offices in apposition, as written.

    Positions are cut from `text`, the text behind the view, where it is given: the view has other tone marks (`ủy`
    for `uỷ`).
    """
    page = _page(view, text if text is not None else view, offices)
    names = _names(page)
    taken: set[int] = set()
    found = []
    for place, name in enumerate(names):
        following = names[place + 1] if place + 1 < len(names) else None
        previous = names[place - 1] if place else None
        parts = _positions(page, name, previous, following, taken)
        found.append(
            EntityMention(
                type="person",
                start=page.tokens.starts[name.start],
                end=page.tokens.ends[name.end - 1],
                rule=name.rule,
                priority=name.priority,
                positions=tuple(_written(page, part) for part in parts),
            )
        )
    return _share_positions(page, names, found)


def _page(view: str, text: str, offices: Sequence[OfficeMention]) -> _Page:
    tokens = tokenise(view)
    parts: list[_Part] = []
    inside: set[int] = set()
    for number, office in enumerate(offices):
        for start, end in office.parts or ((office.start, office.end),):
            first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
            many = tokens.lows[first - 1] in _MANY if first else False
            parts.append(_Part(first, last, number, many or office.plural))
            inside.update(range(first, last))
    return _Page(
        text,
        tokens,
        offices,
        parts,
        {part.end: i for i, part in enumerate(parts)},
        {part.start: i for i, part in enumerate(parts)},
        inside,
    )


_MANY = frozenset(("các", "những"))


# -- runs of capitalised syllables -----------------------------------------------------------------------------------


class _Run(NamedTuple):
    start: int
    end: int
    capitals: bool  # set in capitals throughout


def _kind(word: str) -> str:
    """`t` title case, `s` single capital, `u` capitals, `` anything else."""
    if not word[0].isupper() or not all(c.isalpha() or c == "'" for c in word):
        return ""
    if len(word) == 1:
        return "s"
    return "u" if word.isupper() else "t"


def _runs(page: _Page) -> Iterator[_Run]:
    words, count = page.tokens.words, len(page.tokens.words)
    index = 0
    while index < count:
        kind = _kind(words[index]) if index not in page.in_office else ""
        if not kind:
            index += 1
            continue
        start, main = index, ""
        while index < count and index not in page.in_office:
            kind = _kind(words[index])
            if not kind or (kind != "s" and main and kind != main):
                break
            main = kind if kind != "s" else main
            index += 1
            if kind == "s" and index + 1 < count and words[index] == "." and _kind(words[index + 1]) == "t":
                index += 1  # L. Nam
        yield from _without_leading_words(page, _Run(start, index, main == "u"))


def _without_leading_words(page: _Page, run: _Run) -> Iterator[_Run]:
    """The run without honorifics and other sentence openers that are capitalised with it (`Ông Nguyễn Văn A`)."""
    lows = page.tokens.lows
    start = run.start
    if lows[start] in _OPENERS and start + 1 < run.end:
        start += 1
    whole_place = start + 2 == run.end and _is_place(page, start, run.end)  # Cô Tô
    while (
        start + 1 < run.end
        and not whole_place
        and _honorific_before(page, start + 1) > 0
        and lows[start] not in name_words().common_surnames
    ):
        start += 1
    yield _Run(start, run.end, run.capitals)


_OPENERS = frozenset(("theo", "ảnh", "tin", "nguồn", "gặp", "khi", "nay", "do", "tại", "vì", "với", "nhà", "từ"))


# -- what vouches for a name -----------------------------------------------------------------------------------------


def _honorific_before(page: _Page, at: int) -> int:
    """How many tokens before `at` are an honorific, a degree or a rank; 0 where none stands."""
    lows = page.tokens.lows
    window = lows[max(0, at - 10) : at][::-1]
    found = _grammar().honorifics.match(window, 0)
    if found:
        return found
    return 1 if window and window[0] in _grammar().weak else 0


def _names(page: _Page) -> list[_Name]:
    runs = list(_runs(page))
    named: dict[int, _Name] = {}
    last: _Name | None = None
    for run in runs:
        name = _vouched(page, run, last)
        if name is not None:
            named[run.start] = last = name
    for name in _in_lower_case(page):
        named.setdefault(name.start, name)
    known = _known(page, named.values())
    for run in runs:
        if run.start not in named:
            for name in _repeated(page, run, known):
                named[name.start] = name
    return [named[start] for start in sorted(named)]


def _in_lower_case(page: _Page) -> Iterator[_Name]:
    """`phó thủ tướng nguyễn thiện nhân`: a damaged source has lost its capitals."""
    lows, words = page.tokens.lows, page.tokens.words
    for at in page.part_ending:
        if (
            lows[at : at + 1]
            and words[at] in _NEVER_WORDS
            and all(w.isalpha() and w.islower() for w in words[at + 1 : at + 3])
        ):
            yield _Name(at, min(at + 3, len(lows)), "person.lowercase", _SHAPED)


_NEVER_WORDS = frozenset(("nguyễn", "trần", "phạm", "huỳnh", "đặng", "bùi"))  # surnames that are hardly ever words


def _vouched(page: _Page, run: _Run, last: _Name | None) -> _Name | None:
    lows = page.tokens.lows
    if run.end - run.start == 1 and lows[run.start] in name_words().honorifics:
        return None
    if lows[run.start - 1 : run.start + 1] == ["bác", "hồ"]:
        return None
    barred = _grammar().not_names.match(lows, run.start) > run.start
    if barred and not _full_shape(page, run.start, run.end) and not _founder(page, run):
        return None
    for rule, cue in _CUES:
        end = cue(page, run, last)
        if end > run.start:
            return _Name(run.start, end, rule, _SHAPED if rule == "person.shape" else _VOUCHED)
    return None


def _founder(page: _Page, run: _Run) -> bool:
    """`Chủ tịch Hồ Chí Minh` is a person, the city and the Union named after him are not."""
    number = page.part_ending.get(run.start)
    bare = number is not None and page.parts[number].end - page.parts[number].start == 2
    return bare and page.tokens.lows[run.start - 2 : run.end] == ["chủ", "tịch", "hồ", "chí", "minh"]


def _after_office(page: _Page, run: _Run, last: _Name | None) -> int:
    number = page.part_ending.get(run.start)
    if number is None and page.tokens.lows[run.start - 1] in ("là", ":") and run.start > 0:
        number = page.part_ending.get(run.start - 1)
    if number is None:
        return run.start
    end = _name_end(page, run)
    shaped = _surname_led(page, run.start, end) or _spoken(page, end)
    if _founder(page, run):
        return end
    return end if _long_enough(page, run.start, end) and shaped and not _is_place(page, run.start, end) else run.start


def _after_honorific(page: _Page, run: _Run, last: _Name | None) -> int:
    size = _honorific_before(page, run.start)
    if not size:
        return run.start
    end = _name_end(page, run)
    if size == 1 and page.tokens.lows[run.start - 1] in _grammar().weak and not _surname_led(page, run.start, end):
        return end if end - run.start <= 2 and run.end == end and not run.capitals else run.start
    return end


def _before_office(page: _Page, run: _Run, last: _Name | None) -> int:
    end = _name_end(page, run)
    if (
        not _long_enough(page, run.start, end)
        or not _surname_led(page, run.start, end)
        or _named_after(page, run.start)
        or end < run.end
    ):
        return run.start
    at = _opens_apposition(page, end)
    number = page.part_starting.get(at) if at > end else None
    return (
        end
        if number is not None and not page.parts[number].plural and not _is_place(page, run.start, end)
        else run.start
    )


def _opens_apposition(page: _Page, end: int) -> int:
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


def _in_list(page: _Page, run: _Run, last: _Name | None) -> int:
    """`A, B; C và D` after a name: only names, offices and marks between."""
    if last is None or (last.rule != "person.byline" and _named_after(page, run.start)):
        return run.start
    lows = page.tokens.lows
    marks = [lows[i] for i in range(last.end, run.start) if i not in page.in_office]
    if not marks or len(marks) > 8 or marks[-1] not in _BEFORE_LISTED or not set(marks) <= _LIST_MARKS:
        return run.start
    end = _name_end(page, run)
    if end < run.end or not _long_enough(page, run.start, end):
        return run.start
    if last.rule == "person.byline":
        return run.start if "\n" in marks or _is_place(page, run.start, end) else end
    listed = _plural_cue(page, last) or last.rule in ("person.list", "person.byline")
    shaped = _surname_led(page, run.start, end) if listed else _full_shape(page, run.start, end)
    return end if shaped and not _is_place(page, run.start, end) else run.start


_BEFORE_LISTED = frozenset((",", ";", "và", "-", "chí", "ông", "bà", "\n", "&", "/"))
_LIST_MARKS = frozenset(
    (",", ";", "và", "cùng", "-", "(", ")", "đồng", "chí", "ông", "bà", "các", "kiêm", ":", "đ", "/", "c", "&", "\n")
)


def _plural_cue(page: _Page, name: _Name) -> bool:
    lows = page.tokens.lows
    size = _honorific_before(page, name.start)
    before = lows[max(0, name.start - size - 3) : name.start]
    return (
        "các" in before
        or "gồm" in before
        or ":" in before
        or (name.start in page.part_ending and _is_plural(page, name.start))
    )


def _is_plural(page: _Page, at: int) -> bool:
    return page.parts[page.part_ending[at]].plural


def _after_plural_cue(page: _Page, run: _Run, last: _Name | None) -> int:
    """`các đồng chí: A, B`, `gồm các ông, bà: A`."""
    lows = page.tokens.lows
    if run.start < 2 or lows[run.start - 1] != ":":
        return run.start
    ahead = lows[max(0, run.start - 8) : run.start - 1]
    if not {"chí", "ông", "bà", "ông,"} & set(ahead[-3:]):
        return run.start
    end = _name_end(page, run)
    return end if end - run.start >= 2 else run.start


def _speaking(page: _Page, run: _Run, last: _Name | None) -> int:
    end = _name_end(page, run)
    full = end - run.start >= 3 and page.tokens.lows[run.start] in name_words().common_surnames and end == run.end
    if not full or run.capitals or _named_after(page, run.start) or _is_place(page, run.start, end):
        return run.start
    return end if _spoken(page, end) else run.start


def _shaped(page: _Page, run: _Run, last: _Name | None) -> int:
    end = _name_end(page, run)
    if end != run.end or run.capitals or _named_after(page, run.start) or _is_place(page, run.start, end):
        return run.start
    return end if _full_shape(page, run.start, end) else run.start


def _signed(page: _Page, run: _Run, last: _Name | None) -> int:
    """A line that is a name alone, under an office in capitals or an authority mark."""
    line, lows = _line_of(page, run.start), page.tokens.lows
    if not _alone(page, run, line):
        return run.start
    end = run.end
    if (
        end - run.start > _MOST_SYLLABLES
        or not _long_enough(page, run.start, end)
        or not _surname_led(page, run.start, end)
    ):
        return run.start
    if _signing_office(page, run.start) is not None:
        return end
    author = (
        3 <= end - run.start <= 4
        and line[0] > 1
        and lows[line[0] - 2] in _SENTENCE_ENDS
        and not _is_place(page, run.start, end)
    )
    return end if author else run.start


_SENTENCE_ENDS = frozenset((".", '"', ")", "!", "?", "…"))


def _byline(page: _Page, run: _Run, last: _Name | None) -> int:
    """`Ảnh: L. Nam`, `Tin, ảnh: …`, and at the foot `Thu Hiền (Theo Báo …)` or a name alone."""
    lows = page.tokens.lows
    if not 2 <= run.end - run.start <= _MOST_SYLLABLES:
        return run.start
    start = _line_of(page, run.start)[0]
    for first in range(max(start, run.start - 9), run.start):
        end = _grammar().bylines.match(lows, first)
        label = (
            end > first
            and end < run.start
            and lows[end] == ":"
            and all(_kind(w) or w in (":", "/", "-", ",", "&") for w in page.tokens.words[end : run.start])
        )
        if (
            label
            and (first == start or page.tokens.words[first][0].isupper())
            and not _is_place(page, run.start, run.end)
        ):
            return run.end if not _names_a_paper(page, run) else run.start
    if _foot(page, run) and not _is_place(page, run.start, run.end):
        return run.end
    return run.start


def _names_a_paper(page: _Page, run: _Run) -> bool:
    return page.tokens.lows[run.start] in (
        "báo",
        "đài",
        "cổng",
        "trung",
        "ban",
        "tạp",
        "thông",
        "văn",
        "phòng",
        "sở",
        "baomoi",
    )


def _foot(page: _Page, run: _Run) -> bool:
    """Whether the run opens one of the last lines and is all of it but a bracketed source."""
    lows = page.tokens.lows
    start, end = _line_of(page, run.start)
    if (
        start != run.start
        or "\n" in lows[max(end, 0) + 1 :]
        or _named_after(page, run.start)
        or _names_a_paper(page, run)
    ):
        return False
    rest = lows[run.end : end]
    names = [w for w in page.tokens.words[run.end : end] if w not in ("-", ",", "&", "và", "/")]
    closed = (bool(rest) and rest[0] == "(" and rest[-1] == ")") or (
        len(names) <= 4 and all(_kind(w) == "t" for w in names)
    )
    short = run.end - run.start <= 4
    return closed and short and start > 0


_CUES = (
    ("person.office", _after_office),
    ("person.honorific", _after_honorific),
    ("person.list", _after_plural_cue),
    ("person.apposition", _before_office),
    ("person.list", _in_list),
    ("person.signature", _signed),
    ("person.byline", _byline),
    ("person.speaker", _speaking),
    ("person.shape", _shaped),
)


# -- the shape of names ----------------------------------------------------------------------------------------------


def _name_end(page: _Page, run: _Run) -> int:
    """How far a name reaches in a run that something vouches for."""
    lows = page.tokens.lows
    end = min(run.end, run.start + _MOST_SYLLABLES + 2 * (lows[run.start + 1 : run.start + 2] == ["."]))
    for index in range(run.start + 1, end):
        if _grammar().not_names.match(lows, index) > index and index - run.start >= 2:
            return index
    if run.capitals and end - run.start > 3:
        return run.start + (4 if lows[run.start + 1] == "thị" else 3)
    return end


def _long_enough(page: _Page, start: int, end: int) -> bool:
    """Two syllables; one with an apostrophe is a whole name (`K'Brêu`)."""
    return end - start >= 2 or "'" in page.tokens.lows[start]


def _surname_led(page: _Page, start: int, end: int) -> bool:
    low = page.tokens.lows[start]
    return low in name_words().surnames or "'" in low or (end - start >= 2 and len(low) == 1)


def _full_shape(page: _Page, start: int, end: int) -> bool:
    """A name by its shape alone: common surname, a usual middle name, three or four syllables."""
    lows, words = page.tokens.lows, name_words()
    if not 3 <= end - start <= 4 or lows[start] not in words.common_surnames:
        return False
    if lows[start + 1] in ("văn", "thị"):
        return True
    return lows[start + 1] in words.middles and not find_units(" ".join(page.tokens.words[start:end]))


def _named_after(page: _Page, start: int) -> bool:
    """Whether the word before makes the run a place, school, body or campaign (`đường Trần Phú`)."""
    if start == 0:
        return False
    before = page.tokens.lows[start - 1]
    if before == "." and start > 1:
        before = page.tokens.lows[start - 2]
    if before in ('"', "-", "#", "_"):
        return before != "-" or (start > 1 and _kind(page.tokens.words[start - 2]) != "")
    return before in name_words().places_before


def _is_place(page: _Page, start: int, end: int) -> bool:
    return bool(upper_units(" ".join(page.tokens.words[start:end])))


def _spoken(page: _Page, end: int) -> bool:
    return _grammar().speech.match(page.tokens.lows, end) > end


# -- names known from elsewhere --------------------------------------------------------------------------------------


def _known(page: _Page, names: object) -> dict[str, list[tuple[str, ...]]]:
    """Full names (three syllables, or two after a cue) by their first syllable, longest first."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for name in names:  # type: ignore[attr-defined]
        full = tuple(page.tokens.lows[name.start : name.end])
        if len(full) >= 3 or (len(full) == 2 and full[0] in name_words().surnames):
            known.setdefault(full[0], set()).add(full)
    return {first: sorted(fulls, key=lambda full: (-len(full), full)) for first, fulls in known.items()}


def _repeated(page: _Page, run: _Run, known: dict[str, list[tuple[str, ...]]]) -> Iterator[_Name]:
    lows = page.tokens.lows
    index = run.start
    while index < run.end:
        for full in known.get(lows[index], ()):
            end = index + len(full)
            whole = end == run.end and index == run.start
            if (
                tuple(lows[index:end]) == full
                and (whole or (len(full) >= 3 and end <= run.end))
                and not _named_after(page, index)
            ):
                yield _Name(index, end, "person.repeated", _SHAPED)
                index = end - 1
                break
        index += 1


# -- lines -----------------------------------------------------------------------------------------------------------


def _line_of(page: _Page, at: int) -> tuple[int, int]:
    """Token indices of the line that holds token `at`, without stars and quote marks at its ends."""
    lows = page.tokens.lows
    start = end = at
    while start > 0 and lows[start - 1] != "\n":
        start -= 1
    while end < len(lows) and lows[end] != "\n":
        end += 1
    while start < at and lows[start] in ("*", "_", "|"):
        start += 1
    while end > at + 1 and lows[end - 1] in ("*", "_", "|"):
        end -= 1
    return start, end


def _alone(page: _Page, run: _Run, line: tuple[int, int]) -> bool:
    """Whether the run is its whole line; a degree or rank may stand before it."""
    start, end = line
    return end == run.end and (start == run.start or start == run.start - _honorific_before(page, run.start))


def _signing_office(page: _Page, at: int) -> int | None:
    """The index of the office in the lines above that the name at `at` signs with."""
    lows = page.tokens.lows
    breaks = 0
    index = at
    while index > 0 and breaks <= _SIGNATURE_LINES:
        index -= 1
        if lows[index] == "\n":
            breaks += 1
        elif index + 1 in page.part_ending and breaks >= 1:
            number = page.part_ending[index + 1]
            start = page.parts[number].start
            first = page.tokens.words[start]
            line = _line_of(page, start)
            if first.isupper() or line == (start, index + 1):
                return number
        elif breaks >= 1 and lows[index] not in _SIGNED:
            return None
    return None


_SIGNED = frozenset(("(", ")", "đã", "ký", "*", "_", "tên", ",", "đóng", "dấu", "[", "]", "daky", ".", "|", "đ"))


# -- positions -------------------------------------------------------------------------------------------------------


def _positions(page: _Page, name: _Name, previous: _Name | None, following: _Name | None, taken: set[int]) -> list[int]:
    """Indices of the offices of a person, in text order; they are marked as taken."""
    if name.rule == "person.signature":
        signed = _signing_office(page, name.start)
        parts = _left_chain(page, signed, previous, taken, signature=True) if signed is not None else []
    else:
        parts = _before(page, name, previous, taken)
        parts += _behind(page, name, following, bool(parts), taken)
    taken.update(parts)
    return parts


def _before(page: _Page, name: _Name, previous: _Name | None, taken: set[int]) -> list[int]:
    """Offices that lead up to the name, an honorific or comma between: `Bí thư Tỉnh ủy, đồng chí A`."""
    lows = page.tokens.lows
    at = name.start - _honorific_before(page, name.start)
    apart = at not in page.part_ending and at > 0 and lows[at - 1] in (",", "-", ":", "là", "(")
    if apart:
        at -= int(at < name.start or lows[at - 1] in (":", "là"))
    number = page.part_ending.get(at)
    if number is None or number in taken:
        return []
    chain = _left_chain(page, number, previous, taken)
    first = page.parts[chain[0]].start
    if apart and lows[at] == "," and first > 0 and lows[first - 1] not in _CLAUSE_STARTS:
        return []  # `… của Thủ tướng Chính phủ, đồng chí A`: another's office
    return chain


_CLAUSE_STARTS = frozenset((".", ";", ":", "\n", "-", "có", "gồm", '"'))


def _left_chain(
    page: _Page, number: int, previous: _Name | None, taken: set[int], signature: bool = False
) -> list[int]:
    chain = [number]
    while chain[0] > 0:
        left, right = page.parts[chain[0] - 1], page.parts[chain[0]]
        between = page.tokens.lows[left.end : right.start]
        if chain[0] - 1 in taken or not _links(between) or (signature and "\n" in between):
            break
        if previous is not None and left.start < previous.end:
            break
        if signature and page.tokens.lows[left.start - 1] in (".", "/"):
            break
        if left.plural and not right.plural:
            break
        chain.insert(0, chain[0] - 1)
    return chain


def _links(between: Sequence[str]) -> bool:
    """Whether the words between two offices hold them together as one person's."""
    return bool(between) and between[0] in (",", "kiêm", "-", "đồng") and set(between) <= _LINKS


_LINKS = frozenset((",", "kiêm", "-", "đồng", "thời", "là", "các", "hiện", "và"))


def _behind(page: _Page, name: _Name, following: _Name | None, has_before: bool, taken: set[int]) -> list[int]:
    """Offices after the name; the last ones stay for a name that follows them directly."""
    at = _opens_apposition(page, name.end)
    number = page.part_starting.get(at) if at > name.end else None
    if number is None or number in taken or page.parts[number].plural:
        return []
    chain = [number]
    while chain[-1] + 1 < len(page.parts):
        left, right = page.parts[chain[-1]], page.parts[chain[-1] + 1]
        between = page.tokens.lows[left.end : right.start]
        if not _links(between) or (right.plural and not left.plural):
            break
        chain.append(chain[-1] + 1)
    if following is not None and _directly_before(page, chain[-1], following):
        return [] if has_before else chain[:-1]
    return chain


def _directly_before(page: _Page, number: int, name: _Name) -> bool:
    end = page.parts[number].end
    return end == name.start or end == name.start - _honorific_before(page, name.start)


def _share_positions(page: _Page, names: Sequence[_Name], found: list[EntityMention]) -> list[EntityMention]:
    """`các Phó Thủ tướng A, B, C`: an office in the plural is everybody's in the list."""
    shared: tuple[str, ...] = ()
    for place, name in enumerate(names):
        if found[place].positions:
            at = name.start - _honorific_before(page, name.start)
            at = at - 1 if at not in page.part_ending and page.tokens.lows[at - 1] == ":" else at
            number = page.part_ending.get(at)
            shared = found[place].positions if number is not None and page.parts[number].plural else ()
        elif shared and name.rule == "person.list" and ";" not in page.tokens.lows[names[place - 1].end : name.start]:
            old = found[place]
            found[place] = EntityMention(
                type="person", start=old.start, end=old.end, rule=old.rule, priority=old.priority, positions=shared
            )
        else:
            shared = ()
    return found


def _written(page: _Page, number: int) -> str:
    part = page.parts[number]
    text = page.text[page.tokens.starts[part.start] : page.tokens.ends[part.end - 1]]
    return written_office(text) if text.isupper() and " " in text else " ".join(text.split())
