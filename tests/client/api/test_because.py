"""A reason goes with every change of a piece of work, and with no question."""

from urllib.parse import unquote

from client.api.because import LONGEST, because, reason_headers


def test_changes_within_have_the_reason_and_questions_do_not() -> None:
    with because(" 客户来电: 10% "):
        with because(""):
            assert reason_headers("PUT") == {}
        header = reason_headers("DELETE")["X-Reason"]
        assert (unquote(header), header.isascii()) == ("客户来电: 10%", True)
        assert reason_headers("get") == {}
    assert reason_headers("PUT") == {}


def test_what_the_engine_would_not_keep_is_cut_off() -> None:
    with because("x" * (LONGEST + 1)):
        assert len(reason_headers("POST")["X-Reason"]) == LONGEST


def test_the_engine_takes_one_line_and_gets_one() -> None:
    with because(" moved\n to\tanother  office "):
        assert unquote(reason_headers("PATCH")["X-Reason"]) == "moved to another office"
