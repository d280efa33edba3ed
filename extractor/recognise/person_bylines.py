"""Who signs a document or writes a report: names under an office, behind `Ảnh:`, at the foot."""

from __future__ import annotations

from bisect import bisect_right

from extractor.lexicon.admin_units import upper_units
from extractor.recognise.person_page import (
    Name,
    PersonPage,
    Run,
    capital_kind,
    is_alone_in_line,
    is_place,
    line_of,
    name_grammar,
    signing_office,
)
from extractor.recognise.person_shapes import MOST_SYLLABLES, long_enough, named_after, surname_led

_SENTENCE_ENDS = frozenset((".", '"', ")", "!", "?", "…"))
_PAPER_PAIRS = frozenset((("trung", "tâm"), ("tạp", "chí"), ("thông", "tấn"), ("thông", "tin"), ("văn", "phòng")))
_LONGEST_SOURCE = 10  # tokens of what an author writes for: `Hoài Thương - Liên minh HTX Lâm Đồng`


def signed(page: PersonPage, run: Run, last: Name | None) -> int:
    """A line that is a name alone, under an office in capitals or an authority mark."""
    line, lows = line_of(page, run.start), page.tokens.lows
    heading = run.capitals and lows[run.start + 1 : run.start + 2] == ["."]  # B. NHIỆM VỤ
    if heading or not is_alone_in_line(page, run, line):
        return run.start
    end = run.end
    if (
        end - run.start > MOST_SYLLABLES
        or not long_enough(page, run.start, end)
        or not surname_led(page, run.start, end)
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


def byline(page: PersonPage, run: Run, last: Name | None) -> int:
    """`Ảnh: L. Nam`, `Tin, ảnh: …`, and at the foot `Thu Hiền (Theo Báo …)` or a name alone."""
    lows = page.tokens.lows
    if not 2 <= run.end - run.start <= MOST_SYLLABLES:
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
    if stands_at_foot(page, run) and not (is_place(page, run.start, run.end) and not _closes_report(page, run)):
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


def stands_at_foot(page: PersonPage, run: Run) -> bool:
    """Whether the run opens one of the last lines and is all of it but a bracketed source."""
    lows = page.tokens.lows
    start, end = line_of(page, run.start)
    if (
        start != run.start
        or bisect_right(page.breaks, end) < len(page.breaks)
        or named_after(page, run.start)
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
