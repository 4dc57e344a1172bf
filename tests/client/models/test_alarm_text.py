"""Every kind of alarm has a name, every severity an icon, a word and a tone."""

import re
from pathlib import Path

import pytest

from client.api.alarm_values import StandingAlarm
from client.api.decoding import decode
from client.models.alarm_text import bell_pill, severity_pill, source_word, title
from client.resources import icon_names
from tests.helpers.fake_data import alarm

ROOT = Path(__file__).resolve().parents[3]


def made(identity: str = "relay.gone", severity: str = "critical") -> StandingAlarm:
    found: StandingAlarm = decode(StandingAlarm, alarm.make(identity, severity))
    return found


def test_every_kind_of_the_engine_has_a_name(qapp: object) -> None:
    text = (ROOT / "engine/api/conditions.py").read_text()
    kinds = re.findall(r'^    "([a-z]+\.[a-z]+)",$', text, re.MULTILINE)
    assert len(kinds) > 5
    assert not [kind for kind in kinds if title(made(kind)) == kind]


def test_a_name_says_what_it_is_about(qapp: object) -> None:
    assert title(made("relay.gone:127.0.0.1:2223")) == "Media relay gone (127.0.0.1:2223)"
    assert title(made("new.kind")) == "new.kind"
    assert source_word(made()) == "Softswitch"


@pytest.mark.parametrize(
    ("severities", "word", "tone"),
    [
        (None, "Alarms not known", "muted"),
        ((), "No alarms", "muted"),
        (("warning",), "1 alarm", "warning"),
        (("critical",), "1 alarm", "bad"),
        (("warning", "critical", "warning"), "3 alarms", "bad"),
    ],
)
def test_the_bell_counts_and_turns_red(
    severities: tuple[str, ...] | None, word: str, tone: str, qapp: object
) -> None:
    alarms = None if severities is None else [made(severity=each) for each in severities]
    bell = bell_pill(alarms)
    assert (bell.word, bell.tone) == (word, tone)
    assert bell.icon in icon_names()


def test_severities_differ_by_more_than_colour(qapp: object) -> None:
    pills = [severity_pill(made(severity=each)) for each in ("warning", "critical")]
    assert len({pill.icon for pill in pills}) == len({pill.word for pill in pills}) == 2
