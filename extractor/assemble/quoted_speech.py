"""Words of a speech between quotation marks, which count as the speaker's own, and sayings, which order nothing.

`"Quy trình phải được rà kỹ. Cần làm rõ trách nhiệm", ông A nói.` is a speech, `với tinh thần "phải vì dân"` a saying.
"""

from __future__ import annotations

import re

from extractor.assemble.entries import find_entries, skip_discourse
from extractor.assemble.frame import Frame
from extractor.assemble.grounds import Grounds, Place
from extractor.structure.sentences import split_sentences

# `Quy trình phải được rà kỹ`; `Mở đường phải mở lòng dân`, `Nhà ở phải là trụ cột` are what somebody thinks
_TO_BE_DONE = re.compile(r"(?:cần phải|cần|phải) (?:sớm |nhanh chóng |khẩn trương )?được\s")
_STATES = re.compile(
    r"(?:cần phải|cần|phải)\s+(?:là|coi|hiểu|nói|thấy|biết)(?!\w)|[^,.;:]{3,60}?\s(?:(?:không phải )?là|(?<!để )phải)\s"
)
_WE = re.compile(r"(?<!\w)(?:chúng ta|mỗi người|ai|con người|cuộc sống|chúng tôi|tôi)(?!\w)")
_SAYS_SO = re.compile(r"\"\s*[,.–-]+\s*\S[^\"\n]{2,160}$")


def is_in_quotes(grounds: Grounds, place: Place, at: int) -> bool:
    """Whether a quotation mark of the line is open at `at`."""
    return grounds.index.view.count('"', place.line.content, at) % 2 == 1


def is_in_speech(grounds: Grounds, place: Place, frame: Frame, start: int, end: int) -> bool:
    """Whether `frame` is said in a quote that fills a line or follows a colon, and tells what is to be done.

    The quote holds several sentences, or it is told behind it whose words they are.
    """
    view, line, at = grounds.index.view, place.line, frame.at
    if frame.force == "loose":
        if not _TO_BE_DONE.match(grounds.index.lower, at, end):
            return False
    elif not _opens_clause(grounds, frame, start, end):
        return False
    opens = view.rfind('"', line.content, at)
    if opens < 0 or (view[line.content : opens].strip() and not view[:opens].rstrip().endswith(":")):
        return False
    if _STATES.match(grounds.index.lower, at, end) or _WE.search(grounds.index.lower, start, at):
        return False
    closes = view.find('"', at, line.end)
    stop = closes if closes >= 0 else line.end
    several = len(split_sentences(view, opens + 1, stop)) > 1
    return several or _SAYS_SO.match(view, stop, line.end) is not None


def _opens_clause(grounds: Grounds, frame: Frame, start: int, end: int) -> bool:
    """Whether the words that made it an order open their clause; `cần V` also does so behind an adverbial."""
    begin = skip_discourse(grounds.index, start, end)
    if frame.rule != "order: modal first":
        return frame.at <= begin
    return frame.at in find_entries(grounds.index, begin, end)
