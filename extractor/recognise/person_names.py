"""What vouches for a name, and where the name ends: office, honorific, list, signature, byline, shape."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from extractor.lexicon.admin_units import find_units, upper_units
from extractor.lexicon.names import name_words
from extractor.recognise.person_page import (
    Name,
    PersonPage,
    Run,
    capital_kind,
    capital_runs,
    honorific_before,
    is_alone_in_line,
    is_place,
    line_of,
    name_grammar,
    opens_apposition,
    signing_office,
)

_MOST_SYLLABLES = 5
_VOUCHED, _SHAPED = 10, 2  # priorities: a cue vouches for it; only its shape or a repetition does


def vouched_names(page: PersonPage) -> list[Name]:
    runs = list(capital_runs(page))
    named: dict[int, Name] = {}
    last: Name | None = None
    for run in runs:
        name = _vouched(page, run, last)
        if name is not None:
            named[run.start] = last = name
    for name in _in_lower_case(page):
        named.setdefault(name.start, name)
    known = _known(page, named.values())
    given = {page.tokens.lows[name.end - 1] for name in named.values() if name.end - name.start > 1}
    for run in runs:
        if run.end - run.start == 1 and run.start in page.part_ending and page.tokens.lows[run.start] in given:
            named.setdefault(run.start, Name(run.start, run.end, "person.given", _VOUCHED))
        if run.start not in named:
            for name in _repeated(page, run, known):
                named[name.start] = name
    return [named[start] for start in sorted(named)]


def _in_lower_case(page: PersonPage) -> Iterator[Name]:
    """`phó thủ tướng nguyễn thiện nhân`: a damaged source has lost its capitals."""
    lows, words = page.tokens.lows, page.tokens.words
    for at in page.part_ending:
        if (
            lows[at : at + 1]
            and words[at] in _NEVER_WORDS
            and all(w.isalpha() and w.islower() for w in words[at + 1 : at + 3])
        ):
            yield Name(at, min(at + 3, len(lows)), "person.lowercase", _SHAPED)


_NEVER_WORDS = frozenset(("nguyễn", "trần", "phạm", "huỳnh", "đặng", "bùi"))  # surnames that are hardly ever words


def _vouched(page: PersonPage, run: Run, last: Name | None) -> Name | None:
    lows = page.tokens.lows
    if run.end - run.start == 1 and lows[run.start] in name_words().honorifics:
        return None
    if lows[run.start - 1 : run.start + 1] == ["bác", "hồ"] or _is_short_unit(page, run):
        return None
    barred = name_grammar().not_names.match(lows, run.start)
    pen_name = barred < run.end and not run.capitals and lows[run.start] in name_words().surnames and _foot(page, run)
    if barred > run.start and not pen_name and not _full_shape(page, run.start, run.end) and not _founder(page, run):
        return None
    for rule, cue in _CUES:
        end = cue(page, run, last)
        if end > run.start:
            return Name(run.start, end, rule, _SHAPED if rule == "person.shape" else _VOUCHED)
    return None


def _founder(page: PersonPage, run: Run) -> bool:
    """`Chủ tịch Hồ Chí Minh` is a person, the city and the Union named after him are not."""
    number = page.part_ending.get(run.start)
    bare = number is not None and page.parts[number].end - page.parts[number].start == 2
    return bare and page.tokens.lows[run.start - 2 : run.end] == ["chủ", "tịch", "hồ", "chí", "minh"]


def _after_office(page: PersonPage, run: Run, last: Name | None) -> int:
    number = page.part_ending.get(run.start)
    if number is None and page.tokens.lows[run.start - 1] in ("là", ":") and run.start > 0:
        number = page.part_ending.get(run.start - 1)
    if number is None:
        number = page.part_ending.get(_before_brackets(page, run.start))
    if number is None:
        return run.start
    end = _name_end(page, run)
    shaped = _surname_led(page, run.start, end) or _spoken(page, end)
    if _founder(page, run):
        return end
    return end if _long_enough(page, run.start, end) and shaped and not is_place(page, run.start, end) else run.start


def _before_brackets(page: PersonPage, at: int) -> int:
    """The index before ` (EVN) -`, a body's short form between an office and its holder's name; `at` itself else."""
    lows = page.tokens.lows
    if at > 4 and lows[at - 1] in ("-", ",") and lows[at - 2] == ")" and lows[at - 4] == "(":
        return at - 4
    return at


def _is_short_unit(page: PersonPage, run: Run) -> bool:
    """`H.Hòa Vang`: a letter for a unit word and the name of a unit."""
    words = page.tokens.words
    if run.end - run.start < 3 or words[run.start] not in ("Q", "H", "P", "X") or words[run.start + 1] != ".":
        return False
    return bool(find_units(" ".join(words[run.start + 2 : run.end])))


def _after_honorific(page: PersonPage, run: Run, last: Name | None) -> int:
    size = honorific_before(page, run.start)
    if not size:
        return run.start
    end = _name_end(page, run)
    if _speaks_of_many(page, run.start, end):
        return run.start
    if size == 1 and page.tokens.lows[run.start - 1] in name_grammar().weak and not _surname_led(page, run.start, end):
        return end if end - run.start <= 2 and run.end == end and not run.capitals else run.start
    return end


def _speaks_of_many(page: PersonPage, start: int, end: int) -> bool:
    """Whether the word before may mean a group, and the run has not the shape of a name: `sinh viên DTTS`."""
    window = page.tokens.lows[max(0, start - 4) : start][::-1]
    if name_grammar().of_many.match(window, 0) == 0:
        return False
    return not _long_enough(page, start, end) or not _surname_led(page, start, end) or is_place(page, start, end)


def _before_office(page: PersonPage, run: Run, last: Name | None) -> int:
    end = _name_end(page, run)
    if (
        not _long_enough(page, run.start, end)
        or not _surname_led(page, run.start, end)
        or _named_after(page, run.start)
        or end < run.end
    ):
        return run.start
    at = opens_apposition(page, end)
    number = page.part_starting.get(at) if at > end else None
    return (
        end
        if number is not None and not page.parts[number].plural and not is_place(page, run.start, end)
        else run.start
    )


def _in_list(page: PersonPage, run: Run, last: Name | None) -> int:
    """`A, B; C và D` after a name: only names, offices and marks between."""
    if last is None or (last.rule != "person.byline" and _named_after(page, run.start)):
        return run.start
    lows = page.tokens.lows
    marks: list[str] = []
    for index in range(run.start - 1, last.end - 1, -1):
        if index in page.in_office:
            continue
        if lows[index] not in _LIST_MARKS or len(marks) == _MOST_MARKS:
            return run.start
        marks.append(lows[index])
    if not marks or marks[0] not in _BEFORE_LISTED:
        return run.start
    end = _name_end(page, run)
    if end < run.end or not _long_enough(page, run.start, end):
        return run.start
    if last.rule == "person.byline":
        return run.start if "\n" in marks or is_place(page, run.start, end) else end
    listed = _plural_cue(page, last) or last.rule in ("person.list", "person.byline")
    shaped = _surname_led(page, run.start, end) if listed else _full_shape(page, run.start, end)
    return end if shaped and not is_place(page, run.start, end) else run.start


_MOST_MARKS = 8
_BEFORE_LISTED = frozenset((",", ";", "và", "-", "chí", "ông", "bà", "\n", "&", "/"))


_LIST_MARKS = frozenset(
    (",", ";", "và", "cùng", "-", "(", ")", "đồng", "chí", "ông", "bà", "các", "kiêm", ":", "đ", "/", "c", "&", "\n")
)


def _plural_cue(page: PersonPage, name: Name) -> bool:
    lows = page.tokens.lows
    size = honorific_before(page, name.start)
    before = lows[max(0, name.start - size - 3) : name.start]
    return (
        "các" in before
        or "gồm" in before
        or ":" in before
        or (name.start in page.part_ending and _is_plural(page, name.start))
    )


def _is_plural(page: PersonPage, at: int) -> bool:
    return page.parts[page.part_ending[at]].plural


def _after_plural_cue(page: PersonPage, run: Run, last: Name | None) -> int:
    """`các đồng chí: A, B`, `gồm các ông, bà: A`."""
    lows = page.tokens.lows
    if run.start < 2 or lows[run.start - 1] != ":":
        return run.start
    ahead = lows[max(0, run.start - 8) : run.start - 1]
    if not {"chí", "ông", "bà", "ông,"} & set(ahead[-3:]):
        return run.start
    end = _name_end(page, run)
    return end if end - run.start >= 2 else run.start


def _speaking(page: PersonPage, run: Run, last: Name | None) -> int:
    end = _name_end(page, run)
    full = end - run.start >= 3 and page.tokens.lows[run.start] in name_words().common_surnames and end == run.end
    if (
        not full
        or run.capitals
        or _named_after(page, run.start)
        or find_units(" ".join(page.tokens.words[run.start : end]))
    ):
        return run.start
    return end if _spoken(page, end) else run.start


def _shaped(page: PersonPage, run: Run, last: Name | None) -> int:
    end = _name_end(page, run)
    if end != run.end or run.capitals or _named_after(page, run.start) or is_place(page, run.start, end):
        return run.start
    return end if _full_shape(page, run.start, end) else run.start


def _signed(page: PersonPage, run: Run, last: Name | None) -> int:
    """A line that is a name alone, under an office in capitals or an authority mark."""
    line, lows = line_of(page, run.start), page.tokens.lows
    heading = run.capitals and lows[run.start + 1 : run.start + 2] == ["."]  # B. NHIỆM VỤ
    if heading or not is_alone_in_line(page, run, line):
        return run.start
    end = run.end
    if (
        end - run.start > _MOST_SYLLABLES
        or not _long_enough(page, run.start, end)
        or not _surname_led(page, run.start, end)
    ):
        return run.start
    if signing_office(page, run.start) is not None:
        return end
    author = (
        3 <= end - run.start <= 4
        and line[0] > 1
        and lows[line[0] - 2] in _SENTENCE_ENDS
        and not is_place(page, run.start, end)
    )
    return end if author else run.start


_SENTENCE_ENDS = frozenset((".", '"', ")", "!", "?", "…"))


def _byline(page: PersonPage, run: Run, last: Name | None) -> int:
    """`Ảnh: L. Nam`, `Tin, ảnh: …`, and at the foot `Thu Hiền (Theo Báo …)` or a name alone."""
    lows = page.tokens.lows
    if not 2 <= run.end - run.start <= _MOST_SYLLABLES:
        return run.start
    start = line_of(page, run.start)[0]
    for first in range(max(start, run.start - 9), run.start):
        end = name_grammar().bylines.match(lows, first)
        label = (
            end > first
            and end < run.start
            and lows[end] == ":"
            and all(capital_kind(w) or w in (":", "/", "-", ",", "&") for w in page.tokens.words[end : run.start])
        )
        if (
            label
            and (first == start or page.tokens.words[first][0].isupper() or lows[first - 1] == "(")
            and not is_place(page, run.start, run.end)
        ):
            return run.end if not _names_a_paper(page, run) else run.start
    if _foot(page, run) and not (is_place(page, run.start, run.end) and not _closes_report(page, run)):
        return run.end
    return run.start


def _closes_report(page: PersonPage, run: Run) -> bool:
    """Whether two words alone end the text behind a whole sentence: a pen name, though it be a district's too."""
    lows, line = page.tokens.lows, line_of(page, run.start)
    whole = line == (run.start, run.end) and run.end - run.start == 2
    known = upper_units(" ".join(page.tokens.words[run.start : run.end]))
    return whole and run.start > 1 and lows[run.start - 2] in _SENTENCE_ENDS and known[0].level != "province"


