"""What vouches for a name: office, honorific, list, apposition, speech, shape; signatures and bylines are apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.lexicon.admin_units import find_units
from extractor.lexicon.names import name_words
from extractor.recognise.person_bylines import byline, signed, stands_at_foot
from extractor.recognise.person_page import (
    Name,
    PersonPage,
    Run,
    capital_runs,
    honorific_before,
    is_place,
    name_grammar,
    opens_apposition,
)
from extractor.recognise.person_shapes import (
    full_shape,
    long_enough,
    name_end,
    named_after,
    surname_led,
)

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
    pen_name = (
        barred < run.end and not run.capitals and lows[run.start] in name_words().surnames and stands_at_foot(page, run)
    )
    if barred > run.start and not pen_name and not full_shape(page, run.start, run.end) and not _founder(page, run):
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
    end = name_end(page, run)
    shaped = surname_led(page, run.start, end) or _spoken(page, end)
    if _founder(page, run):
        return end
    return end if long_enough(page, run.start, end) and shaped and not is_place(page, run.start, end) else run.start


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
    end = name_end(page, run)
    if _speaks_of_many(page, run.start, end):
        return run.start
    if size == 1 and page.tokens.lows[run.start - 1] in name_grammar().weak and not surname_led(page, run.start, end):
        return end if end - run.start <= 2 and run.end == end and not run.capitals else run.start
    return end


def _speaks_of_many(page: PersonPage, start: int, end: int) -> bool:
    """Whether the word before may mean a group, and the run has not the shape of a name: `sinh viên DTTS`."""
    window = page.tokens.lows[max(0, start - 4) : start][::-1]
    if name_grammar().of_many.match(window, 0) == 0:
        return False
    return not long_enough(page, start, end) or not surname_led(page, start, end) or is_place(page, start, end)


def _before_office(page: PersonPage, run: Run, last: Name | None) -> int:
    end = name_end(page, run)
    if (
        not long_enough(page, run.start, end)
        or not surname_led(page, run.start, end)
        or named_after(page, run.start)
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
    if last is None or (last.rule != "person.byline" and named_after(page, run.start)):
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
    end = name_end(page, run)
    if end < run.end or not long_enough(page, run.start, end):
        return run.start
    if last.rule == "person.byline":
        return run.start if "\n" in marks or is_place(page, run.start, end) else end
    listed = _plural_cue(page, last) or last.rule in ("person.list", "person.byline")
    shaped = surname_led(page, run.start, end) if listed else full_shape(page, run.start, end)
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
    end = name_end(page, run)
    return end if end - run.start >= 2 else run.start


def _speaking(page: PersonPage, run: Run, last: Name | None) -> int:
    end = name_end(page, run)
    full = end - run.start >= 3 and page.tokens.lows[run.start] in name_words().common_surnames and end == run.end
    if (
        not full
        or run.capitals
        or named_after(page, run.start)
        or find_units(" ".join(page.tokens.words[run.start : end]))
    ):
        return run.start
    return end if _spoken(page, end) else run.start


def _shaped(page: PersonPage, run: Run, last: Name | None) -> int:
    end = name_end(page, run)
    if end != run.end or run.capitals or named_after(page, run.start) or is_place(page, run.start, end):
        return run.start
    return end if full_shape(page, run.start, end) else run.start


_CUES = (
    ("person.office", _after_office),
    ("person.honorific", _after_honorific),
    ("person.list", _after_plural_cue),
    ("person.apposition", _before_office),
    ("person.list", _in_list),
    ("person.signature", signed),
    ("person.byline", byline),
    ("person.speaker", _speaking),
    ("person.shape", _shaped),
)


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
                and not named_after(page, index)
            ):
                yield Name(index, end, "person.repeated", _SHAPED)
                index = end - 1
                break
        index += 1
