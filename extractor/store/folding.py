"""One folding for both sides of a search: what is indexed and what is typed.

Every step keeps the length of an NFC text, so a match found in the folded text is the span in the text itself.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from extractor.core.characters import matching_view, without_marks

# Letters and digits of any script; all else parts words, as in SQLite's unicode61 tokenizer.
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)')
MAX_TERMS = 40
"""Terms of a query beyond these are not looked at: a pasted page is not a query."""


def exact_form(text: str) -> str:
    """Lower case, look-alikes and tone placement levelled, marks kept. Same length for nearly all texts."""
    return "".join(_lower(c) for c in matching_view(text))


def folded_form(text: str) -> str:
    """Lower case without marks, đ as d. Same length as `text`."""
    return without_marks(matching_view(text))


def key_of(text: str) -> str:
    """The folded words of a name, one blank between, one at each end: ` so y te `, to find whole words in it."""
    return " " + " ".join(_WORD.findall(folded_form(unicodedata.normalize("NFC", text)))) + " "


class Term(msgspec.Struct, frozen=True):
    """Words that must stand side by side, as typed but for case, and folded."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]


def terms_of(query: str) -> tuple[Term, ...]:
    """The terms of a typed query: words between blanks, or all between two quotes. Signs part words and ask nothing.

    `408/TB-UBND` is one term of three words; `"`, `*` and `-` alone are none.
    """
    composed = unicodedata.normalize("NFC", query)
    terms: list[Term] = []
    for match in _QUOTED.finditer(composed):
        piece = match.group(1) if match.group(1) is not None else match.group(2)
        exact, folded = _WORD.findall(exact_form(piece)), _WORD.findall(folded_form(piece))
        if exact and folded:
            terms.append(Term(tuple(exact), tuple(folded)))
    return tuple(terms[:MAX_TERMS])


def match_expression(terms: tuple[Term, ...], *, exact: bool) -> str:
    """An FTS5 expression that asks for all terms in the column of that name; every word is quoted."""
    column = "exact" if exact else "folded"
    phrases = [f'"{" ".join(term.exact if exact else term.folded)}"' for term in terms]
    return f"{{{column}}} : ({' AND '.join(phrases)})"


def marks_in(text: str, terms: tuple[Term, ...], *, exact: bool) -> tuple[tuple[int, int], ...]:
    """The spans [start, end) of `text` where a term stands, in order, none overlapping another."""
    form = exact_form(text) if exact else folded_form(text)
    spans: list[tuple[int, int]] = []
    for term in dict.fromkeys(terms):
        words = term.exact if exact else term.folded
        spans.extend(match.span() for match in _phrase(words).finditer(form))
    return _merged(spans)


def _phrase(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, words)) + r"(?![^\W_])")


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
