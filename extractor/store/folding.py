"""One folding for both sides of a search: what is indexed and what is typed.

Every step keeps the length of an NFC text, so a match found in the folded text is the span in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractor.core.characters import matching_view, without_marks
from extractor.core.query import Wording

MOST_SPOTS = 80
"""Where a wording stands in a whole document is looked at up to this many times."""

# Letters and digits of any script; all else parts words, as in SQLite's unicode61 tokenizer.
_WORD = re.compile(r"[^\W_]+")
# the letter first: then the search leaps to the next one
_SOLE_Y = re.compile(r"y(?![^\W_])(?:(?<=(?<![^\W_])[hklmst]y)|(?<=(?<![^\W_])quy))")


def exact_form(text: str) -> str:
    """Lower case, look-alikes and tone placement levelled, marks kept. Same length for nearly all texts."""
    view = matching_view(text)
    lowered = view.lower()
    return lowered if len(lowered) == len(view) else "".join(map(_lower, view))


def folded_form(text: str) -> str:
    """Lower case without marks, đ as d. Same length as `text`."""
    return without_marks(text)  # look-alikes are levelled there too, and tones go wherever they are placed


def search_form(text: str) -> str:
    """`folded_form` with i and y as one where they are a whole rime (`kỳ`, `kì`; `tỷ`, `tỉ`). Same length."""
    return _SOLE_Y.sub("i", folded_form(text))


def key_of(text: str) -> str:
    """The folded words of a name, one blank between, one at each end: ` so y te `, to find whole words in it."""
    return " " + " ".join(words_of(folded_form(unicodedata.normalize("NFC", text)))) + " "


def words_of(form: str) -> list[str]:
    """The words of a text in one of the forms, as the index parts them."""
    return _WORD.findall(form)


@lru_cache(maxsize=4096)
def words_typed(words: str, *, exact: bool) -> tuple[str, ...]:
    """The words of a wording, as the index parts them."""
    fold = exact_form if exact else search_form
    return tuple(words_of(fold(unicodedata.normalize("NFC", words))))


def marks_in(text: str, wordings: Iterable[Wording], *, exact: bool) -> tuple[tuple[int, int], ...]:
    """The spans [start, end) of `text` where a wording stands, in order, none overlapping another."""
    return _merged([match.span() for _, match in _found(text, wordings, exact=exact)])


def spots_of(text: str, wordings: Iterable[Wording], *, exact: bool) -> list[tuple[int, int]]:
    """Where in `text` which wording stands, as (start, position of the wording), in order; `MOST_SPOTS` of each."""
    found = _found(text, wordings, exact=exact, most=MOST_SPOTS)
    return sorted((match.start(), position) for position, match in found)


def _found(
    text: str, wordings: Iterable[Wording], *, exact: bool, most: int | None = None
) -> Iterator[tuple[int, re.Match[str]]]:
    fold = exact_form if exact else search_form
    form = fold(text)
    for position, wording in enumerate(dict.fromkeys(wordings)):
        words = words_typed(wording.words, exact=exact)
        if words:
            phrase = _phrase(words, prefix=wording.prefix)
            at = form.find(words[0])
            left = most if most is not None else len(form)
            while at >= 0 and left:  # far faster than to try the pattern at every character
                match = phrase.match(form, at)
                if match is not None:
                    left -= 1
                    yield position, match
                at = form.find(words[0], match.end() if match is not None else at + 1)


@lru_cache(maxsize=512)
def _phrase(words: tuple[str, ...], *, prefix: bool) -> re.Pattern[str]:
    end = r"[^\W_]*" if prefix else ""
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, words)) + end + r"(?![^\W_])")


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _lower(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char