def _names_a_paper(page: PersonPage, run: Run) -> bool:
    lows = page.tokens.lows
    pair = tuple(lows[run.start : run.start + 2])
    return pair in _PAPER_PAIRS or lows[run.start] in ("báo", "đài", "cổng", "ban", "phòng", "sở", "baomoi")


_PAPER_PAIRS = frozenset((("trung", "tâm"), ("tạp", "chí"), ("thông", "tấn"), ("thông", "tin"), ("văn", "phòng")))


def _foot(page: PersonPage, run: Run) -> bool:
    """Whether the run opens one of the last lines and is all of it but a bracketed source."""
    lows = page.tokens.lows
    start, end = line_of(page, run.start)
    if (
        start != run.start
        or bisect_right(page.breaks, end) < len(page.breaks)
        or _named_after(page, run.start)
        or _names_a_paper(page, run)
    ):
        return False
    rest = lows[run.end : end]
    names = [w for w in page.tokens.words[run.end : end] if w not in ("-", ",", "&", "và", "/")]
    closed = (bool(rest) and rest[0] == "(" and rest[-1] == ")") or (
        len(names) <= 4 and all(capital_kind(w) == "t" for w in names)
    )
    closed = closed or (rest[:1] == ["-"] and len(rest) <= _LONGEST_SOURCE and lows[start - 2] in _SENTENCE_ENDS)
    short = run.end - run.start - lows[run.start : run.end].count(".") <= 4
    return closed and short and start > 0


