"""Searching the register: with and without marks, and whatever is typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from register_samples import TEXT, notice, original

from extractor.asking import read_query
from extractor.core.page_titles import without_page_titles
from extractor.core.query import Wording
from extractor.core.record import Anchor, Card, Record, Source
from extractor.core.register import Hits
from extractor.store import (
    Register,
    check,
    delete_search,
    find_search,
    find_similar,
    list_searches,
    open_register,
    put,
    save_search,
)
from extractor.store import search as find
from extractor.store.folding import exact_form, folded_form, key_of, marks_in, search_form
from extractor.store.passages import PASSAGE


def search(register: Register, typed: str, *, limit: int = 20, page: int = 1) -> Hits:
    return find(register, read_query(typed, today="2026-11-22"), limit=limit, page=page, today="2026-11-22")


def plain(text: str, **card: str) -> Record:
    return Record(text=text, document=Card(genre="news", **card), source=Source("text"), anchor=Anchor(None, "none"))


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory):
    with open_register(tmp_path_factory.mktemp("search") / "r.db", create=True) as opened:
        put(opened, original(), notice())
        put(opened, original(b"2", "tin.txt"), plain("Các đơn vị bàn về ky luat va ky cuong.\nGiá bán đã ổn định."))
        long = "Mở đầu. " * 60 + "Việc thủy lợi ở hồ Đồng Mô cần làm ngay. " + "Kết thúc. " * 60
        put(opened, original(b"3", "dai.txt"), plain(long, title="Bản tin dài", number="15-KL/TU"))
        yield opened


ALL = ["CD5", "CD4", "CD3", "CD2", "CD1"]


@pytest.mark.parametrize(
    ("query", "directives", "documents"),
    [
        ("tuần tra", ["CD2"], ["VB1"]),
        ("tuan tra", ["CD2"], ["VB1"]),
        ("TUẦN  TRA", ["CD2"], ["VB1"]),
        ("đường đông sơn", ["CD5"], ["VB1"]),
        ("duong Dong Son", ["CD5"], ["VB1"]),
        ("xã Tân Hòa", ["CD1"], ["VB1"]),
        ("xã Tân Hoà", ["CD1"], ["VB1"]),
        ("408/TB-UBND", ALL, ["VB1"]),
        ("408/tb", ALL, ["VB1"]),
        ("45,3%", [], ["VB1"]),
        ("285/415", [], ["VB1"]),
        ("15-KL/TU", [], ["VB3"]),
        ("tin.txt", [], ["VB2"]),
        ("kỷ luật kỷ cương", ["CD4"], ["VB1", "VB2"]),
        ('"kỷ luật, kỷ cương"', ["CD4"], ["VB1"]),
        ('"kỷ cương kỷ luật"', [], []),
        ("Phòng Tài chính vốn", ["CD3"], ["VB1"]),
        ("tuần tra cầu", [], ["VB1"]),
        ("không-có-đâu", [], []),
    ],
)
def test_what_is_found(register, query, directives, documents):
    hits = search(register, query)
    assert [hit.task.id for hit in hits.directives if not hit.partial] == directives
    assert sorted(hit.document.id for hit in hits.documents if not hit.partial) == documents
    assert (hits.directives_total, hits.documents_total) == (len(directives), len(documents))


def test_exact_marks_stand_first(register):
    assert [(h.document.id, h.exact) for h in search(register, "kỷ luật").documents] == [("VB1", True), ("VB2", False)]
    first = search(register, "ky luat").documents[0]
    assert (first.document.id, first.exact) == ("VB2", True)


def test_a_hit_shows_the_sentence_with_its_marks_and_its_place(register):
    hit = search(register, "suoi da").directives[0]
    assert [hit.task.text[s:e] for s, e in hit.marks] == ["Suối", "Đá"]
    assert (hit.task.spot.section, hit.task.spot.page) == (("II. NHIỆM VỤ", "1. Về giao thông", "a)"), 2)
    found = search(register, "285/415 45,3%").documents[0]
    assert found.text == "Tỷ lệ giải ngân đạt 45,3%, đã có 285/415 hộ được hỗ trợ."
    assert [found.text[s:e] for s, e in found.marks] == ["45,3", "285/415"]
    assert TEXT[found.spot.start : found.spot.end] == found.text
    assert found.spot.page == 1


def test_a_long_paragraph_is_cut_to_the_sentence(register):
    found = search(register, "ho dong mo").documents[0]
    assert found.text == "Việc thủy lợi ở hồ Đồng Mô cần làm ngay."
    assert len(found.text) <= PASSAGE


def test_a_match_in_the_card_alone_shows_the_first_line(register):
    found = search(register, "bản tin dài").documents[0]
    assert found.document.id == "VB3"
    assert found.marks == ()
    assert found.text.startswith("Mở đầu.")


def test_the_limit_cuts_and_the_total_counts(register):
    hits = search(register, "các", limit=1)
    assert len(hits.documents) == 1
    assert hits.documents_total == 2


@pytest.mark.parametrize("query", ["", " ", '"', "*", "-", "()", "%", "'", '""', "🙂", "\x00", "\ud800", "…"])
def test_a_query_without_a_word_finds_nothing(register, query):
    hits = search(register, query)
    assert (hits.directives, hits.documents, hits.documents_total) == ((), (), 0)


@settings(max_examples=150)
@given(query=st.text(max_size=40))
@example('AND OR NOT NEAR("a" "b", 2)')
@example("exact : x")
@example("{folded} : x")
@example('"unbalanced')
@example("^tuần + tra*")
@example("a\x00b")
@example("\ud800 tuần")
@example("𞤀 ⅷ ² ꙮ")
@example("ﷺ Ⅻ ŉ İ")
def test_any_typed_query_is_safe(register, query):
    hits = search(register, query, limit=5)
    for hit in hits.documents:
        assert all(0 <= start < end <= len(hit.text) for start, end in hit.marks)


def test_a_pasted_page_is_safe(register):
    search(register, "tuần " * 5000)
    search(register, '"' * 5000)
    search(register, "a" * 100_000)


@given(st.text())
def test_folding_keeps_the_length(text):
    assert len(exact_form(text)) == len(folded_form(text)) == len(search_form(text)) == len(text)


@given(st.text(max_size=60), st.text(max_size=10))
def test_marks_lie_in_the_text_in_order(text, query):
    spans = marks_in(text, [Wording(query)], exact=False)
    assert list(spans) == sorted(spans)
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_keys_are_whole_words():
    assert key_of("Sở Y tế") == " so y te "
    assert key_of("  UBND: Xã Tân-Hoà ") == " ubnd xa tan hoa "
    assert key_of("") == "  "


def whole(hits: Hits) -> list[str]:
    return [hit.task.id for hit in hits.directives if not hit.partial]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tuân tar", ["CD2"]),
        ("tuần trả", ["CD2"]),
        ("kyx luaatj", ["CD4"]),
        ("kỉ cương", ["CD4"]),
        ("chi đạo OR tuần tra", ["CD2"]),
        ('loại:quyếtđịnh "Đông Sơn"', ["CD5"]),
        ("loại:nhiệmvụ Đông Sơn", []),
        ("hạn:<1/5/2026", ["CD1"]),
        ('đơn vị:"Phòng Tài chính"', ["CD3"]),
        ('nơi:"Đông Sơn" đầu tư', ["CD5"]),
        ("đơn vị -vị", []),
        ("tuần* -báo", []),
        ("STC OR PTC", ["CD3"]),
    ],
)
def test_the_query_language(register, query, found):
    assert whole(search(register, query)) == found


LETTERHEAD = """ỦY BAN NHÂN DÂN TỈNH SƠN LA   CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
ĐẢNG CỘNG SẢN VIỆT NAM
Cộng hòa xã hội chủ nghĩa Việt Nam
*****
Bản tin về nhà văn hóa của các bản.
"""


def test_national_title_and_motto_find_nothing_and_are_no_passage(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(b"1", "1.txt"), plain(LETTERHEAD + "Nhà ở của hội viên nghèo đã sửa xong trong xã."))
        put(register, original(b"2", "2.txt"), plain(LETTERHEAD + "Giá lợn đã ổn định."))
        said = "Điều 4 Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam nói về Đảng Cộng sản Việt Nam.\nNăm độc lập."
        put(register, original(b"3", "3.txt"), plain(LETTERHEAD + said))
        (hit,) = [hit for hit in search(register, "nha o xa hoi").documents if not hit.partial]
        assert (hit.document.id, hit.text) == ("VB1", "Nhà ở của hội viên nghèo đã sửa xong trong xã.")
        for typed in ("cộng hòa xã hội chủ nghĩa", "dang cong san", "độc lập"):
            hits = [hit for hit in search(register, typed).documents if not hit.partial]
            assert [hit.document.id for hit in hits] == ["VB3"], typed
            assert hits[0].text in said
        assert search(register, "2.txt").documents[0].text.startswith("ỦY BAN NHÂN DÂN TỈNH SƠN LA")
        assert check(register) == ()


@settings(max_examples=60)
@given(st.text(alphabet="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM độc lập - tự do hạnh phúc\n", max_size=200))
@example("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
def test_without_page_titles_every_word_keeps_its_place(text):
    left = without_page_titles(text)
    assert len(left) == len(text)
    assert all(a == b or b == " " for a, b in zip(text, left, strict=True))


def test_what_was_done_is_told(register):
    assert search(register, "tuân tar").notes
    assert search(register, "kyx luaatj").notes == ("Hiểu “kyx” là “kỹ”.", "Hiểu “luaatj” là “luật”.")
    assert search(register, "tuần tra").notes == ()


def test_a_part_of_the_words_stands_behind_and_says_so(register):
    hits = search(register, "tuần tra biên giới")
    assert (hits.directives_total, hits.directives[0].task.id, hits.directives[0].partial) == (0, "CD2", True)


def test_pages_part_the_answers(register):
    pages = [whole(search(register, "408/TB-UBND", limit=2, page=page)) for page in (1, 2, 3, 4)]
    assert pages == [["CD5", "CD4"], ["CD3", "CD2"], ["CD1"], []]


def test_facets_count_what_was_found(register):
    hits = find(register, read_query("408/TB-UBND"), today="2026-11-22", facets=True)
    assert hits.facets_of == 5
    assert {(c.value, c.count) for c in hits.facets["kind"]} == {("task", 4), ("decision", 1)}
    assert {(c.value, c.count) for c in hits.facets["status"]} >= {("overdue", 1), ("standing", 1), ("waiting", 1)}


def test_more_like_this_leaves_itself_out(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(), notice())
        put(register, original(b"2", "hai.txt"), notice(number="9/TB"))
        hits = find_similar(register, 1)
        assert hits is not None and hits.directives[0].task.id == "CD6"
        assert "CD1" not in {hit.task.id for hit in hits.directives}
        assert find_similar(register, 999) is None


def test_saved_searches(tmp_path):
    hand = {"by": "chị Lan", "at": "2026-03-20T09:00:00+07:00"}
    with open_register(tmp_path / "r.db", create=True) as register:
        save_search(register, " gấp ", "hạn:<1/5", {"unit": "Sở", "limit": 5}, **hand)
        saved = find_search(register, "gấp")
        assert saved is not None and (saved.query, saved.options) == ("hạn:<1/5", {"unit": "Sở", "limit": 5})
        assert [one.name for one in list_searches(register)] == ["gấp"]
        assert delete_search(register, "gấp", **hand) and not delete_search(register, "gấp", **hand)
        rows = register.db.execute("SELECT field, old, new FROM history WHERE subject = 'search'").fetchall()
        assert rows == [("gấp", None, "hạn:<1/5"), ("gấp", "hạn:<1/5", None)]


def test_the_index_follows_rows_whoever_writes_them(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(), notice())
        with register.writing() as db:
            db.execute("UPDATE directives SET text = 'Trồng lại rừng' WHERE id = 2")
            db.execute("UPDATE assignees SET text = 'Hạt Kiểm lâm' WHERE directive_id = 2")
            db.execute("UPDATE documents SET title = 'Họp về lâm nghiệp' WHERE id = 1")
        assert whole(search(register, "tuần tra")) == whole(search(register, "giao ban tháng")) == []
        assert whole(search(register, "kiểm lâm trồng rừng lâm nghiệp")) == ["CD2"]
        with register.writing() as db:
            db.execute("UPDATE directives SET state = 'rejected' WHERE id = 2")
        assert whole(search(register, "trồng lại rừng")) == []
        with register.writing() as db:
            db.execute("DELETE FROM documents")
        assert db.execute("SELECT count(*) FROM directives_words").fetchone() == (0,)


def test_a_transaction_that_fails_leaves_the_index_as_it_was(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(), notice())
        with pytest.raises(ZeroDivisionError), register.writing() as db:
            db.execute("UPDATE directives SET text = 'x' WHERE id = 2")
            _ = 1 // 0
        assert whole(search(register, "tuần tra")) == ["CD2"]
        assert register.db.execute("SELECT count(*) FROM search_queue").fetchone() == (0,)
