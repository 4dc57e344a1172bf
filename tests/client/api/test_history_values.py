from client.api.decoding import decode
from client.api.history_values import HistoryTerms, PastEvent
from tests.helpers.fake_data.history import past


def test_an_event_is_read_and_a_question_says_what_it_means() -> None:
    row = decode(PastEvent, past(1, until=None, known=False))
    assert (row.value, row.until, row.known, row.sources) == (
        *("203.0.113.1", None, False),
        ("203.0.113.1",),
    )
    assert HistoryTerms("ip", "x").params() == {"layer": "ip", "q": "x"}
    assert HistoryTerms().params() == {}
