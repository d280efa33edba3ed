"""Where a body's name ends that opens a typed line: `Sở Tài chính vốn đầu tư`, `ubnd rừng`, `Công an tỉnh tuần tra`."""

from __future__ import annotations

from extractor.core.characters import matching_view
from extractor.lexicon.unit_bodies import known_body
from extractor.lexicon.unit_names import MAX_NAME, Word, words_of
from extractor.recognise.organisations import find_organisations

_LEVELS = frozenset(["tinh", "thanh", "pho", "huyen", "quan", "thi", "xa", "phuong", "tran", "dac", "khu"])


def name_at_start(line: str) -> int:
    """Where the name of a body ends that the line opens with; 0 where it opens with none.

    A body of the tables is known however it is typed; of others, and of the place behind a body, the capitals tell.
    """
    line = line[:MAX_NAME]
    words = words_of(line)
    known = known_body(words)
    end = words[known.size - 1].end if known is not None else 0
    if not words or line.islower() or line.isascii():
        return end
    whole = max((m.end for m in find_organisations(matching_view(line)) if m.start <= words[0].start), default=0)
    return whole if _goes_on([w for w in words if end <= w.start < whole]) else end


def _goes_on(words: list[Word]) -> bool:
    """Whether these words belong to the name before them: `tỉnh Lào Cai`, `và Hạ tầng`, not `giải phóng mặt bằng`."""
    return any(word.text[:1].isupper() for word in words) or (bool(words) and all(w.folded in _LEVELS for w in words))
