"""The head of a conclusion that was sent by e-mail: sender, addressee, day and subject in lines of their own."""

from __future__ import annotations

import re

from extractor.core.document import SourceText
from extractor.structure.head import Head

_FIELD = re.compile(
    r"\W*(?:(?P<date>Ngày gửi|Ngày|Thời gian|Date|Sent)|(?P<subject>Chủ đề|Tiêu đề|Về việc|Subject)"
    r"|Từ|Người gửi|From|Gửi|Đến|Người nhận|To|Cc|Bcc|Đồng gửi|Đính kèm|Tệp đính kèm|Attachments?)\s*:\s*",
    re.IGNORECASE,
)
_SUBJECT_PREFIX = re.compile(r"(?:(?:Re|Fw|Fwd|Trả lời|Chuyển tiếp)\s*:\s*)+", re.IGNORECASE)
_TYPE = re.compile(r"(Thông báo|Kết luận|Chỉ thị|Công điện|Kế hoạch|Biên bản)(?!\w)", re.IGNORECASE)


def find_mail_head(source: SourceText, view: str) -> Head | None:
    """The head where the text opens with the fields of an e-mail, a subject among two or more; else None."""
    fields = []
    body = 0
    for paragraph in [p for p in source.paragraphs if view[p.start : p.end].strip()][:12]:
        match = _FIELD.match(view, paragraph.start, paragraph.end)
        if match is None:
            body = paragraph.start
            break
        fields.append((match, paragraph.end))
    subject = next(((m.end(), end) for m, end in fields if m.group("subject")), None)
    if subject is None or len(fields) < 2:
        return None
    if prefix := _SUBJECT_PREFIX.match(view, *subject):
        subject = prefix.end(), subject[1]
    doc_type = _TYPE.match(view, *subject)
    return Head(
        body=body or subject[1],
        date=next(((m.end(), end) for m, end in fields if m.group("date")), None),
        doc_type=doc_type.span() if doc_type else None,
        title=subject,
        subject=True,
    )
