"""Figures: the rule corpus row by row, and properties that hold for any text."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spelled_numbers import spell

from extractor.core.characters import matching_view
from extractor.core.mentions import FigureMention
from extractor.lexicon.number_words import read_number_words, read_scale
from extractor.lexicon.units import comparator_words, currency_codes, longest_phrase, units
from extractor.recognise.figure_numbers import find_numerals, read_numeral, scaled
from extractor.recognise.figures import find_figures

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "corpora/rules/figures.jsonl").read_text(encoding="utf-8").splitlines()
]
LETTERS = st.text(alphabet="0123456789.,/-+%() \n\"':;ađhộxtỷriệuồngnămbavớiKmQĐ", max_size=120)


def describe(figure: FigureMention, text: str) -> dict[str, object]:
    """The figure in the form of a corpus row."""
    fields = ("kind", "value", "unit", "max", "total", "per", "comparator")
    row = {name: getattr(figure, name) for name in fields if getattr(figure, name) is not None}
    return row | {"span": text[figure.start : figure.end]}


def group_thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_rule_corpus(row: dict[str, object]) -> None:
    text = str(row["text"])
    found = [describe(figure, text) for figure in find_figures(matching_view(text))]
    expected = [] if row.get("none") else [{key: value for key, value in row.items() if key != "text"}]
    assert found == expected


def test_rule_corpus_is_large_enough() -> None:
    assert sum("none" not in row for row in ROWS) >= 250
    assert sum("none" in row for row in ROWS) >= 100
    assert len({row["text"] for row in ROWS}) == len(ROWS)


def test_several_figures_in_one_sentence() -> None:
    text = "Thu ngân sách đạt 12.846,5 tỷ đồng, bằng 84,3% dự toán; 102/102 xã, phường kết nối; còn 17 dự án chậm."
    spans = [text[figure.start : figure.end] for figure in find_figures(text)]
    assert spans == ["12.846,5 tỷ đồng", "84,3%", "102/102 xã", "17 dự án"]


def test_two_counts_about_one_slash() -> None:
    spans = [f.unit for f in find_figures("sơ tán 120 hộ/450 khẩu, mỗi hộ 2 triệu đồng/tháng")]
    assert spans == ["hộ", "khẩu", "VND"]


def test_whole_values_are_ints() -> None:
    values = [figure.value for figure in find_figures("28,757 tỷ đồng và 12,0 ha và 12,5 ha")]
    assert [type(value) for value in values] == [int, int, float]


def test_wrapped_line_but_not_table_cells() -> None:
    wrapped = "b) Khẩn trương hoàn thành phê duyệt đối tượng hỗ trợ nhà ở thuộc 02\nChương trình nói trên."
    assert [figure.unit for figure in find_figures(wrapped)] == ["Chương trình"]
    assert find_figures("1\nxã Hòa Bình\n2\nxã Tân Lập") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.845,6", "1845.6"),
        ("12.500.000", "12500000"),
        ("28,757", "28.757"),
        ("0.125", "0.125"),
        ("12.05", "12.05"),
        ("1,250,000", "1250000"),
        ("05", "5"),
        ("30.4.2025", None),
        ("1.2.3", None),
        ("9" * 40, None),
    ],
)
def test_read_numeral(text: str, value: str | None) -> None:
    read = read_numeral(text)
    assert (None if read is None else format(read.normalize(), "f")) == value


def test_blanks_between_thousands() -> None:
    assert [numeral.value for numeral in find_numerals("1 250 000 và 12 500 người")] == [1250000, 12, 500]


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_numbers_are_read_back(number: int) -> None:
    assert read_numeral(group_thousands(number)) == number


@given(st.integers(min_value=1, max_value=9_999_999), st.integers(min_value=0, max_value=999))
def test_money_is_read_back(whole: int, thousandths: int) -> None:
    text = f"kinh phí {group_thousands(whole)},{thousandths:03d} tỷ đồng"
    (figure,) = find_figures(text)
    assert figure.value == whole * 10**9 + thousandths * 10**6
    assert text[figure.start : figure.end] == text.removeprefix("kinh phí ")


@given(
    st.integers(min_value=1, max_value=98),
    st.integers(min_value=1, max_value=99),
    st.sampled_from(["ha", "hộ", "dự án"]),
)
def test_ranges_are_read_back(low: int, step: int, unit: str) -> None:
    (figure,) = find_figures(f"tăng thêm {low} - {low + step} {unit}")
    assert (figure.value, figure.max, figure.unit) == (low, low + step, unit)


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_number_words_are_read_back(number: int) -> None:
    words = spell(number).split()
    assert read_number_words(words) == (number, len(words))


@pytest.mark.parametrize(
    ("words", "value", "count"),
    [
        ("hai mươi tư hộ", 24, 3),
        ("mười lăm", 15, 2),
        ("ba trăm linh năm", 305, 4),
        ("một triệu rưỡi", 1_500_000, 3),
        ("năm nghìn tỷ đồng", 5 * 10**12, 3),
        ("hai phẩy năm tỷ", 2_500_000_000, 4),
        ("bảy", 7, 1),
    ],
)
def test_read_number_words(words: str, value: int, count: int) -> None:
    assert read_number_words(words.split()) == (value, count)


@pytest.mark.parametrize("words", ["", "trăm hộ", "lăm", "nghìn tỷ", "hộ"])
def test_no_number_words(words: str) -> None:
    assert read_number_words(words.split()) is None


def test_scales_multiply() -> None:
    assert read_scale(["nghìn", "tỷ", "đồng"]) == (10**12, 2)


@given(LETTERS)
@settings(max_examples=400)
def test_any_text_gives_ordered_disjoint_spans(text: str) -> None:
    last = 0
    for figure in find_figures(matching_view(text)):
        assert last <= figure.start < figure.end <= len(text)
        assert figure.unit
        last = figure.end


@pytest.mark.parametrize(
    "piece",
    ["1", "/", "1/", "1.", "1 ", "123 ", "hai ", "12 hộ, ", "1 tỷ ", "1-", '"1 ', "1 hộ/", "một trăm ", "\n", "từ "],
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        begin = time.perf_counter()
        find_figures(text)
        return time.perf_counter() - begin

    seconds(1_000)
    assert seconds(100_000) < max(20 * seconds(10_000), 1.0) + 4.0


def test_units_are_spelled_for_lookup() -> None:
    table = units()
    for word in table.nouns | table.measures | table.time_units | table.set_units:
        assert word == matching_view(word).lower().strip(), word
    assert not table.nouns & table.time_units
    assert len(table.nouns) > 700


def test_currency_and_comparator_tables() -> None:
    assert currency_codes()["đồng"] == "VND"
    assert currency_codes()["USD"] == "USD"
    assert all(len(code) == 3 and code.isupper() for code in currency_codes().values())
    assert comparator_words()["không quá"] == "<="
    assert comparator_words()["gần"] == "~<"


def test_longest_phrase_wins() -> None:
    assert longest_phrase(units().nouns, ["ngày", "công", "lao", "động", "giúp"]) == 4
    assert longest_phrase(units().nouns, ["vân", "vân"]) == 0


def test_scaled_keeps_decimals() -> None:
    assert scaled(read_numeral("35,62") or 0) == 35.62  # type: ignore[arg-type]
