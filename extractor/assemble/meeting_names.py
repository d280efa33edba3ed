"""What a meeting is called: `Hội nghị trực tuyến toàn quốc về phát triển nhà ở xã hội`, `buổi làm việc với huyện A`.

The name runs from its head (`cuộc họp`) over kind, number, purpose and topic to where the sentence goes on. Its date is
no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from extractor.core.characters import UPPER
from extractor.lexicon.meetings import meeting_words
from extractor.lexicon.orders import one_of
from extractor.structure.spans import Span

# `phải tổ chức giao ban thường xuyên`, `chỉ trong một cuộc họp ngắn`: none that was held
_INDEFINITE = re.compile(
    r"(?:(?<!\w)(?:phải|cần|sẽ|nên|hãy)\s+(?:tổ chức|mở|họp)|(?<!\w)(?:một|mỗi|từng|nhiều|các|những))\s+$",
    re.IGNORECASE,
)
_DAY_OF_IT = re.compile(r"(?:ngày|phiên) (?:làm việc|họp) thứ \w+(?: của)?,?\s+$", re.IGNORECASE)
_EARLIER = re.compile(r"\W*(?:Trước đó|Trước đây|Trước kia|Theo kế hoạch|Dự kiến)(?!\w)")
_LONGEST = 260  # characters of a name
_NEAR = 30  # characters before a head in which the word stands that holds the meeting
_CLAUSE = 160
_DATE = re.compile(
    r"(?:(?:sáng|chiều|tối|trưa)\s+)?(?:ngày\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?(?![\d%])"
    r"|(?:sáng|chiều|tối|trưa|hôm)\s+(?:nay|qua)(?!\w)"
    r"|(?:(?:sáng|chiều|tối|trưa)\s+)?ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
    # left open in a draft: `ngày .../.../2026`, `ngày … tháng 3 năm 2026`
    r"|ngày\s*(?:\d{1,2}|[.…]+)\s?(?:[/-]|tháng)\s?(?:\d{1,2}|[.…]+)(?:\s?(?:[/-]|năm)\s?(?:\d{4}|[.…]+))?"
)
_WORD = re.compile(r"\w+(?:[.,/&'-]\w+)*|\S")
_STOP = re.compile(r"[.;:()\[\]\"\n]")
_ASIDE = re.compile(
    r"\([^()\n]{2,30}\)(?=\s+(?:lần thứ|nhiệm kỳ|khóa)\s)|\((?:hội nghị )?mở rộng\)"
)  # `Đảng bộ xã A (tỉnh B) lần thứ I`
_OPENED = ("(mở rộng)", "(hội nghị mở rộng)")
# `buổi làm việc của Thường trực Tỉnh ủy với Huyện ủy A`
_OF_WHOM = re.compile(r"của (?:[^\s.,;:()]+ ){1,10}?với ")
_MORE_NUMBERS = re.compile(r"\d{1,2}(?:, \d{1,2})* và \d{1,2}(?!\w)")  # `các khu phố 6, 7 và 8`
# `3 xã Tân Thành, Thái Sơn và xã Bình Xa`
_MORE_NAMES = re.compile(
    rf"(?:[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}}, ){{0,8}}[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}} và "
    rf"(?:(?:xã|phường|thị trấn|huyện|tỉnh|thành phố|thị xã|quận|thôn|ấp|bản) )?[{UPPER}]"
)
_UNIT_BEFORE = re.compile(
    rf"(?:xã|phường|thị trấn|huyện|tỉnh|thành phố|thị xã|quận|thôn|ấp|bản)(?: [{UPPER}]\w*){{1,4}}$"
)
_DRAFTS = re.compile(r"dự (?:thảo|án|toán)(?!\w)")  # not `dự hội nghị có …`
# `Kỳ họp thứ 2 thông qua 9 nghị quyết`, `Hội nghị bàn giải pháp …:`: a headline that is a sentence
_TELLS_OF_IT = re.compile(r"\s(?:thông qua|đã|sẽ|yêu cầu|chưa|không|phải|cần|bầu|quyết nghị|khai mạc|bế mạc|diễn ra)\s")
_SOMEBODY = re.compile(r"(?:đồng chí|đ/c|ông|bà)\s")
_OPEN_TOPIC = re.compile(r" (?:với )?(?:chuyên đề|chủ đề)$")  # before a theme in quotes
_HEADS_OF_PURPOSE = ("hội nghị", "cuộc họp", "phiên họp")  # `Hội nghị Tổng kết …`
_SAYS_MORE = re.compile(
    rf"{_TELLS_OF_IT.pattern}|:|!|\?|\s(?:vì|thành công|đã|đánh giá cao|nhiều)\s|(?<!\d )[-–] |, (?=[{UPPER}\d])"
)
_DWELLING = re.compile(r"(?<!\w)nhà $")  # `nhà ở xã hội` is no place
_WITH = re.compile(
    r"làm việc (?P<name>với\s[^.;:()\n]{3,160}?)(?=[.;,:()\n]|\s(?:về|để|nhằm|tại|nắm|ở|liên quan|xung quanh)\s)"
    rf"(?P<list>:(?=\s[{UPPER}])[^.;()\n]{{3,120}})?"
)
_LED = re.compile(
    r"(?:đã\s+)?họp\s+(?P<name>phiên\s+(?:thường kỳ|toàn thể|bất thường|chuyên đề|(?:lần )?thứ \w+)[^.,;:()\n]{0,30}?)"
    r"(?=[.,;:]|\s(?:để|do|dưới)\s)"
)
_TOOK_PLACE = re.compile(
    r"[^.;\n]{0,160}?\s(?:vừa|đã)\s(?:hoàn thành|diễn ra|khai mạc|bế mạc|thành công|được (?:tổ chức|khai mạc)|kết thúc)"
)
_HELD_BY = re.compile(
    r"[^.;:\n]{0,120}?\s(?:do|được)\s[^.;,:\n]{3,70}\s(?:tổ chức|chủ trì)(?: vào| diễn ra)?(?: vào)? (?:sáng|chiều"
    r"|tối|ngày|hôm)(?!\w)"
)
# `về việc tổ chức Hội nghị tổng kết …`: one that is asked for or planned
_TO_BE_HELD = re.compile(
    # `các nội dung trình tại kỳ họp thường lệ`
    r"(?<!\w)(?:trình|trình ra|gửi|gửi đến|phục vụ|thông qua|sẽ diễn ra)\s+(?:[^\s.,;:]+\s+){0,4}?tại\s+$"
    r"|(?:việc|đề nghị|xin|kế hoạch|phương án|dự kiến|cho phép|chuẩn bị|đồng ý|chủ trương|nội dung|để|điều kiện"
    r"|thời gian|phục vụ|tham mưu|hướng tới)\s+(?:cho phép\s+)?(?:tổ chức|mở|triệu tập)\s+(?:thành công\s+|tốt\s+)?$"
)
_SESSION = re.compile(r"họp kỳ (?P<ordinal>thứ \w+|bất thường)")
_AGAIN = re.compile(
    r"(?:tại|kết luận|cùng|chủ trì|dự|quang cảnh|toàn cảnh)\s+(?P<name>buổi làm việc|hội nghị(?: đối thoại)?"
    r"|buổi gặp gỡ|cuộc họp|phiên họp|buổi họp|buổi kiểm tra"
    r"|buổi giao ban|buổi đối thoại|buổi tiếp|cuộc làm việc)(?!\w)",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(r"(?:tại|về|kết luận|sau|nội dung)\s+$", re.IGNORECASE)


class Called(msgspec.Struct, frozen=True):
    """A meeting's name and where it stands; the name may leave out a date inside, or put `buổi` before a verb."""

    name: str
    span: Span


