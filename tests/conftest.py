"""How the properties are run: the same examples every time, without a clock and without a file."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "framing",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("framing")


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache for files of datasets, and no mirror."""
    monkeypatch.delenv("FRAMING_MIRROR", raising=False)
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"
