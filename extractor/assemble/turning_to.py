"""What somebody in office says to one he turns to: `Chủ tịch quay sang lãnh đạo Sở A: "Các anh làm ngay …"`."""

from __future__ import annotations

import re

from extractor.assemble.actors import Actor, ActorIndex, read_actors
from extractor.assemble.entries import skip_discourse
from extractor.assemble.frame import Frame
from extractor.assemble.speakers import who_speaks

_TURNS_TO = re.compile(
    r"\s+(?:liền\s+|lại\s+|bèn\s+)?(?:quay (?:sang|lại|qua|xuống)|nhìn (?:sang|về(?: phía)?|thẳng)"
    r"|hướng (?:sang|về(?: phía)?)"
    r"|chỉ (?:sang|về phía)|ngoảnh (?:sang|lại)|gọi)\s+"
    r"(?:(?:bảo|nói với|dặn|nhắc|phía|chỗ|vị|đồng chí|ông|bà|anh|chị)\s+)*"
)
_HE = re.compile(r"(?:ông|bà|anh|chị|đồng chí)(?=\s)")
_LEADERS = re.compile(r"(?:lãnh đạo|đại diện)\s+")
_WORDS = re.compile(r"[^.;:\"\n]{0,40}:\s*(?=\")")
_ADDRESSED = re.compile(
    r"(?<!\w)(?:các (?:anh|chị|đồng chí|cô|chú|bác|em)|anh|chị|đồng chí|cô|chú|bác|em)\s+"
    r"(?:(?:phải|cần|nên|đừng|khỏi|hãy|cứ|chớ|không được|tuyệt đối"
    r"|về|lo|ký|làm|cho|trình|xem|đi|đưa|báo|gửi|nhớ)(?!\w)|\S+)"
)
_LEAD_UP = re.compile(r"[^,.;:\"\n]{2,80},\s+")
_QUESTION = re.compile(r"\?\s*\"?\s*$")
_PRESSES = re.compile(r"(?<!\w)(?:phải|đừng|khỏi|hãy|không được|nhất định|dứt khoát|cho tôi|ngay)(?!\w)")


def find_turned_to(index: ActorIndex, start: int, end: int) -> Frame | None:
    """The order that opens [start, end) so, also behind a lead-up (`Nghe xong, Chủ tịch quay sang …: "…"`)."""
    if index.view.find('"', start, end) < 0:
        return None
    comma = _LEAD_UP.match(index.view, start, end)
    places = (skip_discourse(index, start, end), comma.end() if comma else start)
    return next((frame for at in places if (frame := read_turned_to(index, start, at, end))), None)


def read_turned_to(index: ActorIndex, start: int, at: int, end: int) -> Frame | None:
    """The order in quotes to whom the speaker at `at` turns; it must press or set a time, and ask nothing."""
    speaker, behind, collective = who_speaks(index, at, end)
    if speaker is None and (he := _HE.match(index.lower, at, end)):
        speaker, behind = he.span(), he.end()
    turns = _TURNS_TO.match(index.lower, behind, end) if speaker and not collective else None
    told = read_actors(index, turns.end(), end) if turns else None
    words = _WORDS.match(index.view, told.end, end) if told else None
    if told is None or words is None or _QUESTION.search(index.view, words.end(), end):
        return None
    if not _ADDRESSED.search(index.lower, words.end(), end):
        return None
    timed = any(words.end() <= time < end for time in index.times)
    if not timed and not _PRESSES.search(index.lower, words.end(), end):
        return None
    who = told.actors[0]
    leaders = _LEADERS.match(index.lower, who.start, who.end)
    body = index.bodies.get(leaders.end()) if leaders else None
    lead = Actor(body.start, body.end) if body else who
    return Frame("assigned", "speaker order: turns to", words.end(), (lead,), speaker, words.end())
