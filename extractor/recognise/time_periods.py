"""Single periods and lengths of time: all their rules."""

from __future__ import annotations

from functools import cache

from extractor.recognise.time_atoms import Rule
from extractor.recognise.time_lengths import length_rules
from extractor.recognise.time_months import month_rules
from extractor.recognise.time_quarters import quarter_rules
from extractor.recognise.time_shifted import shifted_rules
from extractor.recognise.time_stages import stage_rules
from extractor.recognise.time_years import year_rules


@cache
def period_rules() -> tuple[Rule, ...]:
    """All rules for what is longer than a day."""
    return (*month_rules(), *quarter_rules(), *year_rules(), *stage_rules(), *shifted_rules(), *length_rules())
