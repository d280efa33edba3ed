"""What a web page puts round a text: counters, menus, toolbars, related news, tags, comment forms, slogans."""

from __future__ import annotations

import re

from extractor.cleaning.lines import Line, cut_tail, dropped
from extractor.core.characters import BULLETS
from extractor.core.document import Document
from extractor.lexicon.noise import counter_tail, is_menu_word, line_key, list_reason, noise_reason, starts_banner
from extractor.lexicon.page_marks import authority_mark, level, recipients_head, title_right

_LONGEST = 260  # characters of a noise line
_PARAGRAPH = 80  # characters from which a line that ends a sentence is body text
_MENU_RUN = 3
_MENU_ENTRY = 36  # characters of one entry
_MENU_PARTS = re.compile(r"\s{2,}|\s*[|»›>·•\[\]]\s*|\s+/\s+")
_HAS_PARTS = re.compile(r"[|»›>·•\[\]]|\s(?:\s|/\s)")  # where _MENU_PARTS finds any
_SOURCE = re.compile(
    r"(?:theo|nguồn|tác giả|tin|ảnh|bài|tin, ảnh|bài, ảnh|tin, bài|tin và ảnh|thực hiện|người viết|biên tập|bt)"
    r"\s*[:(]?\s*\S"
)
_STAMPED = re.compile(
    r"\W*(?:(?:thứ\s+\w+|chủ nhật|cập nhật|ngày đăng|đăng ngày|đăng lúc|ngày|lúc)\W*)*"
    r"(?:\d{1,2}[:h]\d{2}(?::\d{2})?\W+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"(?:\W{1,4}\d{1,2}[:h]\d{2}(?::\d{2})?)?(?:\s*\(?gmt\s*\+\d\)?)?(?=\s)",
    re.IGNORECASE,
)  # when a page was published
_DATED = re.compile(_STAMPED.pattern.removesuffix(r"(?=\s)") + r"\W*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


def mark_lines(lines: list[Line], document: Document) -> list[Line]:
    """Lines that are noise by themselves, counters at the end of a line, and runs of menu words."""
    del document
    out: list[Line] = []
    for line in lines:
        if line.reason is None and _is_candidate(line):
            out += _mark_line(line)
        else:
            out.append(line)
    return _menu_runs(out)


def _is_candidate(line: Line) -> bool:
    return len(line.text) <= _LONGEST and line.block.cell is None and line.block.region == "body"


def _mark_line(line: Line) -> list[Line]:
    stamped = _STAMPED.match(line.text)
    beside = noise_reason(line_key(line.text[stamped.end() :])) if stamped else None
    if stamped and beside:
        head, rest = cut_tail(line, stamped.end())
        return [head, dropped(rest, beside)]
    reason = noise_reason(line_key(line.text))
    if reason is None and (line.text.startswith("#") or line.text.endswith("*")):
        reason = noise_reason(level(line.text))
    if reason is None and _is_menu_line(line):
        reason = "navigation"
    if reason == "banner" and (_is_bullet(line) or line.text.endswith((";", ".", ","))):
        reason = None
    if reason:
        return [dropped(line, reason)]
    if (_DIGIT.search(line.text) and "lượt" in line.text.lower()) or "cỡ chữ" in line.text.lower():
        tail = counter_tail().search(line.text)
        if tail and tail.start() > 0:
            head, rest = cut_tail(line, tail.start())
            if head.text and rest.text:
                return [head, dropped(rest, "counter")]
    return [line]


def _is_menu_line(line: Line) -> bool:
    """Several menu entries on one line, parted by bars, arrows or wide gaps; at least half of them known."""
    source = line.block.text
    if not _HAS_PARTS.search(source.strip()):
        return False
    parts = [key for key in (line_key(part) for part in _MENU_PARTS.split(source)) if key]
    if len(parts) < 2 or max(map(len, parts)) > _MENU_ENTRY:
        return False
    known = sum(1 for key in parts if is_menu_word(key) or noise_reason(key))
    return known == len(parts) or (len(parts) >= 3 and known * 2 >= len(parts))


def _menu_runs(lines: list[Line]) -> list[Line]:
    """Words such as "Tin tức", "Văn bản" are a menu only in company: three in a row, or beside other navigation."""
    out = list(lines)
    i = 0
    while i < len(out):
        if out[i].reason is not None or len(out[i].text) > 40 or not is_menu_word(line_key(out[i].text)):
            i += 1
            continue
        end = i
        while (
            end < len(out)
            and out[end].reason is None
            and len(out[end].text) <= 40
            and is_menu_word(line_key(out[end].text))
        ):
            end += 1
        beside = (i > 0 and out[i - 1].reason in ("navigation", "toolbar")) or (
            end < len(out) and out[end].reason == "navigation"
        )
        if end - i >= _MENU_RUN or beside:
            out[i:end] = [dropped(line, "navigation") for line in out[i:end]]
        i = end
    return out


# --- lists that a heading opens -------------------------------------------------------------------------------------


def mark_lists(lines: list[Line], document: Document) -> list[Line]:
    """ "Tin liên quan", "Trả lời" and the like with all that belongs to them, to the end of the list."""
    del document
    out = list(lines)
    for i, line in enumerate(out):
        if line.reason is not None or len(line.text) > 60 or not _is_candidate(line) or _is_end_of_sentence(line.text):
            continue
        reason = list_reason(line_key(line.text))
        if reason is None:
            continue
        end = _list_end(out, i, reason)
        if end is not None:
            out[i:end] = [other if other.reason else dropped(other, reason) for other in out[i:end]]
    return out


def _is_end_of_sentence(text: str) -> bool:
    """Whether a line is the wrapped end of a paragraph (`… cho đến khi có | thông báo mới.`) and no heading."""
    return text[:1].islower() or text.rstrip().endswith((".", ";", ","))


def _list_end(lines: list[Line], head: int, reason: str) -> int | None:
    """Where the list under the heading ends; None where the heading is none after all."""
    body_at = next((i for i in range(head + 1, len(lines)) if _is_body(lines[i])), None)
    if reason == "comment_form":
        return _comment_end(lines, head, body_at)
    if body_at is None:
        return _before_source(lines, head)
    if any(_is_bullet(lines[i]) for i in range(head + 1, min(head + 3, body_at))):
        end = head + 1
        while end < body_at and (_is_bullet(lines[end]) or lines[end].reason):
            end += 1
        return end
    # headlines without bullets in the middle of a page: those that stand together, before the next paragraph
    end = head + 1
    while (
        end < body_at
        and lines[end].reason is None
        and not (lines[end].blank_before and end > head + 1)
        and end - head <= 8
    ):
        end += 1
    return end if end < body_at else head + 1 if body_at == head + 1 else None


def _comment_end(lines: list[Line], head: int, body_at: int | None) -> int | None:
    rest = range(head + 1, len(lines) if body_at is None else body_at)
    form = any(lines[i].reason == "comment_form" for i in rest)
    if form:
        last = max(i for i in rest if lines[i].reason == "comment_form")
        return last + 1 if body_at is not None else len(lines)
    # a bare "Trả lời" at the very end of a page
    return len(lines) if body_at is None and all(lines[i].reason for i in rest) else None


def _is_bullet(line: Line) -> bool:
    return line.text[:1] in "*-–+»>" + BULLETS


def _is_body(line: Line) -> bool:
    """Whether a line is a paragraph of text or belongs to an official document, and so ends any list of headlines."""
    if line.reason is not None:
        return False
    text = line.text
    if len(text) >= _PARAGRAPH and text.rstrip().endswith((".", "./.", "”", ":", ";", "…", "!", "?")):
        return True
    return line.block.region != "body" or bool(
        recipients_head().match(level(text)) or title_right().search(level(text)) or authority_mark().match(text)
    )


def _before_source(lines: list[Line], head: int) -> int | None:
    """The end of the page, but a byline or source in the last lines stays."""
    end = len(lines)
    bullets = any(_is_bullet(lines[i]) for i in range(head + 1, end))
    while bullets and end > head + 1 and (lines[end - 1].reason or _is_source(lines[end - 1])):
        end -= 1
    return end if bullets and any(_is_source(lines[i]) for i in range(end, len(lines))) else len(lines)


def _is_source(line: Line) -> bool:
    return not _is_bullet(line) and len(line.text) < 80 and bool(_SOURCE.match(level(line.text)))


# --- slogans over the headline --------------------------------------------------------------------------------------


def mark_banners(lines: list[Line], document: Document) -> list[Line]:
    """A slogan or the name of the site over the headline; without a headline below it, it is the headline."""
    del document
    kept = [i for i, line in enumerate(lines) if line.reason is None][:6]
    out = list(lines)
    for rank, i in enumerate(kept[:4]):
        line = lines[i]
        if not _is_candidate(line) or not starts_banner(line_key(line.text)) or line.text.rstrip().endswith((".", ";")):
            break
        below = lines[kept[rank + 1]] if rank + 1 < len(kept) else None
        under = lines[kept[rank + 2]] if rank + 2 < len(kept) else None
        headline = (
            below is not None
            and not _is_body(below)
            and len(below.text) < 250
            and not below.text.rstrip().endswith((".", ";", ":"))
            and not _DATED.fullmatch(below.text)  # when the page came out stands below its headline
        )
        if not headline or under is None or (rank == 0 and not line.blank_before):
            break
        out[i] = dropped(line, "banner")
    return out
