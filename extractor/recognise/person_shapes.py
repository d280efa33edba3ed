"""The shape of a person's name: how far it reaches, and what it must have where nothing else vouches for it."""

from __future__ import annotations

from extractor.lexicon.admin_units import find_units
from extractor.lexicon.names import name_words
from extractor.recognise.person_page import PersonPage, Run, capital_kind, name_grammar

MOST_SYLLABLES = 5


def name_end(page: PersonPage, run: Run) -> int:
    """How far a name reaches in a run that something vouches for."""
    lows = page.tokens.lows
    end = min(run.end, run.start + MOST_SYLLABLES + 2 * (lows[run.start + 1 : run.start + 2] == ["."]))
    for index in range(run.start + 1, end):
        if name_grammar().not_names.match(lows, index) > index + 1 and index - run.start >= 2:
            return index
    if run.capitals and end - run.start > 3:
        return run.start + (4 if lows[run.start + 1] == "thị" else 3)
    return end


def long_enough(page: PersonPage, start: int, end: int) -> bool:
    """Two syllables; one with an apostrophe is a whole name (`K'Brêu`)."""
    return end - start >= 2 or "'" in page.tokens.lows[start]


def surname_led(page: PersonPage, start: int, end: int) -> bool:
    low = page.tokens.lows[start]
    if 3 <= end - start <= 4 and page.tokens.lows[start + 1] in ("văn", "thị"):
        return True
    return low in name_words().surnames or "'" in low or (end - start >= 2 and len(low) == 1)


def full_shape(page: PersonPage, start: int, end: int) -> bool:
    """A name by its shape alone: common surname, a usual middle name, three or four syllables."""
    lows, words = page.tokens.lows, name_words()
    if not 3 <= end - start <= 4 or lows[start] not in words.common_surnames:
        return False
    if lows[start + 1] in ("văn", "thị"):
        return True
    return lows[start + 1] in words.middles and not find_units(" ".join(page.tokens.words[start:end]))


def named_after(page: PersonPage, start: int) -> bool:
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
