"""Sentences: where one ends, and where a full stop does not end one (`30.4`, `TP. HCM`, `TS.`)."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.core.characters import UPPER
from extractor.lexicon.names import name_words
from extractor.lexicon.syllables import is_syllable
from extractor.structure.spans import Span, trim

# What stands before a full stop that ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:TP|Tp|TX|Tx|TT|Q|P|TS|PGS|GS|ThS|Th\.S|BS|KS|CN|DS|LS|BSCKI+|Đ/c|đ/c|Dr|Mr|Mrs|Ms|St|Nxb|NXB|v\.v"
    r"|vv|Tr|tr|tel|ĐT|Đt|No|TM|T\.M|KT|TL|TUQ|Tg|Ths|QL|TL|KM|Km|CT|GĐ|PGĐ|T\.Ư)"
    # an initial, but not a class or a numeral after a common noun (`đô thị loại V.`)
    r"|(?:^|[:;,.(/\-–]\s*)[A-ZĐ])$"
)
# a letter behind a capitalised word: `Nguyễn V. An`, but `cửa khẩu Bờ Y.`, `Phương án B.`
_BEHIND_WORD = re.compile(rf"(?:(?<!\w)(?P<first>[{UPPER}][^\W\d_]*)\s)?(?<!\w)(?P<word>[{UPPER}][^\W\d_]*)\s[A-ZĐ]$")
_NEXT_WORD = re.compile(r"\.\s+(?P<word>[^\W\d_]+)(?P<stop>\.)?")
# a capital right behind the stop: the blank was forgotten (`… kèm theo.Thủ tướng phê duyệt …`)
_END = re.compile(
    rf"[.!?…](?:(?<=\.)/\.|[.!?…]*)[\"'”’»)\]]*"
    rf"(?=\s+[\"'“‘«(\[]?[\d{UPPER}\-–+]|\s*$|(?<=[^\W_]\.)[{UPPER}][^\W\d_]+\s)"
)
_NEXT = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"(?<![\w.@])(?:(?<!/)[^\W\d_]{2,}|\d{4})\.$")  # a year too


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of text[start:end] as spans without the blanks between them.

    A full stop ends a sentence where blank and a capital, a digit or the end follow, unless what stands before it is
    an abbreviation or an initial; between two words the blank may have been forgotten. Semicolons and colons end none.
    """
    return list(_sentences(text, start, end))


@lru_cache(maxsize=1024)  # those of one line are asked for by one reader after another
def _sentences(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    at = start
    for match in _END.finditer(text, start, end):
        mark = match.group()
        near = max(at, match.start() - 24)
        if (
            mark[0] == "."
            and mark[:2] != "./"
            and (_is_abbreviated(text, near, match.start()) or _is_initial(text, near, match.start()))
        ):
            continue
        if text[match.end() : match.end() + 1].isupper() and not _lacks_blank(text, near, match.end(), end):
            continue
        if mark.startswith(("...", "…")) and not _starts_upper(text, match.end(), end):
            continue
        _add(spans, text, at, match.end())
        at = match.end()
    _add(spans, text, at, end)
    return spans


def _lacks_blank(text: str, near: int, stop: int, end: int) -> bool:
    """Whether the full stop before `stop` stands between a small word or a year and what opens a sentence."""
    before, after = _LAST_WORD.search(text, near, stop), _NEXT.match(text, stop, end)
    if before is None or after is None:
        return False
    word = before.group()[:-1]
    return (word.isdigit() or (word.islower() and is_syllable(word))) and is_syllable(after.group())


def _is_abbreviated(text: str, near: int, stop: int) -> bool:
    """Whether an abbreviation or a lone capital behind a mark ends at the full stop at `stop`."""
    word = text.rfind(" ", near, stop) + 1
    if word and stop - word > 1:  # what stands before a whole word says nothing
        return _abbreviates(text[word:stop])
    return _ABBREVIATED.search(text, near, stop) is not None


@lru_cache(maxsize=4096)
def _abbreviates(word: str) -> bool:
    return _ABBREVIATED.search(word) is not None


def _is_initial(text: str, near: int, stop: int) -> bool:
    """Whether the letter before the full stop at `stop` shortens a name.

    It does behind a surname, before another initial and in a foreign name (`John F. Kennedy`). Any other letter is a
    name by itself (`Bờ Y.`), and the sentence ends.
    """
    if not (text[stop - 1].isupper() and text[stop - 2 : stop - 1].isspace()):
        return False
    before, after = _BEHIND_WORD.search(text, near, stop), _NEXT_WORD.match(text, stop)
    if before is None or after is None:
        return False
    word = after["word"]
    if len(word) == 1:
        return after["stop"] is not None
    if (before["first"] or "").lower() in name_words().common_surnames:
        return False  # `Nguyễn Văn A.` is a whole name
    return before["word"].lower() in name_words().surnames or not is_syllable(word)


def _starts_upper(text: str, at: int, end: int) -> bool:
    rest = text[at : min(end, at + 6)].strip(" \"'“‘«(")
    return not rest or rest[0].isupper()


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    start, end = trim(text, start, end)
    if start < end:
        spans.append((start, end))
