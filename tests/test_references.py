"""References and document numbers: the rule corpora row by row, and properties that hold for any text."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.core.characters import matching_view
from extractor.lexicon.issuing_bodies import read_body
from extractor.recognise.references import find_references, parse_number

RULES = Path(__file__).parent.parent / "corpora/rules"
REFERENCES = [json.loads(line) for line in (RULES / "references.jsonl").read_text(encoding="utf-8").splitlines()]
NUMBERS = [json.loads(line) for line in (RULES / "numbers.jsonl").read_text(encoding="utf-8").splitlines()]
TYPES = ("TB", "KL", "NQ", "CT", "KH", "BC", "TTr", "HD", "CTr", "ĐA")
SCRAPS = st.lists(
    st.sampled_from(
        ["Nghị quyết", "Quyết định", "Luật Đất đai", "số", "12", "/", "-", "QĐ", "UBND", "TU", "ngày", "5/3/2024",
         "của", "Tỉnh ủy", "Đại hội", "Đảng bộ", "lần thứ", "XV", ",", ";", "và", "\n", " ", "năm",
         "2024", "(", ")", "các"]
    ),
    max_size=30,
)  # fmt: skip


@pytest.mark.parametrize("row", REFERENCES, ids=lambda row: row["text"][:60])
def test_reference_corpus(row: dict[str, object]) -> None:
    text = str(row["text"])
    expected = row["references"]
    assert isinstance(expected, list)
    found = [
        {"span": text[mention.start : mention.end]}
        | {name: getattr(mention, name) for name in ("doc_type", "number", "date", "issuer")}
        for mention in find_references(matching_view(text))
    ]
    assert [{key: got[key] for key in wanted} for wanted, got in zip(expected, found, strict=False)] == expected
    assert len(found) == len(expected), found


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row["text"][:60] or "empty")
def test_number_corpus(row: dict[str, object]) -> None:
    number = parse_number(str(row["text"]))
    if row.get("none"):
        assert number is None
        return
    assert number is not None
    fields = ("ordinal", "canonical", "doc_type", "system", "body")
    assert {name: getattr(number, name) for name in fields} == {name: row[name] for name in fields}
    assert " " not in number.canonical


def test_corpora_are_large_enough() -> None:
    assert len(REFERENCES) >= 200
    assert len(NUMBERS) >= 120
    assert sum(not row["references"] for row in REFERENCES) >= 45


def test_reference_over_a_line_break() -> None:
    text = "cách mạng theo Quyết định\nsố 21/2024/QĐ-TTg ngày 22/11/2024 của Thủ tướng Chính phủ; kịp thời"
    (mention,) = find_references(text)
    assert mention.number == "21/2024/QĐ-TTg"
    assert text[mention.start : mention.end].startswith("Quyết định\nsố")
    assert text[mention.start : mention.end].endswith("Chính phủ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch về việc", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Ban Thường vụ Tỉnh ủy Quảng Ngãi về", "Ban Thường vụ Tỉnh ủy Quảng Ngãi"),
        ("Chủ tịch UBND huyện Bình Sơn phê duyệt", "Chủ tịch UBND huyện Bình Sơn"),
        ("Thủ tướng Chính phủ Nguyễn Văn A", "Thủ tướng Chính phủ"),
        ("Ủy ban nhân dân tỉnh giao", "Ủy ban nhân dân tỉnh"),
        ("Bộ trưởng Bộ Y tế quy định", "Bộ trưởng Bộ Y tế"),
        ("Ban Chấp hành Trung ương Đảng khóa XII về", "Ban Chấp hành Trung ương Đảng khóa XII"),
        ("các sở, ban, ngành", None),
        ("cấp có thẩm quyền", None),
        ("nhân dân", None),
    ],
)
def test_read_body(text: str, name: str | None) -> None:
    end = read_body(text, 0)
    assert (None if end is None else text[:end]) == name


@given(st.integers(1, 99_999), st.sampled_from(TYPES), st.sampled_from(["UBND", "HĐND", "STC", "BNN-VP", "SNNMT"]))
def test_state_numbers_are_read_back(ordinal: int, code: str, body: str) -> None:
    number = parse_number(f"Số: {ordinal:02d} /{code}- {body}")
    assert number is not None
    assert (number.canonical, number.system, number.body) == (
        f"{ordinal:02d}/{code}-{body}",
        "state",
        body.split("-")[0],
    )


@given(st.integers(1, 9_999), st.sampled_from(TYPES), st.sampled_from(["TU", "HU", "ĐU", "TW", "VPTU"]))
def test_party_numbers_are_read_back(ordinal: int, code: str, body: str) -> None:
    number = parse_number(f"Số {ordinal:02d}-{code}/{body}")
    assert number is not None
    assert (number.canonical, number.system, number.body) == (f"{ordinal:02d}-{code}/{body}", "party", body)


@given(st.integers(1, 9_999), st.dates(min_value=dt.date(1990, 1, 1)))
def test_references_are_read_back(ordinal: int, date: dt.date) -> None:
    day = date.strftime("%d/%m/%Y")
    text = f"theo Quyết định số {ordinal}/QĐ-UBND ngày {day} của UBND tỉnh về việc"
    (mention,) = find_references(text)
    assert (mention.number, mention.date, mention.issuer) == (f"{ordinal}/QĐ-UBND", str(date), "UBND tỉnh")
    assert text[mention.start : mention.end] == text.removeprefix("theo ").removesuffix(" về việc")


@given(SCRAPS)
@settings(max_examples=400)
def test_any_text_gives_ordered_disjoint_spans(scraps: list[str]) -> None:
    text = " ".join(scraps)
    last = 0
    for mention in find_references(matching_view(text)):
        assert last <= mention.start < mention.end <= len(text)
        assert mention.type == "legal_ref"
        assert mention.doc_type
        last = mention.end


@given(st.text(max_size=80))
def test_no_line_raises(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.canonical


@pytest.mark.parametrize(
    "piece",
    ["1", "/", "1/", "Nghị quyết ", "Nghị quyết số ", "12/QĐ-UBND ", "Luật Đất ", "Ban Chấp hành ", "1/QĐ-", "\n", " ",
     "Nghị quyết Đại hội Đảng bộ ", "số 2/UBND-KT; ", "Luật sửa đổi, bổ sung một số điều của ", "của UBND tỉnh ", "A "],
)  # fmt: skip
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        begin = time.perf_counter()
        find_references(text)
        parse_number(text)
        return time.perf_counter() - begin

    seconds(1_000)
    assert seconds(100_000) < max(20 * seconds(10_000), 1.0) + 4.0


def test_charters_and_headings() -> None:
    def found(text: str) -> list[str]:
        return [text[m.start : m.end] for m in find_references(matching_view(text))]

    assert found("xử lý theo Điều lệ Đảng và Điều lệ Công đoàn Việt Nam.") == [
        "Điều lệ Đảng",
        "Điều lệ Công đoàn Việt Nam",
    ]
    assert found("Luật Đất đai (sửa đổi) có hiệu lực.") == ["Luật Đất đai (sửa đổi)"]
    assert found("căn cứ kết luận của Thường trực Huyện ủy tại buổi họp") == ["kết luận của Thường trực Huyện ủy"]
    assert found("Số 24-CT/TU\nCHỈ THỊ\ncủa Ban Thường vụ Tỉnh ủy\nvề an toàn giao thông") == []
