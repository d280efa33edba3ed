"""One file read and understood; the register is only asked what it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from extractor.core.context import Context
from extractor.core.errors import ChidaoError, SecretDocument
from extractor.core.program import PROGRAM, is_older
from extractor.core.record import UNREAD, Record
from extractor.ingest.candidates import ARROW, Candidate
from extractor.ingest.messages import Answer, Finding, Read, Refused, Same, Wanted

Reader = Callable[[bytes, Context], Record]
"""From the bytes of a file to its record; raises what `pipeline.extract` raises."""

Ask = Callable[[str], Answer]
"""What the register knows of a hash (SHA-256, hexadecimal)."""


def read_record(content: bytes, context: Context) -> Record:
    """The reader that is meant where none is named."""
    # the process that only writes never comes here, and does not pay a second for the import
    from extractor.pipeline import extract

    return extract(content, context=context)


_WARMING = """ỦY BAN NHÂN DÂN
TỈNH ĐẮK LẮK
Số: 12/TB-UBND
Đắk Lắk, ngày 3 tháng 4 năm 2026
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn An tại cuộc họp về chương trình mục tiêu quốc gia giảm nghèo
Căn cứ Luật Đầu tư công, đến nay các xã đã giải ngân 45,3 tỷ đồng.
1. Giao Sở Y tế chủ trì, phối hợp với UBND xã Ea Kly rà soát, báo cáo trước ngày 30/4/2026.
2. Các đồng chí trưởng thôn nắm chắc tình hình, hằng tháng họp dân.
3. Gặt xong lúa đông xuân, phơi khô, cất kho trong tháng 5.
4. Nạo lòng kênh N2.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""


def warm_up(wanted: Wanted) -> None:
    """Load word lists and models with a notice that asks for each, so that the first file is not charged for them."""
    read_record(_WARMING.encode(), Context(models=wanted.models))


def examine(candidate: Candidate, ask: Ask, wanted: Wanted, reader: Reader = read_record) -> Iterator[Finding]:
    """What each document of a file is. Never raises for what is wrong with the file."""
    from extractor.reading.source import load  # as above

    if candidate.wrong is not None:
        yield Refused(candidate.shown, candidate.wrong)
        return
    try:
        content = load(candidate.path if candidate.content is None else candidate.content)
    except ChidaoError as error:
        yield Refused(candidate.shown, str(error))
        return
    for document in documents_of(candidate, content):
        if document.wrong is not None:
            yield Refused(document.shown, document.wrong)
        else:
            yield _examine_document(document, document.content or b"", ask, wanted, reader)


def documents_of(candidate: Candidate, content: bytes) -> Iterator[Candidate]:
    """The documents in a file, each with its bytes: the file itself, or what a container holds."""
    from extractor.reading.container_kinds import container_kind  # as above
    from extractor.reading.containers import documents

    if candidate.kept_as is not None or container_kind(content, candidate.file_name) is None:
        yield msgspec.structs.replace(candidate, content=content)
        return
    for document in documents(content, candidate.file_name):
        inside = document.name.removeprefix(candidate.file_name).removeprefix(ARROW)
        yield Candidate(candidate.path, wrong=document.wrong, content=document.content, member=inside or None)


def _examine_document(candidate: Candidate, content: bytes, ask: Ask, wanted: Wanted, reader: Reader) -> Finding:
    from extractor.reading.source import fingerprint  # as above

    sha256 = fingerprint(content)
    known = ask(sha256)
    if known.just_now or (known.program is not None and not wanted.again and not is_older(known.program, PROGRAM)):
        return Same(candidate.shown, sha256)
    try:
        record = reader(content, Context(file_name=candidate.file_name, models=wanted.models))
    except SecretDocument as error:
        return Refused(candidate.shown, str(error), secret=sha256)
    except ChidaoError as error:
        return Refused(candidate.shown, str(error))
    if not record.text.strip():
        return Refused(candidate.shown, _no_text(record), kind="needs_ocr")
    return Read(candidate.shown, sha256, candidate.file_name, record, content)


def _no_text(record: Record) -> str:
    """Why a document of images gave no text, as the first page that was not read says it."""
    told = next((found.message for found in record.diagnostics if found.code in UNREAD), None)
    pages = f"{record.source.pages} trang" if record.source.pages else "các trang"
    if told:
        return f"{pages} đều là ảnh quét, không đọc được chữ. {told}"
    return f"{pages} không có chữ nào đọc được: quét lại rõ hơn, hoặc nhận dạng chữ (OCR) rồi nạp lại."
