from datetime import UTC, datetime
from typing import Any

import pytest

from client.api.decoding import decode
from client.api.keeping_values import SealedPart, SealReport, SealState
from client.formats import Formats
from client.models.seals import Checked, SealTable, part_state, result_text, state_text, unproved
from tests.helpers.fake_keeping import part, report

AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
FORMATS = Formats("UTC")


def told(body: dict[str, Any]) -> str:
    return result_text(Checked(decode(SealReport, body), AT), FORMATS)


def test_the_newest_day_comes_first() -> None:
    table = SealTable(FORMATS, str)
    table.show_report(decode(SealReport, report()))
    assert [row.day for row in table.rows()[::2]] == ["2026-11-27", "2026-11-26", "2026-11-25"]


@pytest.mark.parametrize(
    ("status", "tone"),
    [("intact", "ok"), ("thinned", "ok"), ("removed", "neutral"), ("unsealed", "neutral"),
     ("missing", "bad"), ("changed", "bad"), ("new to us", "warning")],
)  # fmt: skip
def test_a_state_has_a_word_and_a_tone(status: str, tone: str) -> None:
    pill = part_state(decode(SealedPart, part("2026-11-27", status=status)))
    assert pill.word
    assert pill.tone == tone


def test_a_result_says_what_is_wrong() -> None:
    assert told(report()) == "Checked at 2026-11-28 09:00:00: the records are as they were sealed."
    bad = told(report(part("2026-11-26", status="missing"), sound=False, broken_links=[4, 5],
                      foreign_links=[6]))  # fmt: skip
    assert "1 seal is not the one that the audit names: 6." in bad
    assert "1 row is not as it was sealed" in bad
    assert "2 seals are not the ones that were written, the first: 4, 5." in bad
    assert "not everything could be confirmed" in told(report(sound=False))


def test_what_is_not_sealed_yet_proves_nothing() -> None:
    open_days = report(part("2026-11-28", status="unsealed"))
    assert "nothing is proved" in told(open_days)
    assert unproved(decode(SealReport, open_days))
    assert not unproved(decode(SealReport, report(part("2026-11-28", status="intact"))))


def test_the_state_names_the_last_seal() -> None:
    assert "Nothing is sealed yet" in state_text(SealState())
    assert (
        state_text(SealState(1200, "ab" * 32)) == "1,200 seals. The last one is abababababababab…."
    )
