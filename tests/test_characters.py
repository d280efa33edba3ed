"""The view of a text that all rules look at: the same length, one spelling."""

from __future__ import annotations

import pytest

from extractor.core.characters import matching_view


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("thuỷ lợi, hoà giải, khoẻ, Uỷ ban", "thủy lợi, hòa giải, khỏe, Ủy ban"),
        ("quí III, Quí I, QUÍ II, hằng quí", "quý III, Quý I, QUÝ II, hằng quý"),
        ("qui hoạch, Qui định, nội qui, quĩ đất", "quy hoạch, Quy định, nội quy, quỹ đất"),
        ("xử lí, quản lí, đăng kí, kí kết, kĩ thuật", "xử lý, quản lý, đăng ký, ký kết, kỹ thuật"),
        ("kì họp, thế kỉ, kỉ luật, thẩm mĩ", "kỳ họp, thế kỷ, kỷ luật, thẩm mỹ"),
        ("bác sỹ, chiến sỹ", "bác sĩ, chiến sĩ"),
        ("“Đ/c A” – Ðảng uỷ", '"Đ/c A" - Đảng ủy'),
    ],
)
def test_one_spelling_is_seen(written: str, seen: str) -> None:
    assert matching_view(written) == seen
    assert matching_view(seen) == seen


@pytest.mark.parametrize(
    "word", ["lít", "kíp", "quít", "kính", "quì", "li ti", "mì", "kịp", "tỉ đồng", "Kỳ Sơn", "skí"]
)
def test_words_that_only_look_alike_stay(word: str) -> None:
    assert matching_view(word) == word
