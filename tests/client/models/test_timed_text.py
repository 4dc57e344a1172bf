from datetime import UTC, datetime, timedelta

from client.formats import Formats
from client.models.timed_text import back_of, countdown, line
from tests.helpers.client_samples import parameter

FORMATS, NOON = Formats("UTC"), datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_change_says_to_what_when_and_in_how_long_it_returns() -> None:
    timed = parameter(value=5, revert_at=NOON + timedelta(seconds=754), revert_to=6)
    assert countdown(timed, FORMATS, NOON) == "Returns to 6 in 12:34, at 12:12:34."
    assert line(timed, FORMATS, NOON).startswith(f"{timed.name} is 5 for a time. Returns")
    late = countdown(timed, FORMATS, NOON + timedelta(hours=1))
    assert late == "Should have returned to 6 at 2026-11-23 12:12:34; it is tried again."


def test_without_a_word_about_it_the_default_is_what_it_returns_to() -> None:
    assert back_of(parameter(revert_to=None)) == parameter().default
    assert countdown(parameter(), FORMATS, NOON) == ""
