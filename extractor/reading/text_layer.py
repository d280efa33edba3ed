"""Whether the text layer of a page can be believed: letters without Unicode, wrong maps, what a scanner's OCR made up.

A wrong map is told by words: those with letters that only Vietnamese has are syllables, those of other languages can at
least be said. Text in old fonts (TCVN3, VNI) is sound: it has a meaning, only another encoding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

import msgspec

from extractor.lexicon.syllables import is_syllable
from extractor.reading.legacy import legacy_encoding, repair_legacy

LayerFault = Literal["unmapped", "garbled", "unmarked"]
"""`unmapped`: letters that have no Unicode. `garbled`: words of no language. `unmarked`: recognised without marks."""

_LEAST_STRANGE = 20  # characters without a meaning on a page
_STRANGE_SHARE = 0.05
_LEAST_WORDS = 25  # fewer tell nothing
_ODD_SHARE = 0.25  # of words that cannot be said; sound pages of any language have under 0.1
_SYLLABLE_SHARE = 0.6  # a page of so many Vietnamese syllables is read, whatever else stands on it
_MISSPELT_SHARE = 0.15  # of words with Vietnamese letters; sound pages have under 0.05
_FOREIGN_SHARE = 0.5  # of letters that are not Latin
_MARKED_SHARE = 0.2  # of words with marks; in sound texts over 0.7
_OLD_FONT = re.compile(r"^(?:\.?Vn|VNI[- ]|VNtimes|\.VN)", re.IGNORECASE)
_CID = re.compile(r"\(cid:\d+\)")
_EDGES = "\"'“”‘’«»()[]{}<>.,;:!?…-–—+*/•·|_~=%&#@^\\"
_NATIVE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9\u031b\u0309\u0323]")
_CODE = re.compile(r"[^\W_]+(?:[-./:@_&–+'’][^\W_]+)+")  # 12/QĐ-UBND, COVID-19, a@b.vn
_NUMBER = re.compile(r"[\d.,/:%°º²³]+[^\W\d_]{0,3}")
_VOWELS = frozenset("aeiouyAEIOUY")
_CONSONANTS = re.compile(r"[b-df-hj-np-tv-xz]{5}")
_NAME_IN_CODE = re.compile(r"[A-Za-z0-9_*]*\d[A-Za-z0-9_*]*")  # CARD32, 0x1F, A4
_ABBREVIATION = 7  # letters of capitals that need no vowel: UBND, HĐND, BCHTW


class LayerCount(msgspec.Struct, frozen=True):
    """What the words of a page are: counted once, judged by `fault_of_layer`."""

    words: int = 0
    syllables: int = 0
    odd: int = 0
    marked: int = 0  # words with marks over or under their letters
    native: int = 0  # words with a letter that only Vietnamese has
    misspelt: int = 0  # … that are no syllables
    letters: int = 0
    foreign: int = 0
    strange: int = 0


def fault_of_layer(words: Sequence[str], unmapped: int, fonts: Sequence[str], scanned: bool) -> LayerFault | None:
    """What is wrong with the text layer of a page, or None.

    `unmapped` counts letters without Unicode that are not in `words`; `scanned` says that the page is a picture, so
    that its text was recognised by some machine.
    """
    old = legacy_encoding(" ".join(words))
    count = count_words(repair_legacy(" ".join(words), old).split() if old else words)
    strange = count.strange + unmapped
    if strange >= _LEAST_STRANGE and strange > _STRANGE_SHARE * (count.letters + strange):
        return "unmapped"
    if count.letters >= 3 * _LEAST_WORDS and count.foreign > _FOREIGN_SHARE * count.letters:
        return "garbled"
    if count.words < _LEAST_WORDS or (not old and any(_OLD_FONT.match(font) for font in fonts)):
        return None
    if count.native >= _LEAST_WORDS // 2 and count.misspelt > _MISSPELT_SHARE * count.native:
        return "garbled"
    if count.odd > _ODD_SHARE * count.words and count.syllables < _SYLLABLE_SHARE * count.words:
        return "garbled"
    if scanned and count.marked < _MARKED_SHARE * count.words:
        return "unmarked"
    return None


def count_words(words: Sequence[str]) -> LayerCount:
    """The words of a page by their kinds. Numbers, document numbers and abbreviations are of no kind."""
    total = syllables = odd = marked = native = misspelt = letters = foreign = strange = 0
    for word in words:
        strange += _strange(word)
        core = word.strip(_EDGES)
        letters += sum(map(str.isalpha, core))
        foreign += 0 if core.isascii() else sum(map(_is_foreign, core))
        if not _is_plain_word(core):
            continue
        spelt, own = is_syllable(core), bool(_NATIVE.search(core))
        total += 1
        syllables += spelt
        odd += not spelt and not _can_be_said(core)
        native += own
        misspelt += own and not spelt
        marked += own or (not core.isascii() and any(map(unicodedata.decomposition, core)))
    return LayerCount(total, syllables, odd, marked, native, misspelt, letters, foreign, strange)


def _is_plain_word(core: str) -> bool:
    """Whether a word without the marks round it can be judged: no number, no document number, no abbreviation."""
    if len(core) < 2 or not any(map(str.isalpha, core)):
        return False
    if _NUMBER.fullmatch(core) or _CODE.fullmatch(core) or _NAME_IN_CODE.fullmatch(core):
        return False
    return not (core.isupper() and len(core) <= _ABBREVIATION and core.isalpha() and not is_syllable(core))


def _strange(word: str) -> int:
    """Characters without a meaning: private use inside a word (a bullet stands alone), controls, `(cid:…)`."""
    if word.isalnum():
        return 0
    cids = len(_CID.findall(word)) if "(cid:" in word else 0
    inside = sum(unicodedata.category(char) in ("Co", "Cc", "Cn") or char == "\ufffd" for char in word)
    return cids + (0 if len(word) == 1 else inside)


def _is_foreign(char: str) -> bool:
    return char.isalpha() and ord(char) > 0x24F and not "\u1e00" <= char <= "\u1eff"


def _can_be_said(word: str) -> bool:
    """Whether a word may be one of some language in Latin letters: vowels, no heap of consonants, one script."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    if not word.replace("-", "").replace("’", "").replace("'", "").isalpha():
        return False
    if not any(letter in _VOWELS for letter in plain) or _CONSONANTS.search(plain.lower()):
        return False
    return not any(map(_is_foreign, word))
