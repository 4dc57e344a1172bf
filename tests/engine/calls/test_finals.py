import pytest

from engine.calls.events import Cause
from engine.calls.finals import better, cause_of, retry_after, told
from tests.helpers.wire import answer, response


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (401, 503),
        (407, 503),
        (421, 503),
        (422, 503),
        (301, 480),
        (305, 480),
        (486, 486),
        (200, 200),
    ],
)
def test_what_is_not_the_callers_business_is_replaced(status: int, shown: int) -> None:
    assert told(status) == shown


@pytest.mark.parametrize(
    ("one", "two", "best"),
    [
        (0, 503, 503),
        (503, 404, 404),
        (404, 503, 404),
        (480, 486, 486),
        (486, 480, 486),
        (404, 480, 404),
        (603, 404, 603),
        (404, 603, 603),
        (600, 603, 603),
    ],
)
def test_the_better_of_two_refusals(one: int, two: int, best: int) -> None:
    assert better(one, two) == best


def test_silence_has_a_cause_of_its_own() -> None:
    assert (cause_of(408), cause_of(486)) == (Cause.UNREACHABLE, Cause.STATUS)


@pytest.mark.parametrize(
    ("status", "text", "seconds"),
    [
        (503, "120", 120),
        (503, " 120 (maintenance);duration=60", 120),
        (500, "120", 0),
        (503, "-1", 0),
        (503, "soon", 0),
        (503, "9999999", 0),
        (503, None, 0),
    ],
)
def test_how_long_a_server_wants_to_rest(status: int, text: str | None, seconds: int) -> None:
    assert retry_after(answer(response(status, Retry_After=text))) == seconds
