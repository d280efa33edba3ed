"""Files into the register: what each becomes, and that a failed one leaves nothing behind."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import msgspec
import pytest
from register_samples import AT, notice

from extractor import pipeline
from extractor.core.errors import SecretDocument, SourceBroken
from extractor.core.program import PROGRAM, is_older
from extractor.core.record import Record
from extractor.ingest import Candidate, examining, find_files, ingest, passed_over
from extractor.ingest.keeping import keep, what_is_known
from extractor.ingest.messages import Wanted
from extractor.store import get, get_original, list_documents, open_register
from extractor.views.outcomes import render_outcomes
from extractor.views.terminal import Screen

SENTENCES = """THÔNG BÁO
Kết luận của Chủ tịch UBND huyện Lâm Sơn
Giao Công an huyện Lâm Sơn tuần tra, hoàn thành trước ngày 30/4/2026.
"""


@pytest.fixture
def register(tmp_path: Path):
    with open_register(tmp_path / "register" / "r.db", create=True) as opened:
        yield opened


@pytest.fixture
def made_by_hand(monkeypatch: pytest.MonkeyPatch) -> list[Record]:
    """Ingest gets this record for every file; tests change it."""
    records = [notice(program=PROGRAM)]
    monkeypatch.setattr(pipeline, "extract", lambda content, *, context: records[-1])
    return records


def file(folder: Path, name: str = "a.txt", content: str | bytes = SENTENCES) -> Candidate:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Candidate(path)


# which files


def test_folders_are_read_through_in_order_without_what_is_hidden(tmp_path: Path):
    names = (
        "b.TXT",
        "a.docx",
        "sub/c.pdf",
        "sub/d.html",
        "~$a.docx",
        ".hidden.txt",
        ".git/x.txt",
        "e.exe",
        "f.xlsx",
        "noext",
    )
    for name in names:
        file(tmp_path, name)
    found = [str(c.path.relative_to(tmp_path)) for c in find_files([tmp_path])]
    assert found == ["a.docx", "b.TXT", "sub/c.pdf", "sub/d.html"]
    file(tmp_path, "Thumbs.db")
    assert passed_over([tmp_path, tmp_path / "e.exe"]) == ("e.exe", "f.xlsx", "noext")
    told = render_outcomes([], Screen(), passed_over([tmp_path]))
    assert "Bỏ qua 3 tệp không thuộc dạng đọc được: e.exe, f.xlsx, noext." in told


def test_a_named_file_is_tried_whatever_its_name_and_once(tmp_path: Path):
    odd = file(tmp_path, "noext").path
    assert find_files([odd, odd, tmp_path / "missing"]) == (Candidate(odd), Candidate(tmp_path / "missing"))
    inside = file(tmp_path, "a.txt").path
    assert [c.path for c in find_files([inside, tmp_path])] == [inside]


def test_a_folder_without_documents_is_wrong(tmp_path: Path, register):
    (tmp_path / "empty").mkdir()
    (candidate,) = find_files([tmp_path / "empty"])
    outcome = ingest(register, candidate, at=AT)
    assert (outcome.kind, list_documents(register)) == ("failed", ())
    assert "không có văn bản nào" in (outcome.reason or "")


# what becomes of one


def test_a_file_is_new_then_unchanged(tmp_path: Path, register):
    candidate = file(tmp_path)
    first = ingest(register, candidate, at=AT)
    assert (first.kind, first.document) == ("new", "VB1")
    assert ingest(register, candidate, at="2027-01-01").kind == "unchanged"
    assert ingest(register, file(tmp_path, "copy.md"), at="2027-01-01").kind == "unchanged"
    assert get_original(register, "VB1") == SENTENCES.encode()
    shown = get(register, "VB1")
    assert shown.record.source.file_name == shown.document.file_name == "a.txt"
    assert shown.document.ingested_at == AT
    assert shown.document.program == PROGRAM


def test_a_newer_program_reads_again_and_an_older_does_not(tmp_path: Path, register, made_by_hand, monkeypatch):
    candidate = file(tmp_path)
    made_by_hand.append(notice(program="chidao 0.1.0"))
    assert ingest(register, candidate, at=AT).kind == "new"
    before = get(register, "VB1").directive_ids
    monkeypatch.setattr(examining, "PROGRAM", "chidao 0.2.0")
    made_by_hand.append(msgspec.structs.replace(notice(program="chidao 0.2.0"), entities=()))
    outcome = ingest(register, candidate, at="2027-01-01")
    assert (outcome.kind, outcome.document) == ("updated", "VB1")
    assert get(register, "VB1").record == made_by_hand[-1]
    assert get(register, "VB1").directive_ids == before
    monkeypatch.setattr(examining, "PROGRAM", "chidao 0.1.9")
    assert ingest(register, candidate, at="2027-01-02").kind == "unchanged"
    assert ingest(register, candidate, at="2027-01-02", again=True).kind == "updated"


@pytest.mark.parametrize(
    ("program", "than", "older"),
    [
        ("chidao 0.1.0", "chidao 0.1.0", False),
        ("chidao 0.9.0", "chidao 0.10.0", True),
        ("chidao 1.0", "chidao 0.9.9", False),
        ("", "chidao 0.1.0", True),
    ],
)
def test_versions(program, than, older):
    assert is_older(program, than) is older


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""), ("blank.txt", b" \n\n"), ("cut.docx", b"PK\x03\x04 not all of it"),
        ("cut.pdf", b"%PDF-1.7\n%%EOF"),
        ("fake.pdf", b"plain words"), ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ],
)  # fmt: skip
def test_what_cannot_be_read_fails_with_a_reason_and_leaves_nothing(tmp_path: Path, register, name, content):
    outcome = ingest(register, file(tmp_path, name, content), at=AT)
    assert outcome.kind == "failed"
    assert outcome.reason and "\n" not in outcome.reason
    assert list_documents(register) == ()


def test_a_missing_file_fails(tmp_path: Path, register):
    outcome = ingest(register, Candidate(tmp_path / "none.txt"), at=AT)
    assert outcome.kind == "failed"
    assert "Không tìm thấy" in (outcome.reason or "")


def test_a_later_failure_keeps_what_was_there(tmp_path: Path, register, made_by_hand, monkeypatch):
    candidate = file(tmp_path)
    ingest(register, candidate, at=AT)

    def fail(content, *, context):
        raise SourceBroken("hỏng")

    monkeypatch.setattr(pipeline, "extract", fail)
    assert ingest(register, candidate, at=AT, again=True).kind == "failed"
    assert get(register, "VB1").record == notice(program=PROGRAM)


SECRET = """UBND HUYỆN LÂM SƠN
Số: 12/TB-UBND
MẬT
THÔNG BÁO
Giao Công an huyện giữ kín việc Bimatxyz trước ngày 30/4/2026.
"""


def test_a_secret_document_leaves_no_trace(tmp_path: Path, register):
    outcome = ingest(register, file(tmp_path, "m.txt", SECRET), at=AT)
    assert outcome.kind == "failed"
    assert "mật" in (outcome.reason or "")
    assert "Bimatxyz" not in str(outcome)
    register.close()
    assert b"Bimatxyz" not in b"".join(f.read_bytes() for f in register.path.parent.iterdir())


def test_a_document_later_known_to_be_secret_is_taken_out(tmp_path: Path, register, made_by_hand, monkeypatch):
    candidate = file(tmp_path, "m.txt", SECRET)
    assert ingest(register, candidate, at=AT).kind == "new"

    def refuse(content, *, context):
        raise SecretDocument("Văn bản mật.")

    monkeypatch.setattr(pipeline, "extract", refuse)
    assert ingest(register, candidate, at=AT, again=True).kind == "failed"
    assert list_documents(register) == ()
    register.close()
    assert b"Bimatxyz" not in b"".join(f.read_bytes() for f in register.path.parent.iterdir())


def test_pages_without_text(tmp_path: Path, register, made_by_hand):
    whole = notice(program=PROGRAM)
    made_by_hand.append(
        Record("", whole.document, msgspec.structs.replace(whole.source, pages=2, needs_ocr=(1, 2)), whole.anchor)
    )
    outcome = ingest(register, file(tmp_path, "scan.pdf"), at=AT)
    assert outcome.kind == "needs_ocr"
    assert "2 trang" in (outcome.reason or "")
    assert list_documents(register) == ()
    made_by_hand.append(
        msgspec.structs.replace(whole, source=msgspec.structs.replace(whole.source, pages=3, needs_ocr=(2,)))
    )
    outcome = ingest(register, file(tmp_path, "half.pdf"), at=AT)
    assert (outcome.kind, list_documents(register)[0].needs_ocr) == ("new", (2,))
    assert "trang 2" in (outcome.warning or "")


# what lies in other files


def all_of(register, candidate: Candidate):
    """What becomes of each document in a file, as a batch keeps them."""
    found = examining.examine(candidate, lambda sha256: what_is_known(register, sha256), Wanted(False, None))
    return [keep(register, finding, at=AT) for finding in found]


def test_a_mail_is_its_documents(register, tmp_path: Path):
    """Text of the mail, attachments and what an archive among them holds, each by itself; a bad one stops nothing."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Văn phòng <vp@xa.example.vn>", "Giao việc", "<1@xa.example.vn>"
    mail.set_content("Đề nghị Phòng Kinh tế rà soát hộ nghèo, báo cáo UBND xã trước ngày 20/3/2026.")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("../don/409-TB-UBND.txt", SENTENCES + "Việc thứ hai.")
    for name, content in (
        ("408-TB-UBND.txt", SENTENCES.encode()),
        ("hong.docx", b"PK"),
        ("don.zip", packed.getvalue()),
    ):
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    outcomes = all_of(register, file(tmp_path, "thu.eml", mail.as_bytes()))
    assert [(Path(outcome.path).name, outcome.kind) for outcome in outcomes] == [
        ("thu.eml › nội dung thư.txt", "new"),
        ("thu.eml › 408-TB-UBND.txt", "new"),
        ("thu.eml › hong.docx", "failed"),
        ("thu.eml › don.zip › don › 409-TB-UBND.txt", "new"),
    ]
    assert sorted(row.file_name for row in list_documents(register)) == [
        "thu.eml › 408-TB-UBND.txt",
        "thu.eml › don.zip › don › 409-TB-UBND.txt",
        "thu.eml › nội dung thư.txt",
    ]


def test_an_archive_that_is_locked_or_empty_says_so(register, tmp_path: Path):
    packed = io.BytesIO()
    zipfile.ZipFile(packed, "w").close()
    (outcome,) = all_of(register, file(tmp_path, "rong.zip", packed.getvalue()))
    assert outcome.kind == "failed"
    assert "không có văn bản nào" in (outcome.reason or "")
