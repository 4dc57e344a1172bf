"""For how long something is blocked or trusted."""

from datetime import timedelta

from client.models.block_spans import CHOICES, FOR_GOOD, HOUR, TRUST, end_of, span_word
from tests.helpers.block_stubs import NOW


def test_every_choice_has_its_words_and_its_end() -> None:
    assert len({span_word(seconds) for seconds in CHOICES}) == len(CHOICES)
    assert set(TRUST) < set(CHOICES)
    assert end_of(HOUR, NOW) == NOW + timedelta(hours=1)
    assert end_of(FOR_GOOD, NOW) is None
