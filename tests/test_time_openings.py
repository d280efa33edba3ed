"""No rule for times may begin with words that the screen of `run_rules` does not know: it would never be tried."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.core.characters import matching_view
from extractor.recognise import time_days, time_near, time_periods, time_recurring, times
from extractor.recognise.time_atoms import run_rules

RULES = (
    *time_days.day_rules(),
    *time_near.near_rules(),
    *time_periods.period_rules(),
    *times._edge_rules(),
    *time_recurring.recurring_rules(),
)
ROWS = Path(__file__).parents[1] / "corpora" / "rules" / "times.jsonl"
TEXTS = [json.loads(line)["text"] for line in ROWS.read_text(encoding="utf-8").splitlines()] + [
    "Cùng ngày, đoàn đi kiểm tra.",
    "Báo cáo 6 tháng, hằng năm gửi về Sở.",
    "Rà soát xong trước Tết.",
    "Gửi số liệu hằng tháng, trước ngày 25.",
    "Gửi số liệu hằng ngày, trước 16 giờ 30.",
    "Định kỳ tháng, quý báo cáo.",
    "Định kỳ quý báo cáo kết quả.",
    "Gia cố bờ bao, thứ Sáu là xong, mai có bảng kê, mốt nộp.",
    "Đo độ mặn ngày hai cữ, tuần ba bận.",
]


def test_the_screen_hides_no_match() -> None:
    for text in TEXTS:
        view = matching_view(text)
        tried = {(atom.start, atom.end, atom.rule) for atom in run_rules(RULES, view)}
        everywhere = {
            (found.start(), found.end(), rule.name)
            for rule in RULES
            for found in rule.pattern.finditer(view)
            if rule.build(found) is not None
        }
        assert everywhere == tried, text


def test_every_rule_is_met_by_some_row() -> None:
    """Else the test above says nothing of it."""
    met = {atom.rule for text in TEXTS for atom in run_rules(RULES, matching_view(text))}
    assert {rule.name for rule in RULES} - met == set()
