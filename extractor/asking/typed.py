"""A typed line as a query.

    kỷ luật "giải phóng mặt bằng" -đường giao* NTM OR "nông thôn mới" đơn vị:"Sở Tài chính" hạn:<30/6/2026 tiền:>5tỷ

Words must all stand somewhere; between quotation marks they stand side by side; `-` asks that they do not stand there,
`*` lets the last word go on, `OR`, `HOẶC` or `|` lets either do. Whatever is typed is some query: nothing is an error.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from extractor.asking.filters import joined
from extractor.asking.inside import without_filters
from extractor.asking.keyboard import meant
from extractor.asking.names import LONGEST, abbreviated, as_phrases, written_out
from extractor.asking.numbers import other_ways
from extractor.asking.reforms import other_names, with_bodies
from extractor.core.characters import without_marks
from extractor.core.query import Filters, Query, Term, Way, Wording
from extractor.lexicon.search_words import search_words

MOST_TYPED = 2000
"""Characters of a query beyond these are not looked at."""

_PIECE = re.compile(r'(-?)(?:["“”„]([^"“”„]*)["“”„](\*?)|([^\s"“”„]+))')
_WORD = re.compile(r"[^\W_]+")
_ID = re.compile(r"(?:CD|VB)\d{1,15}", re.IGNORECASE)
_SHORT = 4
"""Abbreviations of a name before or after a reform that are asked for."""
_EITHER = ("OR", "HOẶC", "|", "||")


_NO_FILTERS = Filters()


class _Piece(msgspec.Struct, frozen=True):
    text: str
    quoted: bool = False
    unwanted: bool = False
    prefix: bool = False


def read_query(typed: str, *, today: str = "", filters: Filters = _NO_FILTERS) -> Query:
    """The query that a typed line asks for, with `filters` besides. `today`: ISO date, for days without a year."""
    line = unicodedata.normalize("NFC", typed[:MOST_TYPED])
    rest, inside, notes = without_filters(line, today)
    pieces = [
        piece for piece in map(_piece, _PIECE.finditer(rest)) if piece.text in _EITHER or _WORD.search(piece.text)
    ]
    without = tuple(Wording(p.text, p.prefix) for p in pieces if p.unwanted and p.text not in _EITHER)
    terms, understood = _terms([p for p in pieces if not p.unwanted])
    ids = [p.text.upper() for p in pieces if _ID.fullmatch(p.text)]
    notes += [f"“{name}” là mã trong sổ: xem bằng “chidao show {name}”." for name in dict.fromkeys(ids)]
    return Query(typed, _told(terms), without, with_bodies(joined(inside, filters)), (*notes, *understood))


def _piece(match: re.Match[str]) -> _Piece:
    minus, quoted, star, bare = match.groups()
    if quoted is not None:
        return _Piece(quoted, quoted=True, unwanted=bool(minus), prefix=bool(star))
    return _Piece(bare.rstrip("*"), unwanted=bool(minus) and bare != "|", prefix=bare.endswith("*"))


def _terms(pieces: list[_Piece]) -> tuple[list[Term], list[str]]:
    terms: list[Term] = []
    notes: list[str] = []
    either = False
    at = 0
    while at < len(pieces):
        if pieces[at].text in _EITHER and not pieces[at].quoted:
            either = bool(terms)
            at += 1
            continue
        term, used, note = _term(pieces, at)
        notes += note
        if either:
            terms[-1] = Term(terms[-1].ways + term.ways, fixed=True)
        else:
            terms.append(term)
        either = False
        at += used
    return terms, notes


def _term(pieces: list[_Piece], at: int) -> tuple[Term, int, list[str]]:
    """The term that opens at a piece, how many pieces it takes, and how it was understood."""
    piece = pieces[at]
    if piece.quoted or piece.prefix:
        return Term(((Wording(piece.text, piece.prefix),),), fixed=piece.quoted), 1, []
    for size in range(min(LONGEST, len(pieces) - at), 1, -1):
        words = pieces[at : at + size]
        if any(w.quoted or w.prefix or w.text in _EITHER for w in words):
            continue
        names = [w.text for w in words]
        if ways := (*abbreviated(names), *(way for other in other_names(names) for way in _in_full_and_short(other))):
            return Term((tuple(Wording(w.text) for w in words), *ways)), size, []
    typed: Way = (Wording(piece.text),)
    before = pieces[at - 1].text if at else ""
    after = pieces[at + 1].text if at + 1 < len(pieces) else ""
    if full := written_out(piece.text, before, after):
        return Term((typed, *(way for f in full for way in (*as_phrases(f), *abbreviated(f.split()))))), 1, []
    syllable = meant(piece.text)
    if syllable is not None:
        return Term(((Wording(syllable),), typed)), 1, [f"Hiểu “{piece.text}” là “{syllable}”."]
    return Term((typed, *other_ways(piece.text))), 1, []


def _in_full_and_short(name: Way) -> tuple[Way, ...]:
    return (name, *abbreviated(name[0].words.split())[:_SHORT])


def _told(terms: list[Term]) -> tuple[Term, ...]:
    """Without the words that narrow nothing, where others are asked for."""
    idle = search_words().idle
    telling = tuple(
        term for term in terms if term.fixed or len(term.ways) > 1 or without_marks(term.ways[0][0].words) not in idle
    )
    return telling or tuple(terms)
