"""The headline of a report."""

from __future__ import annotations

import re

from extractor.assemble.findings import Findings
from extractor.assemble.frames import read_frame
from extractor.assemble.grounds import Grounds, is_due
from extractor.lexicon.noise import is_menu_word, is_site_name
from extractor.structure.page_date import is_page_line
from extractor.structure.parts import THAT_IS_ORDER, is_stopped_headline
from extractor.structure.sentences import split_sentences
from extractor.structure.spans import Span

_REACH = 12  # lines from the top, most of which may be the page's own
_SHORTEST, _LONGEST = 12, 220  # characters
_PAGE_LINE = re.compile(
    r"\(?(?:ảnh|trang chủ|tin tức|thời sự|chính trị|đăng nhập|chuyên mục|hotline|chủ đề)(?!\w)"
    r"|(?:tác giả|người (?:viết|đăng)|biên tập|nguồn)\s*:"
    r"|(?:quang|toàn) cảnh (?:hội nghị|buổi|cuộc|phiên|lễ|đại hội|kỳ họp)"
    r"|[^»›>]{2,40}\s(?:»|›|>{1,2})\s",  # `Lâm Sơn Online >> Nông thôn mới`
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"^[\d\s/:.,-]+(?:\w+)?$")
_DAY = re.compile(r"^(?:thứ|chủ nhật|ngày|cập nhật)[\w\s,]*\d")
_AUTO_CAPTION = re.compile(r"^(?P<title>.{20,200}?)\s+-\s+Hình\s+\d+\s*$")


_GIVES = re.compile(r"(?:giao|yêu cầu|đề nghị|phân công|chỉ đạo)(?!\w)")
_TYPE_OPENS = re.compile(r"[Tt]hông báo\s+(?!(?:cho|đến|tới|ngay|kịp thời|rộng rãi)(?!\w))")
_ENDS_SENTENCE = (".", "!", "?", "…", '."')
_FEW = 8  # lines
_WORDS_OF_RUBRIC = 5
_LONGEST_PAGE_LINE = 90  # characters
_FIELD = re.compile(
    r"(?:người đăng|ngày đăng|lượt xem|số lượt xem|đăng bởi|cỡ chữ|mặc định cỡ chữ|font size)\W", re.IGNORECASE
)


def is_headline_alone(grounds: Grounds) -> bool:
    """Whether the first line of a few without a frame is the headline of what stands below it, and no order.

    It has no stop while the paragraph below it has, is the shorter of the two, opens with no verb of giving orders and
    says no day; and what stands below tells and is no further order of the same kind.
    """
    if grounds.framed or not 2 <= len(grounds.lines) <= _FEW:
        return False
    first, second = grounds.lines[:2]
    index = grounds.index
    title, below = index.view[first.start : first.end].strip(), index.view[second.start : second.end].strip()
    if title[-1:] in '.:;!?…,"' or not below.endswith(_ENDS_SENTENCE) or len(title) >= min(len(below), _LONGEST):
        return False
    if first.label or second.label or _GIVES.match(index.lower, first.content) or THAT_IS_ORDER.match(below):
        return False
    told = split_sentences(index.view, second.content, second.end)
    if _TYPE_OPENS.match(title) and "thông báo" in below.lower():
        return True
    frame = read_frame(index, *told[0]) if told else None
    return not is_due(grounds, first.start, first.end) and (frame is None or frame.speaker is not None)


def find_headline(found: Findings) -> Span | None:
    """The first line, where it is short and no sentence with a full stop; else what captions repeat (`… - Hình 1`)."""
    return _first_line(found) or _from_caption(found)


def _first_line(found: Findings) -> Span | None:
    for nth, line in enumerate(found.lines[:_REACH]):
        content = found.view[line.start : line.end]
        text = content.strip(" *#")
        dated = _NUMBERS.match(text) or _DAY.match(text.lower()) or is_page_line(text)
        if len(text) < _SHORTEST or _PAGE_LINE.match(text) or dated or _is_of_site(text.lower()):
            continue
        if _is_rubric(found, nth, text):
            continue
        if len(text) > _LONGEST or text.endswith((":", ";")):
            return None
        if text.endswith("."):
            below = found.lines[nth + 1] if nth + 1 < len(found.lines) else None
            if below is None or not is_stopped_headline(text, found.view[below.start : below.end]):
                return None
            text = text[:-1]
        start = line.start + content.index(text)
        return start, start + len(text)
    return None


def is_of_page(line: str) -> bool:
    """Whether a line is the page's own: a date, who posted it, a counter, a section; no sentence of the report."""
    text = line.strip(" *#")
    if len(text) > _LONGEST_PAGE_LINE or (text.endswith(_ENDS_SENTENCE) and not _NUMBERS.match(text)):
        return False
    dated = _NUMBERS.match(text) or _DAY.match(text.lower()) or is_page_line(text)
    return bool(dated or _PAGE_LINE.match(text) or _FIELD.match(text)) or _is_of_site(text.lower())


def _is_of_site(key: str) -> bool:
    return is_menu_word(key) or is_site_name(key)


def _is_rubric(found: Findings, nth: int, text: str) -> bool:
    """`HOẠT ĐỘNG LÃNH ĐẠO` in capitals above a headline in small letters that is longer."""
    if not text.isupper() or len(text.split()) > _WORDS_OF_RUBRIC or nth + 1 >= len(found.lines):
        return False
    below = found.lines[nth + 1]
    title = found.view[below.start : below.end].strip(" *#")
    return (
        len(text) < len(title) <= _LONGEST
        and not title.isupper()
        and not title.endswith(_ENDS_SENTENCE)
        and not (
            is_page_line(title) or _DAY.match(title.lower()) or _PAGE_LINE.match(title) or title.endswith((":", ";"))
        )
    )


def _from_caption(found: Findings) -> Span | None:
    for line in found.lines:
        if match := _AUTO_CAPTION.match(found.view[line.start : line.end]):
            return line.start + match.start("title"), line.start + match.end("title")
    return None
