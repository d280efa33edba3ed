"""A typed line as a query: filters, phrases, other wordings, slips of the keyboard."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.asking import read_query
from extractor.asking.filters import read_days, read_money
from extractor.asking.keyboard import meant
from extractor.asking.numbers import other_ways
from extractor.core.query import Filters, Money, Range, Term, Wording

TODAY = "2026-11-22"


def ways(typed: str) -> list[list[str]]:
    """The wordings of each term."""
    return [[" + ".join(w.words for w in way) for way in term.ways] for term in read_query(typed, today=TODAY).terms]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("NTM", "nông thôn mới"),
        ("ntm", "nông thôn mới"),
        ("nông thôn mới", "NTM"),
        ("STC", "Sở Tài chính"),
        ("Sở Tài chính", "STC"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở TN&MT", "Sở Nông nghiệp và Môi trường"),
        ("05", "5"),
        ("30/06", "30/6"),
        ("2.000", "2000"),
        ("nguwowif", "người"),
    ],
)
def test_other_wordings(typed, wanted):
    assert any(wanted in term for term in ways(typed))


@pytest.mark.parametrize("typed", ["ca", "tam", "xã", "Sở", "408/TB-UBND"])
def test_plain_words_have_no_other_wording(typed):
    assert ways(typed) == [[typed]]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ddoon", "đôn"), ("tuowngs", "tướng"), ("Sowr", "Sở"), ("nuwowcs", "nước"), ("xu73", "xử"), ("ba1o", "báo"),
        ("tru7o7ng2", "trường"), ("bao", None), ("GPMB", None), ("công", None), ("A1", None), ("x" * 40, None),
    ],
)  # fmt: skip
def test_the_keyboard_was_off(typed, read):
    assert meant(typed) == read


def test_phrases_prefixes_and_what_is_not_wanted():
    query = read_query('"kỷ luật, kỷ cương" giao* -đường cầu OR "bến đò"')
    assert query.terms == (
        Term(((Wording("kỷ luật, kỷ cương"),),), fixed=True),
        Term(((Wording("giao", prefix=True),),)),
        Term(((Wording("cầu"),), (Wording("bến đò"),)), fixed=True),
    )
    assert query.without == (Wording("đường"),)


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ('đơn vị:"Sở Tài chính"', Filters(unit=("Sở Tài chính",))),
        ("don vi:X unit:Y", Filters(unit=("X", "Y"))),
        ("từ:UBND người:An nơi:Huế", Filters(issuer=("UBND",), person=("An",), place=("Huế",))),
        ("loại:nhiệmvụ,kiếnnghị", Filters(kinds=("task", "petition"))),
        ('tình trạng:"quá hạn"', Filters(statuses=("overdue",))),
        ("ban hành:2026-01..2026-03", Filters(issued=Range("2026-01-01", "2026-03-31"))),
        ("hạn:<30/6/2026", Filters(due=Range(None, "2026-06-29"))),
        ("due:30/6", Filters(due=Range("2026-06-30", "2026-06-30"))),
        ("tiền:>5tỷ", Filters(money=Money(5e9))),
        ("money:500tr..2,5tỷ", Filters(money=Money(5e8, 2.5e9))),
        ('loại văn bản:"công điện"', Filters(doc_type=("công điện",))),
    ],
)
def test_filters_inside_the_query(typed, filters):
    query = read_query(f"cầu {typed}", today=TODAY)
    assert msgspec.structs.replace(query.filters, unit_keys=()) == filters
    assert bool(query.filters.unit_keys) == bool(filters.unit)
    assert [term.ways[0][0].words for term in query.terms] == ["cầu"]


@pytest.mark.parametrize("typed", ["hạn:mai", "tiền:nhiều", "loại:lạ", "ban hành:30/2/2026", "hạn:..", "tình trạng:?!"])
def test_a_filter_that_is_not_understood_is_told_and_searched_for(typed):
    query = read_query(typed, today=TODAY)
    assert query.filters == Filters()
    assert typed in query.notes[0]


@pytest.mark.parametrize(
    ("typed", "filters", "rest"),
    [
        ("đơn vị:Sở Tài chính", Filters(unit=("Sở Tài chính",)), ""),
        ("đơn vị: Sở Tài chính vốn đầu tư", Filters(unit=("Sở Tài chính",)), "vốn đầu tư"),
        ("donvi:so tai chinh von", Filters(unit=("so tai chinh",)), "von"),
        ("giao: STC vốn", Filters(unit=("STC",)), "vốn"),
        ("đơn vị:Công an tỉnh tuần tra", Filters(unit=("Công an tỉnh",)), "tuần tra"),
        ("đơn vị:Phòng Kinh tế giải toả", Filters(unit=("Phòng Kinh tế",)), "giải toả"),
        ("từ:UBND tỉnh Lào Cai rừng", Filters(issuer=("UBND tỉnh Lào Cai",)), "rừng"),
        ("đơn vị:ubnd xã mường hum chợ phiên", Filters(unit=("ubnd xã mường hum",)), "chợ phiên"),
        ("don vi:ubnd xa muong hum cho phien", Filters(unit=("ubnd xa muong hum",)), "cho phien"),
        ("don vi: cong an huyen dam ha tuan tra", Filters(unit=("cong an huyen dam ha",)), "tuan tra"),
        ("đơn vị: công an thành phố đà nẵng", Filters(unit=("công an thành phố đà nẵng",)), ""),
        ("đơn vị:trạm y tế xã", Filters(unit=("trạm y tế",)), "xã"),
        ("người:Lê Văn Thử cầu", Filters(person=("Lê Văn Thử",)), "cầu"),
        ("nơi: xã Nậm Lư cầu", Filters(place=("xã Nậm Lư",)), "cầu"),
        ("tình trạng:quá hạn ban hành:2026 cầu",
         Filters(statuses=("overdue",), issued=Range("2026-01-01", "2026-12-31")), "cầu"),
        ("loại:nhiệm vụ, kiến nghị cầu", Filters(kinds=("task", "petition")), "cầu"),
        ("loại văn bản:công điện mưa", Filters(doc_type=("công điện",)), "mưa"),
        ("hạn < 30/6/2026 đường", Filters(due=Range(None, "2026-06-29")), "đường"),
        ("hạn: trước 30/6 đường", Filters(due=Range(None, "2026-06-29")), "đường"),
        ("ban hành: từ 1/3/2026 đến 15/3/2026", Filters(issued=Range("2026-03-01", "2026-03-15")), ""),
        ("ban hành:tháng 3 cầu", Filters(issued=Range("2026-03-01", "2026-03-31")), "cầu"),
        ("ban hành: quý II/2026", Filters(issued=Range("2026-04-01", "2026-06-30")), ""),
        ("tiền > 5 tỷ", Filters(money=Money(5e9)), ""),
        ("tiền: từ 500 triệu đến 2 tỷ cầu", Filters(money=Money(5e8, 2e9)), "cầu"),
        ("tiền:dưới 2 tỷ", Filters(money=Money(most=2e9)), ""),
        ('"hạn: 30/6" cầu', Filters(), '"hạn: 30/6" cầu'),
        ("Phòng Kinh tế: giao", Filters(), "Phòng Kinh tế: giao"),
    ],
)  # fmt: skip
def test_filters_as_people_type_them(typed, filters, rest):
    query = read_query(typed, today=TODAY)
    assert msgspec.structs.replace(query.filters, unit_keys=()) == filters
    assert query.terms == read_query(rest).terms


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("hôm nay", "2026-03-11", "2026-03-11"),
        ("tuần này", "2026-03-09", "2026-03-15"),
        ("tuần sau", "2026-03-16", "2026-03-22"),
        ("tháng trước", "2026-02-01", "2026-02-28"),
        ("quý trước", "2025-10-01", "2025-12-31"),
        ("năm nay", "2026-01-01", "2026-12-31"),
        ("thang 13/2026", None, None),
        ("sau 30/6", "2026-07-01", None),
    ],
)
def test_days_near_by(typed, first, last):
    assert read_days(typed, "2026-03-11") == (None if first is None else Range(first, last))


@pytest.mark.parametrize("typed", ["318TBUBND", "318TB-UBND", "318tbubnd", "318TB/UBND"])
def test_a_number_of_a_document_run_together(typed):
    ((_, *others),) = [term.ways for term in read_query(typed).terms]
    assert [wording.words.lower() for way in others for wording in way] == ["318 tb ubnd"]


def test_words_with_digits_are_no_numbers_of_documents():
    for typed in ("10A", "4G", "100tr", "12tháng", "318TB"):
        assert other_ways(typed) == ()


def test_an_id_is_told_where_to_look():
    assert read_query("cd71").notes == ("“CD71” là mã trong sổ: xem bằng “chidao show CD71”.",)


def test_a_long_line_of_filters_is_read_at_once():
    for typed in ("đơn vị:A B hạn:<1 " * 120, "hạn:" * 500, ":" * 2000, "đơn vị tình trạng " * 120 + ":"):
        before = time.process_time()
        read_query(typed, today=TODAY)
        assert time.process_time() - before < 2


def test_a_colon_is_no_filter_by_itself():
    assert read_query("Kết luận: 17:00 giao ban").filters == Filters()


def test_words_that_narrow_nothing_are_asked_for_only_alone():
    assert ways("cầu và đường") == [["cầu"], ["đường"]]
    assert ways("và") == [["và"]]


@settings(max_examples=300)
@given(st.text(max_size=60))
@example('hạn:"')
@example("tiền:1.2.3,4")
@example("a OR")
@example("OR OR -OR | -")
@example("ban hành:9999-99..0000")
@example("1" * 500)
@example("tien:" + "9" * 400 + "ty")
def test_whatever_is_typed_is_a_query(typed):
    query = read_query(typed, today=TODAY)
    assert all(term.ways and all(term.ways) for term in query.terms)


@given(st.text(max_size=30))
def test_days_and_amounts_never_raise(text):
    read_days(text, TODAY)
    read_money(text)
