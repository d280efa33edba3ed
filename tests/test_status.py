"""Where a directive stands on a day: the first that fits, and the rating by the deadline as given."""

from __future__ import annotations

import pytest

from extractor.core.status import Facts, Standing, rating_of, standing_of

TODAY = "2026-03-12"


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        (Facts(), Standing("missing", missing="none_stated")),
        (Facts(deadline_text="sớm"), Standing("missing", missing="not_understood")),
        (Facts(given="2026-03", deadline_text="tháng 3"), Standing("missing", missing="not_understood")),
        (Facts(given="2026-03-11"), Standing("overdue", "2026-03-11", -1)),
        (Facts(given="2026-03-12T17:00"), Standing("due_soon", "2026-03-12", 0, urgent=True)),
        (Facts(given="2026-03-15"), Standing("due_soon", "2026-03-15", 3, urgent=True)),
        (Facts(given="2026-03-16"), Standing("due_soon", "2026-03-16", 4)),
        (Facts(given="2026-03-19"), Standing("due_soon", "2026-03-19", 7)),
        (Facts(given="2026-03-20"), Standing("in_progress", "2026-03-20", 8)),
        (Facts(given="2026-03-01", extended_to="2026-03-30"), Standing("in_progress", "2026-03-30", 18)),
        (Facts(recurrence="FREQ=MONTHLY"), Standing("standing")),
        (Facts(recurrence="FREQ=MONTHLY", given="2026-03-01"), Standing("overdue", "2026-03-01", -11)),
        (Facts(anchor="sau khi được phê duyệt"), Standing("waiting")),
        (Facts(anchor="x", condition_met_on="2026-03-01"), Standing("missing", missing="none_stated")),
        (
            Facts(given="2026-03-01", closed_on="2026-03-01", closed_as="done"),
            Standing("closed", "2026-03-01", rating="on_time"),
        ),
    ],
)
def test_the_first_that_fits(facts: Facts, standing: Standing) -> None:
    assert standing_of(facts, TODAY) == standing


def test_an_extension_does_not_make_a_late_task_timely() -> None:
    facts = Facts(given="2026-03-01", extended_to="2026-03-30", closed_on="2026-03-10", closed_as="done")
    assert rating_of(facts) == "late"


def test_what_was_cancelled_or_had_no_deadline_is_not_rated() -> None:
    assert rating_of(Facts(given="2026-03-01", closed_on="2026-02-01", closed_as="cancelled")) == "unrated"
    assert rating_of(Facts(closed_on="2026-02-01", closed_as="done")) == "unrated"
