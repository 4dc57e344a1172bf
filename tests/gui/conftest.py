"""Fixtures of the tests that open whole windows."""

from tests.helpers.client_fixtures import (
    api,
    fake,
    loop,
    session,
    settings,
    signed_in,
    stage,
    tasks,
    theme,
)

__all__ = [
    "api", "fake", "loop", "session", "settings", "signed_in", "stage", "tasks", "theme",
]  # fmt: skip
