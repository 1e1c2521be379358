"""How the properties are run: the same examples every time, without a clock and without a file."""

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
