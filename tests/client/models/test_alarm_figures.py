from client.api.decoding import decode
from client.api.figure_values import Figure
from client.models.alarm_figures import choice, found, hint, name_of
from tests.helpers.fake_alarms import FIGURES

ALL = [decode(Figure, item) for item in FIGURES]


def test_a_figure_is_found_with_and_without_labels() -> None:
    assert name_of(' disk_free{a="b"}') == "disk_free"
    assert found(ALL, 'disk_free{a="b"}') == ALL[0]
    assert found(ALL, "disk") is None


def test_a_figure_is_told_in_words() -> None:
    assert choice(ALL[0]) == "disk_free   Free room of the disk.   Now 0.25 (share)."
    text = hint(ALL[2])
    assert text.startswith("Refused calls. Not there now. It only grows")
    assert "why = a, b, c, d …" in text
