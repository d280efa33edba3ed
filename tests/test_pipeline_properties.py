"""What holds for the record of any text: grounded, ordered, the same every time, deaf to how letters are encoded."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from composed_notice import as_text
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.core.errors import SecretDocument
from extractor.core.record import Record
from extractor.pipeline import extract
from extractor.views.json import record_schema, render_json, render_json_line

SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples"
DOCUMENTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((SAMPLES / "gold").glob("*.txt"))}
DOCUMENTS["two columns"] = as_text()
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.is_file())

EXAMPLES = int(os.environ.get("CHIDAO_EXAMPLES", "100"))
any_number = settings(max_examples=EXAMPLES)


def record_of(text: str) -> Record | None:
    """The record, or None for a text stamped secret: the one reason to refuse a text."""
    try:
        return extract(text)
    except SecretDocument:
        assert re.search(r"(?m)^\W*(?:ĐỘ MẬT\s*:\s*)?(?:TUYỆT |TỐI )?MẬT\W*$", unicodedata.normalize("NFC", text))
        return None


# --- texts ----------------------------------------------------------------------------------------------------------

_WORDS = (
    "giao", "Giao", "yêu cầu", "Yêu cầu", "đề nghị", "Đề nghị", "phân công", "cần", "phải", "thống nhất",
    "kiến nghị", "cam kết", "phấn đấu", "dự kiến", "chủ trì", "phối hợp", "phối hợp với", "đồng chủ trì",
    "chịu trách nhiệm", "tham mưu", "rà soát", "báo cáo", "hoàn thành", "tiếp tục", "tăng cường", "UBND",
    "UBND tỉnh", "Ủy ban nhân dân", "uỷ ban nhân dân huyện", "Tỉnh ủy", "Huyện uỷ", "HĐND", "Sở Y tế",
    "Sở Tài chính", "các Sở:", "các Bộ:", "Công an", "BCĐ", "Ban Chỉ đạo", "Phòng Nội vụ", "Văn phòng", "Đảng bộ",
    "các xã, thị trấn", "các sở, ban, ngành", "địa phương", "đơn vị", "Trường THPT", "Bình Liêu", "đồng chí", "ông",
    "bà", "Nguyễn Văn An", "Lò Thị Mai", "Hà", "Trần", "Chủ tịch", "Phó Chủ tịch", "Bí thư", "Giám đốc",
    "Thủ tướng Chính phủ", "TUV", "tỉnh", "huyện", "xã", "thôn", "thành phố", "Quảng Ninh", "Đầm Hà", "Hải Hà",
    "TP. HCM", "Mường La", "đặc khu", "Nghị quyết", "Nghị quyết số", "Thông báo", "Kế hoạch", "Quyết định",
    "Luật Đất đai", "06-NQ/TU", "123/TB-UBND", "số", "Số:", "Điều 5", "khoản 2", "V/v", "Chương trình OCOP",
    "Chương trình", "Dự án", "Đề án", "phong trào", "ngày", "tháng", "năm", "quý III", "tuần tới", "hằng tháng",
    "hàng năm", "định kỳ", "trước ngày", "đến", "từ", "trong", "chậm nhất", "xong", "hết", "kể từ ngày ban hành",
    "10 ngày làm việc", "giai đoạn", "nhiệm kỳ", "cuối năm", "nay", "14h00", "thứ Hai", "mùng 5", "5/6",
    "30/6/2022", "31/2/2022", "29/2", "20.4", "2021-2025", "2022", "0", "00", "99/99", "12", "1.000", "3,5",
    "35,62%", "5 - 7%", "285/415", "7/0", "tỷ đồng", "triệu", "ha", "hộ", "m2", "km", "tiêu chí/xã", "hơn",
    "khoảng", "ít nhất", "không quá", "một", "hai mươi", "lăm", "rưỡi", "USD", "đã", "chưa", "không", "nghiêm cấm",
    "sẽ", "kết luận", "như sau:", "nhiệm vụ", "về việc", "Nơi nhận:", "Lưu: VT", "TM.", "KT. CHỦ TỊCH", "T/L",
    "THÔNG BÁO", "KẾT LUẬN", "Trên đây là", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "thuỷ lợi", "hoà giải",
    "sức khoẻ", "quý", "Hoá", "XOÁ", "khoẻ", "Ð", "ð", "và", "với", "của", "các", "những", "để", "nhằm", "theo",
    "tại", "do", "là", ",", ";", ":", ".", "./.", "...", "…", "-", "–", "+", "(", ")", "\"", "“", "”", "/", "%",
    "*", "|", "1.", "a)", "I.", "1.1.", "đ)", "- ", "#", "\n", "\n\n", "\n- ", "\n1. ", "\na) ",
)  # fmt: skip
_SOUP = st.lists(
    st.tuples(st.sampled_from(_WORDS), st.sampled_from((" ", " ", " ", "", "\n", "\u00a0"))), max_size=60
).map(lambda parts: "".join(word + gap for word, gap in parts))
_STRANGE = st.sampled_from(
    "\u00a0\u202f\u3000\u200b\u200d\ufeff"
    "\u00ad\u202a\u202e\u2066\u2069\u200f\x00\x07\x1b\x7f\x85\u2028\u0301\u0323\u0302\u031b\U0001f4dcİßﬁ½²١一"
)
_CASES = (str.upper, str.lower, str.title, str.swapcase)


def _spoil(draw: st.DrawFn, line: str) -> str:
    """One accident to a line."""
    where = draw(st.integers(0, len(line)))
    before, behind = line[:where], line[where:]
    return draw(
        st.sampled_from(
            (
                "",
                f"{line}\n{line}",
                before,
                f"{before}\n{behind}",
                *(change(line) for change in _CASES),
                *(line.replace(" ", blank) for blank in ("\u00a0", "  ", "\t", "", "\u202f")),
                *(re.sub(r"\d", digit, line) for digit in "019"),
                "".join(c for c in unicodedata.normalize("NFD", line) if not unicodedata.combining(c)),
            )
        )
        | st.builds("{}{}{}".format, st.just(before), _STRANGE | st.sampled_from(_WORDS), st.just(behind))
    )


@st.composite
def _spoilt(draw: st.DrawFn) -> str:
    """A stretch of a sample document as careless hands, bad converters and torn copies leave it."""
    lines = DOCUMENTS[draw(st.sampled_from(sorted(DOCUMENTS)))].split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    lines = lines[first : first + draw(st.integers(1, 16))]
    for _ in range(draw(st.integers(0, 8))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        if draw(st.booleans()):
            lines[at] = _spoil(draw, lines[at])
        else:
            lines[at], lines[other] = lines[other], lines[at]
    return draw(st.sampled_from(("\n", "\n", "\r\n", "\n\n", " "))).join(lines)


TEXTS = st.one_of(
    _spoilt(), _SOUP, st.text(max_size=300), st.text(alphabet=_STRANGE | st.sampled_from("aÁệđ 1.,/-()\n"), max_size=80)
)


# --- grounded, ordered, well-formed ---------------------------------------------------------------------------------


def quotes(record: Record) -> Iterator[tuple[str, int, int, str]]:
    """What every item of every layer says stands at its span."""
    for path, evidence in record.document.evidence.items():
        yield f"card {path}", evidence.start, evidence.end, evidence.text
    for item in (*record.entities, *record.figures, *record.times, *record.directives):
        yield item.rule, item.start, item.end, item.text
    for directive in record.directives:
        for who in directive.assignees:
            yield "assignee", who.start, who.end, who.text if who.quote is None else who.quote
        if directive.deadline:
            yield "deadline", directive.deadline.start, directive.deadline.end, directive.deadline.text
    for section in record.sections:
        if section.heading:
            yield "heading", section.heading.start, section.heading.end, section.heading.text
    for told in record.diagnostics:
        if told.start is not None and told.end is not None and told.text is not None:
            yield f"diagnostic {told.code}", told.start, told.end, told.text


def check_quotes(record: Record) -> None:
    size = len(record.text)
    for what, start, end, text in quotes(record):
        assert 0 <= start < end <= size, (what, start, end)
        assert record.text[start:end] == text, what
    for section in record.sections:
        assert 0 <= section.start < section.end <= size
        if section.label:
            assert record.text[section.start : section.end].lstrip().startswith(section.label)
    for place in record.places:
        assert 0 <= place.start < place.end <= size


def check_order(record: Record) -> None:
    """Layers stand in text order; nothing that is counted once lies over another."""
    for layer in (record.entities, record.figures, record.times, record.directives):
        for before, item in pairwise(layer):
            assert before.end <= item.start, (before, item)
    spans = sorted((item.start, item.end, item.text) for item in (*record.entities, *record.figures, *record.times))
    for one, other in pairwise(spans):
        assert one[1] <= other[0], (one, other)
    starts = [section.start for section in record.sections]
    assert starts == sorted(starts)


def check_links(record: Record) -> None:
    """Sections form a forest that holds its members; directives name a section that is there."""
    for number, section in enumerate(record.sections):
        if section.parent is not None:
            assert 0 <= section.parent < number
            assert record.sections[section.parent].end >= section.end
    for directive in record.directives:
        assert 0.0 <= directive.confidence <= 1.0
        if directive.section is not None:
            section = record.sections[directive.section]
            assert section.start <= directive.start < section.end


def check_values(record: Record) -> None:
    """Dates exist and intervals run forward."""
    for time in record.times:
        first, last = day(time.from_), day(time.to)
        if first and last:
            assert first <= last, time
    for directive in record.directives:
        if due := directive.deadline:
            last_day = day(due.last_day)
            assert (day(due.due) is None) == (last_day is None), due
            if last_day:
                assert last_day <= (day(due.due) or last_day), due


def day(written: str | None) -> date | None:
    if written is None:
        return None
    return datetime.fromisoformat(written).date() if "T" in written else date.fromisoformat(written)


def check(record: Record) -> None:
    assert unicodedata.is_normalized("NFC", record.text)
    check_quotes(record)
    check_order(record)
    check_links(record)
    check_values(record)


@settings(any_number, max_examples=3 * EXAMPLES)
@given(TEXTS)
def test_record_of_any_text_is_sound(text: str) -> None:
    record = record_of(text)
    if record is not None:
        check(record)


@pytest.mark.parametrize("name", FILES)
def test_record_of_a_sample_file_is_sound(name: str) -> None:
    check(extract(SAMPLES / name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_record_of_a_sample_text_is_sound(name: str) -> None:
    check(extract(DOCUMENTS[name]))


# --- JSON -----------------------------------------------------------------------------------------------------------


@cache
def validator() -> Any:
    schema = json.loads(record_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def check_json(record: Record) -> None:
    for written in (render_json(record), render_json_line(record)):
        assert msgspec.json.decode(written, type=Record) == record
    validator().validate(json.loads(render_json_line(record)))


@any_number
@given(TEXTS)
def test_record_survives_json_and_keeps_to_the_schema(text: str) -> None:
    record = record_of(text)
    if record is not None:
        check_json(record)


@pytest.mark.parametrize("name", FILES)
def test_record_of_a_sample_file_survives_json(name: str) -> None:
    check_json(extract(SAMPLES / name))


def test_schema_refuses_what_is_no_record() -> None:
    good = json.loads(render_json_line(extract(DOCUMENTS["07-thu-giao-ban"])))
    assert validator().is_valid(good)
    for spoil in ({"text": 1}, {"document": {"genre": "poem"}}, {"directives": [{"kind": "task"}]}):
        assert not validator().is_valid(good | spoil)


# --- the same every time --------------------------------------------------------------------------------------------


@any_number
@given(TEXTS)
def test_extraction_is_deterministic(text: str) -> None:
    assert record_of(text) == record_of(text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_record_of_a_document_does_not_depend_on_what_was_read_before(name: str) -> None:
    alone = extract(DOCUMENTS[name])
    for text in DOCUMENTS.values():
        extract(text)
    assert extract(DOCUMENTS[name]) == alone


def orders(record: Record) -> list[tuple[object, ...]]:
    return [(d.kind, d.text, d.assignees, d.deadline, d.issued_by) for d in record.directives]


# in the text itself one no longer sees what was a cell of a table
WITHOUT_TABLES = [name for name, text in DOCUMENTS.items() if "|" not in text]


@pytest.mark.parametrize("name", [*WITHOUT_TABLES, *(name for name in FILES if name.endswith((".txt", ".md")))])
def test_the_text_of_a_record_gives_the_same_directives(name: str) -> None:
    first = extract(DOCUMENTS[name] if name in DOCUMENTS else (SAMPLES / name).read_text(encoding="utf-8-sig"))
    assert first.directives
    again = extract(first.text)
    assert again.text == first.text
    assert orders(again) == orders(first)


# --- encodings of one text ------------------------------------------------------------------------------------------


def check_normal_forms(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert record_of(composed) == record_of(decomposed)


@any_number
@given(st.one_of(_spoilt(), _SOUP))
def test_composed_and_decomposed_letters_give_one_record(text: str) -> None:
    check_normal_forms(text)


@pytest.mark.parametrize(
    "foot", ["Nơi nhận:     KT. CHỦ TỊCH\n- A;          PHÓ CHỦ TỊCH", "Nơi\tnhận:\n- UBND huyện;"]
)
def test_a_foot_in_decomposed_letters_is_told_apart_the_same(foot: str) -> None:
    check_normal_forms(f"Giao Sở Y tế rà soát.\n{foot}")


def test_blanks_inside_the_head_of_the_recipients_lose_no_entry() -> None:
    record = extract("Giao Sở Y tế rà soát.\nNơi    nhận:\n- UBND huyện Đầm Hà;")
    assert record.document.recipients == ("UBND huyện Đầm Hà",)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_in_decomposed_letters_gives_the_same_record(name: str) -> None:
    check_normal_forms(DOCUMENTS[name])


def _placements() -> dict[str, str]:
    """Open syllables on oa, oe, uy: the tone on the second vowel (`oà`, old) → on the first (`òa`, new)."""
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for mark in "\u0300\u0301\u0303\u0309\u0323":
            for a, b in ((first, second), (first.upper(), second), (first.upper(), second.upper())):
                pairs[unicodedata.normalize("NFC", a + b + mark)] = unicodedata.normalize("NFC", a + mark + b)
    return pairs


_TO_NEW = _placements()
_TO_OLD = {new: old for old, new in _TO_NEW.items()}
_LETTER = r"[^\W\d_]"


def _replace(text: str, pairs: dict[str, str]) -> str:
    """The tones of open syllables moved; `quý` has its tone on its only vowel, `hoàn` is closed."""
    return re.sub(
        rf"(?<![qQ])({'|'.join(pairs)})(?!{_LETTER})", lambda m: pairs[m.group()], unicodedata.normalize("NFC", text)
    )


def old_placement(text: str) -> str:
    return _replace(text, _TO_OLD)


def new_placement(text: str) -> str:
    return _replace(text, _TO_NEW)


def levelled(value: object) -> object:
    """A record's values with every string in the new placement."""
    if isinstance(value, str):
        return new_placement(value)
    if isinstance(value, dict):
        return {key: levelled(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [levelled(item) for item in value]
    return value


def check_placements(text: str) -> None:
    old, new = record_of(old_placement(text)), record_of(new_placement(text))
    assert (old is None) == (new is None)
    assert levelled(msgspec.to_builtins(old)) == levelled(msgspec.to_builtins(new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("thuý", "thúy"),
        ("KHOẺ", "KHỎE"),
        ("Hoá", "Hóa"),
        ("Uỷ ban xoá", "Ủy ban xóa"),
        ("quý", "quý"),
        ("hoàn", "hoàn"),
        ("quả", "quả"),
    ],
)
def test_what_the_two_placements_are(old: str, new: str) -> None:
    assert (old_placement(new), new_placement(old)) == (old, new)


@any_number
@given(st.one_of(_spoilt(), _SOUP))
def test_old_and_new_tone_placement_give_one_record(text: str) -> None:
    check_placements(text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_in_the_old_placement_gives_the_same_record(name: str) -> None:
    text = DOCUMENTS[name]
    assert old_placement(text) != new_placement(text)
    check_placements(text)