_LONGEST_SOURCE = 10  # tokens of what an author writes for: `Hoài Thương - Liên minh HTX Lâm Đồng`


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


def _name_end(page: PersonPage, run: Run) -> int:
    """How far a name reaches in a run that something vouches for."""
    lows = page.tokens.lows
    end = min(run.end, run.start + _MOST_SYLLABLES + 2 * (lows[run.start + 1 : run.start + 2] == ["."]))
    for index in range(run.start + 1, end):
        if name_grammar().not_names.match(lows, index) > index + 1 and index - run.start >= 2:
            return index
    if run.capitals and end - run.start > 3:
        return run.start + (4 if lows[run.start + 1] == "thị" else 3)
    return end


def _long_enough(page: PersonPage, start: int, end: int) -> bool:
    """Two syllables; one with an apostrophe is a whole name (`K'Brêu`)."""
    return end - start >= 2 or "'" in page.tokens.lows[start]


def _surname_led(page: PersonPage, start: int, end: int) -> bool:
    low = page.tokens.lows[start]
    if 3 <= end - start <= 4 and page.tokens.lows[start + 1] in ("văn", "thị"):
        return True
    return low in name_words().surnames or "'" in low or (end - start >= 2 and len(low) == 1)


def _full_shape(page: PersonPage, start: int, end: int) -> bool:
    """A name by its shape alone: common surname, a usual middle name, three or four syllables."""
    lows, words = page.tokens.lows, name_words()
    if not 3 <= end - start <= 4 or lows[start] not in words.common_surnames:
        return False
    if lows[start + 1] in ("văn", "thị"):
        return True
    return lows[start + 1] in words.middles and not find_units(" ".join(page.tokens.words[start:end]))


