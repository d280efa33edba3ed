"""The text of a mail as a document: sender, addressees, day and subject in lines of their own, then what is written."""

from __future__ import annotations

import html
import re
from datetime import datetime

import msgspec

from extractor.lexicon.mail_words import says_more_than_a_greeting
from extractor.reading.members import Member

_TAG = re.compile(
    r"<(?:style|script|head|title)\b.*?</(?:style|script|head|title)\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE
)
_TABLE_ROW = re.compile(rb"<tr[\s>]", re.IGNORECASE)
_BODY_START = re.compile(rb"<body[^>]*>", re.IGNORECASE)
_LEAST_ROWS = 2


class Envelope(msgspec.Struct, frozen=True):
    """What stands above a mail."""

    sender: str = ""
    receivers: str = ""
    copies: str = ""
    subject: str = ""
    sent: datetime | None = None

    def lines(self) -> list[str]:
        sent = f"{self.sent:%d/%m/%Y %H:%M}" if self.sent else ""
        fields = (
            ("Từ", self.sender), ("Đến", self.receivers), ("Đồng gửi", self.copies), ("Ngày gửi", sent),
            ("Chủ đề", self.subject),
        )  # fmt: skip
        return [f"{name}: {value}" for name, value in fields if value]


def body_member(envelope: Envelope, plain: str | None, page: bytes | None, attached: bool) -> Member | None:
    """The text of a mail as a member; none where it is empty, or only greets and sends what is attached.

    A page goes before plain text where it has a table, which plain text takes apart.
    """
    said = plain if plain and plain.strip() else _bare(page) if page else ""
    if not said.strip() or (attached and not says_more_than_a_greeting(said)):
        return None
    if page and (not plain or len(_TABLE_ROW.findall(page)) >= _LEAST_ROWS):
        return Member("nội dung thư.html", _with_envelope(page, envelope))
    text = "\n".join(envelope.lines()) + "\n\n" + (plain or "")
    return Member("nội dung thư.txt", text.encode("utf-8", errors="replace"))


def _bare(page: bytes) -> str:
    text = page.decode("utf-8", errors="replace")
    return html.unescape(_TAG.sub("\n", text))


def _with_envelope(page: bytes, envelope: Envelope) -> bytes:
    head = "".join(f"<p>{html.escape(line)}</p>" for line in envelope.lines()).encode("utf-8", errors="replace")
    body = _BODY_START.search(page)
    at = body.end() if body else 0
    return b'<meta charset="utf-8">' + page[:at] + head + page[at:]