def in_title(text: str, view: str, title: Span) -> Called | None:
    """The meeting that a title names, to the end of the title: `Kết luận của … tại cuộc họp về …`."""
    for head in _head().finditer(view, *title):
        if _IN_TITLE.search(view, title[0], head.start()):
            end = view.find("(", head.end(), title[1])
            return _called(text, view, head.start(), title[1] if end < 0 else end)
    return None


def in_paragraph(text: str, view: str, start: int, end: int, verbs: bool) -> Called | None:
    """The meeting that a paragraph tells of as held, by its noun or, with `verbs`, as `đã làm việc với huyện A`."""
    for head in _head().finditer(view, start, end):
        if _is_held(view, start, head):
            led = _LED.search(view, start, head.start())  # `họp phiên thứ 3, … A chủ trì phiên họp`
            if led and head.group().lower() == "phiên họp":
                return Called(" ".join(text[slice(*led.span("name"))].split()), led.span("name"))
            return _called(text, view, head.start(), _end(view, head, end))
    return _by_verb(text, view, start, end) if verbs else None


def in_headline(text: str, view: str, headline: Span) -> Called | None:
    """The meeting with which a headline opens: `Phiên họp thường kỳ UBND tỉnh tháng 8/2014`."""
    opens = _head().match(view, *headline)
    told = opens is not None and not _TELLS_OF_IT.search(view, opens.end(), headline[1])
    return _called(text, view, headline[0], _end(view, opens, headline[1])) if opens and told else None


