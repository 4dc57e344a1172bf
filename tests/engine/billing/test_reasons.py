import pytest

from engine.billing.reasons import NORMAL, NOT_CONNECTED, REASONS, UNAUTHORISED, reason_text
from engine.sip.status import PHRASES


def test_the_fixed_numbers_are_fixed() -> None:  # design 3.3
    assert (NORMAL, UNAUTHORISED) == (0, -9)
    assert reason_text(UNAUTHORISED) == "Unauthorised call"  # req 47


@pytest.mark.parametrize("code", list(REASONS))
def test_every_reason_has_a_text_in_both_languages(code: int) -> None:
    english, chinese = reason_text(code), reason_text(code, "zh")
    assert english.isascii()
    assert english[0].isupper()
    assert not chinese.isascii()


def test_every_failure_we_can_answer_has_a_text() -> None:
    assert {status for status in PHRASES if status >= 400} <= set(REASONS)


def test_negative_numbers_are_ours_and_few() -> None:
    assert {code for code in REASONS if code < 0} == {UNAUTHORISED, NOT_CONNECTED}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (499, "Request failure (499)"),
        (599, "Server failure (599)"),
        (699, "Global failure (699)"),
        (302, "Redirected (302)"),
        (-77, "Reason -77"),
        (7, "Reason 7"),
    ],
)
def test_a_number_without_a_text_names_its_class(code: int, text: str) -> None:
    assert reason_text(code) == text
    assert str(code) in reason_text(code, "zh")
