"""The lexicon of bodies and abbreviations."""

from __future__ import annotations

import pytest

from extractor.lexicon.abbreviations import abbreviations, full_forms, write_out
from extractor.lexicon.bodies import body_words, heads_by_first_word, sector_pattern
from extractor.recognise.organisation_tails import _PIECES, _PLACES, read_body


def test_tables_are_lower_case_and_without_repetition() -> None:
    heads = [words for head in body_words().heads for words in head.words]
    assert [w for w in heads if w != w.lower()] == []
    assert [w for w in set(heads) if heads.count(w) > 1] == []
    assert set("".join(head.tail for head in body_words().heads)) <= set(_PIECES) | set(_PLACES)


def test_every_head_that_stands_alone_is_read_whole() -> None:
    for head in body_words().heads:
        for words in head.words:
            if head.alone == "no" or words == "trung ương đoàn":
                continue
            written = words.upper() if " " not in words else words[0].upper() + words[1:]
            body = read_body(written, 0)
            assert body is not None and body.end == len(written), words
            assert words.split()[0].split(".")[0] in heads_by_first_word()


@pytest.mark.parametrize(
    "text",
    [
        "Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội", "LĐ-TB&XH", "LĐTBXH", "LĐTB&XH",
        "Văn hóa, Thể thao và Du lịch", "Văn hóa Thể thao và Du lịch", "VHTTDL", "Nông nghiệp và PTNT", "NN&PTNT",
        "Nông nghiệp & Môi trường", "Kinh tế, Hạ tầng và Đô thị", "Dân tộc và Tôn giáo",
    ],
)  # fmt: skip
def test_sectors_in_all_spellings(text: str) -> None:
    match = sector_pattern().match(text)
    assert match and match.end() == len(text)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("BTV Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("BTT Ủy ban MTTQ VN tỉnh", "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("TT.HĐND tỉnh", "Thường trực Hội đồng nhân dân tỉnh"),
        ("Sở TP", "Sở Tư pháp"),
        ("UBND TP Huế", "Ủy ban nhân dân thành phố Huế"),
        ("Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
        ("Ban Chỉ đạo\nhuyện", "Ban Chỉ đạo huyện"),
        ("ỦY BAN NHÂN DÂN TỈNH SƠN LA", "ỦY BAN NHÂN DÂN TỈNH SƠN LA"),
    ],
)
def test_write_out(short: str, full: str) -> None:
    assert write_out(short) == full


def test_lookups_tell_all_readings() -> None:
    assert full_forms("KTXH") == full_forms("KT - XH") == ("kinh tế - xã hội",)
    assert len(full_forms("BTC")) > 1 and len(full_forms("TP")) > 1
    assert full_forms("GPMB", "topic") == ("giải phóng mặt bằng",)
    assert full_forms("GPMB", "body") == ()
    assert all(entry.short and entry.full for entry in abbreviations())