def by_headline_alone(text: str, view: str, headline: Span) -> Called | None:
    """The meeting whose name is all that the headline says: `Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 12`."""
    start, stop = headline
    opens = _named_in_full().match(view, start, stop)
    if opens is None or view[start:stop].isupper() or _SAYS_MORE.search(view, opens.end(), stop):
        return None
    end = _end(view, opens, stop)
    return (
        None if view[end:stop].strip(" .*") and not view.startswith(" tại ", end) else _called(text, view, start, end)
    )


def named_again(text: str, view: str) -> Called | None:
    """What a report calls the meeting later on: `Tại buổi làm việc, …`."""
    told = _AGAIN.finditer(view)
    again = next((m for m in told if not _EARLIER.match(re.split(r"[.;\n]\s*", view[: m.start()])[-1])), None)
    return Called(" ".join(text[slice(*again.span("name"))].split()), again.span("name")) if again else None


def _by_verb(text: str, view: str, start: int, end: int) -> Called | None:
    match = _WITH.search(view, start, end)
    if match and re.search(rf"[{UPPER}]", match.group()):  # a body or a place, not `lãnh đạo chủ chốt của huyện`
        first, last = match.start(), match.end("list") if match["list"] else match.end("name")
        return Called(f"buổi {' '.join(text[first:last].split())}", (first, last))
    if match := _LED.search(view, start, end):
        return Called(" ".join(text[slice(*match.span("name"))].split()), match.span("name"))
    if match := _SESSION.search(view, start, end):
        return Called(f"kỳ họp {text[slice(*match.span('ordinal'))]}", match.span())
    return None


def _called(text: str, view: str, start: int, end: int) -> Called:
    """The name in [start, end) without the dates in it."""
    parts, at = [], start
    for date in _dates(view, start, end):
        parts.append(text[at : date[0]])
        at = date[1]
    parts.append(text[at:end])
    name = _OPEN_TOPIC.sub("", " ".join(" ".join(parts).split()).strip(" ,-*"))
    return Called(name, (start, end))


def _dates(view: str, start: int, end: int) -> Iterator[Span]:
    for match in _DATE.finditer(view, start, end):
        if match.start() == start or not view[match.start() - 1].isalnum():
            yield match.span()


def _is_held(view: str, start: int, head: re.Match[str]) -> bool:
    """Whether the words before tell that the meeting took place, and it is not another one that is leant on."""
    clause = view[max(start, head.start() - _CLAUSE) : head.start()]
    if _INDEFINITE.search(clause):
        return False
    if _EARLIER.match(re.split(r"[.;]\s", clause)[-1]):
        return False
    opening = re.split(r"[,;.]\s", clause)[-1].lstrip(" -\"'(")
    if _borrowed().match(opening.lower()) or _TO_BE_HELD.search(clause.lower()):
        return False
    if head.group().lower().startswith(("họp", "tiếp xúc")):  # verbs by themselves
        return True
    if _DAY_OF_IT.search(clause):
        return True
    return _held().search(clause[-_NEAR:].lower()) is not None or _took_place(view, opening, head)


def _took_place(view: str, opening: str, head: re.Match[str]) -> bool:
    """`Đại hội … đã hoàn thành chương trình`: the meeting is the subject of its sentence."""
    begins = not opening and not view[: head.start()].rstrip().endswith((".", ";"))
    if _HELD_BY.match(view, head.end()):
        return True
    return begins and _TOOK_PLACE.match(view, head.end()) is not None


def _end(view: str, head: re.Match[str], stop: int) -> int:
    """Where the name that opens with `head` ends."""
    state = _Reading(visit=head["visit"] is not None, kind=_kind_in().search(head.group().lower()) is not None)
    at = last = head.end()
    stop = min(stop, head.start() + _LONGEST)
    while word := _WORD.search(view, at, stop):
        rest = view[word.start() : stop]
        if date := _DATE.match(rest):
            at = word.start() + date.end()
            continue
        if aside := _ASIDE.match(rest):
            at = word.start() + aside.end()
            last = at if aside.group() in _OPENED else last
            continue
        step = _step(view, word, rest.lower(), state)
        if step is None:
            break
        state, size = step
        at = word.start() + size
        last = at if word.group() != "," else last
    return last - len(" và") if view.endswith(" và", head.end(), last) else last


class _Reading(msgspec.Struct, frozen=True):
    """How far a name has been read: whether it is of a visit, complete by its kind, and tells a purpose or topic."""

    visit: bool
    kind: bool = False
    purpose: bool = False


