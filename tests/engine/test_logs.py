"""Log lines are JSON, and nothing from outside can forge or flood one."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import logs
from engine.errors import ConfigError


def test_a_line_is_one_json_object_that_says_when_how_bad_and_where() -> None:
    stream = io.StringIO()
    logs.configure("info", stream)
    logs.get_logger("engine.demo").warning("port taken", port=5060)
    line = json.loads(stream.getvalue())
    assert list(line) == ["at", "level", "name", "event", "port"]
    assert line["at"].endswith("Z")
    assert (line["level"], line["name"], line["port"]) == ("warning", "engine.demo", 5060)


def test_lines_below_the_level_are_not_written() -> None:
    stream = io.StringIO()
    logs.configure("warning", stream)
    logger = logs.get_logger("engine.demo")
    logger.info("chatter")
    logger.debug("more")
    assert stream.getvalue() == ""


def test_an_exception_is_logged_on_the_same_line() -> None:
    stream = io.StringIO()
    logs.configure("info", stream)
    try:
        raise ValueError("no such thing")
    except ValueError:
        logs.get_logger("engine.demo").exception("failed")
    assert len(stream.getvalue().splitlines()) == 1
    assert "no such thing" in json.loads(stream.getvalue())["exception"]


def test_a_value_of_any_type_can_be_logged() -> None:
    stream = io.StringIO()
    logs.configure("info", stream)
    logs.get_logger("engine.demo").info("odd", value=object, text="a\nb")
    assert json.loads(stream.getvalue())["text"] == "a\nb"
    assert len(stream.getvalue().splitlines()) == 1


def test_an_unknown_level_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="debug, info, warning, error"):
        logs.configure("loud")


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_text_from_strangers_becomes_printable_bounded_ascii(text: str | bytes) -> None:
    safe = logs.safe(text, limit=100)
    assert safe.isascii()
    assert safe.isprintable() or safe == ""
    assert len(safe) <= 103


def test_plain_text_stays_as_it_is() -> None:
    assert logs.safe(b"sip:100@example.com") == "sip:100@example.com"


def test_escapes_cannot_be_forged_and_differ_from_what_they_stand_for() -> None:
    assert logs.safe("a\nb") == "a\\nb"
    assert logs.safe("a\\nb") == "a\\\\nb"
    assert logs.safe(b"\xff") != logs.safe(b"\\xff") != logs.safe("\udcff\\")
    assert logs.safe("\x1b[2J") == "\\x1b[2J"


def test_a_cut_is_visible() -> None:
    assert logs.safe("x" * 200) == "x" * 200
    assert logs.safe("x" * 201) == "x" * 200 + "..."


def test_a_stream_that_refuses_costs_its_lines_and_nothing_else() -> None:
    stream = io.TextIOWrapper(io.FileIO("/dev/full", "w"), write_through=True)
    logs.configure("info", stream)
    logged = [logs.get_logger("engine.demo").info("not to be read") for _ in range(3)]
    assert logged == [None] * 3
    stream.detach().close()
