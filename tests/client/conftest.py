"""Fixtures of the client's tests."""

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