def _step(view: str, word: re.Match[str], rest: str, state: _Reading) -> tuple[_Reading, int] | None:
    """The reading behind the next word or phrase and how long that is; None where it no longer belongs to the name."""
    lived_in = rest.startswith("ở ") and _DWELLING.search(view, max(0, word.start() - 5), word.start())
    if _STOP.match(rest) or (_ends().match(rest) and not lived_in) or (_loose_ends().match(rest) and not state.purpose):
        return None
    if rest.startswith(","):
        names = _end_of_names(view, word)
        return (state, names - word.start()) if names else _behind_comma(view[word.end() :].lstrip(), state)
    if _SOMEBODY.match(rest) and _head_before().search(view, max(0, word.start() - _NEAR), word.start()):
        return None  # `Tại buổi làm việc đồng chí A đã trao đổi …`
    if rest.startswith("tại "):
        return (state, 3) if _head().match(view, word.end() + 1) else None
    if state.visit and rest.startswith("của "):
        of = _OF_WHOM.match(rest)
        return (state, of.end() - 1) if of and of.end() < _CLAUSE else None
    if rest.startswith("về "):
        if state.visit or (_vague().match(rest, 3) and not state.purpose):
            return None
        return msgspec.structs.replace(state, purpose=True), 2
    if kind := _kind().match(rest):
        return msgspec.structs.replace(state, kind=True), kind.end()
    if form := _form().match(rest):
        return state, form.end()
    opens = word.group()[:1].islower() or view[: word.start()].rstrip().lower().endswith(_HEADS_OF_PURPOSE)
    purpose = _purpose().match(rest) if opens else None
    if purpose:
        if state.visit or (state.kind and not state.purpose):
            return None
        return msgspec.structs.replace(state, purpose=True), purpose.end()
    return state, len(word.group())


def _end_of_names(view: str, comma: re.Match[str]) -> int | None:
    """`3 xã Tân Thành | , Thái Sơn và xã Bình | Xa`: where the last place of a list that goes on begins."""
    names = _MORE_NAMES.match(view, comma.end() + 1)
    before = _UNIT_BEFORE.search(view, max(0, comma.start() - _NEAR), comma.start()) if names else None
    return names.end() - 1 if names and before else None


def _behind_comma(rest: str, state: _Reading) -> tuple[_Reading, int] | None:
    """The reading behind a comma, or None where the name ends at it."""
    if _group().match(rest) or _MORE_NUMBERS.match(rest):
        return state, 1
    if state.purpose:
        if _DRAFTS.match(rest):
            return state, 1
        return (state, 1) if rest[:1].islower() and not _clause().match(rest.lower()) else None
    if state.kind and _second().match(rest):
        return msgspec.structs.replace(state, purpose=True), 1
    return None


@cache
def _head() -> re.Pattern[str]:
    words = meeting_words()
    return re.compile(rf"(?<!\w)(?i:(?P<visit>{one_of(words.visits)})|{one_of(words.heads)})")


@cache
def _head_before() -> re.Pattern[str]:
    return re.compile(rf"{_head().pattern}\s$")


@cache
def _named_in_full() -> re.Pattern[str]:
    """A head that a headline can open with, and a word that tells which meeting it is."""
    words = tuple(head for head in meeting_words().heads if not head.startswith(("tiếp", "đối", "họp", "giao ban")))
    return re.compile(rf"(?i:(?P<visit>(?!))|{one_of(words)})(?=\s\S+\s\S)")


@cache
def _held() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(meeting_words().held)}\s+(?:một\s+|các\s+)?$")


@cache
def _borrowed() -> re.Pattern[str]:
    return re.compile(one_of(meeting_words().borrowed))


@cache
def _kind() -> re.Pattern[str]:
    number = r"(?:lần\s+)?thứ\s+\w+|(?:tháng|quý|tuần|năm)\s+[\divxIVX]+(?:[/-]\d{4})?"
    return re.compile(rf"(?:{one_of(meeting_words().kinds)}|(?:{number})(?!\w))")


@cache
def _form() -> re.Pattern[str]:
    return re.compile(one_of(meeting_words().forms))


@cache
def _kind_in() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of(meeting_words().kinds)}")


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(one_of(meeting_words().purposes))


@cache
def _second() -> re.Pattern[str]:
    return re.compile(one_of(meeting_words().second_purposes))


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(one_of(meeting_words().vague_topics))


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(one_of(meeting_words().ends))


@cache
def _loose_ends() -> re.Pattern[str]:
    return re.compile(one_of(meeting_words().loose_ends))


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(one_of(meeting_words().clauses))


@cache
def _group() -> re.Pattern[str]:
    return re.compile(one_of(meeting_words().groups))
