"""Messages become arrows; what is sent again is counted at the first."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from client.api.decoding import decode
from client.api.trace_values import CallTrace
from client.formats import Formats
from client.models.trace_ladder import Arrow, ArrowRole, Kind, TraceLadder, kind_text
from tests.helpers.fake_traces import sample


@pytest.fixture
def ladder(qapp: QApplication) -> TraceLadder:
    made = TraceLadder(Formats("UTC"))
    made.show(decode(CallTrace, sample()))
    return made


def test_identical_messages_are_one_arrow(ladder: TraceLadder) -> None:
    assert ladder.rowCount() == 11
    arrow = ladder.arrow(2)
    assert (arrow.label, len(arrow.times)) == ("INVITE", 2)
    assert ladder.repeats(arrow) == "Sent 2 times, unchanged: +0.500 s"
    assert ladder.sentence(arrow) == (
        "11:02:00.020 INVITE, Switch to carrier-a, Request, with SDP, sent 2 times"
    )
    assert ladder.data(ladder.index(2), ArrowRole) is arrow
    assert ladder.arrow(3).gap_s == pytest.approx(0.88)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (None, Kind.REQUEST), (100, Kind.PROVISIONAL), (199, Kind.PROVISIONAL),
        (200, Kind.SUCCESS), (302, Kind.FAILURE), (486, Kind.FAILURE),
    ],
)  # fmt: skip
def test_a_message_has_a_class(ladder: TraceLadder, status: int | None, kind: Kind) -> None:
    arrow = Arrow(replace(ladder.arrow(0).message, status=status), 0.0)
    assert arrow.kind is kind
    assert kind_text(kind)


def test_what_is_new_is_added_and_what_is_known_is_not(ladder: TraceLadder) -> None:
    trace = decode(CallTrace, sample())
    ladder.grow(trace)
    assert (ladder.rowCount(), ladder.last) == (11, 12)
    again = replace(trace.messages[2], number=13)
    stray = replace(trace.messages[2], number=14, leg=9)
    new = replace(trace.messages[0], number=15, text="rubbish", method="", first_line="rubbish")
    ladder.grow(replace(trace, messages=(again, stray, new)))
    assert len(ladder.arrow(2).times) == 3
    assert (ladder.rowCount(), ladder.arrow(11).label) == (12, "rubbish")
    ladder.clear()
    assert (ladder.rowCount(), ladder.legs) == (0, ())
