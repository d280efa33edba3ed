"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is no failure: how long one example takes is measured by benchmarks/, not by tests.
settings.register_profile("chidao", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("chidao")
