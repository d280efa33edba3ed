"""A typed line as a query: filters, phrases, other wordings, slips of the keyboard."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.asking import read_query
from extractor.asking.filters import read_days, read_money
from extractor.asking.keyboard import meant
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
