"""Characters: one view of a text for matching that keeps every offset, and the folded form for searching.

`matching_view` never changes the length, so a span found in the view is the span in the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that look like Vietnamese ones and come from old fonts or other alphabets.
_LOOKALIKES = {
    "\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ", "\u01a2": "Ư", "\u01a3": "ư",
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\t": " ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2032": "'",
    "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"',
    "\u0410": "A", "\u0412": "B", "\u0421": "C", "\u0415": "E", "\u041d": "H", "\u041a": "K", "\u041c": "M",
    "\u041e": "O", "\u0420": "P", "\u0422": "T", "\u0425": "X", "\u0430": "a", "\u0441": "c", "\u0435": "e",
    "\u043e": "o", "\u0440": "p", "\u0445": "x", "\u0443": "y", "\u0391": "A", "\u0392": "B", "\u0395": "E",
    "\u0397": "H", "\u0399": "I", "\u039a": "K", "\u039c": "M", "\u039d": "N", "\u039f": "O", "\u03a1": "P",
    "\u03a4": "T", "\u03a7": "X", "\u03bf": "o",
    **{chr(0xFF10 + d): str(d) for d in range(10)},
}  # fmt: skip
# the inside of a character class: À-Ỹ would take small letters in
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

# what opens an item beside dashes, in Word and on pages; behind it a letter of Wingdings that lost its font
BULLETS = "•●○▪▫◦■□►▶➢➤→⇒✓✔❖◆◇‣⁃·"
LOST_BULLETS = "oqv§Øü"

_LOOKALIKE = re.compile(f"[{''.join(_LOOKALIKES)}]")
_LOOKALIKE_TABLE = str.maketrans(_LOOKALIKES)

# Old placement of the tone in an open syllable (hoà, khoẻ, thuỷ) → new placement (hòa, khỏe, thủy).
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_PAIRS = [tuple(pair) for pair in ("oa", "oe", "uy", "OA", "OE", "UY", "Oa", "Oe", "Uy")]
_OLD_TO_NEW = {
    first + unicodedata.normalize("NFC", second + mark): unicodedata.normalize("NFC", first + mark) + second
    for first, second in _PAIRS
    for mark in _MARKS
}
# the pair first: then the search leaps to the next letter that may open one
_OLD_PAIR = re.compile("(?:" + "|".join(_OLD_TO_NEW) + r")(?<![qQ]..)(?![^\W\d_])")

# `i` for a rime that most write with `y` (quí, kĩ thuật, xử lí), and `y` in `bác sỹ`; not `tỉ`, a word of its own
_LONE_RIMES = {"quí": "quý", "qui": "quy", "quĩ": "quỹ", "kĩ": "kỹ", "kỉ": "kỷ", "kì": "kỳ", "kí": "ký", "lí": "lý",
               "mĩ": "mỹ", "sỹ": "sĩ"}  # fmt: skip
_RIMES = {spell(a): spell(b) for a, b in _LONE_RIMES.items() for spell in (str.lower, str.capitalize, str.upper)}
# what stands before a rime is looked at last, as with the pairs above
_RIME = re.compile(
    "|".join(rf"{word}(?<![^\W\d_]{'.' * len(word)})(?![^\W\d_])" for word in sorted(_RIMES, key=len, reverse=True))
)


def matching_view(text: str) -> str:
    """The text with look-alike letters, blanks, dashes and quotes levelled, tones in the new placement, and `y` for the
    `i` of `quí`, `kĩ`, `lí` and their like.

    Same length as `text`, character for character.
    """
    text = _LOOKALIKE.sub(lambda m: _LOOKALIKES[m.group()], text)  # they are few: far quicker than `str.translate`
    text = _OLD_PAIR.sub(lambda m: _OLD_TO_NEW[m.group()], text)
    return _RIME.sub(lambda m: _RIMES[m.group()], text)


@lru_cache(maxsize=4)  # of one view by one step after another
def lower_case(text: str) -> str:
    """The text in lower case, offset for offset: a letter that would become two (`İ`) stays."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


_LETTERS_ONLY = {ord(a): b for a, b in _LOOKALIKES.items() if b.isalpha()}


def repair_letters(text: str) -> str:
    """The text with look-alike letters (`Ð` for `Đ`) made right; marks, blanks and tones stay. Same length."""
    return text.translate(_LETTERS_ONLY)


def _bare(char: str) -> str:
    folded = unicodedata.normalize("NFD", char.casefold())
    base = "".join(c for c in folded if not unicodedata.combining(c)).replace("đ", "d")
    return base if len(base) == 1 else char


class _Bare(dict[int, str]):
    """Each character without marks, reckoned once."""

    def __missing__(self, code: int) -> str:
        bare = _bare(chr(code).translate(_LOOKALIKE_TABLE))
        self[code] = bare
        return bare


_BARE = _Bare()


def without_marks(text: str) -> str:
    """Lower case without tone and vowel marks, đ as d. Same length as `text` (NFC expected)."""
    return text.translate(_BARE)


UNSAFE = frozenset(
    [
        *range(0x00, 0x20), 0x7F, *range(0x80, 0xA0),  # controls
        0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A),  # line ends, direction of writing
        *range(0xD800, 0xE000),  # halves of a pair: bytes of a file name that are no UTF-8
    ]
)  # fmt: skip
"""Code points of a document or a file name that could steer a terminal or cannot be written as UTF-8."""

_HARMLESS = dict.fromkeys(UNSAFE, "\ufffd")


def shown_name(name: str) -> str:
    """The name of a file as it may be stored and shown: `UNSAFE` characters replaced by U+FFFD. Same length."""
    return name.translate(_HARMLESS)
