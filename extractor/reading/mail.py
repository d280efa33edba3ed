"""E-mails (EML) → members: the text of the mail as a document of its own, then what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from extractor.core.errors import SourceBroken
from extractor.reading.encoding import decode
from extractor.reading.mail_text import Envelope, body_member
from extractor.reading.members import Budget, Member

_ADDRESS = re.compile(r"\s*<[^<>]*>")
_PARTS = 2000  # of one mail


def take_apart_eml(data: bytes, budget: Budget) -> Iterator[Member]:
    """The mail's own text where it says more than that something is attached, and the attachments.

    Raises SourceBroken where it has no parts at all, SourceTooLarge where the budget is spent.
    """
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(data)
        parts = [part for part, _ in zip(_parts(mail), range(_PARTS), strict=False)]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise SourceBroken("Thư điện tử bị hỏng: mở bằng chương trình thư rồi lưu lại từng tệp.") from None
    attached = [part for part in parts if _is_attached(part)]
    plain, page = _body(parts)
    own = body_member(_envelope(mail), plain, page, bool(attached))
    if own is not None:
        budget.take(len(own.content))
        yield own
    for number, part in enumerate(attached, start=1):
        content = _content(part)
        budget.take(len(content))
        if content.strip():
            yield Member(_file_name(part) or f"{_title(part) or f'tệp đính kèm {number}'}{_suffix(part)}", content)


def _parts(mail: Message) -> Iterator[Message]:
    """The parts that hold something. A mail attached to the mail is one part: it is opened by itself."""
    stack: list[Message] = [mail]
    while stack:
        part = stack.pop()
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            stack += [one for one in reversed(inside) if isinstance(one, Message)]
        else:
            yield part


def _is_attached(part: Message) -> bool:
    """Whether a part is a file that somebody sent, not the text of the mail or a picture in it."""
    if part.get_content_type() == "message/rfc822":
        return True
    if part.get_content_type() in ("application/pgp-signature", "application/pkcs7-signature", "text/calendar"):
        return False
    disposition = (part.get_content_disposition() or "").lower()
    if part.get_content_maintype() == "image" and (disposition == "inline" or part.get("Content-ID")):
        return False
    return disposition == "attachment" or _file_name(part) is not None or part.get_content_maintype() != "text"


def _body(parts: list[Message]) -> tuple[str | None, bytes | None]:
    """The text of the mail as plain text and as a page (UTF-8)."""
    plain: list[str] = []
    page: bytes | None = None
    for part in parts:
        if _is_attached(part) or part.get_content_maintype() != "text":
            continue
        text = _text(part)
        if part.get_content_type() == "text/html":
            page = page or text.encode("utf-8", errors="replace")
        elif text.strip():
            plain.append(text)
    return "\n".join(plain) if plain else None, page


def _content(part: Message) -> bytes:
    inside = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inside, list) and inside:
        first = inside[0]
        return first.as_bytes(policy=policy.compat32) if isinstance(first, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    content = _content(part)
    charset = part.get_content_charset() or ""
    if charset not in ("", "us-ascii", "utf-8", "iso-8859-1", "windows-1252"):
        try:
            return content.decode(charset)
        except (LookupError, ValueError):  # a name that no coding has, or with a zero byte in it
            pass
    try:
        return decode(content)[0]
    except SourceBroken:
        return content.decode("utf-8", errors="replace")


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError, HeaderParseError):
        name = None
    return _words(name) if name else None


def _title(part: Message) -> str:
    """The subject of a mail that is attached to another."""
    inside = part.get_payload()
    inner = inside[0] if isinstance(inside, list) and inside else None
    return _words(inner.get("Subject") or "") if isinstance(inner, Message) else ""


def _suffix(part: Message) -> str:
    kinds = {
        "message/rfc822": ".eml", "application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt",
        "application/msword": ".doc", "application/zip": ".zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    }  # fmt: skip
    return kinds.get(part.get_content_type(), "")


def _words(header: object) -> str:
    """A header with its coded words (`=?UTF-8?B?…?=`) made text, in one line."""
    raw = str(header)
    try:
        pieces = decode_header(raw)
        text = "".join(
            piece if isinstance(piece, str) else piece.decode(charset or "utf-8", errors="replace")
            for piece, charset in pieces
        )
    except (HeaderParseError, LookupError, ValueError):
        text = raw
    return " ".join(text.split())


def _envelope(mail: Message) -> Envelope:
    return Envelope(
        sender=_people(mail.get("From")), receivers=_people(mail.get("To")), copies=_people(mail.get("Cc")),
        subject=_words(mail.get("Subject") or ""), sent=_day(mail.get("Date")),
    )  # fmt: skip


def _people(header: object) -> str:
    """Names where they are told, addresses where not."""
    people = [person.strip() for person in _words(header or "").split(">,")]
    named = [_ADDRESS.sub("", f"{person}>" if "<" in person and ">" not in person else person) for person in people]
    return ", ".join((name or person).strip(' "<>') for name, person in zip(named, people, strict=True) if person)


def _day(header: object) -> datetime | None:
    if not header:
        return None
    try:
        return parsedate_to_datetime(str(header))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
