"""The signer's block of a scan: offices that a seal has bitten into, and what is left of the seal between the lines."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.reading.page_ink import Rect
from extractor.reading.scan_repair import bare, office_line, over
from extractor.reading.scan_words import confidence_of, is_inside, seen_rows
from extractor.reading.tesseract import SeenWord

_NAME_SURE = 0.6  # mean confidence of a line that is taken for the signer's name
_FEW = 6  # letters: less than a name
_SURE = 0.85
_FOR = "KT. "
_DEPUTIES = {"BỘ TRƯỞNG": "THỨ TRƯỞNG"}  # of any other office: `PHÓ` before it


def settle_signer(seen: Sequence[SeenWord], column: Rect) -> list[SeenWord]:
    """`seen` with the lines above the signer's name in `column` put right.

    An office of which a part was read is written out; below `KT. CHỦ TỊCH` stands a deputy, whatever of it the seal
    covers. Bits of the seal lose their confidence where an office or a name shows that this is the signer's block.
    """
    changed: dict[int, list[SeenWord]] = {}
    bits: list[SeenWord] = []
    office: str | None = None
    named = False
    for row in seen_rows([word for word in seen if is_inside(word, column)]):
        line = _office_of(row, office)
        if line is not None:
            office = line
            changed |= {id(word): [] for word in row}
            changed[id(row[0])] = _as_read(row, over(row, line))
        elif _is_name(row):
            named = True
            break
        elif sum(map(str.isalpha, "".join(word.text for word in row))) < _FEW and not any(map(_is_sure, row)):
            bits += row
    if office is None and not named:
        return list(seen)
    changed |= {id(word): [msgspec.structs.replace(word, confidence=0.0)] for word in bits}
    return [after for word in seen for after in changed.get(id(word), [word])]


def _as_read(row: Sequence[SeenWord], words: Sequence[SeenWord]) -> list[SeenWord]:
    """`words`, written for `row`, on one line and as sure as the surest word by which it was known."""
    sure = max(word.confidence for word in row)
    return [msgspec.structs.replace(word, line=row[0].line, confidence=sure) for word in words]


def _office_of(row: Sequence[SeenWord], above: str | None) -> str | None:
    """The office that `row` reads; under `KT. CHỦ TỊCH` its last word is enough, since only a deputy's stands there."""
    line = office_line(row)
    if above is None or not above.startswith(_FOR):
        return line
    head = above.removeprefix(_FOR)
    last = row[-1]
    ends = last.confidence >= _SURE and bare(last.text) == bare(head.split()[-1]) and last.text.strip("'“‘\"").isupper()
    return _DEPUTIES.get(head, f"PHÓ {head}") if line == head or (line is None and ends) else line


def _is_sure(word: SeenWord) -> bool:
    """Whether a word of some letters was read surely: the end of an office whose beginning the seal covers."""
    return word.confidence >= _SURE and sum(map(str.isalpha, word.text)) > 2


def _is_name(row: Sequence[SeenWord]) -> bool:
    names = [word for word in row if word.text[:1].isupper() and word.text[1:].islower()]
    return len(names) > 1 and confidence_of(names) >= _NAME_SURE
