import pytest

from engine.sip.status import PHRASES, phrase


@pytest.mark.parametrize(
    ("status", "text"), [(200, "OK"), (403, "Forbidden"), (423, "Interval Too Brief")]
)
def test_known_statuses_have_the_phrase_of_the_rfc(status: int, text: str) -> None:
    assert phrase(status) == text


@pytest.mark.parametrize(
    ("status", "text"), [(199, "Trying"), (499, "Request Failure"), (699, "Failure")]
)
def test_an_unknown_status_gets_the_phrase_of_its_class(status: int, text: str) -> None:
    assert phrase(status) == text


def test_all_statuses_are_in_range() -> None:
    assert all(100 <= status <= 699 for status in PHRASES)
