"""Mails saved by Outlook (MSG) → members. The streams are those of [MS-OXMSG], the properties those of [MS-OXPROPS]."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from extractor.core.errors import SourceBroken
from extractor.reading.encoding import decode
from extractor.reading.mail_text import Envelope, body_member
from extractor.reading.members import Budget, Member
from extractor.reading.ole import Streams
from extractor.reading.packed_rtf import text_of_packed

_SUBJECT, _SENDER, _TO, _CC = "0037", "0C1A", "0E04", "0E03"
_BODY, _PAGE, _PACKED = "1000", "1013", "1009"
_LONG_NAME, _SHORT_NAME, _DATA, _CONTENT_ID, _KIND = "3707", "3704", "3701", "3712", "370E"
_SENT = (0x0039, 0x0E06)  # PidTagClientSubmitTime, PidTagMessageDeliveryTime
_TIME = 0x0040
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_HEADER = (32, 24)  # bytes before the properties: of the file's own mail, of one inside it ([MS-OXMSG] 2.4.1)
_MAX_INSIDE = 3  # mails in mails

Path = tuple[str, ...]


def take_apart_msg(data: bytes, budget: Budget) -> Iterator[Member]:
    """The mail's own text where it says more than that something is attached, and the attachments.

    Raises SourceBroken where it is damaged, SourceTooLarge where the budget is spent.
    """
    streams = Streams(data)
    if not any(path[-1] == "__properties_version1.0" for path in streams.paths()):
        raise SourceBroken("Thư Outlook bị hỏng: mở bằng Outlook rồi lưu lại từng tệp.")
    yield from _mail(streams, (), budget, 0)


def _mail(streams: Streams, at: Path, budget: Budget, depth: int) -> Iterator[Member]:
    attachments = [place for place in _attachments(streams, at) if not _is_picture_in_text(streams, place)]
    page = streams.read(*at, f"__substg1.0_{_PAGE}0102")
    envelope = Envelope(
        sender=_string(streams, at, _SENDER), receivers=_string(streams, at, _TO), copies=_string(streams, at, _CC),
        subject=_string(streams, at, _SUBJECT), sent=_sent(streams, at),
    )  # fmt: skip
    shown = decode(page)[0].encode("utf-8", errors="replace") if page.strip() else None
    said = _string(streams, at, _BODY) or None
    if said is None and shown is None:
        said = text_of_packed(streams.read(*at, f"__substg1.0_{_PACKED}0102")) or None
    own = body_member(envelope, said, shown, bool(attachments))
    if own is not None:
        budget.take(len(own.content))
        yield own
    for number, place in enumerate(attachments, start=1):
        name = _string(streams, place, _LONG_NAME) or _string(streams, place, _SHORT_NAME)
        inside = (*place, f"__substg1.0_{_DATA}000D")
        if streams.has(*inside, "__properties_version1.0"):
            if depth < _MAX_INSIDE:
                title = name or _string(streams, inside, _SUBJECT) or f"thư đính kèm {number}"
                for member in _mail(streams, inside, budget, depth + 1):
                    yield Member(f"{title}/{member.name}", member.content, member.wrong)
            continue
        content = streams.read(*place, f"__substg1.0_{_DATA}0102")
        budget.take(len(content))
        if content:
            yield Member(name or f"tệp đính kèm {number}", content)


def _attachments(streams: Streams, at: Path) -> list[Path]:
    places = {
        path[: len(at) + 1]
        for path in streams.paths()
        if path[: len(at)] == at and len(path) > len(at) + 1 and path[len(at)].startswith("__attach_version1.0_")
    }
    return sorted(places)


def _is_picture_in_text(streams: Streams, place: Path) -> bool:
    kind = _string(streams, place, _KIND).lower()
    return kind.startswith("image/") and bool(_string(streams, place, _CONTENT_ID))


def _string(streams: Streams, at: Path, tag: str) -> str:
    wide = streams.read(*at, f"__substg1.0_{tag}001F")
    if wide:
        return wide.decode("utf-16-le", errors="replace").rstrip("\x00")
    narrow = streams.read(*at, f"__substg1.0_{tag}001E").rstrip(b"\x00")
    try:
        return decode(narrow)[0] if narrow else ""
    except SourceBroken:
        return narrow.decode("latin-1")


def _sent(streams: Streams, at: Path) -> datetime | None:
    """When the mail was sent, from the table of properties: 16 bytes each, tag, flags, value."""
    table = streams.read(*at, "__properties_version1.0")
    times: dict[int, int] = {}
    for start in range(_HEADER[bool(at)], len(table) - 15, 16):
        tag = int.from_bytes(table[start : start + 4], "little")
        if tag & 0xFFFF == _TIME:
            times[tag >> 16] = int.from_bytes(table[start + 8 : start + 16], "little")
    ticks = next((times[tag] for tag in _SENT if tag in times), None)
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
    except OverflowError:
        return None
