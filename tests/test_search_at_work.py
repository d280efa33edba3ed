"""The index with several processes writing, the plans of filters, and lines typed in the query language."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from register_samples import notice, original

from extractor.asking import read_query
from extractor.core.query import Query
from extractor.store import Register, check, narrowing, open_register, put, search
from extractor.store.expressions import all_terms, asked
from extractor.store.folding import exact_form, folded_form, key_of, search_form

TODAY = "2026-11-22"
WRITERS, EACH = 3, 6


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory):
    with open_register(tmp_path_factory.mktemp("work") / "r.db", create=True) as opened:
        for number in range(4):
            put(opened, original(bytes([number]), f"{number}.txt"), notice(number=f"{number}/TB-UBND"))
        yield opened


_WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[4])
from register_samples import notice, original
from extractor.store import open_register, put
with open_register(Path(sys.argv[1])) as register:
    for number in range(int(sys.argv[3])):
        name = f"{sys.argv[2]}x{number}"
        put(register, original(name.encode(), f"{name}.txt"), notice(number=f"{name}/TB"))
        with register.writing() as db:
            db.execute("UPDATE directives SET text = text || ' ' || ? WHERE position = 0 AND document_id = "
                       "(SELECT id FROM documents WHERE file_name = ?)", [f"dau{name}", f"{name}.txt"])
"""


def test_several_processes_write_and_the_index_has_all(tmp_path):
    path = tmp_path / "r.db"
    with open_register(path, create=True) as register:
        command = [sys.executable, "-c", _WRITER, str(path)]
        rest = [str(EACH), str(Path(__file__).parent)]
        running = [subprocess.Popen([*command, str(n), *rest], stderr=subprocess.PIPE) for n in range(WRITERS)]
        for process in running:
            _, error = process.communicate(timeout=120)
            assert process.returncode == 0, error.decode()
        for writer in range(WRITERS):
            for number in range(EACH):
                hits = search(register, read_query(f"dau{writer}x{number}"), today=TODAY)
                assert hits.directives_total == 1, (writer, number)
        amiss = [finding for finding in check(register) if finding.code in ("index", "file", "foreign_key", "trigger")]
        assert not amiss
        assert register.db.execute("SELECT count(*) FROM search_queue").fetchone() == (0,)


def plan(register: Register, query: Query) -> list[str]:
    """How the directives of a query are looked up, innermost steps too."""
    narrow = narrowing.of("directives", query.filters, TODAY)
    expression = all_terms("directives", asked(query), query)
    if expression is None:
        source, where = narrow.alone()
        sql = f"SELECT directives.id FROM {source} WHERE {where}"
    else:
        join, where = narrow.joined("directives_fts.rowid")
        sql = f"SELECT directives.id FROM directives_fts {join} WHERE directives_fts MATCH :expression {where}"
    rows = register.db.execute(f"EXPLAIN QUERY PLAN {sql}", {**narrow.values, "expression": expression}).fetchall()
    return [row[3] for row in rows]


@pytest.mark.parametrize(
    "typed",
    [
        'đơn vị:"Sở Tài chính" vốn',
        'đơn vị:"Phòng Tài chính"',
        'người:"Nguyễn Văn An" vốn',
        "nơi:Đông Sơn",
        "từ:UBND rừng",
        "tiền:>5tỷ đường",
        "hạn:<30/6/2026 đường",
        "tình trạng:quáhạn đường",
    ],
)
def test_a_filter_beside_words_or_names_begins_with_the_index(register, typed):
    steps = plan(register, read_query(typed, today=TODAY))
    assert "VIRTUAL TABLE INDEX" in steps[0], steps
    large = ("directives", "assignees", "assignee_units", "entities", "figures", "documents")
    scanned = [step for step in steps if step.startswith("SCAN") and step.split()[1] in large]
    assert not scanned, steps


_PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ['"', "-", "*", "OR", "HOẶC", "|", "đơn vị:", "từ:", "hạn:", "tiền:", "loại:", "tình trạng:", "nơi:", "<", "..",
         "Sở NN&PTNT", "UBND tỉnh", "STC", "Phú Yên", "nguwowif", "tuân", "05", "2.000", "30/6", "45,3%", "408/TB", "5tỷ"]
    ),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(_PIECES, max_size=7), st.sampled_from(["", " "]), st.booleans(), st.integers(1, 3))
def test_no_line_of_the_language_raises(register, pieces, between, facets, page):
    hits = search(register, read_query(between.join(pieces), today=TODAY), today=TODAY, page=page, facets=facets)
    shown = [hit.task.id for hit in hits.directives]
    assert len(shown) == len(set(shown)) <= 20
    for hit in hits.directives:
        assert all(0 <= start < end <= len(hit.task.text) for start, end in hit.marks)


def test_pages_of_a_large_answer_neither_repeat_nor_leave_out(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as register:
        for number in range(60):
            put(register, original(bytes([number]), f"{number}.txt"), notice(number=f"{number}/TB-UBND"))
        shown: list[str] = []
        for page in range(1, 20):
            hits = search(register, read_query("TB-UBND"), today=TODAY, page=page)
            shown += [hit.task.id for hit in hits.directives]
        assert hits.directives_total == len(shown) == len(set(shown)) > 100


@given(st.text(alphabet="yqukhlmst ỷquýlý_-1ĐðòàahoàÂ“", max_size=12))
def test_y_and_i_are_one_where_they_are_a_whole_rime(text):
    form, folded = search_form(text), folded_form(text)
    for at, (one, other) in enumerate(zip(form, folded, strict=True)):
        assert one == other or (other == "y" and one == "i" and not folded[at + 1 : at + 2].isalnum())
    assert search_form("Kỷ luật Lý quý tây thủy") == "ki luat li qui tay thuy"


def test_folding_is_that_of_the_index():
    """Entries leave the index by the words they came in with: other words for old rows would damage it."""
    every = "".join(chr(code) for code in range(0x20, 0x3000))
    forms = "\n".join(form(every) for form in (exact_form, search_form, key_of))
    known = "751abd103e56d35c4688d5eb640e644bc526ba80a35487552cef3defb38e72f5"
    told = (
        "folding changed: make the index anew by a migration (search_index.create_index), then note the new hash here"
    )
    assert hashlib.sha256(forms.encode()).hexdigest() == known, told
