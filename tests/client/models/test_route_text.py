"""A routing analysis says in words what becomes of a call."""

from typing import get_args

import pytest

from client.api.call_values import RouteAnalysis, RouteStep
from client.models.route_text import LOOKS, reason, sentence, verdict_pill
from engine.control.gateways import RouteRefusal, RouteVerdict

A = RouteStep("carrier-a", "candidate", prefix="0044", caller="1001", callee="447")
B = RouteStep("carrier-b", "candidate", caller="1001", callee="00447")
C = RouteStep("carrier-c", "candidate", caller="1001", callee="00447")
FULL = RouteStep("carrier-f", "capacity", "has 3 calls, may have 3")


def say(**found: object) -> tuple[str, str]:
    return sentence(RouteAnalysis("1001", "00447", **found))  # type: ignore[arg-type]


def test_the_sentence_names_the_way_and_what_is_next() -> None:
    assert say(steps=(FULL, A)) == ("Goes to carrier-a as 447, from 1001.", "ok")
    words, _ = say(steps=(A, FULL, B, C))
    assert words.endswith("If that fails, then to carrier-b, then carrier-c.")
    words, tone = say(steps=(FULL,))
    assert (words, tone) == ("Goes nowhere: no routing gateway takes 00447 now.", "bad")


@pytest.mark.parametrize(
    ("contacts", "part", "tone"),
    [(0, "nowhere", "warning"), (1, "one contact", "ok"), (3, "3 contacts", "ok")],
)
def test_an_endpoint_is_called_where_it_is(contacts: int, part: str, tone: str) -> None:
    words, found = say(extension="1002", contacts=contacts)
    assert "1002" in words
    assert part in words
    assert found == tone


@pytest.mark.parametrize("refused", [*get_args(RouteRefusal)[1:], "newer"])
def test_a_refusal_says_why(refused: str) -> None:
    words, tone = say(refused=refused)
    assert words.startswith("Refused: ")
    assert tone == "bad"
    assert (refused == "newer") == ("newer" in words)


def test_every_verdict_of_the_engine_has_icon_word_tone_and_reason() -> None:
    verdicts = get_args(RouteVerdict)
    assert set(LOOKS) == set(verdicts)
    assert len({verdict_pill(verdict).word for verdict in verdicts}) == len(verdicts)
    assert len({reason(RouteStep("a", verdict)) for verdict in verdicts}) == len(verdicts)
    assert reason(A) == "The called number begins with 0044."
    assert verdict_pill("newer").word == "newer"
    assert reason(RouteStep("a", "newer", "its own words")) == "its own words"
