"""Tiny raters, trained once; whoever changes one trains its own."""

import pytest

from tests.models.invented import FULL, TINY, TOPIC, TOPICS_AT_ONCE, trained


@pytest.fixture(scope="session")
def tiny():
    return trained(TINY)


@pytest.fixture(scope="session")
def full():
    return trained(FULL)


@pytest.fixture(scope="session")
def topic():
    return trained(TOPIC)


@pytest.fixture(scope="session")
def topics():
    return trained(TOPICS_AT_ONCE)
