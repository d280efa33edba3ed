"""Which directive of a new reading is which of the old one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.store.matching import Known, match_directives

A, B = frozenset({" so y te "}), frozenset({" so tai chinh "})
BRIDGE = "Giao Sở Y tế hoàn thành xây dựng trạm y tế xã Hòa Bình trước ngày 30/6/2026."


def known(text, doers=A, start=0):
    return Known(text, start, start + len(text), doers)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (BRIDGE.replace("30/6/2026", "31/7/2026"), "a day"),
        (BRIDGE.replace("xây dựng ", ""), "a word less"),
        (BRIDGE.replace("trước", "xong trước"), "a word more"),
        ("Giao So Y te hoan thanh xay dựng tram y tế xã Hòa Binh truớc ngày 30/6/2026", "marks a scan lost"),
        ("Giao Sở Y tẽ hoán thành xây dụng trạm y tê xã Hoà Bình trưóc ngày 3O/6/2O26.", "letters a scan mistook"),
        ("hoàn thành xây dựng trạm y tế xã Hòa Bình trước ngày 30/6/2026", "its span drawn anew"),
        ("2. " + BRIDGE.upper(), "the item's number, capitals"),
    ],
)
def test_an_edited_directive_is_the_same(now, why):
    others = {2: known("Giao Sở Y tế rà soát trang thiết bị của trạm y tế xã Hòa Bình."), 3: known(BRIDGE[:20], B)}
    found = match_directives({1: known(BRIDGE), **others}, [known(now, start=7)])
    assert found == {0: 1}, why


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (known("Giao Sở Y tế rà soát, báo cáo trước ngày 20/11.", A), known("Giao Sở Tài chính rà soát, báo cáo trước ngày 20/11.", B)),
        (known("Rà soát quy hoạch chợ."), known("Lập đề án trồng rừng ven biển.")),
        (known("Báo cáo."), known("Rà soát toàn bộ các dự án chậm tiến độ trên địa bàn, tổng hợp. Báo cáo.")),
        (known(""), known("Báo cáo.")),
    ],
)  # fmt: skip
def test_another_order_is_another(old, new):
    assert match_directives({1: old}, [new]) == {}


def test_two_that_are_alike_go_to_the_nearest():
    texts = [f"Giao Sở Y tế kiểm tra trạm y tế xã số {n}, báo cáo trước ngày 20/11/2026." for n in range(6)]
    old = {n + 10: known(text) for n, text in enumerate(texts)}
    new = [known(text.replace("20/11", "25/11")) for text in texts if "số 3" not in text]
    assert match_directives(old, new) == {0: 10, 1: 11, 2: 12, 3: 14, 4: 15}


def test_at_the_same_place_of_the_same_text_less_likeness_is_enough():
    old, new = known("Sở Y tế kiểm tra, rà soát lại cả nước sạch", start=100), known("kiểm tra, rà soát lại", start=108)
    assert match_directives({1: old}, [new], same_text=True) == {0: 1}
    other = Known("Sở Tài chính kiểm tra, rà soát lại cả nước sạch.", 100, 148, B)
    assert match_directives({1: old}, [other], same_text=True) == {0: 1}
    assert match_directives({1: old}, [other]) == {}


WORDS = st.lists(
    st.sampled_from(["giao", "sở", "y", "tế", "rà", "soát", "báo", "cáo", "trước", "ngày"]), max_size=8
).map(" ".join)


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8), st.booleans())
def test_never_two_to_one(old, new, same_text):
    found = match_directives({n: known(t) for n, t in enumerate(old)}, [known(t) for t in new], same_text=same_text)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(range(len(new))) and set(found.values()) <= set(range(len(old)))


@given(st.lists(WORDS.filter(bool), max_size=10))
def test_the_same_reading_is_all_the_same(texts):
    found = match_directives({n: known(t) for n, t in enumerate(texts)}, [known(t) for t in texts])
    assert len(found) == len(texts)
    assert all(texts[position] == texts[number] for position, number in found.items())


def test_many_directives_take_bounded_time():
    texts = [
        f"Giao phòng số {n * 7919 % 1000} chủ trì, phối hợp rà soát việc {n * 31 % 97}, báo cáo. " * 3
        for n in range(1500)
    ]
    old = {n: known(text) for n, text in enumerate(texts)}
    new = [known(text.replace("rà soát", "kiểm tra")) for text in texts[5:]]
    started = time.perf_counter()
    found = match_directives(old, new)
    assert time.perf_counter() - started < 10
    right = sum(found.get(position) == position + 5 for position in range(len(new)))
    assert right > 0.95 * len(new)