def _named_after(page: PersonPage, start: int) -> bool:
    """Whether the word before makes the run a place, school, body or campaign (`đường Trần Phú`)."""
    if start == 0:
        return False
    before = page.tokens.lows[start - 1]
    if before.isdigit() and page.tokens.lows[start - 2 : start - 1] == ["số"]:  # Số 05 Lê Thị Riêng
        return True
    if before == "." and start > 1:
        before = page.tokens.lows[start - 2]
    if before in ('"', "-", "#", "_"):
        return before != "-" or (start > 1 and capital_kind(page.tokens.words[start - 2]) != "")
    return before in name_words().places_before


def _spoken(page: PersonPage, end: int) -> bool:
    return name_grammar().speech.match(page.tokens.lows, end) > end


def _known(page: PersonPage, names: Iterable[Name]) -> dict[str, list[tuple[str, ...]]]:
    """Full names (three syllables, or two after a cue) by their first syllable, longest first."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        full = tuple(page.tokens.lows[name.start : name.end])
        if is_place(page, name.start, name.end):
            continue
        if len(full) >= 3 or (len(full) == 2 and full[0] in name_words().surnames):
            known.setdefault(full[0], set()).add(full)
    return {first: sorted(fulls, key=lambda full: (-len(full), full)) for first, fulls in known.items()}


def _repeated(page: PersonPage, run: Run, known: dict[str, list[tuple[str, ...]]]) -> Iterator[Name]:
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
                yield Name(index, end, "person.repeated", _SHAPED)
                index = end - 1
                break
        index += 1
