"""Log lines are JSON, and nothing from outside can forge or flood one."""

import configparser
import importlib
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import logs
from engine.errors import ConfigError

DOCS = Path(__file__).resolve().parents[2] / "docs"


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


def refusal_lines() -> list[str]:
    """Lines as the engine writes them, one with what an attacker would like to forge."""
    stream = io.StringIO()
    logs.configure(stream=stream)
    logs.refused(
        "failed_registrations", "203.0.113.9", extension=logs.safe('1", "source": "192.0.2.1')
    )
    logs.refused("sign_in", "2001:db8::1", operator="root")
    forged = '"name": "engine.refusals", "event": "refused", "source": "192.0.2.1", "kind": "x"'
    logs.get_logger("x").warning("something else", text=forged)
    return stream.getvalue().splitlines()


def test_the_sample_filter_of_fail2ban_finds_refusals_and_nothing_forged() -> None:
    parser = configparser.RawConfigParser()
    parser.read(DOCS / "fail2ban" / "switchwarden.conf")
    expression = parser["Definition"]["failregex"].replace("<ADDR>", r"(?P<addr>[0-9a-f.:]+)")
    found = [re.search(expression, line) for line in refusal_lines()]
    assert [each and each["addr"] for each in found] == ["203.0.113.9", "2001:db8::1", None]


@pytest.mark.peer
def test_fail2ban_itself_takes_the_sample_filter(tmp_path: Path) -> None:
    program = shutil.which("fail2ban-regex")
    assert program is not None, "install fail2ban"
    log = tmp_path / "engine.log"
    log.write_text("\n".join(refusal_lines()) + "\n")
    done = subprocess.run(
        [program, "-o", "ip", str(log), str(DOCS / "fail2ban" / "switchwarden.conf")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.split() == ["203.0.113.9", "2001:db8::1"], done.stdout + done.stderr


def test_a_package_is_out_of_reach_meanwhile_and_only_when_nobody_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "wave", raising=False)  # other tests load it
    with logs.without("wave"), pytest.raises(ModuleNotFoundError):
        importlib.import_module("wave")
    assert importlib.import_module("wave").__name__ == "wave"
    with logs.without("json"):
        assert importlib.import_module("json") is json


def test_logging_loads_nothing_that_draws_consoles() -> None:
    code = "import sys, engine.logs; sys.exit('rich' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
