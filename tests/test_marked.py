"""Gold written into the text: parsing, writing, doubts, and the round trip of every annotated document."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.training.doubts import doubts
from extractor.training.gold import find_gold, read_gold, without_needless_offsets
from extractor.training.marked import MarkedTextError, parse, write
from extractor.training.scoring import LAYERS, locate

DOCUMENTS = Path(__file__).parents[1] / "corpora" / "documents"
GOLDS = list(find_gold([DOCUMENTS]))
SOURCE = """Họp tại {loc commune|xã Tân Lập} {date 2024-05-06|ngày 06/5}, {per Chủ tịch UBND xã|Lò Văn Tú} chủ trì.
{D1|Giao {org|Trạm Y tế} phối hợp {org|Trường Mầm non} tiêm cho {ratio 40/52 cháu|40/52 cháu}, xong {date 2024-05-20|20/5}.}
{D2|Rà soát theo {ref 12/KH-UBND|Kế hoạch số 12/KH-UBND}; chi khoảng {money ~1500000|1,5 triệu đồng}.}
=====
doc_date: 2024-05-06
note: tên bịa
card: {"genre": "notice", "number": null}
D1 task | lead Trạm Y tế | coord Trường Mầm non | due xong 20/5 = 2024-05-20 by | from Lò Văn Tú
D2 task | lead+ Trạm Y tế | due hằng tháng = FREQ=MONTHLY
"""


def test_marks_become_gold_with_offsets() -> None:
    text, gold = parse(SOURCE, "x")
    assert text.splitlines()[1].startswith("Giao Trạm Y tế phối hợp Trường Mầm non tiêm cho 40/52 cháu")
    for layer in LAYERS:
        assert all(item["quote"] == text[item["start"] : item["end"]] for item in gold[layer])
    assert [e["quote"] for e in gold["entities"]] == [
        "xã Tân Lập", "Lò Văn Tú", "Trạm Y tế", "Trường Mầm non", "Kế hoạch số 12/KH-UBND",
    ]  # fmt: skip
    assert gold["figures"][0] | {"start": 0, "end": 0} == {
        "quote": "40/52 cháu", "kind": "ratio", "value": 40, "total": 52, "unit": "cháu", "start": 0, "end": 0,
    }  # fmt: skip
    assert (gold["figures"][1]["value"], gold["figures"][1]["comparator"]) == (1500000, "~")
    first, second = gold["directives"]
    assert first["deadline"] == {"text": "xong 20/5", "due": "2024-05-20", "bound": "by"}
    assert [(d["text"], d["role"]) for d in first["assignees"]] == [
        ("Trạm Y tế", "lead"), ("Trường Mầm non", "coordinate"),
    ]  # fmt: skip
    assert first["issued_by"] == "Lò Văn Tú"
    assert second["assignees"] == [{"text": "Trạm Y tế", "role": "lead", "inherited": True}]
    assert second["deadline"]["recurrence"] == "FREQ=MONTHLY"
    assert gold["doc_date"] == "2024-05-06"
    assert gold["notes"] == ["tên bịa"]


def test_braces_of_the_text_are_kept() -> None:
    text, gold = parse("Ký hiệu \\{A\\} và \\\\ của {org|Sở X}.\n=====\ncard: {}\n")
    assert text == "Ký hiệu {A} và \\ của Sở X.\n"
    assert parse(write(text, gold))[0] == text


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("không có gạch", "no line"),
        ("{org|Sở X\n=====\n", "never closed"),
        ("Sở X}\n=====\n", "never opened"),
        ("{organ|Sở X}\n=====\n", "unknown or undescribed"),
        ("{Org Sở X}\n=====\n", "not a mark"),
        ("{org| Sở X}\n=====\n", "space at the border"),
        ("{money nhiều|5 đồng}\n=====\n", "not a value"),
        ("{qty 5|5 hộ}\n=====\n", "no unit"),
        ("{ratio 5 hộ|5/6 hộ}\n=====\n", "not a value"),
        ("{date 6/5|6/5}\n=====\n", "not a date"),
        ("{rec hằng tuần|hằng tuần}\n=====\n", "not a value"),
        ("{loc tỉnh|Sơn La}\n=====\n", "unknown level"),
        ("{D1|Làm ngay.}\n=====\n", "undescribed"),
        ("Làm ngay.\n=====\nD1 task\n", "described but not marked"),
        ("{D1|Làm ngay.}\n=====\nD1 job\n", "unknown kind"),
        ("{D1|Làm ngay.}\n=====\nD1 task | due mai\n", "needs"),
        ("{D1|Làm ngay.}\n=====\nD1 task | due mai = ngày mai\n", "not a deadline"),
        ("{D1|Làm ngay.}\n=====\nD1 task | ai Sở X\n", "not understood"),
        ("{D1|Làm ngay.}\n=====\nD1 task\nD1 task\n", "described twice"),
        ("Làm.\n=====\ncard: {\n", "no JSON"),
        ("Làm.\n=====\nghi chú\n", "not understood below"),
    ],
)
def test_a_mistake_is_said(source: str, says: str) -> None:
    with pytest.raises(MarkedTextError, match=says):
        parse(source)


@pytest.mark.parametrize(("text", "gold"), GOLDS, ids=[text.stem for text, _ in GOLDS])
def test_every_document_survives_the_round_trip(text: Path, gold: Path) -> None:
    document = read_gold(text, gold)
    again, told = parse(write(document.text, document.gold), document.name)
    assert again.rstrip("\n") == document.text.rstrip("\n")
    for layer in LAYERS:
        spans = [(item["start"], item["end"]) for item in document.gold[layer]]
        assert [(item["start"], item["end"]) for item in told[layer]] == spans


def test_offsets_are_written_only_where_a_search_goes_astray() -> None:
    text = "Sở X họp. Giám đốc Sở X báo cáo Sở X."
    gold = {layer: [] for layer in LAYERS} | {
        "entities": [
            {"type": "organization", "quote": "Sở X", "start": 0, "end": 4},
            {"type": "organization", "quote": "Sở X", "start": 32, "end": 36},
        ]
    }
    written = without_needless_offsets(gold, text)
    assert ["start" in item for item in written["entities"]] == [False, True]
    assert [item["start"] for item in locate(written, text)["entities"]] == [0, 32]


def test_doubts_point_at_slips() -> None:
    source = (
        "{org|Sở Y tế} báo cáo. Sở Y tế cấp {qty 12 hộ|15 hộ} và 7 xe; {period 2024-06-01..2024-05-01|tháng 5}.\n"
        "{D1|Làm trước 1/3.}\n=====\ndoc_date: 2024-05-06\ncard: {}\n"
        "D1 task | lead Sở Nội vụ | due trước 1/3 = 2024-03-01 before\n"
    )
    told = "\n".join(doubts(*parse(source)))
    for part in (
        "marked elsewhere",
        "has the value 12",
        "7 xe",
        "ends before it begins",
        "Sở Nội vụ",
        "before the docu",
    ):
        assert part in told
